// The verb `merge`: the parts of one sweep, printed as one comparison over all its seeds. A part that is missing, unfinished, foreign or
// given twice is an error.
import { GatheredSeeds, type MeasuredLane, strategyId } from '../engine/index.ts';
import { printSwept } from './compare.ts';
import { type Options, WrongInput } from './input.ts';
import { type PartFile, type PartHeader, type PartLine, readPart, seedsIn, sweepOf } from './part.ts';

interface Part extends PartFile {
  readonly path: string;
}

export function mergeVerb(paths: readonly string[], options: Options): void {
  const gathered = new GatheredSeeds();
  const parts: Part[] = [];
  for (const path of paths) parts.push(partAt(path, parts[0], gathered));
  const complaints = [...foreign(parts), ...missing(parts)];
  if (complaints.length > 0) throw new WrongInput(complaints.join('\n'));
  const [{ header }] = parts as [Part];
  printSwept(gathered.swept(header.scenario, header.seeds[0]), options);
}

/** Reads a part; what it says is gathered if it belongs to the sweep of the first. */
function partAt(path: string, first: Part | undefined, gathered: GatheredSeeds): Part {
  const part = readPart(path, (header) => {
    if (first !== undefined && sweepOf(first.header) !== sweepOf(header)) return () => {};
    return ({ seed, variants }) => gathered.add(seed - header.seeds[0], lanesOf(header, variants));
  });
  if ('message' in part) throw new WrongInput(`${path}:${part.line}: part: ${part.message}`);
  return { ...part, path };
}

const lanesOf = ({ variants }: PartHeader, lanes: PartLine['variants']): readonly MeasuredLane[] =>
  lanes.map((lane, n) => {
    const { title, strategy } = variants[n] as PartHeader['variants'][number];
    return { ...lane, title, strategy: strategyId(strategy) };
  });

/** Parts that do not belong to the sweep of the first, or are there twice. */
function* foreign(parts: readonly Part[]): Generator<string> {
  const [first] = parts;
  if (first === undefined) return;
  const seen = new Map<number, string>();
  for (const { path, header } of parts) {
    if (sweepOf(header) !== sweepOf(first.header)) {
      const what =
        header.version === first.header.version
          ? 'of another scenario, other variants, other seeds or another number of shards'
          : `made by version ${header.version}, that one by ${first.header.version}`;
      yield `${path}:1: part: belongs to another sweep than ${first.path}: ${what}`;
      continue;
    }
    const before = seen.get(header.shard.index);
    if (before !== undefined)
      yield `${path}:1: part: is shard ${header.shard.index}/${header.shard.of}, as is ${before}`;
    seen.set(header.shard.index, path);
  }
}

/** Shards that are not there, and those that were not brought to their end. */
function* missing(parts: readonly Part[]): Generator<string> {
  const [first] = parts;
  if (first === undefined) return;
  const { of } = first.header.shard;
  const own = parts.filter(({ header }) => sweepOf(header) === sweepOf(first.header));
  const there = new Set(own.map(({ header }) => header.shard.index));
  const absent = Array.from({ length: of }, (_, n) => n + 1).filter((index) => !there.has(index));
  if (absent.length > 0)
    yield `command line:1: part: missing ${absent.length === 1 ? 'is shard' : 'are shards'} ${absent.map((index) => `${index}/${of}`).join(', ')}`;
  for (const { path, header, seeds } of own) {
    const wanted = [...seedsIn(header)].length;
    if (seeds < wanted)
      yield `${path}:${seeds + 2}: part: has ${seeds} of ${wanted} seeds; the same \`driftlab sweep\` goes on with it`;
  }
}
