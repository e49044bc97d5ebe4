// The veil: how far a run and its lanes were shown, what of them may be told, and that it outlives links, forks and comparisons.
import { beforeEach, expect, test, vi } from 'vitest';
import { convergedAt, verdictAt } from '../../../src/analysis/converged.ts';
import { seenOf } from '../../../src/analysis/seen.ts';
import { hidesSome, isOver, veiledAfter } from '../../../src/ui/state/veil.ts';
import type { RunFacts } from '../../../src/worker/door.ts';
import { newRunner } from '../../support/runner.tsx';

const HOUR = 3_600_000_000;

const SCENARIO = `schema: 1
title: A short silence
length: 6h
opensAt: 50m
population: { users: 200, suspendedShare: 0.5 }
workload: { suspend: 0.3/h, reactivate: 0.3/h }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
repair: { at: 3h }
people: none
variants: [wait, resync]
`;

beforeEach(() => localStorage.clear());

async function opened() {
  const runner = newRunner();
  await runner.opening.source({ file: 'short.yaml', text: SCENARIO, siblings: {} });
  const seek = async (time: number) => {
    runner.play.seek(time);
    await vi.waitFor(() => expect(runner.get().frame?.time).toBe(time));
  };
  const facts = () => runner.get().facts as RunFacts;
  return { runner, seek, facts };
}

test('a run that is opened is known up to where it opens; what is reached stays known', async () => {
  const { runner, seek, facts } = await opened();
  expect(veiledAfter(runner.get())).toBe((50 / 60) * HOUR);
  expect(hidesSome(runner.get(), [facts()])).toBe(true);
  await seek(2 * HOUR);
  await seek(HOUR);
  expect(veiledAfter(runner.get())).toBe(2 * HOUR);
  expect(isOver(runner.get(), facts())).toBe(false);
});

test('what is seen of a run ends where it was reached; what is planned is there all the same', async () => {
  const { facts } = await opened();
  const seen = seenOf(facts(), 2.5 * HOUR);
  expect(seen.isCut).toBe(true);
  expect(seen.samples.times.at(-1)).toBeLessThanOrEqual(2.5 * HOUR);
  expect(seen.invoiceRuns.map(({ time }) => time / HOUR)).toEqual([1, 2]);
  expect(seen.runsAhead.map((time) => time / HOUR)).toEqual([3, 4, 5, 6]);
  expect(seen.faults).toEqual(facts().faults);
  expect(seen.repairAt).toBe(3 * HOUR);
  expect(seen.phases).toEqual([]);
  expect(seen).not.toHaveProperty('result');
  expect(seenOf(facts(), Number.POSITIVE_INFINITY)).toMatchObject({ isCut: false, runsAhead: [] });
});

test('the end of a lane is told when it has converged, of one that never does at its end', async () => {
  const { runner } = await opened();
  await runner.comparison.open();
  const [wait, resync] = (runner.get().comparison?.lanes ?? []) as [RunFacts, RunFacts];
  const converged = convergedAt(resync) as number;
  expect(converged).toBeGreaterThan(3 * HOUR);
  expect(verdictAt(resync)).toBeGreaterThanOrEqual(converged);
  expect(verdictAt(resync)).toBeLessThan(4 * HOUR);
  expect([convergedAt(wait) === null, verdictAt(wait)]).toEqual([true, 6 * HOUR]);
  runner.play.seek(5 * HOUR);
  expect([isOver(runner.get(), wait), isOver(runner.get(), resync)]).toEqual([false, true]);
  runner.play.seek(HOUR);
  expect(isOver(runner.get(), resync)).toBe(true);
});

test('lanes that nobody has played are veiled, however far the run on the stage was shown', async () => {
  const { runner, seek } = await opened();
  await seek(6 * HOUR);
  await seek(2 * HOUR);
  await runner.comparison.open();
  expect(veiledAfter(runner.get())).toBe(2 * HOUR);
  runner.play.seek(4 * HOUR);
  runner.play.seek(3 * HOUR);
  runner.comparison.close();
  expect(veiledAfter(runner.get())).toBe(6 * HOUR);
  await runner.comparison.open();
  expect(veiledAfter(runner.get())).toBe(4 * HOUR);
});

test('the whole day is shown on demand, of forks too, until another scenario is opened', async () => {
  const { runner, seek, facts } = await opened();
  await seek(2 * HOUR);
  runner.veil.lift();
  expect([veiledAfter(runner.get()), isOver(runner.get(), facts())]).toEqual([Number.POSITIVE_INFINITY, true]);
  const at = 2 * HOUR + 1;
  await runner.edit.inject({ kind: 'inject', at, fault: { fault: 'consumer-down', at: `${at}us` } }, 'Consumer down');
  expect(veiledAfter(runner.get())).toBe(Number.POSITIVE_INFINITY);
  const other = SCENARIO.replace('A short', 'Another');
  await runner.opening.source({ file: 'other.yaml', text: other, siblings: {} });
  expect(veiledAfter(runner.get())).toBe((50 / 60) * HOUR);
});

test('of a future that nobody has seen nothing is there for an instant', async () => {
  const { runner, seek } = await opened();
  await seek(6 * HOUR);
  await seek(2 * HOUR);
  const told: number[] = [];
  runner.store.subscribe((page, before) => {
    if (page.facts !== before.facts && page.stage.is === 'ready') told.push(veiledAfter(page));
  });
  const at = 2 * HOUR + 1;
  await runner.edit.inject({ kind: 'inject', at, fault: { fault: 'consumer-down', at: `${at}us` } }, 'Consumer down');
  expect(told.length).toBeGreaterThan(0);
  expect(Math.max(...told)).toBe(at);
});

test('a link and kept work say how far was reached, of the lanes too, and whether all is shown', async () => {
  const { runner, seek } = await opened();
  await seek(2 * HOUR);
  await runner.comparison.open();
  runner.play.seek(4 * HOUR);
  runner.play.seek(HOUR);
  const mark = runner.keeper.bookmark();
  expect(mark).toMatchObject({ time: HOUR, reached: 4 * HOUR, lanesReached: 4 * HOUR, lifted: false });
  const again = newRunner();
  await again.opening.bookmark(JSON.parse(JSON.stringify(mark)));
  expect(again.get()).toMatchObject({ time: HOUR, comparing: true, lanesReached: 4 * HOUR });
  expect(veiledAfter(again.get())).toBe(4 * HOUR);
  runner.veil.lift();
  const third = newRunner();
  await third.opening.bookmark(JSON.parse(JSON.stringify(runner.keeper.bookmark())));
  expect(veiledAfter(third.get())).toBe(Number.POSITIVE_INFINITY);
});
