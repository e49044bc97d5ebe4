// What a run shares with one in which somebody does more from some moment on: everything up to there, and nothing behind it.
import { expect, test } from 'vitest';
import type { RunFacts } from '../../src/analysis/record/facts.ts';
import { sharedPast } from '../../src/analysis/shared-past.ts';

const times = Float64Array.of(0, 10, 20, 30);
const column = Float64Array.of(1, 2, 3, 4);
const fault = (name: string, at: number, until: number) =>
  ({ name, fault: 'api-down', title: 'API down', place: 'api', at, until, injected: false }) as const;
const phase = (from: number, to: number | null) => ({ name: 'fetch', team: 'user', from, to, handsOn: 0 }) as const;

const FACTS = {
  length: 30,
  faults: [fault('one', 5, 25), fault('other', 15, Number.POSITIVE_INFINITY)],
  phases: [phase(2, 8), phase(12, 28), phase(29, null)],
  seeding: [phase(1, 16)],
  invoiceRuns: [10, 20].map((time) => ({ time, sent: 1, wrong: 0, missed: 0 })),
  samples: { times, byKind: [column, column] },
  totals: { times, counters: { published: column }, backlog: column },
} as unknown as RunFacts;

test('what lies behind the moment is left out, and what goes on then ends there', () => {
  const past = sharedPast(FACTS, 15, []);
  expect(past.length).toBe(30);
  expect([...past.samples.times]).toEqual([0, 10]);
  expect(past.samples.byKind.map((each) => [...each])).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect([...(past.totals.counters.published ?? [])]).toEqual([1, 2]);
  expect([...past.totals.backlog]).toEqual([1, 2]);
  expect(past.phases).toEqual([phase(2, 8), phase(12, 15)]);
  expect(past.seeding).toEqual([phase(1, 15)]);
  expect(past.invoiceRuns.map(({ time }) => time)).toEqual([10]);
  expect(past.faults).toEqual(FACTS.faults);
});

test('a fault that is removed ends at the moment', () => {
  const past = sharedPast(FACTS, 16, [{ kind: 'remove', at: 17, name: 'other' }]);
  expect(past.faults).toEqual([fault('one', 5, 25), fault('other', 15, 16)]);
});

test('at the end of the run nothing is left out', () => {
  expect(sharedPast(FACTS, 30, [])).toEqual({ ...FACTS, phases: [phase(2, 8), phase(12, 28), phase(29, 30)] });
});
