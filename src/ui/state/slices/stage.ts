// What is computed for the work and what of it is shown: the run on the main stage, its frame at the shown time, and the lanes of a
// comparison. It holds answers of the worker as they came.
import type { LaneDecision } from '../../../analysis/decision/decision.ts';
import type { StudyState } from '../../../analysis/study/running.ts';
import type { SeedResult, SweepResult, TraceLine } from '../../../engine/index.ts';
import type { Comparison, Frame, RunFacts, Samples, Stop } from '../../../worker/door.ts';

/** Where in its run a work is shown. */
export interface Viewpoint {
  readonly time: number;
  /** The furthest moment shown of what is played: an input before it changes the past. */
  readonly reached: number;
  /** The furthest moment shown of the lanes of its comparison. */
  readonly lanesReached: number;
  /** Whether somebody asked for the whole day: what nobody has reached is then shown too. */
  readonly lifted: boolean;
  readonly comparing: boolean;
}

/** How far something is that takes long to compute. */
export type TaskState =
  | { readonly is: 'empty' }
  /** `held`: what has been computed so far, up to `at`, can be looked at. */
  | { readonly is: 'running'; readonly done: number; readonly at: number; readonly held: boolean }
  | { readonly is: 'ready' }
  | { readonly is: 'failed'; readonly reason: string }
  /** A run that people stopped while there was no other to go back to. */
  | { readonly is: 'cancelled' }
  /** The worker is gone; what is shown is the last that it said. */
  | { readonly is: 'lost'; readonly reason: string };

export interface StageSlice extends Viewpoint {
  readonly stage: TaskState;
  /** Where the work will be shown once its run has come so far; null when it is shown. */
  readonly awaited: Viewpoint | null;
  readonly facts: RunFacts | null;
  readonly end: number;
  /** Nothing is shown past this moment while a question about it is open; Infinity: none is. */
  readonly bound: number;
  /** Microseconds of virtual time to a second on the wall, at the shown time. */
  readonly speed: number;
  /** Whether it plays at the pace of events, which changes, and not at one speed. */
  readonly paced: boolean;
  readonly playing: boolean;
  readonly held: boolean;
  readonly frame: Frame | null;
  readonly stop: Stop | null;
  /** Trace lines around the shown time, for messages on their way; null when they are too many to be told apart. */
  readonly window: { readonly from: number; readonly to: number; readonly lines: readonly TraceLine[] | null } | null;
  /** What the timeline shows of the run, and its finer samples when it is zoomed in. */
  readonly shown: { readonly from: number; readonly to: number };
  readonly fine: Samples | null;
  /** Trace lines of all that the timeline shows, when it is looked at closely; its lines are null when they are too many. */
  readonly closeUp: { readonly from: number; readonly to: number; readonly lines: readonly TraceLine[] | null } | null;
  /** Divergent users in the futures that were left behind, by their ids; only those that are known. */
  readonly otherCurves: Readonly<Record<string, Samples>>;
  /** Id of the earlier future that people point at. */
  readonly pointedFuture: string | null;
  readonly comparison: Comparison | null;
  readonly comparisonStage: TaskState;
  /** Null of lanes that sleep. */
  readonly laneFrames: readonly (Frame | null)[];
  /** The id of the lane that is run again, and how far that is. */
  readonly waking: { readonly lane: string; readonly done: number } | null;
  /** The comparison over the seeds that have been run, where it is shown, and how far it is. */
  readonly sweep: SweepResult | null;
  /** What came of each seed, from the first on. */
  readonly seedRuns: readonly (readonly SeedResult[])[];
  readonly sweepStage: TaskState;
  /** The lanes ranked over many seeds, and how far that, or the report of it, is. */
  readonly decision: LaneDecision | null;
  readonly decisionStage: TaskState;
  /** What was run of a study of the scenario's values, and how far it is. */
  readonly study: StudyState | null;
  readonly studyStage: TaskState;
}

/** Where the present work is shown, or will be. */
export const present = ({ awaited, time, reached, lanesReached, lifted, comparing }: StageSlice): Viewpoint =>
  awaited ?? { time, reached, lanesReached, lifted, comparing };

/** Of lanes that were not run with other seeds. */
export const UNSWEPT = {
  sweep: null,
  seedRuns: [],
  sweepStage: { is: 'empty' },
  decision: null,
  decisionStage: { is: 'empty' },
  study: null,
  studyStage: { is: 'empty' },
} as const satisfies Partial<StageSlice>;

/** Of a work that has not been compared. */
export const UNCOMPARED = {
  comparing: false,
  comparison: null,
  comparisonStage: { is: 'empty' },
  laneFrames: [],
  waking: null,
  ...UNSWEPT,
} as const satisfies Partial<StageSlice>;

export const initialStage: StageSlice = {
  ...UNCOMPARED,
  stage: { is: 'empty' },
  awaited: null,
  facts: null,
  time: 0,
  reached: 0,
  lanesReached: 0,
  lifted: false,
  end: 0,
  bound: Number.POSITIVE_INFINITY,
  speed: 60_000_000,
  paced: true,
  playing: false,
  held: false,
  frame: null,
  stop: null,
  window: null,
  shown: { from: 0, to: 1 },
  fine: null,
  closeUp: null,
  otherCurves: {},
  pointedFuture: null,
};
