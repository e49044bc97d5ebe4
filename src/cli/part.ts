// A part of a sweep as a file: a first line that says which sweep it belongs to, then one line a seed, in order. Parts of one sweep
// may be made anywhere; what one says of a seed is what every other would have said.
import { createHash } from 'node:crypto';
import { version } from '../../package.json';
import { type Changes, measuresOf, type Scenario, type SeedResult, type VariantSpec } from '../engine/index.ts';
import { linesIn, whileOpen } from './read-file.ts';

/** The form of part files. */
const FORM = 1;
/** A line has at most so many bytes. */
const MOST_LINE = 64_000_000;
/** So many seeds are one sweep at most, in at most so many parts. */
export const MOST_SEEDS = 10_000_000;
const MOST_SHARDS = 999_999;

const NONE = 'is no part of a sweep; allowed is a file that `driftlab sweep` has written';

/** Which seeds a part has: those whose place in the sweep, counted from 1, is `index` modulo `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** The first line of a part. */
export interface PartHeader {
  readonly part: typeof FORM;
  /** Of the program: another one may compute another run. */
  readonly version: string;
  readonly scenario: Scenario;
  readonly variants: readonly VariantSpec[];
  /** Of real changes that the scenario names; null without. */
  readonly changes: string | null;
  /** The first and the last seed of the whole sweep. */
  readonly seeds: readonly [first: number, last: number];
  readonly shard: Shard;
}

/** What a part says of one seed. */
export interface PartLine {
  readonly seed: number;
  readonly variants: readonly Pick<SeedResult, 'id' | 'fingerprint' | 'measures'>[];
}

function digestOf(changes: Changes | undefined): string | null {
  if (changes === undefined) return null;
  const hash = createHash('sha256');
  for (const column of [changes.time, changes.user, changes.kind])
    hash.update(new Uint8Array(Float64Array.from(column).buffer));
  return hash.digest('hex');
}

export const headerOf = (
  scenario: Scenario,
  variants: readonly VariantSpec[],
  changes: Changes | undefined,
  seeds: readonly [number, number],
  shard: Shard,
): PartHeader => ({ part: FORM, version, scenario, variants, changes: digestOf(changes), seeds, shard });

/** Equal for parts of one sweep. */
export const sweepOf = ({ shard, ...sweep }: PartHeader): string => JSON.stringify([sweep, shard.of]);

/** The seeds of a part, in order. */
export function* seedsIn({ seeds: [first, last], shard: { index, of } }: PartHeader): Generator<number> {
  for (let seed = first + index - 1; seed <= last; seed += of) yield seed;
}

export const seedLine = (seed: number, results: readonly SeedResult[]): string =>
  `${JSON.stringify({
    seed,
    variants: results.map(({ id, fingerprint, measures }) => ({ id, fingerprint, measures })),
  } satisfies PartLine)}\n`;

/** What a part file holds: as far as its lines are whole and in order. */
export interface PartFile {
  readonly header: PartHeader;
  /** How many. */
  readonly seeds: number;
  /** Bytes up to the end of the last whole line. */
  readonly whole: number;
}

/** From which line on a file is no part of a sweep. */
interface NoPart {
  readonly line: number;
  readonly message: string;
  /** The beginning of the first line, where that is all there is. */
  readonly begun?: string;
}

const VALUES: readonly string[] = ['number', 'boolean', 'string'];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

const isShard = (value: unknown): boolean =>
  isRecord(value) && isWhole(value['of'], 1, MOST_SHARDS) && isWhole(value['index'], 1, value['of']);

function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [first, last] = value;
  return isWhole(first, 0, Number.MAX_SAFE_INTEGER) && isWhole(last, first, first + MOST_SEEDS - 1);
}

function isHeader(value: unknown): value is PartHeader {
  return (
    isRecord(value) &&
    value['part'] === FORM &&
    typeof value['version'] === 'string' &&
    isRecord(value['scenario']) &&
    Array.isArray(value['variants']) &&
    value['variants'].every((lane) => isRecord(lane) && typeof lane['id'] === 'string') &&
    isRange(value['seeds']) &&
    isShard(value['shard'])
  );
}

/** Whether every measure that there is has a value. */
function hasMeasures(tree: unknown): boolean {
  try {
    const values = measuresOf(tree as SeedResult['measures']);
    return values.every((value) => value === null || VALUES.includes(typeof value));
  } catch {
    return false;
  }
}

const isLine = (value: unknown, { variants }: PartHeader): value is PartLine =>
  isRecord(value) &&
  Number.isSafeInteger(value['seed']) &&
  Array.isArray(value['variants']) &&
  value['variants'].length === variants.length &&
  value['variants'].every(
    (lane, n) => isRecord(lane) && lane['id'] === variants[n]?.id && hasMeasures(lane['measures']),
  );

const LINE = 'does not say what the variants of the first line did with one seed';

/**
 * Reads a part, however long it is; `begin` hears its first line and returns who hears the others. A last line without its end, of a part
 * that was stopped, is left out. Of anything else that does not belong it says the line and why.
 */
export function readPart(
  path: string,
  begin: (header: PartHeader) => (line: PartLine) => void = () => () => {},
): PartFile | NoPart {
  return whileOpen<PartFile | NoPart>(path, (file) => {
    const lines = linesIn(file, MOST_LINE);
    const first = lines.next();
    if (first.done === true) return { line: 1, message: NONE, begun: first.value };
    if ('message' in first.value) return { line: 1, message: first.value.message };
    const header = parsed(first.value.text);
    return isHeader(header) ? linesOf(header, lines, first.value.end, begin(header)) : { line: 1, message: NONE };
  });
}

/** The lines after the first, which ends at `from`. */
function linesOf(
  header: PartHeader,
  lines: ReturnType<typeof linesIn>,
  from: number,
  hear: (line: PartLine) => void,
): PartFile | NoPart {
  const expected = seedsIn(header);
  let seeds = 0;
  let whole = from;
  for (const read of lines) {
    const at = seeds + 2;
    if ('message' in read) return { line: at, message: read.message };
    const line = parsed(read.text);
    if (!isLine(line, header)) return { line: at, message: LINE };
    const seed = expected.next().value;
    if (line.seed !== seed) {
      const belongs = seed === undefined ? 'none' : `seed ${seed}`;
      return { line: at, message: `is of seed ${line.seed}; here belongs ${belongs}` };
    }
    hear(line);
    seeds++;
    whole = read.end;
  }
  return { header, seeds, whole };
}
