// Where a run stands in virtual time: one cell, shared by all parts, so that the time need not be handed from call to call.
// It only stands somewhere; the task queue decides what comes next.

/** A power of two: nothing is rounded. */
const PER_HIGH = 1 / 4294967296;
const imul = Math.imul;

/** What the two halves of a time are multiplied by in the two sums of whoever folds it into a hash. */
export const LOW = { p: 0x85f0b427, q: 0x249cb285 } as const;
export const HIGH = { p: 0xcc0d53cd, q: 0x5ceb4d09 } as const;
const { p: LOW_P, q: LOW_Q } = LOW;
const { p: HIGH_P, q: HIGH_Q } = HIGH;

export class VirtualTime {
  readonly saved = ['now', 'low', 'high', 'p', 'q'];
  /** Microseconds. */
  now: number;
  /** `now` mod 2³² as a signed 32-bit integer, and ⌊`now` ÷ 2³²⌋. */
  low = 0;
  high = 0;
  /** What `now` adds to each of the two sums: many lines may be told of one moment. */
  p = 0;
  q = 0;

  constructor() {
    this.now = Number.NaN; // first: see state.ts
    this.now = 0;
  }

  moveTo(time: number): void {
    const low = time | 0;
    const high = (time * PER_HIGH) | 0;
    this.now = time;
    this.low = low;
    this.high = high;
    this.p = (imul(low, LOW_P) + imul(high, HIGH_P)) | 0;
    this.q = (imul(low, LOW_Q) + imul(high, HIGH_Q)) | 0;
  }
}
