// Every panel in a scenario's own words: each is shown in the midst of an incident, and no word of ours is left that the scenario has its
// own for, read or spoken.
import { cleanup } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ComparisonPanel } from '../../../src/ui/comparison/comparison.tsx';
import { LaneDialog } from '../../../src/ui/comparison/lane-dialog.tsx';
import { ActiveFaults } from '../../../src/ui/faults/active-faults.tsx';
import { FaultMenu } from '../../../src/ui/faults/fault-menu.tsx';
import { InjectDialog } from '../../../src/ui/faults/inject-dialog.tsx';
import { History } from '../../../src/ui/history/history.tsx';
import { Inspector } from '../../../src/ui/inspector/inspector.tsx';
import { KeysDialog } from '../../../src/ui/keys-dialog.tsx';
import { Present } from '../../../src/ui/present/present.tsx';
import type { Runner } from '../../../src/ui/state/runner.ts';
import { Timeline } from '../../../src/ui/timeline/timeline.tsx';
import { TransportBar } from '../../../src/ui/transport/transport.tsx';
import { Users } from '../../../src/ui/users/users.tsx';
import { WordsDialog } from '../../../src/ui/words-dialog.tsx';
import { leftovers, OWN_WORDS } from '../../support/leftovers.ts';
import { newRunner, renderWith } from '../../support/runner.tsx';

const HOUR = 3_600_000_000;

const SCENARIO = `schema: 1
title: Own words
length: 4h
population: { users: 60, suspendedShare: 0.2 }
workload: { signUps: 20/h, suspend: 0.3/h, reactivate: 0.6/h, delete: 0.05/h, changePlan: 0.2/h }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
repair: { at: 3h }
people: none
words: ${JSON.stringify(OWN_WORDS)}
variants: [wait, resync, republish-events]
`;

let runner: Runner;
const room = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'clientWidth');

/** A runner in the midst of the incident, its lanes compared, with somebody chosen who is wrong. */
beforeAll(async () => {
  for (const side of ['clientWidth', 'clientHeight'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 900 });
  localStorage.clear();
  runner = newRunner();
  expect(await runner.opening.source({ file: 'own.yaml', text: SCENARIO, siblings: {} })).toBe('opened');
  await runner.comparison.open();
  runner.set({ comparing: false, lifted: true });
  runner.play.seek(2.5 * HOUR);
  await vi.waitFor(() => expect(runner.get().frame?.time).toBe(2.5 * HOUR));
  const cells = runner.get().frame?.cells ?? new Uint8Array();
  const wrong = cells.findIndex((cell, user) => user > 0 && (cell & 7) !== 0);
  await runner.choice.user(wrong);
  await vi.waitFor(() => expect(runner.get().userLines.length).toBeGreaterThan(2));
});
afterEach(cleanup);
afterAll(() => {
  if (room !== undefined) Object.defineProperty(HTMLElement.prototype, 'clientWidth', room);
});

const left = (part: ReactElement): readonly string[] => {
  const { container } = renderWith(runner, part);
  expect(container.textContent?.length).toBeGreaterThan(10);
  return leftovers(container);
};

const PARTS: Readonly<Record<string, () => ReactElement>> = {
  users: () => <Users />,
  inspector: () => <Inspector />,
  history: () => <History />,
  timeline: () => <Timeline />,
  transport: () => <TransportBar said={null} changes={null} />,
  comparison: () => <ComparisonPanel />,
  lane: () => <LaneDialog />,
  words: () => <WordsDialog />,
  keys: () => <KeysDialog />,
  present: () => <Present />,
  menu: () => <FaultMenu />,
};

test.each(Object.entries(PARTS))('%s', (_name, part) => {
  expect(left(part())).toEqual([]);
});

test('own words stand where ours would', () => {
  const { container } = renderWith(runner, <Inspector />);
  expect(container.textContent).toMatch(/The Member database says(?:enrolled|paused)/);
  expect(container.textContent).toContain('Cashdesk believes');
});

test('what was chosen in the Inspector: nothing, a message, each component', async () => {
  for (const place of ['user', 'broker', 'billing', 'api'] as const) {
    runner.set({ place });
    expect(left(<Inspector />), place).toEqual([]);
    cleanup();
  }
  runner.set({ place: null });
  const publish = runner.get().userLines.find(({ kind }) => kind === 'publish');
  if (publish?.kind === 'publish') await runner.choice.message({ message: publish.message });
  expect(runner.get().letter).not.toBeNull();
  expect(left(<Inspector />)).toEqual([]);
  cleanup();
  await runner.choice.message(null);
  await runner.choice.user(null);
  expect(left(<Inspector />)).toEqual([]);
});

test('faults: their menu, their form, and those that are active', () => {
  for (const injecting of ['publisher-silent', 'consumer-bug', 'user-restore', 'message-loss', 'api-down']) {
    runner.set({ injecting });
    expect(left(<InjectDialog />), injecting).toEqual([]);
    cleanup();
  }
  const { container } = renderWith(runner, <ActiveFaults flags={{} as never} />);
  expect(leftovers(container)).toEqual([]);
});
