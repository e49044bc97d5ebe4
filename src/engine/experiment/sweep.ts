// One comparison over many seeds: each measure as a mean with its interval, and the difference to the first variant paired by
// seed, which common random numbers make narrow.
import { measures } from '../measures/catalog.ts';
import type { MeasureValue } from '../measures/measure.ts';
import { measuresOf } from '../run/result.ts';
import type { Scenario, VariantSpec } from '../scenario.ts';
import type { ComparisonOptions } from './comparison.ts';
import { type SeedResult, SeedRuns } from './seed-runs.ts';
import { type Interval, interval } from './statistics.ts';

export interface SweptMeasure extends Interval {
  /** This variant minus the first, seed by seed. */
  readonly versusFirst: { readonly mean: number | null; readonly low: number | null; readonly high: number | null };
}

export type SweptTree = { readonly [name: string]: SweptMeasure | string | SweptTree };

interface SweptVariant {
  readonly id: string;
  readonly title: string;
  readonly strategy: string;
  readonly measures: SweptTree;
}

export interface SweepResult {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly seeds: number;
  readonly variants: readonly SweptVariant[];
}

/** What of a lane is counted in a sweep. */
export type MeasuredLane = Omit<SeedResult, 'charges'>;

const numberOf = (value: MeasureValue): number => (value === null ? Number.NaN : Number(value));

/** What many seeds came to, as numbers alone: in rows of one measure of one lane, so that a million seeds have room. */
export class GatheredSeeds {
  private seeds = 0;
  /** Of the first seed: what is a word there stays as it is. */
  private lanes: readonly MeasuredLane[] = [];
  /** By lane and measure: of each seed the number, NaN where it has none. */
  private rows: readonly Float64Array[] = [];
  /** So many seeds have room. */
  private room = 0;

  /** What came of a seed, by its place among them. */
  add(place: number, lanes: readonly MeasuredLane[]): void {
    if (place === 0) this.lanes = lanes;
    if (place >= this.room) this.widen(place + 1, lanes.length * measures.length);
    this.seeds = Math.max(this.seeds, place + 1);
    for (const [lane, { measures: tree }] of lanes.entries()) {
      const from = lane * measures.length;
      for (const [n, value] of measuresOf(tree).entries())
        (this.rows[from + n] as Float64Array)[place] = numberOf(value);
    }
  }

  /** The means over all, `seed` being the first. */
  swept(scenario: Scenario, seed: number): SweepResult {
    return { scenario, seed, seeds: this.seeds, variants: this.lanes.map((_, lane) => this.variant(lane)) };
  }

  private widen(seeds: number, rows: number): void {
    this.room = Math.max(seeds, 2 * this.room, 64);
    this.rows = Array.from({ length: rows }, (_, row) => {
      const wider = new Float64Array(this.room).fill(Number.NaN);
      wider.set(this.rows[row] ?? []);
      return wider;
    });
  }

  private variant(lane: number): SweptVariant {
    const { id, title, strategy, measures: sample } = this.lanes[lane] as MeasuredLane;
    const words = measuresOf(sample);
    const tree: Record<string, unknown> = {};
    for (const [n, measure] of measures.entries()) {
      const path = measure.id.split('.');
      let at = tree;
      for (const part of path.slice(0, -1)) {
        at[part] ??= {};
        at = at[part] as Record<string, unknown>;
      }
      const word = words[n];
      at[path[path.length - 1] as string] = typeof word === 'string' ? word : this.measure(lane, n);
    }
    return { id, title, strategy, measures: tree as SweptTree };
  }

  /** Of true and false the share of true is taken. */
  private measure(lane: number, n: number): SweptMeasure {
    const own = (this.rows[lane * measures.length + n] as Float64Array).subarray(0, this.seeds);
    const first = this.rows[n] as Float64Array;
    const { mean, low, high } = interval(present(own.map((value, seed) => value - (first[seed] as number))));
    return { ...interval(present(own)), versusFirst: { mean, low, high } };
  }
}

const present = (values: Float64Array): readonly number[] => [...values].filter((value) => !Number.isNaN(value));

/** The means over runs that were made wherever: one list of variants for each seed from `seed` on, in order. */
export function sweptOf(scenario: Scenario, seed: number, runs: readonly (readonly MeasuredLane[])[]): SweepResult {
  const gathered = new GatheredSeeds();
  for (const [place, lanes] of runs.entries()) gathered.add(place, lanes);
  return gathered.swept(scenario, seed);
}

/** The comparison with one seed, in steps; whoever makes many asks `SeedRuns` for them. Nothing of its runs is kept. */
export const comparingSeed = (
  scenario: Scenario,
  variants: readonly VariantSpec[],
  seed: number,
  options: ComparisonOptions = {},
): Generator<number, readonly SeedResult[]> => new SeedRuns(scenario, variants, options).comparing(seed);
