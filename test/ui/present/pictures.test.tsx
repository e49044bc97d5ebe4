// Without a lesson the stage goes from picture to picture, by a touch or a key: all that there are, compared lanes three at a time.
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Present } from '../../../src/ui/present/present.tsx';
import { onStageKey } from '../../../src/ui/state/lesson/stage-keys.ts';
import type { Runner } from '../../../src/ui/state/runner.ts';
import { newRunner, renderWith } from '../../support/runner.tsx';

const SCENARIO = `schema: 1
title: Four lanes
length: 4h
population: { users: 40 }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
repair: { at: 3h }
people: none
variants: [wait, replay, resync, republish-state]
`;

let runner: Runner;

beforeAll(async () => {
  runner = newRunner();
  expect(await runner.opening.source({ file: 'own.yaml', text: SCENARIO, siblings: {} })).toBe('opened');
  runner.set({ presenting: true });
  renderWith(runner, <Present />);
});
afterAll(cleanup);

const onward = () => userEvent.click(screen.getByRole('button', { name: 'Picture', hidden: true }));
const freeStage = () => runner.get().freeStage;

test('users, curve, topology, dashboard and the users again', async () => {
  expect(freeStage()).toBe('users');
  for (const stage of ['curve', 'topology', 'dashboard', 'users']) {
    await onward();
    expect(freeStage()).toBe(stage);
  }
});

test('compared lanes come after them, three at a time with which they are, and leaving them closes the comparison', async () => {
  await runner.comparison.open();
  await waitFor(() => screen.getByText('Lanes 1 to 3 of 4'));
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual([
    'Wait',
    'Replay',
    'Resync',
  ]);
  await onward();
  await waitFor(() => screen.getByText('Lane 4 of 4'));
  expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Republish state');
  await onward();
  expect(runner.get().comparing).toBe(false);
  expect(screen.queryByText('Lane 4 of 4')).toBeNull();
  expect(freeStage()).toBe('users');
});

test('a number and Enter choose one, V the next, and a number too high none', () => {
  for (const key of ['4', 'Enter']) onStageKey(runner, { key });
  expect(freeStage()).toBe('dashboard');
  onStageKey(runner, { key: 'V' });
  expect(runner.get().comparing).toBe(true);
  for (const key of ['2', 'Enter']) onStageKey(runner, { key });
  expect([freeStage(), runner.get().comparing]).toEqual(['curve', false]);
  for (const key of ['9', 'Enter']) onStageKey(runner, { key });
  expect(freeStage()).toBe('curve');
});
