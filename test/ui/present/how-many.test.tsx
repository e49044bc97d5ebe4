// The stage and the Users panel say alike how many users there are: who was deleted is none, though a cell is kept for the number.
import { cleanup, screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { numberText } from '../../../src/analysis/numbers.ts';
import { Present } from '../../../src/ui/present/present.tsx';
import type { Runner } from '../../../src/ui/state/runner.ts';
import { Users } from '../../../src/ui/users/users.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

const HOUR = 3_600_000_000;
const SCENARIO = `schema: 1
title: Deletions
length: 4h
population: { users: 80 }
workload: { signUps: 5/h, suspend: 0.3/h, reactivate: 0.6/h, delete: 0.2/h }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
repair: { at: 3h }
people: none
variants: [wait]
`;

let runner: Runner;
const room = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'clientWidth');

beforeAll(async () => {
  for (const side of ['clientWidth', 'clientHeight'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 900 });
  runner = newRunner();
  expect(await runner.opening.source({ file: 'own.yaml', text: SCENARIO, siblings: {} })).toBe('opened');
  runner.set({ lifted: true });
  runner.play.seek(2.5 * HOUR);
  await vi.waitFor(() => expect(runner.get().frame?.time).toBe(2.5 * HOUR));
});
afterEach(cleanup);
afterAll(() => {
  if (room !== undefined) Object.defineProperty(HTMLElement.prototype, 'clientWidth', room);
});

const present = (): number => {
  const { frame } = runner.get();
  return (frame?.moment?.user.active ?? 0) + (frame?.moment?.user.suspended ?? 0);
};

test('fewer than there are cells', () => {
  expect(present()).toBeGreaterThan(0);
  expect(present()).toBeLessThan(runner.get().frame?.users ?? 0);
});

test('the stage', async () => {
  runner.set({ presenting: true });
  renderWith(runner, <Present />);
  expect(await screen.findByText(`of ${numberText(present())} users`)).toBeTruthy();
});

test('the panel', () => {
  renderWith(runner, <Users />);
  expect(screen.getByRole('heading', { name: 'Users' }).parentElement?.textContent).toContain(numberText(present()));
});
