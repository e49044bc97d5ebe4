// One comparison over many seeds: each measure as a mean with its interval, and the difference to the first variant paired by
// seed, which common random numbers make narrow.
import { measures } from '../measures/catalog.ts';
import type { MeasureValue } from '../measures/measure.ts';
import { measureOf } from '../run/result.ts';
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

/** The means over runs that were made wherever: one list of variants for each seed from `seed` on, in order. */
export function sweptOf(scenario: Scenario, seed: number, runs: readonly (readonly MeasuredLane[])[]): SweepResult {
  const [lanes = []] = runs;
  return { scenario, seed, seeds: runs.length, variants: lanes.map((_, index) => sweptVariant(runs, index)) };
}

/** The comparison with one seed, in steps; whoever makes many asks `SeedRuns` for them. Nothing of its runs is kept. */
export const comparingSeed = (
  scenario: Scenario,
  variants: readonly VariantSpec[],
  seed: number,
  options: ComparisonOptions = {},
): Generator<number, readonly SeedResult[]> => new SeedRuns(scenario, variants, options).comparing(seed);

function sweptVariant(runs: readonly (readonly MeasuredLane[])[], index: number): SweptVariant {
  const { id, title, strategy } = (runs[0] as readonly MeasuredLane[])[index] as MeasuredLane;
  const tree: Record<string, unknown> = {};
  for (const measure of measures) {
    const path = measure.id.split('.');
    let at = tree;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[path[path.length - 1] as string] = sweptMeasure(runs, index, measure.id);
  }
  return { id, title, strategy, measures: tree as SweptTree };
}

/** A measure that is a word stays as it is; of true and false the share of true is taken. */
function sweptMeasure(runs: readonly (readonly MeasuredLane[])[], index: number, id: string): SweptMeasure | string {
  const measured = (variants: readonly MeasuredLane[], of: number) =>
    measureOf((variants[of] as MeasuredLane).measures, id);
  const number = (value: MeasureValue): number | null => (value === null ? null : Number(value));
  const sample = measured(runs[0] as readonly MeasuredLane[], index);
  if (typeof sample === 'string') return sample;
  const numbers = runs.map((variants) => number(measured(variants, index)));
  const differences = runs.map((variants, seed) => {
    const base = number(measured(variants, 0));
    const mine = numbers[seed] as number | null;
    return base === null || mine === null ? null : mine - base;
  });
  const { mean, low, high } = interval(differences);
  return { ...interval(numbers), versusFirst: { mean, low, high } };
}
