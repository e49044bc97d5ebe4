// The task queue: what happens next. A task is data (time, kind, two numbers), never a closure, so the queue can be copied,
// rewound and printed. Equal times go by rank, equal ranks by insertion. It knows nothing of what a kind means.
import type { Saved } from './state.ts';

/** 2⁴⁴: ranks stand above any number of insertions. */
const RANK = 17592186044416;

/**
 * A lazy 4-ary heap over typed arrays: the root stays a hole after `pop`, and the next push fills it, so that a task that
 * schedules its successor costs one sift.
 */
export class TaskQueue {
  /** Of the task last popped. Times are integer microseconds. */
  time = 0;
  kind = 0;
  a = 0;
  b = 0;
  private size = 0;
  private hole = false;
  private sequence = 0;
  private times = new Float64Array(16);
  private orders = new Float64Array(16);
  private slots = new Uint32Array(16);
  private kinds = new Uint8Array(16);
  private as = new Float64Array(16);
  private bs = new Float64Array(16);
  private free = new Uint32Array(16);
  private freed = 0;

  /** How many tasks are pending. */
  get length(): number {
    return this.hole ? this.size - 1 : this.size;
  }

  /** Adds a task. `rank` (0 … 15) orders tasks of one instant before their insertion does; `kind` is 0 … 255. */
  push(time: number, rank: number, kind: number, a: number, b: number): void {
    const slot = this.takeSlot();
    this.kinds[slot] = kind;
    this.as[slot] = a;
    this.bs[slot] = b;
    const order = rank * RANK + this.sequence++;
    if (this.hole) {
      this.hole = false;
      this.siftDown(time, order, slot);
    } else {
      this.siftUp(this.size++, time, order, slot);
    }
  }

  /** The time of the next task, Infinity if none. */
  nextTime(): number {
    if (this.hole) this.fillHole();
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.times[0] as number);
  }

  /** The rank of the next task; 0 if none. */
  nextRank(): number {
    if (this.hole) this.fillHole();
    return this.size === 0 ? 0 : Math.floor((this.orders[0] as number) / RANK);
  }

  /** Takes the next task into `time`, `kind`, `a`, `b`; false when none is pending. */
  pop(): boolean {
    if (this.hole) this.fillHole();
    if (this.size === 0) return false;
    const slot = this.slots[0] as number;
    this.time = this.times[0] as number;
    this.kind = this.kinds[slot] as number;
    this.a = this.as[slot] as number;
    this.b = this.bs[slot] as number;
    this.free[this.freed++] = slot;
    this.hole = true;
    return true;
  }

  /** A copy of all pending tasks, no larger than they need. */
  save(): Saved {
    if (this.hole) this.fillHole();
    const n = this.size;
    const kinds = new Uint8Array(n);
    const as = new Float64Array(n);
    const bs = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const slot = this.slots[i] as number;
      kinds[i] = this.kinds[slot] as number;
      as[i] = this.as[slot] as number;
      bs[i] = this.bs[slot] as number;
    }
    return { sequence: this.sequence, times: this.times.slice(0, n), orders: this.orders.slice(0, n), kinds, as, bs };
  }

  load(saved: Saved): void {
    const times = saved['times'] as Float64Array;
    const n = times.length;
    while (this.times.length < n) this.grow();
    this.size = n;
    this.hole = false;
    this.sequence = saved['sequence'] as number;
    this.times.set(times);
    this.orders.set(saved['orders'] as Float64Array);
    this.kinds.set(saved['kinds'] as Uint8Array);
    this.as.set(saved['as'] as Float64Array);
    this.bs.set(saved['bs'] as Float64Array);
    for (let i = 0; i < n; i++) this.slots[i] = i;
    this.freed = 0;
    for (let slot = this.times.length - 1; slot >= n; slot--) this.free[this.freed++] = slot;
  }

  constructor() {
    for (let slot = this.times.length - 1; slot >= 0; slot--) this.free[this.freed++] = slot;
  }

  private takeSlot(): number {
    if (this.freed === 0) this.grow();
    return this.free[--this.freed] as number;
  }

  private grow(): void {
    const before = this.times.length;
    const wider = <T extends Float64Array | Uint32Array | Uint8Array>(column: T): T => {
      const copy = new (column.constructor as new (n: number) => T)(before * 2);
      copy.set(column);
      return copy;
    };
    this.times = wider(this.times);
    this.orders = wider(this.orders);
    this.slots = wider(this.slots);
    this.kinds = wider(this.kinds);
    this.as = wider(this.as);
    this.bs = wider(this.bs);
    this.free = wider(this.free);
    for (let slot = before * 2 - 1; slot >= before; slot--) this.free[this.freed++] = slot;
  }

  private fillHole(): void {
    this.hole = false;
    const last = --this.size;
    if (last === 0) return;
    this.siftDown(this.times[last] as number, this.orders[last] as number, this.slots[last] as number);
  }

  private siftUp(from: number, time: number, order: number, slot: number): void {
    const { times, orders, slots } = this;
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 2;
      const t = times[parent] as number;
      if (t < time || (t === time && (orders[parent] as number) < order)) break;
      times[i] = t;
      orders[i] = orders[parent] as number;
      slots[i] = slots[parent] as number;
      i = parent;
    }
    times[i] = time;
    orders[i] = order;
    slots[i] = slot;
  }

  private siftDown(time: number, order: number, slot: number): void {
    const { times, orders, slots, size } = this;
    let i = 0;
    for (;;) {
      let child = (i << 2) + 1;
      if (child >= size) break;
      let t = times[child] as number;
      let o = orders[child] as number;
      const end = child + 4 < size ? child + 4 : size;
      for (let c = child + 1; c < end; c++) {
        const ct = times[c] as number;
        if (ct < t || (ct === t && (orders[c] as number) < o)) {
          child = c;
          t = ct;
          o = orders[c] as number;
        }
      }
      if (time < t || (time === t && order < o)) break;
      times[i] = t;
      orders[i] = o;
      slots[i] = slots[child] as number;
      i = child;
    }
    times[i] = time;
    orders[i] = order;
    slots[i] = slot;
  }
}
