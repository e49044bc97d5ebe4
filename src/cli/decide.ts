// A decision on the command line: the runs that it asks for, on as many threads as somebody wants.
import { type DecisionQuestion, deciding, type LaneDecision } from '../analysis/decision/decision.ts';
import { type Changes, type SeedResult, type StudyValues, variantsAt } from '../engine/index.ts';
import { overSeeds, tasksFrom } from './seeds.ts';
import { checkVaried } from './vary.ts';

export async function decide(
  question: DecisionQuestion,
  changes: Changes | undefined,
  { seeds, workers }: { readonly seeds: number; readonly workers: number | null },
): Promise<LaneDecision> {
  const { scenario, variants, seed } = question;
  const work = deciding(question);
  let step = work.next();
  while (step.done !== true) {
    const points: readonly StudyValues[] = step.value;
    checkVaried(scenario, variants, points);
    const jobs = points.map((at) => ({ scenario, variants: variantsAt(variants, at), changes }));
    const tasks = jobs.flatMap((_, job) => tasksFrom(seed, seeds, job));
    const runs: (readonly SeedResult[])[][] = points.map(() => []);
    const what = points.length === 1 ? `Running ${seeds} seeds` : `Looking at ${points.length} other values`;
    await overSeeds(what, jobs, tasks, workers, 'results', ({ job }, results) => runs[job]?.push(results));
    step = work.next(runs);
  }
  return step.value;
}
