// The verb `sweep`: many seeds, or one shard of them, into a file, so that parts may be made anywhere. A part that was stopped is
// gone on with; the file is in the end the same.
import { closeSync, existsSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { type Options, seedOf, WrongInput, writeOut } from './input.ts';
import { loadScenario, pathsOf, resolveVariants } from './load.ts';
import {
  headerOf,
  MOST_SEEDS,
  type PartFile,
  type PartHeader,
  readPart,
  type Shard,
  seedsIn,
  sweepOf,
} from './part.ts';
import { printCells, printJson } from './print.ts';
import { overSeeds, workersOf } from './seeds.ts';
import { refuseRead } from './trace-file.ts';

export interface SweepOptions extends Options {
  readonly seeds: string;
  readonly out: string;
  readonly variants?: string;
  readonly shard?: string;
  readonly workers?: string;
}

const NOTHING = { seeds: 0, whole: 0 };

export async function sweepVerb(file: string, options: SweepOptions): Promise<void> {
  const { scenario, changes } = loadScenario(file);
  const variants = resolveVariants(scenario, options.variants?.split(','));
  const header = headerOf(scenario, variants, changes, rangeOf(options.seeds), shardOf(options.shard));
  const workers = workersOf(options.workers);
  refuseRead(options.out, pathsOf(file, scenario), '--out');
  const { seeds: known, whole } = beforeIn(options.out, header);
  const seeds = [...seedsIn(header)];
  const part = attempt(options.out, () => openSync(options.out, whole === 0 ? 'w' : 'r+'));
  attempt(options.out, () => ftruncateSync(part, whole));
  let at = whole;
  const write = (text: string): void => {
    const bytes = Buffer.from(text);
    for (let written = 0; written < bytes.length; )
      written += attempt(options.out, () => writeSync(part, bytes, written, bytes.length - written, at + written));
    at += bytes.length;
  };
  if (whole === 0) write(`${JSON.stringify(header)}\n`);
  const tasks = seeds.slice(known).map((seed) => ({ job: 0, seed }));
  await overSeeds(
    `Sweeping ${seeds.length} seeds`,
    [{ scenario, variants, changes }],
    tasks,
    workers,
    'lines',
    (_, line) => write(line),
  );
  attempt(options.out, () => closeSync(part));
  report(options, header, seeds.length, known);
}

function report({ out, format }: SweepOptions, { scenario, shard }: PartHeader, seeds: number, known: number): void {
  const told = { out, scenario: scenario.id, shard: `${shard.index}/${shard.of}`, seeds, resumed: known };
  if (format === 'json') return writeOut(printJson(told));
  writeOut(printCells([Object.keys(told), Object.values(told).map(String)], format));
}

/** What the file holds of this part already: of how many seeds, in how many bytes. */
function beforeIn(path: string, header: PartHeader): Pick<PartFile, 'seeds' | 'whole'> {
  if (!existsSync(path)) return NOTHING;
  const part = readPart(path);
  if ('header' in part) {
    if (sweepOf(part.header) !== sweepOf(header) || part.header.shard.index !== header.shard.index)
      throw new WrongInput(`${path}:1: --out: holds a part of another sweep; name another file, or remove it`);
    return part;
  }
  // Stopped before its first line was whole: that much of it there is.
  if (part.begun !== undefined && `${JSON.stringify(header)}\n`.startsWith(part.begun)) return NOTHING;
  throw new WrongInput(`${path}:${part.line}: --out: ${part.message}; nothing was written`);
}

function rangeOf(text: string): readonly [number, number] {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
  const [first, last] = [seedOf(from), seedOf(to)];
  if (first === undefined || last === undefined || last < first)
    throw new WrongInput(`command line:1: --seeds: found "${text}"; allowed is a range of seeds such as 1..1000`);
  if (last - first >= MOST_SEEDS)
    throw new WrongInput(
      `command line:1: --seeds: "${text}" are ${last - first + 1} seeds; allowed are up to ${MOST_SEEDS}`,
    );
  return [first, last];
}

function shardOf(text: string | undefined): Shard {
  if (text === undefined) return { index: 1, of: 1 };
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of))
    throw new WrongInput(`command line:1: --shard: found "${text}"; allowed is I/N with I from 1 to N, such as 3/16`);
  return shard;
}

function attempt<Result>(path: string, what: () => Result): Result {
  try {
    return what();
  } catch (error) {
    throw new WrongInput(`${path}:1: --out: cannot be written: ${(error as Error).message}`);
  }
}
