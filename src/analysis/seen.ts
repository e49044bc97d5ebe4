// The facts of a run as far as they may be told: what happened up to a moment, and of what comes after it only what was planned.
import { peakOf, peakOfRuns } from './bands.ts';
import { endOf, repairDue, runsDue } from './planned.ts';
import type { RunFacts } from './record/facts.ts';
import { sharedPast } from './shared-past.ts';

/** A run up to the moment that was reached. Its result is not among it. */
export interface SeenFacts extends Omit<RunFacts, 'result' | 'cannot'> {
  /** When invoice runs are due that nobody has seen. */
  readonly runsAhead: readonly number[];
  /** The moment up to which it is told, microseconds; Infinity where nothing is left out. */
  readonly until: number;
  readonly isCut: boolean;
  /** The most divergent users at once in what is told. */
  readonly peak: number;
}

/** `until` in microseconds; Infinity for all of it. */
export function seenOf(facts: RunFacts, until: number): SeenFacts {
  const isCut = until < endOf(facts);
  const { result: _result, cannot: _cannot, ...seen } = isCut ? sharedPast(facts, until, []) : facts;
  const { repairAt } = seen;
  return {
    ...seen,
    repairAt: repairAt !== null && repairAt <= until ? repairAt : repairDue(facts),
    runsAhead: isCut ? runsDue(facts.spec.scenario).filter((time) => time > until) : [],
    until: isCut ? until : Number.POSITIVE_INFINITY,
    isCut,
    peak: isCut ? peakOf([seen.samples]) : peakOfRuns([facts.result]),
  };
}
