// Tasks as a mark keeps them: two short columns, since every column costs a mark more than what stands in it.

/** Numbers of a task in the column of times, and in that of the rest. */
const [WHEN, WHAT] = [2, 3];

export class SavedTasks {
  /** How many are written. */
  count = 0;
  /** Time and order of each. */
  readonly when: Float64Array;
  /** Kind, a and b of each. */
  readonly what: Int32Array;

  /** Room for `length` tasks. */
  constructor(length: number, when?: Float64Array, what?: Int32Array) {
    this.when = when ?? new Float64Array(length * WHEN);
    this.what = what ?? new Int32Array(length * WHAT);
  }

  /** Those that were written to these columns. */
  static of(when: Float64Array, what: Int32Array): SavedTasks {
    const count = when.length / WHEN;
    const saved = new SavedTasks(count, when, what);
    saved.count = count;
    return saved;
  }

  add(time: number, order: number, kind: number, a: number, b: number): void {
    const { when, what } = this;
    const n = this.count++;
    when[n * WHEN] = time;
    when[n * WHEN + 1] = order;
    what[n * WHAT] = kind;
    what[n * WHAT + 1] = a;
    what[n * WHAT + 2] = b;
  }

  time(n: number): number {
    return this.when[n * WHEN] as number;
  }

  order(n: number): number {
    return this.when[n * WHEN + 1] as number;
  }

  kind(n: number): number {
    return this.what[n * WHAT] as number;
  }

  a(n: number): number {
    return this.what[n * WHAT + 1] as number;
  }

  b(n: number): number {
    return this.what[n * WHAT + 2] as number;
  }
}
