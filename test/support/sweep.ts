// A comparison over many seeds, one after another in this thread.
import { type ComparisonOptions, drive } from '../../src/engine/experiment/comparison.ts';
import { comparingSeed, type SweepResult, sweptOf } from '../../src/engine/experiment/sweep.ts';
import type { Scenario, VariantSpec } from '../../src/engine/scenario.ts';

export function sweep(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  seeds: number,
  { seed = scenario.seed, ...options }: ComparisonOptions = {},
): SweepResult {
  const runs = Array.from({ length: seeds }, (_, n) => drive(comparingSeed(scenario, variants, seed + n, options)));
  return sweptOf(scenario, seed, runs);
}
