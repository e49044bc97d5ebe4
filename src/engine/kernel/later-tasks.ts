// The tasks that are not among the earliest few: a lazy 4-ary heap over typed arrays, by time and order. The root stays a hole
// when the first is taken, and the next push fills it, so that both together cost one sift. It is a part of the task queue.
import { grown } from './columns.ts';
import type { SavedTasks } from './saved-tasks.ts';

export class LaterTasks {
  private size = 0;
  private hole = false;
  private times = new Float64Array(0);
  private orders = new Float64Array(0);
  /** Where the rest of a task stands, since only what is compared should move. */
  private slots = new Uint32Array(0);
  private kinds = new Uint8Array(0);
  private as = new Int32Array(0);
  private bs = new Int32Array(0);
  private free = new Uint32Array(0);
  private freed = 0;

  get length(): number {
    return this.hole ? this.size - 1 : this.size;
  }

  // Of the first task; there must be one.

  get time(): number {
    if (this.hole) this.fillHole();
    return this.times[0] as number;
  }

  get order(): number {
    if (this.hole) this.fillHole();
    return this.orders[0] as number;
  }

  /** Where the first task stands, for `kind`, `a` and `b`. */
  get slot(): number {
    if (this.hole) this.fillHole();
    return this.slots[0] as number;
  }

  kind(slot: number): number {
    return this.kinds[slot] as number;
  }

  a(slot: number): number {
    return this.as[slot] as number;
  }

  b(slot: number): number {
    return this.bs[slot] as number;
  }

  /** Whether the first task, and so all, come after (`time`, `order`). */
  isAfter(time: number, order: number): boolean {
    const first = this.time;
    return time < first || (time === first && order < (this.orders[0] as number));
  }

  push(time: number, order: number, kind: number, a: number, b: number): void {
    if (this.freed === 0) this.grow();
    const slot = this.free[--this.freed] as number;
    this.kinds[slot] = kind;
    this.as[slot] = a;
    this.bs[slot] = b;
    if (this.hole) {
      this.hole = false;
      this.siftDown(time, order, slot);
    } else this.siftUp(this.size++, time, order, slot);
  }

  /** Takes the first task away. */
  drop(): void {
    if (this.hole) this.fillHole();
    this.free[this.freed++] = this.slots[0] as number;
    this.hole = true;
  }

  /** Writes all of them behind those that are saved. */
  save(to: SavedTasks): void {
    if (this.hole) this.fillHole();
    const { size, times, orders, slots, kinds, as, bs } = this;
    for (let i = 0; i < size; i++) {
      const slot = slots[i] as number;
      to.add(times[i] as number, orders[i] as number, kinds[slot] as number, as[slot] as number, bs[slot] as number);
    }
  }

  /** Holds those that were saved, from the `first` on. */
  load(saved: SavedTasks, first: number): void {
    this.size = 0;
    this.hole = false;
    this.freed = 0;
    for (let slot = this.times.length - 1; slot >= 0; slot--) this.free[this.freed++] = slot;
    for (let n = first; n < saved.count; n++)
      this.push(saved.time(n), saved.order(n), saved.kind(n), saved.a(n), saved.b(n));
  }

  private fillHole(): void {
    this.hole = false;
    const last = --this.size;
    if (last > 0) this.siftDown(this.times[last] as number, this.orders[last] as number, this.slots[last] as number);
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

  private grow(): void {
    const before = this.times.length;
    this.times = grown(this.times, before + 1);
    const { length } = this.times;
    this.orders = grown(this.orders, length);
    this.slots = grown(this.slots, length);
    this.kinds = grown(this.kinds, length);
    this.as = grown(this.as, length);
    this.bs = grown(this.bs, length);
    this.free = grown(this.free, length);
    for (let slot = length - 1; slot >= before; slot--) this.free[this.freed++] = slot;
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
