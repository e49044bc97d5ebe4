// Many small comparisons on several threads: tasks go in batches to whichever seat is free, their results come out in the order of the
// tasks, so that nobody can tell from them how many threads there were. A seat that dies costs its batch, whose tasks are then given
// one by one.
import type { SeedResult } from '../engine/index.ts';
import { Batches } from './batches.ts';

/** One seed of one of the jobs, by its place among them. */
export interface Task {
  readonly job: number;
  readonly seed: number;
}

/** What a seat says of its batch: how far it is, 0 … 1, or what came of each task; of one that is by default a comparison with one seed. */
export type SeatSays<Result = readonly SeedResult[]> =
  | { readonly is: 'share'; readonly share: number }
  | { readonly is: 'done'; readonly results: readonly Result[] }
  | { readonly is: 'failed'; readonly reason: string };

/** A thread that carries out one batch at a time: some tasks of one job. */
export interface Seat {
  give(tasks: readonly Task[]): void;
  close(): void;
}

/** Starts a seat: `say` hears what it says of its batch, `gone` that it died, or that there never was one. */
export type StartSeat<Result = readonly SeedResult[]> = (
  say: (said: SeatSays<Result>) => void,
  gone: (reason: string, how?: 'never begun') => void,
) => Seat;

interface Hooks<Result> {
  /** In the order of the tasks. */
  readonly onResult: (task: Task, results: Result) => void;
  /** The share of all tasks that is done, 0 … 1. */
  readonly onShare?: (share: number) => void;
  /** Ends it before its time: the seats are closed, and what was done by then has been heard. */
  readonly signal?: AbortSignal;
}

/** Why it ended when it was stopped. */
const STOPPED = 'It was stopped.';

/** A task that was given by itself so many times in vain fails the whole. */
const ATTEMPTS = 2;

/** Carries out all tasks on up to `seats` seats; rejects with the first task that cannot be carried out, or when it is stopped. */
export function onSeats<Result = readonly SeedResult[]>(
  tasks: readonly Task[],
  seats: number,
  start: StartSeat<Result>,
  hooks: Hooks<Result>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    new Pool(tasks, Math.min(seats, tasks.length), start, hooks, resolve, reject).begin();
  });
}

/** Tasks that are being carried out, by their places among all. */
interface Batch {
  readonly places: readonly number[];
  /** When it was given, milliseconds. */
  readonly since: number;
  /** How far it is, 0 … 1. */
  share: number;
}

/** A seat with its batch; null while there is nothing for it. */
interface Sitting {
  readonly seat: Seat;
  batch: Batch | null;
}

class Pool<Result> {
  private readonly tasks: readonly Task[];
  private readonly seats: number;
  private readonly start: StartSeat<Result>;
  private readonly hooks: Hooks<Result>;
  private readonly resolve: () => void;
  private readonly reject: (reason: Error) => void;
  private readonly batches = new Batches();
  private readonly open = new Set<Sitting>();
  /** How often a seat died over a task that was all it had. */
  private readonly deaths = new Map<number, number>();
  /** Tasks whose seat died, to be given again, one by one; the first of them last. */
  private readonly again: number[] = [];
  /** Results that wait for those of earlier tasks. */
  private readonly waiting = new Map<number, Result>();
  private next = 0;
  private told = 0;
  private ended = false;

  constructor(
    tasks: readonly Task[],
    seats: number,
    start: StartSeat<Result>,
    hooks: Hooks<Result>,
    resolve: () => void,
    reject: (reason: Error) => void,
  ) {
    this.tasks = tasks;
    this.seats = seats;
    this.start = start;
    this.hooks = hooks;
    this.resolve = resolve;
    this.reject = reject;
  }

  begin(): void {
    if (this.tasks.length === 0) return this.end();
    const { signal } = this.hooks;
    const stop = (): void => this.end(new Error(STOPPED));
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    for (let n = 0; n < this.seats; n++) this.occupy();
  }

  /** A new seat, with its first batch. */
  private occupy(): void {
    const seat = this.start(
      (said) => this.hear(sitting, said),
      (reason, how) => {
        this.open.delete(sitting);
        // A thread may say twice that it is gone: why, and that it has ended.
        const { batch } = sitting;
        sitting.batch = null;
        if (!this.ended && batch !== null) this.died(batch, reason, how);
      },
    );
    const sitting: Sitting = { seat, batch: null };
    this.open.add(sitting);
    this.giveTo(sitting);
  }

  private hear(sitting: Sitting, said: SeatSays<Result>): void {
    const { batch } = sitting;
    if (this.ended || batch === null) return;
    if (said.is === 'failed') return this.end(new Error(said.reason));
    if (said.is === 'share') {
      batch.share = said.share;
      return this.tellShare();
    }
    sitting.batch = null;
    const [first] = batch.places as readonly [number];
    this.batches.took((this.tasks[first] as Task).job, batch.places.length, performance.now() - batch.since);
    for (const [n, place] of batch.places.entries()) this.waiting.set(place, said.results[n] as Result);
    // Before anybody hears of these: the seat should not wait for it.
    this.giveTo(sitting);
    this.tell();
  }

  private giveTo(sitting: Sitting): void {
    const places = this.nextPlaces();
    if (places.length === 0) return;
    sitting.batch = { places, since: performance.now(), share: 0 };
    sitting.seat.give(places.map((place) => this.tasks[place] as Task));
  }

  /** What is to be carried out next. */
  private nextPlaces(): readonly number[] {
    const before = this.again.pop();
    if (before !== undefined) return [before];
    const { tasks, next } = this;
    const job = tasks[next]?.job;
    if (job === undefined) return [];
    const most = next + this.batches.size(job, tasks.length - next, this.seats);
    while (this.next < most && tasks[this.next]?.job === job) this.next++;
    return Array.from({ length: this.next - next }, (_, n) => next + n);
  }

  private died({ places }: Batch, reason: string, how?: 'never begun'): void {
    const [first] = places as readonly [number];
    if (places.length === 1) {
      const deaths = (this.deaths.get(first) ?? 0) + 1;
      this.deaths.set(first, deaths);
      const { seed } = this.tasks[first] as Task;
      if (deaths >= ATTEMPTS) {
        const whole = `seed ${seed}: the thread that ran it died ${ATTEMPTS} times: ${reason}`;
        // It is not this seed's fault.
        return this.end(new Error(how === 'never begun' ? reason : whole));
      }
    }
    this.again.push(...[...places].reverse());
    this.occupy();
    for (const sitting of this.open) if (sitting.batch === null) this.giveTo(sitting);
  }

  private tellShare(): void {
    let sum = this.told + this.waiting.size;
    for (const { batch } of this.open) if (batch !== null) sum += batch.share * batch.places.length;
    this.hooks.onShare?.(sum / this.tasks.length);
  }

  /** Tells all results whose turn has come. */
  private tell(): void {
    for (;;) {
      const ready = this.waiting.get(this.told);
      if (ready === undefined) break;
      this.waiting.delete(this.told);
      this.hooks.onResult(this.tasks[this.told++] as Task, ready);
      // Whoever heard it may have had enough.
      if (this.ended) return;
    }
    this.tellShare();
    if (this.told === this.tasks.length) this.end();
  }

  private end(failure?: Error): void {
    if (this.ended) return;
    this.ended = true;
    for (const { seat } of this.open) seat.close();
    if (failure === undefined) this.resolve();
    else this.reject(failure);
  }
}
