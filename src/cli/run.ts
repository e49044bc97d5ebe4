// The verb `run`: one variant of one scenario, with its whole trace if asked for.
import { type ComparisonResult, Session, specOf } from '../engine/index.ts';
import { type Options, seedOf, writeOut } from './input.ts';
import { loadScenario, oneVariant, pathsOf } from './load.ts';
import { printCells, printJson } from './print.ts';
import { withProgress } from './progress.ts';
import { comparisonCells } from './report.ts';
import { TraceFile } from './trace-file.ts';

export interface RunOptions extends Options {
  readonly variant?: string;
  readonly seed?: string;
  readonly trace?: string;
}

export function runVerb(file: string, options: RunOptions): void {
  const { scenario, changes } = loadScenario(file);
  const seed = seedOf(options.seed) ?? scenario.seed;
  const variant = oneVariant(scenario, options.variant, file);
  const trace = options.trace === undefined ? undefined : new TraceFile(options.trace, pathsOf(file, scenario));
  const session = Session.open(specOf(scenario, variant, seed), changes, { marks: 1, reader: trace?.write });
  const result = withProgress(`Simulating ${variant.id}`, steps(session));
  trace?.close();
  const document: ComparisonResult = { scenario, seed, variants: [result] };
  if (options.format === 'json') return writeOut(printJson(document));
  if (options.format === 'table')
    writeOut(`${scenario.title}\nscenario ${scenario.id}, variant ${variant.id}, seed ${seed}\n`);
  writeOut(printCells(comparisonCells(document, options.format === 'csv'), options.format));
}

/** Runs a session to its end, telling the share. */
export function* steps(session: Session) {
  const { length } = session;
  while (session.advance(session.position + session.stretch(100))) yield Math.min(1, session.position / length);
  return session.finish();
}
