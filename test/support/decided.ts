// A decision made at one go, as a test wants it.
import { type DecisionQuestion, deciding, type LaneDecision } from '../../src/analysis/decision/decision.ts';
import { type Changes, comparingSeed, type SeedResult, type StudyValues, variantsAt } from '../../src/engine/index.ts';

/** The lanes' runs at other values, seed by seed. */
export const runsAt = (
  { scenario, variants, seed }: DecisionQuestion,
  at: StudyValues,
  seeds: number,
  changes?: Changes,
): readonly (readonly SeedResult[])[] =>
  Array.from({ length: seeds }, (_, n) => {
    const work = comparingSeed(scenario, variantsAt(variants, at), seed + n, { changes });
    for (;;) {
      const step = work.next();
      if (step.done === true) return step.value;
    }
  });

export function decided(question: DecisionQuestion, seeds: number, changes?: Changes): LaneDecision {
  const work = deciding(question);
  let step = work.next();
  while (step.done !== true) step = work.next(step.value.map((at) => runsAt(question, at, seeds, changes)));
  return step.value;
}
