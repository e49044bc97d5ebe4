// A part of a sweep as a file: a first line that says which sweep it belongs to, then one line a seed, in order. Parts of one sweep
// may be made anywhere; what one says of a seed is what every other would have said.
import { createHash } from 'node:crypto';
import { version } from '../../package.json';
import type { Changes, Scenario, SeedResult, VariantSpec } from '../engine/index.ts';

/** The form of part files. */
const FORM = 1;
/** A part file is refused when it is longer, bytes. */
export const MOST_PART = 400_000_000;

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
interface PartLine {
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
  readonly lines: readonly PartLine[];
  /** Bytes up to the end of the last whole line. */
  readonly whole: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isShard = (value: unknown): boolean =>
  isRecord(value) && Number.isSafeInteger(value['index']) && Number.isSafeInteger(value['of']);

function isHeader(value: unknown): value is PartHeader {
  return (
    isRecord(value) &&
    value['part'] === FORM &&
    typeof value['version'] === 'string' &&
    isRecord(value['scenario']) &&
    Array.isArray(value['variants']) &&
    Array.isArray(value['seeds']) &&
    value['seeds'].every(Number.isSafeInteger) &&
    isShard(value['shard'])
  );
}

const isLine = (value: unknown, { variants }: PartHeader): value is PartLine =>
  isRecord(value) &&
  Number.isSafeInteger(value['seed']) &&
  Array.isArray(value['variants']) &&
  value['variants'].length === variants.length &&
  value['variants'].every((lane, n) => isRecord(lane) && lane['id'] === variants[n]?.id && isRecord(lane['measures']));

/** Reads a part; a last line without its end, of a part that was stopped, is left out. Of anything else that does not belong it says the line and why. */
export function readPart(text: string): PartFile | { readonly line: number; readonly message: string } {
  const end = text.lastIndexOf('\n') + 1;
  const [first = '', ...rest] = text.slice(0, end).split('\n').slice(0, -1);
  const header = parsed(first);
  if (!isHeader(header))
    return { line: 1, message: 'is no part of a sweep; allowed is a file that `driftlab sweep` has written' };
  const expected = seedsIn(header);
  const lines: PartLine[] = [];
  for (const [n, each] of rest.entries()) {
    const line = parsed(each);
    const seed = expected.next().value;
    if (!isLine(line, header))
      return { line: n + 2, message: 'does not say what the variants of the first line did with one seed' };
    if (line.seed !== seed)
      return {
        line: n + 2,
        message: `is of seed ${line.seed}; here belongs ${seed === undefined ? 'none' : `seed ${seed}`}`,
      };
    lines.push(line);
  }
  return { header, lines, whole: Buffer.byteLength(text.slice(0, end)) };
}
