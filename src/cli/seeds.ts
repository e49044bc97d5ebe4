// Comparisons over many seeds, on as many threads as there are cores or as somebody asks for; the results are the same.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { onSeats, type Task } from '../pool/pool.ts';
import { isWatched, tell } from './dispatch.ts';
import { HANDINGS, type HandedOver, type Handing, type HandingId } from './handing.ts';
import { countOf } from './input.ts';
import { withProgress } from './progress.ts';
import { Carrying, type Job, seatsOf } from './seat.ts';

/** How many threads, from the command line; null: as many as are of use. */
export const workersOf = (text: string | undefined): number | null =>
  text === undefined ? null : countOf('--workers', text);

/** So many small runs, at so many points, are done before another thread has begun. */
const FEW_RUNS = 2000;
const FEW_JOBS = 50;

/** Of the threads that are of use, one a core; where little is to be done, this one alone. */
function threadsFor<Result>(jobs: readonly Job[], tasks: readonly Task[], carrying: Carrying<Result>): number {
  const lanes = Math.max(...jobs.map(({ variants }) => variants.length));
  const areFew = jobs.length <= FEW_JOBS && tasks.length * lanes <= FEW_RUNS;
  return areFew && jobs.every((_, job) => carrying.isSmall(job)) ? 1 : availableParallelism();
}

/** Carries out all tasks; `onResult` hears in their order what came of each, in the form of `handing`. */
export async function overSeeds<Id extends HandingId>(
  what: string,
  jobs: readonly Job[],
  tasks: readonly Task[],
  workers: number | null,
  handing: Id,
  onResult: (task: Task, results: HandedOver<Id>) => void,
): Promise<void> {
  const carrying = new Carrying(jobs, HANDINGS[handing] as Handing<HandedOver<Id>, unknown>);
  const threads = Math.min(workers ?? threadsFor(jobs, tasks, carrying), tasks.length);
  if (threads <= 1) return withProgress(what, oneAfterAnother(carrying, tasks, onResult));
  const onShare = (done: number): void => {
    if (isWatched()) tell({ is: 'progress', what, done });
  };
  await onSeats(tasks, threads, seatsOf(fileURLToPath(import.meta.url), jobs, handing), { onResult, onShare });
}

function* oneAfterAnother<Result>(
  carrying: Carrying<Result>,
  tasks: readonly Task[],
  onResult: (task: Task, results: Result) => void,
): Generator<number, void> {
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
