// One comparison over many seeds: each measure as a mean with its interval, and the difference to the first variant paired by
// seed, which common random numbers make narrow.
import { measures } from '../measures/catalog.ts';
import type { MeasureValue } from '../measures/measure.ts';
import { measureOf, type VariantResult } from '../run/result.ts';
import type { Scenario, VariantSpec } from '../scenario.ts';
import { type ComparisonOptions, comparing, drive } from './comparison.ts';
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

/** Compares the variants with seeds `seed`, `seed` + 1, … in steps, as `comparing` does. */
export function* sweeping(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  seeds: number,
  options: ComparisonOptions = {},
): Generator<number, SweepResult> {
  const first = options.seed ?? scenario.seed;
  const runs: (readonly VariantResult[])[] = [];
  for (let n = 0; n < seeds; n++) {
    const work = comparing(scenario, variants, { ...options, seed: first + n, session: { marks: 1 } });
    let step = work.next();
    for (; step.done !== true; step = work.next()) yield (n + step.value) / seeds;
    runs.push(step.value.variants);
  }
  return { scenario, seed: first, seeds, variants: variants.map((_, index) => sweptVariant(runs, index)) };
}

/** The same at one go. */
export function sweep(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  seeds: number,
  options: ComparisonOptions = {},
): SweepResult {
  return drive(sweeping(scenario, variants, seeds, options));
}

function sweptVariant(runs: readonly (readonly VariantResult[])[], index: number): SweptVariant {
  const { id, title, strategy } = (runs[0] as readonly VariantResult[])[index] as VariantResult;
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
function sweptMeasure(runs: readonly (readonly VariantResult[])[], index: number, id: string): SweptMeasure | string {
  const measured = (variants: readonly VariantResult[], of: number) =>
    measureOf((variants[of] as VariantResult).measures, id);
  const number = (value: MeasureValue): number | null => (value === null ? null : Number(value));
  const sample = measured(runs[0] as readonly VariantResult[], index);
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
