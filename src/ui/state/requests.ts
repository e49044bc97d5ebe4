// A work in the worker's words: what is run on the main stage, and what a comparison runs.
import { futureLanes } from '../../analysis/futures.ts';
import { findVariant, scenarioDefinition } from '../../engine/index.ts';
import type { RunRequest } from '../../worker/door.ts';
import type { Work } from './slices/work.ts';

export function requestOf(work: Work, variants = [work.variant]): RunRequest {
  const { scenario, seed, inputs, changes } = work;
  const found = variants
    .map((id) => findVariant(scenario, id, scenarioDefinition))
    .filter((each) => each !== undefined);
  return { scenario, variants: found, seed, inputs, changes };
}

/** What a comparison runs: the scenario's lanes, and the futures that were left behind with what was done in each. */
export function lanesOf(work: Work): RunRequest {
  const { scenario, inputs, futures = [] } = work;
  const earlier = futureLanes(scenario, futures, inputs);
  return {
    ...requestOf(
      work,
      scenario.variants.map(({ id }) => id),
    ),
    variants: [...scenario.variants, ...earlier.map(({ variant }) => variant)],
    inputsOf: Object.fromEntries(earlier.map((each) => [each.variant.id, each.inputs])),
  };
}
