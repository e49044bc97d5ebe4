// Where a run stands in virtual time: one cell, shared by all parts, so that the time need not be handed from call to call.
// It only stands somewhere; the task queue decides what comes next.

/** A power of two: nothing is rounded. */
const PER_HIGH = 1 / 4294967296;

export class VirtualTime {
  readonly saved = ['now', 'low', 'high'];
  /** Microseconds. */
  now: number;
  /** `now` mod 2³² as a signed 32-bit integer, and ⌊`now` ÷ 2³²⌋: for whoever folds it into a hash. */
  low = 0;
  high = 0;

  constructor() {
    this.now = Number.NaN; // first: see state.ts
    this.now = 0;
  }

  moveTo(time: number): void {
    this.now = time;
    this.low = time | 0;
    this.high = (time * PER_HIGH) | 0;
  }
}
