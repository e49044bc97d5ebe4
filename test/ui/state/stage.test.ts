// A change of the past: the run that follows from it is looked at while it is still computed, and cancelling it leads back.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Runner } from '../../../src/ui/state/runner.ts';
import { newRunner } from '../../support/runner.tsx';

const HOUR = 3_600_000_000;

/** Long enough for a look at it in between. */
const SCENARIO = `schema: 1
title: Long
length: 24h
population: { users: 20000 }
variants: [wait]
`;

beforeEach(() => localStorage.clear());

async function openedAt(time: number): Promise<Runner> {
  const runner = newRunner();
  await runner.opening.source({ file: 'long.yaml', text: SCENARIO, siblings: {} });
  runner.play.seek(time);
  await vi.waitFor(() => expect(runner.get().frame?.time).toBe(time));
  return runner;
}

const inject = ({ edit, get }: Runner): Promise<void> => {
  const at = get().time + 1;
  return edit.inject({ kind: 'inject', at, fault: { fault: 'consumer-down', at: `${at}us` } }, 'Consumer down');
};

/** What is drawn while the run is computed, each time it changes. */
function drawnMeanwhile({ store }: Runner) {
  const drawn: { readonly at: number; readonly faults: readonly string[]; readonly known: number }[] = [];
  store.subscribe(({ stage, frame, facts }, before) => {
    if (stage.is !== 'running' || !stage.held || frame === before.frame || frame === null || facts === null) return;
    const faults = frame.moment?.faults.map(({ fault }) => fault) ?? [];
    drawn.push({ at: frame.time, faults, known: facts.samples.times.at(-1) ?? 0 });
  });
  return drawn;
}

test('a fault that is injected is seen before its run has been computed, and nothing is drawn of the run before', async () => {
  const runner = await openedAt(6 * HOUR);
  const { facts: whole, time } = runner.get();
  const drawn = drawnMeanwhile(runner);
  await inject(runner);
  expect(drawn.at(-1)).toMatchObject({ at: time + 1, faults: ['consumer-down'] });
  for (const { known } of drawn) expect(known).toBeLessThanOrEqual(time);
  const { stage, facts, frame } = runner.get();
  expect(stage).toEqual({ is: 'ready' });
  expect(facts?.samples.times.at(-1)).toBe(Math.max(facts?.length ?? 0, facts?.endedAt ?? 0));
  expect(facts?.result.fingerprint).not.toBe(whole?.result.fingerprint);
  expect(frame?.moment?.faults).toHaveLength(1);
});

test('cancelled in between, all is drawn as it was', async () => {
  const runner = await openedAt(6 * HOUR);
  await runner.choice.user(3);
  const { facts, work, undo, time } = runner.get();
  const stop = runner.store.subscribe(({ stage }) => {
    if (stage.is !== 'running' || !stage.held) return;
    stop();
    runner.stage.cancel();
  });
  await inject(runner);
  expect(runner.get()).toMatchObject({ stage: { is: 'ready' }, time, awaited: null });
  expect([runner.get().facts, runner.get().work, runner.get().undo]).toEqual([facts, work, undo]);
  await vi.waitFor(() => expect(runner.get().frame?.time).toBe(time));
  expect(runner.get().frame?.moment?.faults).toEqual([]);
  expect(runner.get().user?.user).toBe(3);
});
