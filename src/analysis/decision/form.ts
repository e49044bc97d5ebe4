// What a closed form is: what a formula expects of a measure. It computes none.
import type { Interval } from '../../engine/index.ts';

/** What theory says of one measure. */
export interface Form {
  readonly title: string;
  readonly formula: string;
  readonly expected: number;
  readonly measure: string;
}

/** How long theory lets a backlog drain: what a run shows of it is one of its marks, and no measure. */
export interface Draining {
  /** The lane’s id and title. */
  readonly id: string;
  readonly lane: string;
  /** Microseconds. */
  readonly expected: number;
}

/** Beside what the runs of a lane measured. */
export interface ClosedForm extends Form {
  /** The lane's title. */
  readonly lane: string;
  readonly measured: Interval;
  /** Whether what was measured is as expected, up to its interval and a few percent that the form leaves out. */
  readonly agrees: boolean;
}
