// The verb `compare`: every variant on the same incident, once or over many seeds.
import { verdictsOf } from '../analysis/verdicts.ts';
import { comparing, sweeping } from '../engine/index.ts';
import { countOf, type Options, seedOf, writeOut } from './input.ts';
import { loadScenario, resolveVariants } from './load.ts';
import { printCells, printJson } from './print.ts';
import { withProgress } from './progress.ts';
import { comparisonCells, sweepCells } from './report.ts';

export interface CompareOptions extends Options {
  readonly variants?: string;
  readonly seed?: string;
  readonly seeds?: string;
}

export function compareVerb(file: string, options: CompareOptions): void {
  const { scenario, changes } = loadScenario(file);
  const seed = seedOf(options.seed) ?? scenario.seed;
  const variants = resolveVariants(scenario, options.variants?.split(','));
  const { format } = options;
  if (options.seeds !== undefined) {
    const seeds = countOf('--seeds', options.seeds);
    const work = sweeping(scenario, variants, seeds, { seed, changes });
    const result = withProgress(`Comparing over ${seeds} seeds`, work);
    if (format === 'json') return writeOut(printJson(result));
    if (format === 'table')
      writeOut(
        `${scenario.title}\nscenario ${scenario.id}, seeds ${seed} … ${seed + seeds - 1}: mean [95 % interval]\n`,
      );
    return writeOut(printCells(sweepCells(result, format === 'csv'), format));
  }
  const result = withProgress('Comparing', comparing(scenario, variants, { seed, changes, session: { marks: 1 } }));
  if (format === 'json') return writeOut(printJson(result));
  const cells = comparisonCells(result, format === 'csv');
  if (format !== 'table') return writeOut(printCells(cells, format));
  writeOut(`${scenario.title}\nscenario ${scenario.id}, seed ${seed}\n`);
  writeOut(printCells(cells.slice(0, -2), 'table'));
  writeOut('');
  const verdicts = verdictsOf(result.variants);
  for (const [n, { id, fingerprint }] of result.variants.entries()) writeOut(`${id}: ${verdicts[n]} (${fingerprint})`);
}
