// The verb `report`: the decision report of a scenario as a file, Markdown or HTML by the file's ending.
import { writeFileSync } from 'node:fs';
import { drawingLanes, lanesFrom } from '../analysis/report/drawn-lanes.ts';
import type { ReportForm } from '../analysis/report/input.ts';
import { reportText } from '../analysis/report/report.ts';
import { writeScenario } from '../files/index.ts';
import { decide } from './decide.ts';
import { countOf, type Options, WrongInput, writeOut } from './input.ts';
import { changesTextOf, loadScenario, pathsOf, resolveVariants } from './load.ts';
import { printCells, printJson } from './print.ts';
import { withProgress } from './progress.ts';
import { workersOf } from './seeds.ts';
import { refuseRead } from './trace-file.ts';

export interface ReportOptions extends Options {
  readonly out: string;
  readonly seeds: string;
  readonly variants?: string;
  readonly workers?: string;
}

const FORMS: Readonly<Record<string, ReportForm>> = { md: 'markdown', html: 'html' };

export async function reportVerb(file: string, options: ReportOptions): Promise<void> {
  const { scenario: given, changes } = loadScenario(file);
  const variants = resolveVariants(given, options.variants?.split(','));
  const seeds = countOf('--seeds', options.seeds);
  const form = formOf(options.out);
  refuseRead(options.out, pathsOf(file, given), '--out');
  const scenario = { ...given, variants };
  const question = { scenario, variants, seed: scenario.seed };
  const decision = await decide(question, changes, { seeds, workers: workersOf(options.workers) });
  const lanes = lanesFrom(withProgress('Drawing the lanes', drawingLanes(question, changes)));
  const changesText = changesTextOf(file, given);
  const text = reportText({ scenario, variants, decision, lanes, text: writeScenario(scenario), changesText }, form);
  try {
    writeFileSync(options.out, text);
  } catch (error) {
    throw new WrongInput(`${options.out}:1: --out: cannot be written: ${(error as Error).message}`);
  }
  const told = { out: options.out, scenario: scenario.id, lanes: variants.length, seeds };
  if (options.format === 'json') return writeOut(printJson(told));
  writeOut(printCells([Object.keys(told), Object.values(told).map(String)], options.format));
}

function formOf(out: string): ReportForm {
  const form = FORMS[/\.([a-z]+)$/i.exec(out)?.[1]?.toLowerCase() ?? ''];
  if (form === undefined)
    throw new WrongInput(`command line:1: --out: found "${out}"; allowed are names that end in .md or .html`);
  return form;
}
