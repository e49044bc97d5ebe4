// A lesson as it is played: beats in order, every text filled in from the run, answers computed. All of it is plain data. Times are
// microseconds of virtual time.
import type { Changes, Scenario, VariantSpec } from '../engine/index.ts';
import type { InventoryForm, LessonStage } from './lesson.ts';

/** A text with its {…} filled in. `parts` says which pieces came from the run, so that numbers may be set apart. */
export interface FilledText {
  readonly text: string;
  readonly parts: readonly { readonly text: string; readonly run: boolean }[];
}

export interface PlayedPerson {
  readonly name: string;
  readonly user: number;
  readonly lane: string;
  /** When what they were found by happened. */
  readonly at: number;
}

export interface PlayedCase {
  /** Complete and valid; its `seed` is the one to run with. */
  readonly scenario: Scenario;
  readonly changes?: Changes | undefined;
  /** Every lane that a step names, in the scenario’s order. */
  readonly lanes: readonly VariantSpec[];
  readonly cast: readonly PlayedPerson[];
}

export interface Named {
  readonly id: string;
  readonly title: string;
}

interface CurveToDraw {
  readonly kind: 'curve';
  readonly lane: string;
  readonly measure: string;
  readonly unit: string;
  readonly from: number;
  readonly until: number;
  /** At equal distances from `from` to `until`, both included. */
  readonly values: readonly number[];
  /** A round top for the scale. */
  readonly top: number;
}

export type Question = {
  readonly ask: FilledText;
  /** Vote, discuss, vote again. */
  readonly twice: boolean;
} & (
  | { readonly kind: 'choice'; readonly choices: readonly FilledText[]; readonly answer: number }
  /** Ids; several where lanes are equal. */
  | { readonly kind: 'lane'; readonly lanes: readonly Named[]; readonly answer: readonly string[] }
  /** Ids in order, those that are equal together. */
  | { readonly kind: 'order'; readonly items: readonly Named[]; readonly answer: readonly (readonly string[])[] }
  | { readonly kind: 'number'; readonly unit: string; readonly answer: number; readonly answerText: string }
  | CurveToDraw
);

export type Play = { readonly from: number; readonly until: number } & (
  | { readonly pace: 'seconds'; readonly seconds: number }
  /** Event by event; `stops` are the moments at which something happens that is shown, the last is `until`. */
  | { readonly pace: 'event'; readonly stops: readonly number[] }
);

export type LessonBeat =
  | { readonly kind: 'say'; readonly say: FilledText | null; readonly task: FilledText | null }
  | { readonly kind: 'guess'; readonly vote: 1 | 2; readonly question: Question }
  | { readonly kind: 'lock'; readonly vote: 1 | 2; readonly question: Question }
  | { readonly kind: 'play'; readonly play: Play }
  | { readonly kind: 'observe'; readonly question: Question }
  | {
      readonly kind: 'reveal';
      readonly question: Question | null;
      readonly observed: Question | null;
      readonly after: FilledText | null;
    }
  | { readonly kind: 'alike'; readonly alike: FilledText }
  | { readonly kind: 'ask'; readonly ask: FilledText }
  | { readonly kind: 'answer'; readonly ask: FilledText; readonly answer: FilledText }
  | { readonly kind: 'take-home'; readonly takeHome: FilledText };

export interface PlayedRow {
  readonly measure: string;
  readonly title: string;
  /** One for each lane of the step. */
  readonly cells: readonly string[];
  readonly values: readonly (number | null)[];
}

export interface PlayedStep {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  /** Its incident, by its place among `cases`. */
  readonly case: number;
  readonly stage: LessonStage;
  /** The lane on a stage that shows one run. */
  readonly lane: string;
  /** Those beside each other; empty where one is shown. */
  readonly lanes: readonly string[];
  readonly person: PlayedPerson | null;
  readonly rows: readonly PlayedRow[];
  /** What its question counts of the invoices; null where it asks for something else. */
  readonly counts: 'sent' | 'wrong' | 'missed' | null;
  readonly beats: readonly LessonBeat[];
  readonly optional: boolean;
  /** The step whose question it asks again, on another case and alone; else null. */
  readonly twinOf: string | null;
  /** Minutes that it is given: its own, or an even share of what is left. */
  readonly minutes: number;
  /** For whoever gives the lesson. */
  readonly notes: string;
  /** Where the clock stands when it begins, and when it is over. */
  readonly from: number;
  readonly until: number;
  /** Nothing later than what was shown is in the document before the beat `revealBeat`. */
  readonly veil: boolean;
  /** With this beat the veil is lifted, up to `until`; the number of beats when it never is. */
  readonly revealBeat: number;
  /** Whether the run says what the step expects. If not, `after` says so instead. */
  readonly holds: boolean;
}

export interface PlayedLesson {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly needs: readonly string[];
  readonly goal: string;
  readonly takeHome: FilledText;
  readonly inventory: InventoryForm | null;
  readonly cases: readonly PlayedCase[];
  readonly steps: readonly PlayedStep[];
  readonly holds: boolean;
}
