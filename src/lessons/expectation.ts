// What a lesson says of a run and a run can confirm or refute. Times are microseconds.
import type { Path } from '../engine/index.ts';

/** A number or word of the run: a measure of a lane, or how somebody of the cast fares. */
export interface Quantity {
  /** Null: the lane of the step. */
  readonly lane: string | null;
  /** Somebody of the cast; then `measure` is `truth` or `copy`. */
  readonly user: string | null;
  readonly measure: string;
  /** Null: of the whole run; of `divergent.now` and people, at the moment shown. */
  readonly at: number | null;
}

export const COMPARISONS = ['is', 'not', 'above', 'below', 'atLeast', 'atMost'] as const;
export type ComparisonWord = (typeof COMPARISONS)[number];

export interface ComparedWith {
  readonly word: ComparisonWord;
  /** Null: the run never came so far. */
  readonly than: number | string | boolean | null | Quantity;
}

/** What a run must say. */
export interface ExpectedFact {
  readonly quantity: Quantity;
  readonly comparisons: readonly ComparedWith[];
  readonly path: Path;
}
