// The task queue: what happens next. A task is data (time, kind, two numbers), never a closure, so the queue can be copied,
// rewound and printed. Equal times go by rank, equal ranks by insertion. It knows nothing of what a kind means.
import { LaterTasks } from './later-tasks.ts';
import { SavedTasks } from './saved-tasks.ts';
import type { Saved } from './state.ts';

/** 2⁴⁴: ranks stand above any number of insertions. */
const RANK = 17592186044416;
/** So many of the earliest tasks stand in order; a run has rarely more pending. */
const NEAR = 32;
/** With more than so many in the heap and none near, all stay there: keeping a few in order would save nothing. */
const MANY = 64;

/** What is to be done. */
interface Task {
  /** Integer microseconds. */
  readonly time: number;
  /** 0 … 255. */
  readonly kind: number;
  /** 32 bits each. */
  readonly a: number;
  readonly b: number;
}

/** A link of the list; reused, so that tasks come and go without garbage. (Fields of objects are what V8 reaches fastest.) */
class Link implements Task {
  time: number;
  order: number;
  kind = 0;
  a = 0;
  b = 0;
  /** What comes after it; of an unused link, the next unused. */
  next: Link;

  constructor(next?: Link) {
    // NaN first: see state.ts.
    this.time = Number.NaN;
    this.order = Number.NaN;
    this.next = next ?? this;
  }
}

/**
 * The earliest few tasks are a list in order: taking the next costs nothing, and putting one in means walking past those that
 * come before it, which are few. What does not fit waits in a heap; every task there comes after all of these.
 */
export class TaskQueue {
  /** Of the task last taken. */
  time: number;
  private sequence = 0;
  /** Stands after the last near task, with the time of the first task in the heap (Infinity if there is none) and behind it. */
  private readonly end = new Link();
  /** Stands before the first. */
  private readonly head = new Link(this.end);
  /** The first unused link; `end` if there is none. */
  private free = this.end;
  private readonly later = new LaterTasks();
  /** Stands for a task that came from the heap straight away. */
  private readonly far = new Link();

  constructor() {
    this.time = Number.NaN; // first: see state.ts
    this.time = 0;
    this.end.order = Number.POSITIVE_INFINITY;
    for (let n = 0; n < NEAR; n++) this.free = new Link(this.free);
    this.moveEdge();
  }

  /** How many tasks are pending. */
  get length(): number {
    let near = 0;
    for (let link = this.head.next; link !== this.end; link = link.next) near++;
    return near + this.later.length;
  }

  /** Adds a task. `rank` (0 … 15) orders tasks of one instant before their insertion does; `kind` is 0 … 255, `a` and `b` fit into 32 bits. */
  push(time: number, rank: number, kind: number, a: number, b: number): void {
    this.insert(time, rank * RANK + this.sequence++, kind, a, b);
  }

  /** The same, so long after the task last taken: short spans are passed on faster than points in time. */
  after(span: number, rank: number, kind: number, a: number, b: number): void {
    this.insert(this.time + span, rank * RANK + this.sequence++, kind, a, b);
  }

  /** The time of the next task, Infinity if none. */
  nextTime(): number {
    return this.head.next.time;
  }

  /** Takes the next task, which must exist; what is returned is good until another is added or taken. */
  take(): Task {
    let link = this.head.next;
    if (link === this.end) {
      if (this.later.length > MANY) return this.takeLater();
      this.refill();
      link = this.head.next;
    }
    this.time = link.time;
    this.head.next = link.next;
    link.next = this.free;
    this.free = link;
    return link;
  }

  /** A copy of all pending tasks, no larger than they need. */
  save(): Saved {
    const saved = new SavedTasks(this.length);
    for (let link = this.head.next; link !== this.end; link = link.next)
      saved.add(link.time, link.order, link.kind, link.a, link.b);
    const near = saved.count;
    this.later.save(saved);
    return { time: this.time, sequence: this.sequence, near, when: saved.when, what: saved.what };
  }

  load(saved: Saved): void {
    const near = saved['near'] as number;
    const tasks = SavedTasks.of(saved['when'] as Float64Array, saved['what'] as Int32Array);
    this.clear();
    this.later.load(tasks, near);
    this.moveEdge();
    for (let n = 0; n < near; n++) this.link(tasks.time(n), tasks.order(n), tasks.kind(n), tasks.a(n), tasks.b(n));
    this.time = saved['time'] as number;
    this.sequence = saved['sequence'] as number;
  }

  private insert(time: number, order: number, kind: number, a: number, b: number): void {
    if (time < this.end.time && this.free !== this.end) this.link(time, order, kind, a, b);
    else this.insertFar(time, order, kind, a, b);
  }

  /** Puts a task into the list. There must be room. */
  private link(time: number, order: number, kind: number, a: number, b: number): void {
    const link = this.free;
    this.free = link.next;
    link.time = time;
    link.order = order;
    link.kind = kind;
    link.a = a;
    link.b = b;
    let before = this.head;
    let next = before.next;
    while (next.time < time || (next.time === time && next.order < order)) {
      before = next;
      next = next.next;
    }
    link.next = next;
    before.next = link;
  }

  private insertFar(time: number, order: number, kind: number, a: number, b: number): void {
    const { later } = this;
    if (this.free === this.end) this.spill();
    if (later.length > 0 && !later.isAfter(time, order)) later.push(time, order, kind, a, b);
    else this.link(time, order, kind, a, b);
  }

  private takeLater(): Task {
    const { later, far } = this;
    const { slot } = later;
    far.time = later.time;
    far.kind = later.kind(slot);
    far.a = later.a(slot);
    far.b = later.b(slot);
    later.drop();
    this.moveEdge();
    this.time = far.time;
    return far;
  }

  /** The later half of the near tasks goes to the heap. */
  private spill(): void {
    const far = this.nearest().slice(NEAR >> 1);
    this.keep(NEAR >> 1);
    for (const { time, order, kind, a, b } of far) this.later.push(time, order, kind, a, b);
    this.moveEdge();
  }

  /** The earliest of the heap come near; nothing is near. */
  private refill(): void {
    const { later } = this;
    let last = this.head;
    for (let left = Math.min(later.length, NEAR >> 1); left > 0; left--) {
      const { slot } = later;
      const link = this.free;
      this.free = link.next;
      link.time = later.time;
      link.order = later.order;
      link.kind = later.kind(slot);
      link.a = later.a(slot);
      link.b = later.b(slot);
      later.drop();
      link.next = this.end;
      last.next = link;
      last = link;
    }
    this.moveEdge();
  }

  private moveEdge(): void {
    this.end.time = this.later.length === 0 ? Number.POSITIVE_INFINITY : this.later.time;
  }

  private nearest(): Link[] {
    const links: Link[] = [];
    for (let link = this.head.next; link !== this.end; link = link.next) links.push(link);
    return links;
  }

  /** Takes all but the first `count` out of the list. */
  private keep(count: number): void {
    let last = this.head;
    for (let n = 0; n < count; n++) last = last.next;
    while (last.next !== this.end) {
      const link = last.next;
      last.next = link.next;
      link.next = this.free;
      this.free = link;
    }
  }

  private clear(): void {
    this.keep(0);
  }
}
