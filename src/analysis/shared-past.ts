// What of a run's facts is true as well of a run in which somebody does more from some moment on: everything up to that moment.
// It computes nothing of what follows from there.
import type { Input } from '../engine/index.ts';
import type { RunFacts, Samples, Totals } from './record/facts.ts';

/** How many of these times, in order, are at or before `time`. */
const countUpTo = (times: Float64Array, time: number): number => {
  const later = times.findIndex((each) => each > time);
  return later < 0 ? times.length : later;
};

/** The samples at or before `time`. */
export function samplesUpTo({ times, byKind }: Samples, time: number): Samples {
  const count = countUpTo(times, time);
  return { times: times.subarray(0, count), byKind: byKind.map((column) => column.subarray(0, count)) };
}

/** The samples with one more behind them, of the moment that is shown. */
export const samplesWith = ({ times, byKind }: Samples, time: number, counts: readonly number[]): Samples => ({
  times: Float64Array.of(...times, time),
  byKind: byKind.map((column, kind) => Float64Array.of(...column, counts[kind] ?? 0)),
});

function totalsUpTo({ times, counters, backlog }: Totals, time: number): Totals {
  const count = countUpTo(times, time);
  const cut = Object.entries(counters).map(([name, column]) => [name, column.subarray(0, count)]);
  return {
    times: times.subarray(0, count),
    counters: Object.fromEntries(cut) as Totals['counters'],
    backlog: backlog.subarray(0, count),
  };
}

const phasesUpTo = (phases: RunFacts['phases'], time: number): RunFacts['phases'] =>
  phases.filter(({ from }) => from <= time).map((phase) => ({ ...phase, to: Math.min(phase.to ?? time, time) }));

/** The facts up to `time`, in microseconds, with the faults that the `added` inputs remove ending there. */
export function sharedPast(facts: RunFacts, time: number, added: readonly Input[]): RunFacts {
  const removed = new Set(added.flatMap((input) => (input.kind === 'remove' ? [input.name] : [])));
  return {
    ...facts,
    faults: facts.faults.map((fault) =>
      removed.has(fault.name) ? { ...fault, until: Math.min(fault.until, time) } : fault,
    ),
    phases: phasesUpTo(facts.phases, time),
    seeding: phasesUpTo(facts.seeding, time),
    invoiceRuns: facts.invoiceRuns.filter((run) => run.time <= time),
    samples: samplesUpTo(facts.samples, time),
    totals: totalsUpTo(facts.totals, time),
  };
}
