// Comparisons over many seeds, on as many threads as there are cores or as somebody asks for; the results are the same.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SeedResult } from '../engine/index.ts';
import { onSeats, type Task } from '../pool/pool.ts';
import { isWatched, tell } from './dispatch.ts';
import { countOf } from './input.ts';
import { withProgress } from './progress.ts';
import { Carrying, type Job, seatsOf } from './seat.ts';

/** How many threads, from the command line; by default one a core. */
export const workersOf = (text: string | undefined): number =>
  text === undefined ? availableParallelism() : countOf('--workers', text);

/** Carries out all tasks; `onResult` hears of each in their order. */
export async function overSeeds(
  what: string,
  jobs: readonly Job[],
  tasks: readonly Task[],
  workers: number,
  onResult: (task: Task, results: readonly SeedResult[]) => void,
): Promise<void> {
  if (Math.min(workers, tasks.length) <= 1) return withProgress(what, oneAfterAnother(jobs, tasks, onResult));
  const onShare = (done: number): void => {
    if (isWatched()) tell({ is: 'progress', what, done });
  };
  await onSeats(tasks, workers, seatsOf(fileURLToPath(import.meta.url), jobs), { onResult, onShare });
}

function* oneAfterAnother(
  jobs: readonly Job[],
  tasks: readonly Task[],
  onResult: (task: Task, results: readonly SeedResult[]) => void,
): Generator<number, void> {
  const carrying = new Carrying(jobs);
  for (const [n, task] of tasks.entries()) {
    const work = carrying.out(task);
    let step = work.next();
    for (; step.done !== true; step = work.next()) yield (n + step.value) / tasks.length;
    onResult(task, step.value);
    yield (n + 1) / tasks.length;
  }
}

/** The tasks of one job with so many seeds from the first on. */
export const tasksFrom = (first: number, seeds: number, job = 0): readonly Task[] =>
  Array.from({ length: seeds }, (_, n) => ({ job, seed: first + n }));
