// The lesson that is open and the stage for a room: where one stands, what was guessed and counted, and how it is presented. It holds
// the lesson as it was played headless; what of it may be told is decided by the beat.
import type { PlayedLesson } from '../../../lessons/played.ts';
import type { Problem, Source } from '../../../worker/door.ts';
import type { Bookmark } from '../bookmark.ts';

/** A choice's place, a number, a lane's id, ids in order, or a curve's values, by the kind of the question. */
export type Guess = number | string | readonly string[] | readonly number[];

export interface OpenLesson {
  readonly source: Source;
  /** Id of a bundled lesson; null of anybody's file. */
  readonly bundled: string | null;
  readonly played: PlayedLesson;
  /** From 0. */
  readonly step: number;
  readonly beat: number;
  /** Whether the beat's run moves. */
  readonly moving: boolean;
  /** Whether the stage is still made ready for the beat. */
  readonly preparing: boolean;
  /** By the question: `questionKey`. */
  readonly guesses: Readonly<Record<string, Guess>>;
  /** Hands counted in the room, option by option, or numbers called out. */
  readonly hands: Readonly<Record<string, readonly number[]>>;
  /** When the lesson was opened, milliseconds of the wall's time. */
  readonly since: number;
  /** The work that was open before. */
  readonly before: Bookmark | null;
}

export interface LessonSlice {
  readonly lesson: OpenLesson | null;
  /** A lesson that is being read and played through in the worker. */
  readonly lessonComing: { readonly title: string; readonly done: number } | null;
  readonly lessonProblems: readonly Problem[];
  /** Why a file that was to be a lesson has no text; null: it has. */
  readonly lessonUnread: string | null;
  readonly presenting: boolean;
  readonly black: boolean;
  /** 0 to 2: larger type, less is shown. */
  readonly typeSize: number;
  /** Digits and letters that are being typed on the stage, such as `g4.3`; empty: none. */
  readonly typed: string;
  /** Hands that are being entered; null: they are not. */
  readonly counting: string | null;
  /** The point of a curve at which the pen is that the stage's keys move; null: none is drawn by them. */
  readonly drawing: number | null;
  /** Whether the chosen user's history is on the stage in place of what the beat shows. */
  readonly userOnStage: boolean;
  readonly stageKeysShown: boolean;
  /** What is on the stage where no lesson is open. */
  readonly freeStage: FreeStage;
  /** And, of lanes that are compared, the first that stands there. */
  readonly lanesFrom: number;
}

export const FREE_STAGES = ['users', 'curve', 'topology', 'dashboard'] as const;
export type FreeStage = (typeof FREE_STAGES)[number];

export const initialLesson: LessonSlice = {
  lesson: null,
  lessonComing: null,
  lessonProblems: [],
  lessonUnread: null,
  presenting: false,
  black: false,
  typeSize: 0,
  typed: '',
  counting: null,
  drawing: null,
  userOnStage: false,
  stageKeysShown: false,
  freeStage: 'users',
  lanesFrom: 0,
};
