// What the page may ask of the worker, and the plain data it gets back. Times are microseconds of virtual time. Large answers
// are typed arrays that are handed over, not copied. It says nothing of how anything is computed.

import type { DecisionQuestion, LaneDecision } from '../analysis/decision/decision.ts';
import type { Axis } from '../analysis/lanes/axis.ts';
import type { LanesOfLives, UserLife } from '../analysis/lanes/lane-lives.ts';
import type { LifeRaster } from '../analysis/lanes/life-raster.ts';
import type { PlayedCell } from '../analysis/outcome-cells.ts';
import type {
  ApiRead,
  Frame,
  FrameRequest,
  MessageFacts,
  MessageKey,
  OnTheWay,
  Rows,
  RunFacts,
  Samples,
  StepRequest,
  Stop,
  UserFacts,
} from '../analysis/record/facts.ts';
import type { LaneDrawing } from '../analysis/report/drawn-lanes.ts';
import type { ReportForm } from '../analysis/report/input.ts';
import type { TruthOfLanes } from '../analysis/user/truth-of-lanes.ts';
import type {
  Changes,
  Input,
  PackedSeeds,
  Scenario,
  SeedResult,
  StillHeld,
  StudyValues,
  TraceLine,
  VariantResult,
  VariantSpec,
} from '../engine/index.ts';
import type { Note, Problem } from '../files/index.ts';
import type { PlayedLesson } from '../lessons/played.ts';

export type * from '../analysis/record/facts.ts';
export { CELL_BITS } from '../engine/index.ts';
export type { Note, Problem } from '../files/index.ts';

/** Bytes that the histories of all runs may take together: marks, keyframes, logs, tapes, lives. */
export const HISTORY = 512_000_000;

/** What is said to a question about the run that is held when there is none: the worker has just been started. */
export const NO_RUN = 'No run is open.';

/** What is to be run: one variant, or several on the same incident. */
export interface RunRequest {
  readonly scenario: Scenario;
  readonly variants: readonly VariantSpec[];
  readonly seed: number;
  readonly inputs: readonly Input[];
  /** Inputs of variants that have their own, by the variant's id. */
  readonly inputsOf?: Readonly<Record<string, readonly Input[]>>;
  readonly changes?: Changes | undefined;
}

/** Runs at several values, seed by seed, the lanes of each. */
export type RunsAt = readonly (readonly (readonly SeedResult[])[])[];

/** What a decision asks for next, runs at several values, or what came of it. */
export type DecisionStep =
  | { readonly is: 'asks'; readonly points: readonly StudyValues[] }
  | { readonly is: 'decided'; readonly decision: LaneDecision };

export interface Comparison {
  readonly result: {
    readonly scenario: Scenario;
    readonly seed: number;
    readonly variants: readonly VariantResult[];
  };
  readonly lanes: readonly RunFacts[];
  /** Ids of lanes that are not kept: of them no moment can be shown until they are run again. */
  readonly asleep: readonly string[];
}

/** The text a scenario was read from, with the texts of the files it names. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly siblings: Readonly<Record<string, string>>;
}

/** What people made of a scenario: its lanes stand in it as variants. */
interface Made {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly inputs: readonly Input[];
  readonly futures: readonly { readonly variant: VariantSpec; readonly inputs: readonly Input[] }[];
}

type Reading =
  | { readonly scenario: Scenario; readonly changes: Changes | undefined; readonly notes: readonly Note[] }
  | { readonly problems: readonly Problem[] };

export interface LessonReading {
  /** Null where it has problems. */
  readonly played: PlayedLesson | null;
  readonly problems: readonly Problem[];
}

/**
 * Share done, 0 … 1, and where virtual time is. `held`: the run that is being computed is already the one that `frame`, `step`,
 * `lines`, `user` … are about, up to `at`; else they answer from the run before until it is done.
 */
export type Progress = (done: number, at: number, held?: boolean) => void;

/** The one door. Every long task has a number under which it can be cancelled; a cancelled task answers null. */
export interface Door {
  ping(): number;
  cancel(task: number): void;
  read(text: string, file: string, siblings: Readonly<Record<string, string>>): Promise<Reading>;
  /** Addresses of files that are fetched when they are first read. */
  files(): readonly string[];
  /** Bytes that the histories of all held runs take together. */
  weight(): number;
  /** Reads a lesson's file and plays it through, so that every text and answer of it is there; null when it was cancelled. */
  lesson(task: number, source: Source, progress: Progress): Promise<LessonReading | null>;
  write(scenario: Scenario): string;
  /** The scenario's text with what people made of it written in, and what a file cannot say exactly. */
  made(source: Source, made: Made): Promise<{ readonly text: string; readonly notes: readonly string[] }>;
  /**
   * Computes one run to its end; it becomes the run that `frame`, `step`, `lines` and `user` are about. When it is the one held
   * with more inputs behind its own, only what follows from them is computed, and it can be looked at meanwhile: `progress`
   * says how far. Null when it was cancelled: then the run before is held on.
   */
  open(task: number, request: RunRequest, progress: Progress): Promise<RunFacts | null>;
  /**
   * Computes what is going to be opened next and, where it is said, what will be compared: then both are there at once. It is let go of when
   * something else is opened. Large runs are no matter for it.
   */
  ahead(task: number, request: RunRequest, compared: RunRequest | null): Promise<void>;
  frame(request: FrameRequest): Frame;
  step(request: StepRequest): Stop | null;
  /** Trace lines of a window, without those of invoices and of the beginning; null when there are more than `most`. */
  lines(from: number, to: number, most: number): readonly TraceLine[] | null;
  user(user: number, time: number): UserFacts | null;
  /** Both tables' rows of the users from `first` to `last`. */
  rows(first: number, last: number, time: number): Rows;
  /** Every line about one user. */
  history(user: number): readonly TraceLine[];
  /** Where a deleted user is still held at `time`; null where they were not deleted by then. */
  stillHeld(user: number, time: number): StillHeld | null;
  /** Every answer of the API that concerned one user. */
  reads(user: number): readonly ApiRead[];
  message(key: MessageKey): MessageFacts | null;
  /** Messages that are neither acknowledged nor lost nor dead-lettered at `time`, at most `most` of them. */
  onTheWay(time: number, most: number): OnTheWay;
  /** Divergent users by kind at finer moments. */
  samples(from: number, to: number, count: number): Samples;
  /** Runs every variant; with `keep` they become the lanes that `laneFrames` is about. */
  compare(task: number, request: RunRequest, keep: boolean, progress: Progress): Promise<Comparison | null>;
  /** Null of lanes that sleep. */
  laneFrames(request: FrameRequest): readonly (Frame | null)[];
  /** Runs a lane that sleeps again; others may sleep instead. The ids of those that sleep then, or null when it was cancelled. */
  wake(task: number, lane: number, progress: Progress): Promise<readonly string[] | null>;
  laneSamples(from: number, to: number, count: number): readonly Samples[];
  /** Who is ever wrong in any lane, row by row, and how the lanes fare with those who were wrong when they parted. */
  laneLives(): Promise<LanesOfLives>;
  /** Every wrong user of each lane as a picture; `axis` and `height` are in pixels of it. */
  laneRasters(axis: Axis, height: number): Promise<readonly LifeRaster[]>;
  /** The same of the run on the main stage; null while it is computed. */
  raster(axis: Axis, height: number): Promise<LifeRaster | null>;
  /** Who is wrong in one of some rows of a lane, from the first up to before the last, between two times. */
  laneUserAt(lane: number, rows: readonly [number, number], times: readonly [number, number]): Promise<number | null>;
  /** What each lane makes of a user at a time, where authority and stream have parted by then; those that sleep are named. */
  whereTheTruthIs(user: number, time: number): TruthOfLanes | null;
  /** When and how a user is wrong, lane by lane. */
  laneUser(user: number): Promise<readonly (readonly UserLife[])[]>;
  /** What is wrong at the end of each run of a cell of the table of policies, by the places of its row and column. */
  truthCell(row: number, column: number): readonly number[];
  /** What the runs of a cell of the grid of outcomes leave wrong, by the places of its row and column. */
  outcomeCell(row: number, column: number): PlayedCell;
  /** Runs every variant with each of these seeds, and keeps nothing of it; `onShare` hears how far it is, 0 … 1. */
  seeds(request: RunRequest, seeds: readonly number[], onShare: (share: number) => void): Promise<PackedSeeds>;
  /** What is to be decided among the lanes of a request: a scenario that says all that was done in it. */
  question(request: RunRequest): DecisionQuestion;
  /** Begins a decision; the runs that it asks for are made elsewhere, and it goes on with them. */
  decide(task: number, question: DecisionQuestion): DecisionStep;
  /** Null where another decision has been begun. */
  decideOn(task: number, runs: RunsAt): DecisionStep | null;
  /** Runs the one lane of a request as far as a report draws it, and keeps nothing of it; `onShare` hears how far it is, 0 … 1. */
  draw(request: RunRequest, onShare: (share: number) => void): Promise<LaneDrawing>;
  /** The report that tells a decision of a question, as the text of a file; `siblings`: the files that came with its scenario. */
  report(
    question: DecisionQuestion,
    decision: LaneDecision,
    drawings: readonly LaneDrawing[],
    form: ReportForm,
    siblings: Source['siblings'],
  ): Promise<string>;
}
