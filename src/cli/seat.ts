// A thread of the pool: what it is told once, the jobs, comes with its start; then one batch of tasks at a time. The program is its own
// seat: started with jobs, it serves them instead of carrying out a command.
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type Changes, type Scenario, SeedRuns, type VariantSpec } from '../engine/index.ts';
import type { Seat, SeatSays, StartSeat, Task } from '../pool/pool.ts';
import { HANDINGS, type HandedOver, type Handing, type HandingId } from './handing.ts';

/** What is the same in every run of a sweep. */
export interface Job {
  readonly scenario: Scenario;
  readonly variants: readonly VariantSpec[];
  readonly changes: Changes | undefined;
}

interface SeatData {
  readonly jobs: readonly Job[];
  readonly handing: HandingId;
}

/** What a thread says, as it goes over. */
type Sent = { readonly is: 'done'; readonly packed: unknown } | Exclude<SeatSays<never>, { readonly is: 'done' }>;

/** How far a batch is, is said this often, milliseconds. */
const TURN = 100;

const seatData = (): SeatData | undefined => {
  const { jobs, handing } = (workerData ?? {}) as Partial<SeatData>;
  return jobs === undefined || handing === undefined ? undefined : { jobs, handing };
};

/** Whether this thread was started to be a seat. */
export const isSeat = (): boolean => seatData() !== undefined;

const anyOf = (id: HandingId): Handing<unknown, unknown> => HANDINGS[id] as Handing<unknown, unknown>;

/** Starts seats by `script`, this program itself, for these jobs. */
export const seatsOf =
  <Id extends HandingId>(script: string, jobs: readonly Job[], handing: Id): StartSeat<HandedOver<Id>> =>
  (say, gone): Seat => {
    const data: SeatData = { jobs, handing };
    const worker = new Worker(script, { workerData: data });
    worker.on('message', (sent: Sent) => {
      if (sent.is !== 'done') return say(sent);
      say({ is: 'done', results: anyOf(handing).unpacked(sent.packed) as readonly HandedOver<Id>[] });
    });
    worker.on('error', (error) => gone(error.message));
    worker.on('exit', (code) => gone(`it ended with code ${code}`));
    return {
      give: (tasks) => worker.postMessage(tasks),
      close: () => void worker.terminate(),
    };
  };

/** Carries tasks out, one after the other: what is the same in all of a job is made once. */
export class Carrying<Result> {
  private readonly jobs: readonly Job[];
  private readonly handing: Handing<Result, unknown>;
  /** The job of the last task, and its runs: tasks come job by job. */
  private last = -1;
  private runs: SeedRuns | null = null;

  constructor(jobs: readonly Job[], handing: Handing<Result, unknown>) {
    this.jobs = jobs;
    this.handing = handing;
  }

  /** One task, in steps: the share of it that is done, 0 … 1. */
  *out({ job, seed }: Task): Generator<number, Result> {
    return this.handing.of(seed, yield* this.runsOf(job).comparing(seed));
  }

  /** Whether next to nothing happens in the runs of a job. */
  isSmall(job: number): boolean {
    return this.runsOf(job).areSmall;
  }

  /** Several, in steps: the share of them all. */
  *outAll(tasks: readonly Task[]): Generator<number, readonly Result[]> {
    const all: Result[] = [];
    for (const task of tasks) {
      const work = this.out(task);
      let step = work.next();
      for (; step.done !== true; step = work.next()) yield (all.length + step.value) / tasks.length;
      all.push(step.value);
    }
    return all;
  }

  private runsOf(job: number): SeedRuns {
    if (this.runs === null || this.last !== job) {
      const { scenario, variants, changes } = this.jobs[job] as Job;
      this.runs = new SeedRuns(scenario, variants, { changes });
      this.last = job;
    }
    return this.runs;
  }
}

/** Serves batches until the thread is ended. */
export function serveSeat(): void {
  const { jobs, handing: id } = seatData() as SeatData;
  const handing = anyOf(id);
  const carrying = new Carrying(jobs, handing);
  const say = (sent: Sent, over: ArrayBuffer[] = []): void => parentPort?.postMessage(sent, over);
  parentPort?.on('message', (tasks: readonly Task[]) => {
    try {
      const packed = handing.packed(told(carrying.outAll(tasks), (share) => say({ is: 'share', share })));
      say({ is: 'done', packed }, handing.over(packed));
    } catch (error) {
      say({ is: 'failed', reason: (error as Error).stack ?? String(error) });
    }
  });
}

/** Drives work to its end and tells now and then how far it is. */
function told<Result>(work: Iterator<number, Result>, tell: (share: number) => void): Result {
  let last = Date.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    const now = Date.now();
    if (now - last < TURN) continue;
    last = now;
    tell(step.value);
  }
}
