// Two runs beside each other on one page: each is opened, played, changed, compared and undone without the other noticing.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Runner } from '../../../src/ui/state/runner.ts';
import type { PageState } from '../../../src/ui/state/store.ts';
import { newRunner } from '../../support/runner.tsx';

const MINUTE = 60_000_000;

const SCENARIO = `schema: 1
title: First
length: 2h
population: { users: 40 }
variants: [wait, resync]
`;

beforeEach(() => localStorage.clear());

async function opened(title: string, users: number): Promise<Runner> {
  const runner = newRunner();
  const text = SCENARIO.replace('First', title).replace('40', String(users));
  expect(await runner.opening.source({ file: `${title}.yaml`, text, siblings: {} })).toBe('opened');
  return runner;
}

/** What only people change. */
function keptOf(runner: Runner): Partial<PageState> {
  const { work, facts, stage, time, frame, undo, selected, comparison, toasts, announcement } = runner.get();
  return { work, facts, stage, time, frame, undo, selected, comparison, toasts, announcement };
}

const framed = (runner: Runner, time: number) => vi.waitFor(() => expect(runner.get().frame?.time).toBe(time));

test('two runs are looked at and changed beside each other', async () => {
  const [one, two] = await Promise.all([opened('One', 40), opened('Two', 70)]);
  one.play.seek(20 * MINUTE);
  two.play.seek(90 * MINUTE);
  await framed(one, 20 * MINUTE);
  await framed(two, 90 * MINUTE);
  expect([one.get().frame?.users, two.get().frame?.users]).not.toContain(undefined);
  expect(one.get().frame?.users).toBeLessThan(two.get().frame?.users ?? 0);

  await one.choice.user(3);
  expect(one.get().user?.user).toBe(3);
  const before = keptOf(two);
  await one.edit.inject(
    { kind: 'inject', at: 20 * MINUTE + 1, fault: { fault: 'consumer-down', at: `${20 * MINUTE + 1}us` } },
    'Consumer down',
  );
  await one.comparison.open();
  expect(one.get().facts?.faults.map(({ fault }) => fault)).toEqual(['consumer-down']);
  expect(one.get().comparison?.lanes).toHaveLength(2);
  expect(one.get().toasts).toHaveLength(1);
  expect(keptOf(two)).toEqual(before);

  await two.edit.repairNow();
  await one.undo.undo();
  expect(one.get().work?.inputs).toEqual([]);
  expect(two.get().work?.inputs).toHaveLength(1);
});

test('one run plays while the other stands', async () => {
  const [one, two] = await Promise.all([opened('One', 40), opened('Two', 40)]);
  const stands = two.get().time;
  one.play.start();
  await vi.waitFor(() => expect(one.get().time).toBeGreaterThan(stands));
  one.play.pause();
  expect(two.get()).toMatchObject({ time: stands, playing: false });
});
