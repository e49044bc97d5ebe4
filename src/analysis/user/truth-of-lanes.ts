// Where the truth is about one user, in the lanes of a comparison: which facts of a run the four answers need, and what is asked of each
// lane at one moment.
import type { TraceLine } from '../../engine/index.ts';
import type { RunFacts } from '../record/facts.ts';
import type { Asked } from './answers.ts';
import { type TruthLane, type WhereTheTruthIs, whereTheTruthIs } from './where-the-truth-is.ts';

/** What the four answers need to know of a run. */
export function askedOf({ spec, startsAt }: Pick<RunFacts, 'spec' | 'startsAt'>): Asked {
  const { billing, broker } = spec.scenario;
  const beforeTheRun = startsAt === 0 || (broker.kind !== 'queue' && broker.holdsInitial);
  return { reads: billing.reads, startsAt, beforeTheRun };
}

/** By which faults authority and stream come to tell different things. */
const PARTING: Readonly<Record<string, PartedBy>> = {
  'user-restore': 'restore',
  'publish-before-rollback': 'rollback',
};

/** The authority went back; or changes were published that it took back. */
export type PartedBy = 'restore' | 'rollback';

interface Parted {
  readonly by: PartedBy;
  readonly at: number;
  /** When that was over; a restore is at once. */
  readonly until: number;
}

/** How and when authority and stream parted for the last time by `time`; undefined where they have not. */
export function partedBy({ faults }: Pick<RunFacts, 'faults'>, time: number): Parted | undefined {
  const last = faults.findLast(({ fault, at }) => fault in PARTING && at <= time);
  if (last === undefined) return undefined;
  const by = PARTING[last.fault] as PartedBy;
  return { by, at: last.at, until: by === 'restore' ? last.at : Math.min(time, last.until) };
}

interface AskedLane {
  readonly facts: RunFacts;
  /** All lines about a user; null while the lane sleeps. */
  readonly history: ((user: number) => readonly TraceLine[]) | null;
}

/** What the lanes make of a user: those that can be asked, and those whose moments are not kept. */
export interface TruthOfLanes extends WhereTheTruthIs {
  readonly asleep: readonly { readonly id: string; readonly title: string }[];
}

const withBeginning = (beginning: readonly TraceLine[], lines: readonly TraceLine[]): readonly TraceLine[] =>
  lines.some((line) => 'cause' in line && line.cause === 'initial') ? lines : [...beginning, ...lines];

/**
 * What each lane makes of a user at `time`, microseconds; `shown` are the lines of the run on the stage, which tell how all lanes began, and
 * what was before the repair where every lane sleeps. Null where authority and stream have not parted by then.
 */
export function truthOfLanes(
  all: readonly AskedLane[],
  user: number,
  time: number,
  shown: readonly TraceLine[] = [],
): TruthOfLanes | null {
  const beginning = shown.filter((line) => 'cause' in line && line.cause === 'initial');
  const [first] = all;
  const parted = first === undefined ? undefined : partedBy(first.facts, time);
  if (first === undefined || parted === undefined) return null;
  const { at, until } = parted;
  const laneOf = ({ facts }: AskedLane, lines: readonly TraceLine[]): TruthLane => ({
    id: facts.result.id,
    title: facts.result.title,
    lines,
    at: time,
    asked: askedOf(facts),
    cannot: facts.cannot,
  });
  const lanes = all.flatMap((lane) =>
    lane.history === null ? [] : [laneOf(lane, withBeginning(beginning, lane.history(user)))],
  );
  const asleep = all.flatMap(({ facts: { result }, history }) =>
    history === null ? [{ id: result.id, title: result.title }] : [],
  );
  if (lanes.length > 0) return { ...whereTheTruthIs(at, lanes, until), asleep };
  return { ...whereTheTruthIs(at, [laneOf(first, shown)], until), repaired: [], asleep };
}
