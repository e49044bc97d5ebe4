// The task queue: what happens next. A task is data (time, kind, two numbers), never a closure, so the queue can be copied,
// rewound and printed. Equal times go by rank, equal ranks by insertion. It knows nothing of what a kind means.
import { LaterTasks } from './later-tasks.ts';
import type { Saved } from './state.ts';

/** 2⁴⁴: ranks stand above any number of insertions. */
const RANK = 17592186044416;
/** So many of the earliest tasks stand in order; a run has rarely more pending. */
const NEAR = 32;
/** With more than so many in the heap and none near, all stay there: keeping a few in order would save nothing. */
const MANY = 64;

/** Cells to a row of the list: the next row, kind, a, b. Rows are named by their first cell. */
const WIDTH = 4;
const KIND = 1;
const A = 2;
const B = 3;
/** What stands before the first task and after the last, which spares the list its special cases. */
const HEAD = NEAR * WIDTH;
const END = HEAD + WIDTH;

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
  /** How many are near, and the first unused row. */
  private near = 0;
  private free = 0;
  private readonly cells = new Int32Array(END + WIDTH);
  /** Time and order of each row, at half the row's name. */
  private readonly keys = new Float64Array((END + WIDTH) >> 1);
  private readonly later = new LaterTasks();
  /** The time of the first task in the heap. */
  private edge = Number.POSITIVE_INFINITY;

  constructor() {
    this.clear();
  }

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
    return this.near > 0 ? (this.keys[(this.cells[HEAD] as number) >> 1] as number) : this.edge;
  }

  /** Takes the next task into `time`, `kind`, `a`, `b`; false when none is pending. */
  pop(): boolean {
    if (this.near === 0) {
      if (this.later.length === 0) return false;
      if (this.later.length > MANY) return this.popLater();
      this.refill();
    }
    const { cells } = this;
    const row = cells[HEAD] as number;
    this.time = this.keys[row >> 1] as number;
    this.kind = cells[row + KIND] as number;
    this.a = cells[row + A] as number;
    this.b = cells[row + B] as number;
    cells[HEAD] = cells[row] as number;
    cells[row] = this.free;
    this.free = row;
    this.near--;
    return true;
  }

  /** A copy of all pending tasks, no larger than they need. */
  save(): Saved {
    const { cells, keys } = this;
    const rows: number[] = [];
    for (let row = cells[HEAD] as number; row !== END; row = cells[row] as number) rows.push(row);
    const [times, orders] = [0, 1].map((key) => Float64Array.from(rows, (row) => keys[(row >> 1) + key] as number));
    const [kinds, as, bs] = [KIND, A, B].map((cell) => Int32Array.from(rows, (row) => cells[row + cell] as number));
    return { time: this.time, sequence: this.sequence, times, orders, kinds, as, bs, later: this.later.save() };
  }

  load(saved: Saved): void {
    const column = (name: string) => saved[name] as Float64Array;
    this.clear();
    this.later.load(saved['later'] as Saved);
    this.moveEdge();
    column('times').forEach((time, i) => {
      this.link(
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
    if (time < this.edge && this.near < NEAR) this.link(time, order, kind, a, b);
    else this.insertFar(time, order, kind, a, b);
  }

  /** Puts a task into the list. There must be room. */
  private link(time: number, order: number, kind: number, a: number, b: number): void {
    const { cells, keys } = this;
    const row = this.free;
    this.free = cells[row] as number;
    cells[row + KIND] = kind | 0;
    cells[row + A] = a | 0;
    cells[row + B] = b | 0;
    keys[row >> 1] = time;
    keys[(row >> 1) + 1] = order;
    let before = HEAD;
    let at = cells[HEAD] as number;
    for (;;) {
      const t = keys[at >> 1] as number;
      if (!(t < time || (t === time && (keys[(at >> 1) + 1] as number) < order))) break;
      before = at;
      at = cells[at] as number;
    }
    cells[row] = at;
    cells[before] = row;
    this.near++;
  }

  private insertFar(time: number, order: number, kind: number, a: number, b: number): void {
    const { later } = this;
    if (this.near === NEAR) this.spill();
    if (later.length > 0 && !later.isAfter(time, order)) later.push(time, order, kind, a, b);
    else this.link(time, order, kind, a, b);
  }

  private popLater(): true {
    const { later } = this;
    this.time = later.time;
    const { slot } = later;
    this.kind = later.kind(slot);
    this.a = later.a(slot);
    this.b = later.b(slot);
    later.drop();
    this.moveEdge();
    return true;
  }

  /** The later half of the near tasks goes to the heap. */
  private spill(): void {
    const { cells, keys, later } = this;
    let last = HEAD;
    for (let n = 0; n < NEAR >> 1; n++) last = cells[last] as number;
    let row = cells[last] as number;
    cells[last] = END;
    while (row !== END) {
      const [kind, a, b] = [cells[row + KIND], cells[row + A], cells[row + B]] as [number, number, number];
      later.push(keys[row >> 1] as number, keys[(row >> 1) + 1] as number, kind, a, b);
      const following = cells[row] as number;
      cells[row] = this.free;
      this.free = row;
      row = following;
    }
    this.near = NEAR >> 1;
    this.moveEdge();
  }

  /** The earliest of the heap come near; nothing is near. */
  private refill(): void {
    const { cells, keys, later } = this;
    const count = Math.min(later.length, NEAR >> 1);
    this.clear();
    for (let row = 0; row < count * WIDTH; row += WIDTH) {
      keys[row >> 1] = later.time;
      keys[(row >> 1) + 1] = later.order;
      const { slot } = later;
      cells[row + KIND] = later.kind(slot);
      cells[row + A] = later.a(slot);
      cells[row + B] = later.b(slot);
      later.drop();
    }
    // The rows stand in order already.
    cells[HEAD] = 0;
    cells[(count - 1) * WIDTH] = END;
    this.free = count * WIDTH;
    this.near = count;
    this.moveEdge();
  }

  private moveEdge(): void {
    this.edge = this.later.length === 0 ? Number.POSITIVE_INFINITY : this.later.time;
  }

  /** Empties the list. */
  private clear(): void {
    this.near = 0;
    this.free = 0;
    for (let row = 0; row < HEAD; row += WIDTH) this.cells[row] = row + WIDTH;
    this.cells[HEAD] = END;
    this.keys[END >> 1] = Number.POSITIVE_INFINITY;
    this.keys[(END >> 1) + 1] = Number.POSITIVE_INFINITY;
  }
}
