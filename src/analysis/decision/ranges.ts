// What the ranking does over what is not known: each range is looked at in five places, and where the first place changes between two
// of them the value is found by halving, each time by runs with the same seeds. Values of weights need no runs.
import {
  HOUR,
  parseDuration,
  type SeedResult,
  type StudyValues,
  scenarioDefinition,
  shapeAt,
} from '../../engine/index.ts';
import { costsWith, marginOf } from './flips.ts';
import { type LaneCosts, laneCosts, meanOf, type Weight } from './lane-costs.ts';
import { type RangeEnd, type RangeOf, shareOf, valueBetween } from './scale.ts';

/** Runs with the same seeds at other values: one list of lanes a seed, for each of the values that are asked for. */
export type Asking<Result> = Generator<readonly StudyValues[], Result, readonly (readonly (readonly SeedResult[])[])[]>;

/** How the first place fares at one value of a range. */
interface RangePoint {
  /** Of the way from the lowest to the highest value, 0 … 1. */
  readonly share: number;
  readonly value: RangeEnd;
  /** Below 0 another lane has the first place. */
  readonly margin: number;
  /** The id of the cheapest lane. */
  readonly cheapest: string;
}

interface RangeFlip {
  readonly share: number;
  readonly value: RangeEnd;
  /** Cheapest below and above it. */
  readonly between: readonly [string, string];
}

export interface RangeOutcome {
  readonly path: string;
  readonly range: RangeOf;
  /** The margin at the lowest and at the highest value. */
  readonly margins: readonly [number, number];
  readonly flips: readonly RangeFlip[];
}

const GRID = [0, 0.25, 0.5, 0.75, 1];
/** So often a change of the first place is closed in on: to less than a thousandth of a quarter of the range. */
const HALVINGS = 9;

interface RangesAsked {
  readonly ranges: Readonly<Record<string, RangeOf>>;
  /** The lanes at the present values. */
  readonly lanes: readonly LaneCosts[];
  /** Ids of those that have the first place there. */
  readonly firsts: readonly string[];
  readonly weights: readonly Weight[];
  /** The value that stands at a path. */
  readonly present: (path: string) => unknown;
}

const isWhole = (path: string): boolean => shapeAt(scenarioDefinition.document, path.split('.'))?.type === 'integer';

type Means = readonly { readonly id: string; readonly mean: number }[];

/** One range that is looked at, and the changes that are closed in on. */
class Search {
  readonly path: string;
  readonly range: RangeOf;
  readonly points: RangePoint[] = [];
  private readonly firsts: readonly string[];
  private open: { low: RangePoint; high: RangePoint }[] = [];

  constructor(path: string, range: RangeOf, firsts: readonly string[]) {
    this.path = path;
    this.range = range;
    this.firsts = firsts;
  }

  /** Shares to begin with; the present value is known. */
  begin(present: RangePoint | null): readonly number[] {
    if (present !== null) this.points.push(present);
    return GRID.filter((share) => share !== present?.share);
  }

  pointAt(share: number, means: Means): RangePoint {
    const cheapest = [...means].sort((a, b) => a.mean - b.mean)[0]?.id ?? '';
    return { share, value: this.valueAt(share), margin: marginOf(means, this.firsts), cheapest };
  }

  valueAt(share: number): RangeEnd {
    return valueBetween(this.range, share, isWhole(this.path));
  }

  /** The points are known: where between two of them the first place changes is open. */
  look(): void {
    this.points.sort((a, b) => a.share - b.share);
    this.open = this.points.slice(1).flatMap((high, n) => {
      const low = this.points[n] as RangePoint;
      return low.margin < 0 === high.margin < 0 ? [] : [{ low, high }];
    });
  }

  middles(): readonly number[] {
    return this.open.map(({ low, high }) => (low.share + high.share) / 2);
  }

  halve(middles: readonly RangePoint[]): void {
    this.open = this.open.map(({ low, high }, n) => {
      const middle = middles[n] as RangePoint;
      return middle.margin < 0 === low.margin < 0 ? { low: middle, high } : { low, high: middle };
    });
  }

  outcome(): RangeOutcome {
    const [first, last] = [this.points[0], this.points[this.points.length - 1]] as [RangePoint, RangePoint];
    const flips = this.open.map(({ low, high }) => {
      const share = low.share + ((high.share - low.share) * low.margin) / (low.margin - high.margin);
      return { share, value: this.valueAt(share), between: [low.cheapest, high.cheapest] as const };
    });
    return { path: this.path, range: this.range, margins: [first.margin, last.margin], flips };
  }
}

const presentPoint = (search: Search, { lanes, present }: RangesAsked): RangePoint | null => {
  const share = shareOf(search.range, present(search.path));
  const means = lanes.map(({ id, totals }) => ({ id, mean: meanOf(totals) }));
  return share === null ? null : search.pointAt(share, means);
};

/** How far each range moves the first place, and where it changes; asks for the runs that it needs. */
export function* rangesOf(asked: RangesAsked): Asking<readonly RangeOutcome[]> {
  const searches = Object.entries(asked.ranges).map(([path, range]) => new Search(path, range, asked.firsts));
  const begun = searches.map((search) => search.begin(presentPoint(search, asked)));
  const points = yield* pointsFor(searches, begun, asked);
  for (const [n, search] of searches.entries()) {
    search.points.push(...(points[n] as RangePoint[]));
    search.look();
  }
  for (let n = 0; n < HALVINGS; n++) {
    const middles = searches.map((search) => search.middles());
    if (middles.every((each) => each.length === 0)) break;
    const found = yield* pointsFor(searches, middles, asked);
    for (const [at, search] of searches.entries()) search.halve(found[at] as RangePoint[]);
  }
  return searches.map((search) => search.outcome());
}

/** The points of each search at some shares: of weights by what is known, of all others by runs, asked for together. */
function* pointsFor(
  searches: readonly Search[],
  shares: readonly (readonly number[])[],
  { lanes, weights }: RangesAsked,
): Asking<readonly (readonly RangePoint[])[]> {
  const weightOf = ({ path }: Search): Weight | undefined => weights.find(({ key }) => path === `costs.${key}`);
  const byRuns = searches.flatMap((search, n) =>
    weightOf(search) === undefined ? (shares[n] ?? []).map((share) => ({ [search.path]: search.valueAt(share) })) : [],
  );
  const runs = byRuns.length === 0 ? [] : yield byRuns;
  let next = 0;
  return searches.map((search, n) =>
    (shares[n] ?? []).map((share) => {
      const weight = weightOf(search);
      if (weight !== undefined)
        return search.pointAt(share, costsWith(lanes, weight, weightValue(search, share, weight)));
      const means = laneCosts(runs[next++] ?? []).map(({ id, totals }) => ({ id, mean: meanOf(totals) }));
      return search.pointAt(share, means);
    }),
  );
}

function weightValue(search: Search, share: number, { unit }: Weight): number {
  const value = search.valueAt(share);
  return unit === 'h' ? (parseDuration(String(value)) ?? 0) / HOUR : Number(value);
}
