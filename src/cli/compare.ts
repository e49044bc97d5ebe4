// The verb `compare`: every variant on the same incident, once or over many seeds.
import { verdictsOf } from '../analysis/verdicts.ts';
import { comparing, GatheredSeeds, type SweepResult } from '../engine/index.ts';
import { countOf, type Options, seedOf, WrongInput, writeOut } from './input.ts';
import { loadScenario, resolveVariants } from './load.ts';
import { printCells, printJson } from './print.ts';
import { withProgress } from './progress.ts';
import { comparisonCells, sweepCells } from './report.ts';
import { overSeeds, tasksFrom, workersOf } from './seeds.ts';

export interface CompareOptions extends Options {
  readonly variants?: string;
  readonly seed?: string;
  readonly seeds?: string;
  readonly workers?: string;
}

export async function compareVerb(file: string, options: CompareOptions): Promise<void> {
  const { scenario, changes } = loadScenario(file);
  const seed = seedOf(options.seed) ?? scenario.seed;
  const variants = resolveVariants(scenario, options.variants?.split(','));
  const { format } = options;
  if (options.seeds !== undefined) {
    const seeds = countOf('--seeds', options.seeds);
    const gathered = new GatheredSeeds();
    const jobs = [{ scenario, variants, changes }];
    const tasks = tasksFrom(seed, seeds);
    const workers = workersOf(options.workers);
    await overSeeds(`Comparing over ${seeds} seeds`, jobs, tasks, workers, 'results', (task, results) =>
      gathered.add(task.seed - seed, results),
    );
    return printSwept(gathered.swept(scenario, seed), options);
  }
  if (options.workers !== undefined)
    throw new WrongInput('command line:1: --workers: acts together with --seeds; allowed is to leave it out');
  const result = withProgress('Comparing', comparing(scenario, variants, { seed, changes }));
  if (format === 'json') return writeOut(printJson(result));
  const cells = comparisonCells(result, format === 'csv');
  if (format !== 'table') return writeOut(printCells(cells, format));
  writeOut(`${scenario.title}\nscenario ${scenario.id}, seed ${seed}\n`);
  writeOut(printCells(cells.slice(0, -2), 'table'));
  writeOut('');
  const verdicts = verdictsOf(result.variants);
  for (const [n, { id, fingerprint }] of result.variants.entries()) writeOut(`${id}: ${verdicts[n]} (${fingerprint})`);
}

/** A comparison over seeds in the form that was asked for. */
export function printSwept(result: SweepResult, { format }: Options): void {
  if (format === 'json') return writeOut(printJson(result));
  const { scenario, seed, seeds } = result;
  if (format === 'table')
    writeOut(`${scenario.title}\nscenario ${scenario.id}, seeds ${seed} … ${seed + seeds - 1}: mean [95 % interval]\n`);
  writeOut(printCells(sweepCells(result, format === 'csv'), format));
}
