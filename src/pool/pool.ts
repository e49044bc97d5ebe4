// Many small comparisons on several threads: tasks go to whichever seat is free, their results come out in the order of the tasks, so
// that nobody can tell from them how many threads there were. A seat that dies costs one task, which is given to another.
import type { SeedResult } from '../engine/index.ts';

/** One seed of one of the jobs, by its place among them. */
export interface Task {
  readonly job: number;
  readonly seed: number;
}

/** What a seat says of its task; what comes of one is by default a comparison with one seed. */
export type SeatSays<Result = readonly SeedResult[]> =
  | { readonly is: 'share'; readonly share: number }
  | { readonly is: 'done'; readonly results: Result }
  | { readonly is: 'failed'; readonly reason: string };

/** A thread that carries out one task at a time. */
export interface Seat {
  give(task: Task): void;
  close(): void;
}

/** Starts a seat: `say` hears what it says of its task, `gone` that it died. */
export type StartSeat<Result = readonly SeedResult[]> = (
  say: (said: SeatSays<Result>) => void,
  gone: (reason: string) => void,
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

/** A task is given to so many seats before its failing is the run's own. */
const ATTEMPTS = 2;

/** Carries out all tasks on up to `seats` seats; rejects with the first task that cannot be carried out, or when it is stopped. */
export function onSeats<Result = readonly SeedResult[]>(
  tasks: readonly Task[],
  seats: number,
  start: StartSeat<Result>,
  hooks: Hooks<Result>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    new Pool(tasks, start, hooks, resolve, reject).begin(Math.min(seats, tasks.length));
  });
}

class Pool<Result> {
  private readonly tasks: readonly Task[];
  private readonly start: StartSeat<Result>;
  private readonly hooks: Hooks<Result>;
  private readonly resolve: () => void;
  private readonly reject: (reason: Error) => void;
  private readonly open = new Set<Seat>();
  private readonly attempts: number[] = [];
  /** Tasks whose seat died, to be given again. */
  private readonly again: number[] = [];
  /** Results that wait for those of earlier tasks. */
  private readonly waiting = new Map<number, Result>();
  private readonly shares = new Map<number, number>();
  private next = 0;
  private told = 0;
  private ended = false;

  constructor(
    tasks: readonly Task[],
    start: StartSeat<Result>,
    hooks: Hooks<Result>,
    resolve: () => void,
    reject: (reason: Error) => void,
  ) {
    this.tasks = tasks;
    this.start = start;
    this.hooks = hooks;
    this.resolve = resolve;
    this.reject = reject;
  }

  begin(seats: number): void {
    if (this.tasks.length === 0) return this.end();
    const { signal } = this.hooks;
    const stop = (): void => this.end(new Error(STOPPED));
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    for (let n = 0; n < seats; n++) this.occupy();
  }

  /** A new seat, with its first task. */
  private occupy(): void {
    let at = -1;
    const seat = this.start(
      (said) => {
        if (said.is === 'share') return this.share(at, said.share);
        if (said.is === 'failed') return this.end(new Error(said.reason));
        this.done(at, said.results);
        at = this.giveTo(seat);
      },
      (reason) => {
        this.open.delete(seat);
        // A thread may say twice that it is gone: why, and that it has ended.
        const own = at;
        at = -1;
        if (!this.ended && own >= 0) this.died(own, reason);
      },
    );
    this.open.add(seat);
    at = this.giveTo(seat);
  }

  /** Gives the seat a task and returns its place; −1 where none is left. */
  private giveTo(seat: Seat): number {
    if (this.ended) return -1;
    const at = this.again.pop() ?? (this.next < this.tasks.length ? this.next++ : -1);
    const task = this.tasks[at];
    if (task === undefined) return -1;
    this.attempts[at] = (this.attempts[at] ?? 0) + 1;
    seat.give(task);
    return at;
  }

  private died(at: number, reason: string): void {
    this.shares.delete(at);
    const { seed } = this.tasks[at] as Task;
    if ((this.attempts[at] as number) >= ATTEMPTS)
      return this.end(new Error(`seed ${seed}: the thread that ran it died ${ATTEMPTS} times: ${reason}`));
    this.again.push(at);
    this.occupy();
  }

  private share(at: number, share: number): void {
    this.shares.set(at, share);
    this.tellShare();
  }

  private tellShare(): void {
    let sum = this.told + this.waiting.size;
    for (const share of this.shares.values()) sum += share;
    this.hooks.onShare?.(sum / this.tasks.length);
  }

  private done(at: number, results: Result): void {
    if (this.ended) return;
    this.shares.delete(at);
    this.waiting.set(at, results);
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
    for (const seat of this.open) seat.close();
    if (failure === undefined) this.resolve();
    else this.reject(failure);
  }
}
