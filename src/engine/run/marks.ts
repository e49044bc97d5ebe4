// The marks of a run, from which it goes back: taken now and then as it goes on, found by time, and fewer when they weigh too much. What a
// mark holds stands in history.ts.
import { firstWhere } from '../search.ts';
import { type Mark, takeKeyframe, takeMark, thinned } from './history.ts';
import type { Parts } from './parts.ts';
import { bytesOf } from './weight.ts';

export interface MarkOptions {
  /** Marks over the whole run; more make seeking faster and cost memory. */
  readonly marks?: number;
  /** Marks to one keyframe. */
  readonly marksPerKeyframe?: number;
  /** Bytes that marks and keyframes may take; when they come to more there are fewer. No limit when it is not said. */
  readonly budget?: number;
}

const MARKS = 200;
const MARKS_PER_KEYFRAME = 22;
/** Fewer marks than this would make going back a run of its own. */
const FEWEST_MARKS = 16;

export class Marks {
  /** In the order of time; never empty. */
  private marks: Mark[];
  private every: number;
  /** What marks and keyframes weigh, and what was counted. */
  private weight = 0;
  private weighed = new Set<object>();
  private readonly length: number;
  private readonly perKeyframe: number;
  private readonly budget: number | undefined;

  /** `length`: of the run, microseconds. */
  constructor(marks: Mark[], length: number, { marks: count, marksPerKeyframe, budget }: MarkOptions) {
    this.marks = marks;
    this.length = length;
    this.every = Math.max(1, Math.floor(length / (count ?? MARKS)));
    this.perKeyframe = marksPerKeyframe ?? MARKS_PER_KEYFRAME;
    this.budget = budget;
  }

  get first(): Mark {
    return this.marks[0] as Mark;
  }

  get last(): Mark {
    return this.marks[this.marks.length - 1] as Mark;
  }

  /** When the next one is due, microseconds; none are taken long after the run's length, where little happens. */
  get due(): number {
    const next = (Math.floor(this.last.time / this.every) + 1) * this.every;
    return next > 2 * this.length ? Number.POSITIVE_INFINITY : next;
  }

  /** The last one at or before `time`. */
  before(time: number): Mark {
    const { marks } = this;
    return marks[firstWhere(1, marks.length, (n) => (marks[n] as Mark).time > time) - 1] as Mark;
  }

  /** Those before `time`. */
  until(time: number): readonly Mark[] {
    return this.marks.filter((mark) => mark.time < time);
  }

  /** Between which two times a message was published; `reached`: the furthest moment. */
  around(message: number, reached: number): readonly [from: number, to: number] {
    const { marks } = this;
    const published = (mark: Mark): number => (mark.state['messages'] as { readonly length: number }).length;
    const after = firstWhere(1, marks.length, (n) => published(marks[n] as Mark) > message);
    return [Math.max(0, (marks[after - 1] as Mark).time), marks[after]?.time ?? reached];
  }

  add(mark: Mark): void {
    this.marks.push(mark);
  }

  /** Remembers where a run stands at `time`. */
  take(parts: Parts, time: number): void {
    const { marks } = this;
    const { keyframe } = this.last;
    let served = 0;
    while (served < marks.length && marks[marks.length - 1 - served]?.keyframe === keyframe) served++;
    const isDue = served >= this.perKeyframe;
    const mark = takeMark(parts, time, isDue ? takeKeyframe(parts) : keyframe);
    marks.push(mark);
    if (this.budget === undefined) return;
    this.weight += bytesOf(mark, this.weighed);
    while (this.weight > this.budget && this.thin());
  }

  /** Half as many, and about half as many keyframes; false when there are few already. */
  thin(): boolean {
    if (this.marks.length <= FEWEST_MARKS) return false;
    this.marks = thinned(this.marks, this.perKeyframe);
    this.every *= 2;
    this.weighed = new Set();
    this.weight = bytesOf(this.marks, this.weighed);
    return true;
  }

  /** Bytes of them and their keyframes, but for what is in `seen`. */
  weigh(seen: Set<object>): number {
    return bytesOf(this.marks, seen);
  }
}
