// The tasks that are not among the earliest few: a 4-ary heap over typed arrays, by time and order. It is a part of the task
// queue, which tells it what comes and takes the first when it needs more.
import { grown } from './columns.ts';
import type { Saved } from './state.ts';

export class LaterTasks {
  length = 0;
  private times = new Float64Array(0);
  private orders = new Float64Array(0);
  /** Where the rest of a task stands, since only what is compared should move. */
  private slots = new Uint32Array(0);
  private kinds = new Uint8Array(0);
  private as = new Int32Array(0);
  private bs = new Int32Array(0);
  private free = new Uint32Array(0);
  private freed = 0;

  // Of the first task; there must be one.

  get time(): number {
    return this.times[0] as number;
  }

  get order(): number {
    return this.orders[0] as number;
  }

  get kind(): number {
    return this.kinds[this.slots[0] as number] as number;
  }

  get a(): number {
    return this.as[this.slots[0] as number] as number;
  }

  get b(): number {
    return this.bs[this.slots[0] as number] as number;
  }

  /** Whether the first task, and so all, come after (`time`, `order`). */
  isAfter(time: number, order: number): boolean {
    const first = this.times[0] as number;
    return time < first || (time === first && order < (this.orders[0] as number));
  }

  push(time: number, order: number, kind: number, a: number, b: number): void {
    if (this.freed === 0) this.grow();
    const slot = this.free[--this.freed] as number;
    this.kinds[slot] = kind;
    this.as[slot] = a;
    this.bs[slot] = b;
    const { times, orders, slots } = this;
    let i = this.length++;
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

  /** Takes the first task away. */
  drop(): void {
    this.free[this.freed++] = this.slots[0] as number;
    const last = --this.length;
    if (last > 0) this.siftDown(this.times[last] as number, this.orders[last] as number, this.slots[last] as number);
  }

  save(): Saved {
    const { length, times, orders, slots } = this;
    const kinds = Uint8Array.from({ length }, (_, i) => this.kinds[slots[i] as number] as number);
    const as = Int32Array.from({ length }, (_, i) => this.as[slots[i] as number] as number);
    const bs = Int32Array.from({ length }, (_, i) => this.bs[slots[i] as number] as number);
    return { times: times.slice(0, length), orders: orders.slice(0, length), kinds, as, bs };
  }

  load(saved: Saved): void {
    const times = saved['times'] as Float64Array;
    this.length = 0;
    this.freed = 0;
    for (let slot = this.times.length - 1; slot >= 0; slot--) this.free[this.freed++] = slot;
    const column = (name: string, i: number) => (saved[name] as Float64Array)[i] as number;
    for (let i = 0; i < times.length; i++) {
      this.push(column('times', i), column('orders', i), column('kinds', i), column('as', i), column('bs', i));
    }
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
    const { times, orders, slots, length } = this;
    let i = 0;
    for (;;) {
      let child = (i << 2) + 1;
      if (child >= length) break;
      let t = times[child] as number;
      let o = orders[child] as number;
      const end = child + 4 < length ? child + 4 : length;
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
