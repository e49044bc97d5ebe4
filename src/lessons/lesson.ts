// A lesson as it is read from a file: checked, every default filled in, times in microseconds. What its texts say of the run still
// stands in braces. It knows no run.
import type { Changes, Path, Scenario } from '../engine/index.ts';
import type { ExpectedFact, Quantity } from './expectation.ts';
import type { MomentWord } from './moments.ts';
import type { CurveMeasure, Template } from './template.ts';

export const STAGES = [
  'topology',
  'users',
  'curve',
  'dashboard',
  'lanes',
  'history',
  'outcomes',
  'question',
  'bars',
  'take-home',
  'black',
] as const;
export type LessonStage = (typeof STAGES)[number];

/** The incident of a step: a scenario, and the changes of its file where it names one. */
export interface LessonIncident {
  readonly scenario: Scenario;
  readonly changes: Changes | undefined;
}

/** Somebody of the run, found by a search. */
export interface CastMember {
  readonly name: string;
  readonly lane: string;
  readonly first: MomentWord;
  /** The search begins here. */
  readonly after: number;
  /** The incident of which the person is, by its place among the lesson’s. */
  readonly incident: number;
  readonly path: Path;
}

export interface LessonChoice {
  readonly text: Template;
  /** It is right when all of this holds; of choices that say so exactly one is. Null: the answer says which is right. */
  readonly holds: readonly ExpectedFact[] | null;
}

/** What is right, as the file says it. */
export type RightAnswer =
  | { readonly by: 'choice'; readonly index: number }
  | { readonly by: 'conditions' }
  | { readonly by: 'rank'; readonly word: 'most' | 'least'; readonly measure: string; readonly at: number | null }
  | { readonly by: 'named'; readonly ids: readonly string[] }
  | { readonly by: 'quantity'; readonly quantity: Quantity }
  | { readonly by: 'curve'; readonly lane: string | null; readonly measure: CurveMeasure };

export const QUESTION_KINDS = ['lane', 'number', 'choice', 'order', 'curve'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export interface AskedQuestion {
  readonly ask: Template;
  readonly kind: QuestionKind;
  readonly choices: readonly LessonChoice[];
  readonly answer: RightAnswer;
  readonly twice: boolean;
  readonly path: Path;
}

/** A point of time, or the first moment of a kind. */
export type When = number | MomentWord;

export interface LessonPlay {
  /** Null: where the step before ended. */
  readonly from: When | null;
  readonly until: When;
  /** Of the wall clock; null: event by event. */
  readonly seconds: number | null;
}

/** The question of another step on another case. */
export interface Twin {
  readonly of: string;
  readonly incident: number;
}

export interface LessonStep {
  readonly id: string;
  readonly stage: LessonStage;
  readonly incident: number;
  readonly lane: string;
  readonly lanes: readonly string[];
  readonly user: string | null;
  readonly rows: readonly string[];
  readonly at: number | null;
  readonly say: Template | null;
  readonly predict: AskedQuestion | null;
  readonly play: LessonPlay | null;
  readonly observe: AskedQuestion | null;
  readonly expect: readonly ExpectedFact[];
  readonly after: Template | null;
  readonly alike: Template | null;
  readonly ask: Template | null;
  readonly answer: Template | null;
  readonly task: Template | null;
  readonly notes: string;
  readonly minutes: number | null;
  readonly optional: boolean;
  readonly veil: boolean;
  readonly twin: Twin | null;
  readonly path: Path;
}

/** Of an inventory of misconceptions: which of the two forms this is, and the id of the other. */
export interface InventoryForm {
  readonly form: 'before' | 'after';
  readonly other: string;
}

export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly needs: readonly string[];
  readonly goal: string;
  readonly takeHome: Template;
  readonly inventory: InventoryForm | null;
  /** The lesson’s own, those of steps that have one of their own, and those of twins. */
  readonly incidents: readonly LessonIncident[];
  readonly cast: readonly CastMember[];
  readonly steps: readonly LessonStep[];
}
