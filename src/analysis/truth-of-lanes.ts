// Where the truth is about one user, in the lanes of a comparison: which facts of a run the four answers need, and what is asked of each
// lane at one moment.
import type { TraceLine } from '../engine/index.ts';
import type { Asked } from './answers.ts';
import type { RunFacts } from './record/facts.ts';
import { type WhereTheTruthIs, whereTheTruthIs } from './where-the-truth-is.ts';

/** What the four answers need to know of a run. */
export function askedOf({ spec, startsAt }: Pick<RunFacts, 'spec' | 'startsAt'>): Asked {
  const { billing, broker } = spec.scenario;
  const beforeTheRun = startsAt === 0 || (broker.kind !== 'queue' && broker.holdsInitial);
  return { reads: billing.reads, startsAt, beforeTheRun };
}

/** When the authority went back for the last time by `time`; undefined where it has not. */
export const wentBackBy = ({ faults }: Pick<RunFacts, 'faults'>, time: number): number | undefined =>
  faults.findLast(({ fault, at }) => fault === 'user-restore' && at <= time)?.at;

interface HeldRun {
  readonly facts: RunFacts;
  history(user: number): readonly TraceLine[];
}

const withBeginning = (beginning: readonly TraceLine[], lines: readonly TraceLine[]): readonly TraceLine[] =>
  lines.some((line) => 'cause' in line && line.cause === 'initial') ? lines : [...beginning, ...lines];

/** What each lane makes of a user at `time`, microseconds; `shown` are the lines of the run on the stage, which tell how all lanes began. Null where no authority has gone back by then. */
export function truthOfLanes(
  runs: readonly HeldRun[],
  user: number,
  time: number,
  shown: readonly TraceLine[] = [],
): WhereTheTruthIs | null {
  const beginning = shown.filter((line) => 'cause' in line && line.cause === 'initial');
  const [first] = runs;
  const wentBack = first === undefined ? undefined : wentBackBy(first.facts, time);
  if (wentBack === undefined) return null;
  const lanes = runs.map((run) => ({
    id: run.facts.result.id,
    title: run.facts.result.title,
    lines: withBeginning(beginning, run.history(user)),
    at: time,
    asked: askedOf(run.facts),
    cannot: run.facts.cannot,
  }));
  return whereTheTruthIs(wentBack, lanes);
}
