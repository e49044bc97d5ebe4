// A comparison with one seed after another. What does not depend on the seed is made once: the lanes' scenarios, and of small runs the
// simulations too, which are put back before each seed. Large runs share their pasts instead, as in any comparison.
import { usualChanges } from '../model.ts';
import { Reruns } from '../run/reruns.ts';
import type { VariantResult } from '../run/result.ts';
import { preparedRun, type RunSpec } from '../run/spec.ts';
import type { Scenario, VariantSpec } from '../scenario.ts';
import { type ComparisonOptions, comparingSpecs, specOf } from './comparison.ts';

/** What of a variant's run a sweep needs: plain data, so that the run may be made on another thread, or on another machine. */
export type SeedResult = Pick<VariantResult, 'id' | 'title' | 'strategy' | 'fingerprint' | 'measures' | 'charges'>;

/** Users and changes of a run up to which going on from a shared past costs more than the past itself. */
const SMALL = 1000;

const seedResult = ({ id, title, strategy, fingerprint, measures, charges }: VariantResult): SeedResult => ({
  id,
  title,
  strategy,
  fingerprint,
  charges,
  measures,
});

export class SeedRuns {
  private readonly specs: readonly RunSpec[];
  private readonly options: ComparisonOptions;
  /** Of each lane, where its runs are small. */
  private readonly reruns: readonly (Reruns | null)[];

  constructor(scenario: Scenario, variants: readonly VariantSpec[], options: ComparisonOptions = {}) {
    const { inputs, inputsOf, changes } = options;
    this.options = options;
    this.specs = variants.map((variant) => specOf(scenario, variant, 0, inputsOf?.[variant.id] ?? inputs));
    this.reruns = this.specs.map((spec) => {
      const { model } = preparedRun(spec, changes);
      return model.users + usualChanges(model, changes) <= SMALL ? new Reruns(spec, changes) : null;
    });
  }

  /** The comparison with one seed, in steps: the share of it that is done, 0 … 1. Nothing of its runs is kept. */
  *comparing(seed: number): Generator<number, readonly SeedResult[]> {
    const results: (VariantResult | null)[] = [];
    const { length } = this.specs;
    let small = 0;
    for (const reruns of this.reruns) {
      results.push(reruns?.run(seed) ?? null);
      if (reruns !== null) yield ++small / length;
    }
    const large = this.specs.filter((_, n) => results[n] === null).map((spec) => ({ ...spec, seed }));
    const work = comparingSpecs(large, { changes: this.options.changes, session: { marks: 1 } });
    let step = work.next();
    for (; step.done !== true; step = work.next()) yield (small + step.value.done * large.length) / length;
    const rest = step.value.values();
    return results.map((result) => seedResult(result ?? (rest.next().value as VariantResult)));
  }
}
