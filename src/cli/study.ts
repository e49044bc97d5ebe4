// The verb `study`: a measure against one or two of the scenario's values, per variant, and where another lane becomes the best.
import { csvText } from '../analysis/csv.ts';
import { figureOf, type PointRuns } from '../analysis/study/figure.ts';
import { studyRows, studySheet } from '../analysis/study/table.ts';
import {
  measures,
  pointsOf,
  type SeedResult,
  type StudyResult,
  studyOf,
  type VariantSpec,
  variantsAt,
} from '../engine/index.ts';
import { nearest } from '../files/index.ts';
import { countOf, type Options, seedOf, WrongInput, writeOut } from './input.ts';
import { loadScenario, resolveVariants } from './load.ts';
import { printCells, printJson } from './print.ts';
import { intervalText } from './report.ts';
import { overSeeds, tasksFrom, workersOf } from './seeds.ts';
import { checkVaried, variedIn } from './vary.ts';

export interface StudyOptions extends Options {
  readonly vary: readonly string[];
  readonly measure: string;
  readonly variants?: string;
  readonly seed?: string;
  readonly seeds: string;
  readonly workers?: string;
}

type Study = Omit<StudyResult, 'points' | 'changes'>;

export async function studyVerb(file: string, options: StudyOptions): Promise<void> {
  const { scenario, changes } = loadScenario(file);
  const seed = seedOf(options.seed) ?? scenario.seed;
  const seeds = countOf('--seeds', options.seeds);
  const variants = resolveVariants(scenario, options.variants?.split(','));
  const measure = measureNamed(options.measure);
  const vary = options.vary.map(variedIn);
  if (vary.length > 2 || new Set(vary.map(({ path }) => path)).size < vary.length)
    throw new WrongInput('command line:1: --vary: allowed are one path, or two different ones');
  const points = pointsOf(vary);
  checkVaried(scenario, variants, points);
  const jobs = points.map((at) => ({ scenario, variants: variantsAt(variants, at), changes }));
  const tasks = jobs.flatMap((_, job) => tasksFrom(seed, seeds, job));
  const runs: (readonly SeedResult[])[][] = points.map(() => []);
  const what = `Studying ${points.length} points`;
  const workers = workersOf(options.workers);
  await overSeeds(what, jobs, tasks, workers, 'results', ({ job }, results) => runs[job]?.push(results));
  print({ scenario, seed, seeds, measure, vary }, variants, runs, options);
}

function measureNamed(id: string): string {
  const ids = measures.filter(({ unit }) => unit !== '').map((measure) => measure.id);
  if (ids.includes(id)) return id;
  const near = nearest(id, ids);
  throw new WrongInput(
    `command line:1: --measure: "${id}" is no measure that is counted${near === undefined ? '; `driftlab list measures` has them' : `; did you mean ${near}?`}`,
  );
}

function print(study: Study, variants: readonly VariantSpec[], runs: readonly PointRuns[], { format }: Options): void {
  if (format === 'json') return writeOut(printJson(studyOf(study, runs)));
  const figure = figureOf({ variants, vary: study.vary }, runs, study.measure);
  if (format === 'csv') return writeOut(csvText(studySheet(figure, study.seeds)));
  const cells = studyRows(figure, intervalText);
  if (format === 'markdown') return writeOut(printCells(cells, format));
  const { scenario, seed, seeds, measure } = study;
  const over = seeds === 1 ? `seed ${seed}` : `seeds ${seed} … ${seed + seeds - 1}: mean [95 % interval]`;
  writeOut(`${scenario.title}\nscenario ${scenario.id}, ${measure}, ${over}\n`);
  writeOut(printCells(cells, format));
  for (const { path, at, between, best } of figure.changes) {
    const where = Object.entries(at).map(([other, value]) => `, ${other} = ${value}`);
    const [from, to] = best.map((lanes) => lanes.join(' = '));
    writeOut(`${path} between ${between[0]} and ${between[1]}${where.join('')}: ${from} → ${to}`);
  }
}
