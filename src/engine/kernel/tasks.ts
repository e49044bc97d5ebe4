// The task queue: what happens next. A task is data (time, kind, two numbers), never a closure, so the queue can be copied,
// rewound and printed. Equal times go by rank, equal ranks by insertion. It knows nothing of what a kind means.
import { LaterTasks } from './later-tasks.ts';
import type { Saved } from './state.ts';

/** 2⁴⁴: ranks stand above any number of insertions. */
const RANK = 17592186044416;
/** So many of the earliest tasks stand in order; a run has rarely more pending. */
const NEAR = 32;
/** With more than so many beyond them, all stand in the heap: keeping a few in order would save nothing. */
const MANY = 64;
const NONE = -1;

/**
 * The earliest few tasks are a list in order: taking the next costs nothing, and putting one in means walking past those that
 * come before it, which are few. What does not fit waits in a heap; every task there comes after all of these.
 */
export class TaskQueue {
  /** Of the task last popped. Times are integer microseconds. */
  time = 0;
  kind = 0;
  a = 0;
  b = 0;
  private sequence = 0;
  /** How many are near, the first of them, and the first unused row. */
  private near = 0;
  private first = NONE;
  private free = 0;
  private readonly times = new Float64Array(NEAR);
  private readonly orders = new Float64Array(NEAR);
  private readonly kinds = new Int32Array(NEAR);
  private readonly as = new Int32Array(NEAR);
  private readonly bs = new Int32Array(NEAR);
  private readonly next = Int32Array.from({ length: NEAR }, (_, row) => row + 1);
  private readonly later = new LaterTasks();

  /** How many tasks are pending. */
  get length(): number {
    return this.near + this.later.length;
  }

  /** Adds a task. `rank` (0 … 15) orders tasks of one instant before their insertion does; `kind` is 0 … 255, `a` and `b` fit into 32 bits. */
  push(time: number, rank: number, kind: number, a: number, b: number): void {
    this.insert(time, rank * RANK + this.sequence++, kind, a, b);
  }

  /** The same, so long after the task last popped: short spans are passed on faster than points in time. */
  after(span: number, rank: number, kind: number, a: number, b: number): void {
    this.insert(this.time + span, rank * RANK + this.sequence++, kind, a, b);
  }

  /** The time of the next task, Infinity if none. */
  nextTime(): number {
    if (this.near > 0) return this.times[this.first] as number;
    return this.later.length === 0 ? Number.POSITIVE_INFINITY : this.later.time;
  }

  /** The rank of the next task; 0 if none. */
  nextRank(): number {
    if (this.near > 0) return Math.floor((this.orders[this.first] as number) / RANK);
    return this.later.length === 0 ? 0 : Math.floor(this.later.order / RANK);
  }

  /** Takes the next task into `time`, `kind`, `a`, `b`; false when none is pending. */
  pop(): boolean {
    if (this.near === 0) {
      if (this.later.length === 0) return false;
      if (this.later.length > MANY) return this.popLater();
      this.refill();
    }
    const row = this.first;
    this.time = this.times[row] as number;
    this.kind = this.kinds[row] as number;
    this.a = this.as[row] as number;
    this.b = this.bs[row] as number;
    this.first = this.next[row] as number;
    this.next[row] = this.free;
    this.free = row;
    this.near--;
    return true;
  }

  /** A copy of all pending tasks, no larger than they need. */
  save(): Saved {
    const rows: number[] = [];
    for (let row = this.first; rows.length < this.near; row = this.next[row] as number) rows.push(row);
    const [times, orders] = [this.times, this.orders].map((column) =>
      Float64Array.from(rows, (row) => column[row] as number),
    );
    const [kinds, as, bs] = [this.kinds, this.as, this.bs].map((column) =>
      Int32Array.from(rows, (row) => column[row] as number),
    );
    return { time: this.time, sequence: this.sequence, times, orders, kinds, as, bs, later: this.later.save() };
  }

  load(saved: Saved): void {
    const column = (name: string) => saved[name] as Float64Array;
    this.near = 0;
    this.first = NONE;
    this.free = 0;
    for (let row = 0; row < NEAR; row++) this.next[row] = row + 1;
    this.later.load(saved['later'] as Saved);
    column('times').forEach((time, i) => {
      this.insert(
        time,
        column('orders')[i] as number,
        column('kinds')[i] as number,
        column('as')[i] as number,
        column('bs')[i] as number,
      );
    });
    this.time = saved['time'] as number;
    this.sequence = saved['sequence'] as number;
  }

  private insert(time: number, order: number, kind: number, a: number, b: number): void {
    const { later } = this;
    if (this.near === NEAR) this.spill();
    const many = this.near === 0 && later.length > MANY;
    if (many || (later.length > 0 && !later.isAfter(time, order))) return later.push(time, order, kind, a, b);
    const { times, orders, next } = this;
    const row = this.free;
    this.free = next[row] as number;
    times[row] = time;
    orders[row] = order;
    this.kinds[row] = kind;
    this.as[row] = a;
    this.bs[row] = b;
    let before = NONE;
    let at = this.first;
    for (let left = this.near++; left > 0; left--) {
      const t = times[at] as number;
      if (t > time || (t === time && (orders[at] as number) > order)) break;
      before = at;
      at = next[at] as number;
    }
    next[row] = at;
    if (before === NONE) this.first = row;
    else next[before] = row;
  }

  private popLater(): true {
    const { later } = this;
    this.time = later.time;
    const { slot } = later;
    this.kind = later.kind(slot);
    this.a = later.a(slot);
    this.b = later.b(slot);
    later.drop();
    return true;
  }

  /** The later half of the near tasks goes to the heap. */
  private spill(): void {
    const { times, orders, kinds, as, bs, next, later } = this;
    let last = this.first;
    for (let n = 1; n < NEAR >> 1; n++) last = next[last] as number;
    let row = next[last] as number;
    for (let n = NEAR >> 1; n < NEAR; n++) {
      later.push(
        times[row] as number,
        orders[row] as number,
        kinds[row] as number,
        as[row] as number,
        bs[row] as number,
      );
      const following = next[row] as number;
      next[row] = this.free;
      this.free = row;
      row = following;
    }
    this.near = NEAR >> 1;
  }

  /** The earliest of the heap come near; nothing is near. */
  private refill(): void {
    const { times, orders, kinds, as, bs, next, later } = this;
    const count = Math.min(later.length, NEAR >> 1);
    for (let row = 0; row < NEAR; row++) next[row] = row + 1;
    for (let row = 0; row < count; row++) {
      times[row] = later.time;
      orders[row] = later.order;
      const { slot } = later;
      kinds[row] = later.kind(slot);
      as[row] = later.a(slot);
      bs[row] = later.b(slot);
      later.drop();
    }
    this.first = 0;
    this.free = count;
    this.near = count;
  }
}
