// Where a step’s play begins and ends, and its stops where it goes event by event. Words for moments become times here.
import type { TraceKind } from '../../engine/index.ts';
import type { LessonPlay, LessonStep, When } from '../lesson.ts';
import type { Play, PlayedPerson } from '../played.ts';
import type { CaseRuns } from './case-runs.ts';
import type { LaneRun } from './lane-run.ts';
import { firstMoment } from './search.ts';

/** As many stops as anybody would wait for. */
const MOST_STOPS = 200;
/** Before the first stop the stage shows how things were, microseconds. */
const LEAD = 1;
/** Lines that show nothing of their own beside another of the same moment. */
const SILENT: ReadonlySet<TraceKind> = new Set(['ack', 'deliver']);

interface Cue {
  readonly runs: CaseRuns;
  readonly person: PlayedPerson | null;
  /** Where the step before ended. */
  readonly standing: number;
}

function timeOf(when: When, after: number, run: LaneRun, person: PlayedPerson | null): number | null {
  if (typeof when === 'number') return when;
  return firstMoment(run, when, after, person?.user ?? null)?.time ?? null;
}

/** The user’s first change by the workload: their story begins there. */
function storyOf(run: LaneRun, user: number): number {
  const first = run.record.history(user).find((line) => line.kind === 'commit' && line.cause === 'workload');
  return Math.max(0, (first?.t ?? 0) - LEAD);
}

function beginning(play: LessonPlay, run: LaneRun, { person, standing }: Cue): number | null {
  if (play.from !== null) return timeOf(play.from, 0, run, person);
  return person === null ? standing : storyOf(run, person.user);
}

function stopsOf(run: LaneRun, person: PlayedPerson | null, from: number, until: number): readonly number[] {
  const times = new Set<number>();
  const { tape } = run.record;
  for (let at = tape.countUpTo(from); at < tape.length && tape.timeAt(at) <= until; at++) {
    if (person !== null && tape.userAt(at) !== person.user) continue;
    if (!SILENT.has(tape.kindAt(at))) times.add(tape.timeAt(at));
    if (times.size === MOST_STOPS) break;
  }
  return [...times.add(until)];
}

/** A step’s play in virtual time, or what is not found. */
export function stretchOf(step: LessonStep, play: LessonPlay, cue: Cue): Play | { readonly never: string } {
  const run = cue.runs.run(step.lane);
  const from = beginning(play, run, cue);
  if (from === null) return { never: `${String(play.from)} never comes in the run` };
  const searched = cue.person !== null && play.from === null ? Math.max(from, cue.person.at) : from;
  const until = timeOf(play.until, searched, run, cue.person);
  if (until === null) return { never: `${String(play.until)} never comes in the run after its play begins` };
  if (until <= from) return { never: 'ends before it begins in the run; allowed is a later until, or from' };
  if (play.seconds !== null) return { from, until, pace: 'seconds', seconds: play.seconds };
  return { from, until, pace: 'event', stops: stopsOf(run, cue.person, from, until) };
}
