// The verb `run`: one variant of one scenario, with its whole trace if asked for.
import { closeSync, openSync, writeSync } from 'node:fs';
import { type ComparisonResult, Session, specOf, type TraceLine, writtenLine } from '../engine/index.ts';
import { type Options, seedOf, WrongInput, writeOut } from './input.ts';
import { loadScenario, resolveVariants } from './load.ts';
import { printCells, printJson } from './print.ts';
import { withProgress } from './progress.ts';
import { comparisonCells } from './report.ts';

/** Trace lines are written in portions of about this many characters. */
const PORTION = 1 << 20;

export interface RunOptions extends Options {
  readonly variant?: string;
  readonly seed?: string;
  readonly trace?: string;
}

export async function runVerb(file: string, options: RunOptions): Promise<void> {
  const { scenario, changes } = loadScenario(file);
  const seed = seedOf(options.seed) ?? scenario.seed;
  const [variant] = resolveVariants(scenario, options.variant === undefined ? undefined : [options.variant]);
  if (variant === undefined)
    throw new WrongInput(`${file}:1: variants: the scenario has no variant; name a strategy with --variant`);
  const writer = options.trace === undefined ? undefined : new TraceWriter(options.trace);
  try {
    const session = Session.open(specOf(scenario, variant, seed), changes, { marks: 1, reader: writer?.write });
    const result = await withProgress(`Simulating ${variant.id}`, steps(session));
    const document: ComparisonResult = { scenario, seed, variants: [result] };
    if (options.format === 'json') return writeOut(printJson(document));
    if (options.format === 'table')
      writeOut(`${scenario.title}\nscenario ${scenario.id}, variant ${variant.id}, seed ${seed}\n`);
    writeOut(printCells(comparisonCells(document, options.format === 'csv'), options.format));
  } finally {
    writer?.close();
  }
}

function* steps(session: Session) {
  const { length } = session;
  while (session.advance(session.position + session.stretch(100))) yield Math.min(1, session.position / length);
  return session.finish();
}

/** Writes trace lines to a file as they come. */
class TraceWriter {
  private readonly file: number;
  private waiting = '';

  constructor(path: string) {
    try {
      this.file = openSync(path, 'w');
    } catch (error) {
      throw new WrongInput(`${path}:1: --trace: cannot be written: ${(error as Error).message}`);
    }
  }

  readonly write = (line: TraceLine): void => {
    this.waiting += `${JSON.stringify(writtenLine(line))}\n`;
    if (this.waiting.length > PORTION) this.flush();
  };

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    const bytes = Buffer.from(this.waiting);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
    this.waiting = '';
  }
}
