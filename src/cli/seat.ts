// A thread of the pool: what it is told once, the jobs, comes with its start; then one task at a time. The program is its own seat:
// started with jobs, it serves them instead of carrying out a command.
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type Changes, type Scenario, type SeedResult, SeedRuns, type VariantSpec } from '../engine/index.ts';
import type { Seat, SeatSays, StartSeat, Task } from '../pool/pool.ts';

/** What is the same in every run of a sweep. */
export interface Job {
  readonly scenario: Scenario;
  readonly variants: readonly VariantSpec[];
  readonly changes: Changes | undefined;
}

interface SeatData {
  readonly jobs: readonly Job[];
}

/** How far a run is, is said this often, milliseconds. */
const TURN = 100;

const seatData = (): SeatData | undefined => {
  const data = workerData as Partial<SeatData> | null;
  return data?.jobs === undefined ? undefined : { jobs: data.jobs };
};

/** Whether this thread was started to be a seat. */
export const isSeat = (): boolean => seatData() !== undefined;

/** Starts seats by `script`, this program itself, for these jobs. */
export const seatsOf =
  (script: string, jobs: readonly Job[]): StartSeat =>
  (say, gone): Seat => {
    const data: SeatData = { jobs };
    const worker = new Worker(script, { workerData: data });
    worker.on('message', say);
    worker.on('error', (error) => gone(error.message));
    worker.on('exit', (code) => gone(`it ended with code ${code}`));
    return {
      give: (task) => worker.postMessage(task),
      close: () => void worker.terminate(),
    };
  };

/** Carries tasks out, one after the other: what is the same in all of a job is made once. */
export class Carrying {
  private readonly jobs: readonly Job[];
  /** The job of the last task, and its runs: tasks come job by job. */
  private last = -1;
  private runs: SeedRuns | null = null;

  constructor(jobs: readonly Job[]) {
    this.jobs = jobs;
  }

  /** One task, in steps. */
  out({ job, seed }: Task): Generator<number, readonly SeedResult[]> {
    if (this.runs === null || this.last !== job) {
      const { scenario, variants, changes } = this.jobs[job] as Job;
      this.runs = new SeedRuns(scenario, variants, { changes });
      this.last = job;
    }
    return this.runs.comparing(seed);
  }
}

/** Serves tasks until the thread is ended. */
export function serveSeat(): void {
  const carrying = new Carrying((seatData() as SeatData).jobs);
  const say = (said: SeatSays): void => parentPort?.postMessage(said);
  parentPort?.on('message', (task: Task) => {
    try {
      const work = carrying.out(task);
      let told = Date.now();
      let step = work.next();
      for (; step.done !== true; step = work.next()) {
        const now = Date.now();
        if (now - told < TURN) continue;
        told = now;
        say({ is: 'share', share: step.value });
      }
      say({ is: 'done', results: step.value });
    } catch (error) {
      say({ is: 'failed', reason: (error as Error).stack ?? String(error) });
    }
  });
}
