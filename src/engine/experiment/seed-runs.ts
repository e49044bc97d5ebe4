// A comparison with one seed after another. What does not depend on the seed is made once: the lanes' scenarios and, unless they are
// large, the simulations too, which are put back before each seed. Of large runs no more is held than is being computed.
import { usualChanges } from '../model.ts';
import { LaneReruns } from '../run/reruns.ts';
import type { VariantResult } from '../run/result.ts';
import { preparedRun, type RunSpec } from '../run/spec.ts';
import type { Scenario, VariantSpec } from '../scenario.ts';
import { type ComparisonOptions, comparingSpecs, pastOf, specOf } from './comparison.ts';

/** What of a variant's run a sweep needs: plain data, so that the run may be made on another thread, or on another machine. */
export type SeedResult = Pick<VariantResult, 'id' | 'title' | 'strategy' | 'fingerprint' | 'measures' | 'charges'>;

/** Users and changes of a run up to which to go on from a shared past costs more than the past itself. */
const SMALL = 1000;
/** And up to which the simulations of all lanes are kept: 10 to 34 bytes of each. */
const LARGE = 100_000;

const seedResult = ({ id, title, strategy, fingerprint, measures, charges }: VariantResult): SeedResult => ({
  id,
  title,
  strategy,
  fingerprint,
  charges,
  measures,
});

/** Lanes, by their places, that are run together in simulations that are put back. */
interface Group {
  readonly places: readonly number[];
  /** Made when they are first run. */
  runs: LaneReruns | null;
}

export class SeedRuns {
  private readonly specs: readonly RunSpec[];
  private readonly options: ComparisonOptions;
  /** By lane: users and changes. */
  private readonly sizes: readonly number[];
  private readonly groups: readonly Group[];

  constructor(scenario: Scenario, variants: readonly VariantSpec[], options: ComparisonOptions = {}) {
    const { inputs, inputsOf, changes } = options;
    this.options = options;
    this.specs = variants.map((variant) => specOf(scenario, variant, 0, inputsOf?.[variant.id] ?? inputs));
    this.sizes = this.specs.map((spec) => {
      const { model } = preparedRun(spec, changes);
      return model.users + usualChanges(model, changes);
    });
    this.groups = this.grouped();
  }

  /** Whether next to nothing happens in any of them. */
  get areSmall(): boolean {
    return this.sizes.every((size) => size <= SMALL);
  }

  /** The comparison with one seed, in steps: the share of it that is done, 0 … 1. Nothing of its runs is kept. */
  *comparing(seed: number): Generator<number, readonly SeedResult[]> {
    const { length } = this.specs;
    const results = new Map<number, VariantResult>();
    for (const group of this.groups) {
      const { places } = group;
      group.runs ??= new LaneReruns(
        places.map((place) => this.specs[place] as RunSpec),
        this.options.changes,
      );
      const before = results.size;
      for (const result of group.runs.running(seed)) {
        results.set(places[results.size - before] as number, result);
        yield results.size / length;
      }
    }
    const { size: done } = results;
    const left = [...this.specs.keys()].filter((place) => !results.has(place));
    const specs = left.map((place) => ({ ...(this.specs[place] as RunSpec), seed }));
    const work = comparingSpecs(specs, { changes: this.options.changes, session: { marks: 1 } });
    let step = work.next();
    for (; step.done !== true; step = work.next()) yield (done + step.value * left.length) / length;
    for (const [n, result] of step.value.entries()) results.set(left[n] as number, result);
    return this.specs.map((_, place) => seedResult(results.get(place) as VariantResult));
  }

  /** Small lanes each by itself, others by their pasts, large ones not at all. */
  private grouped(): readonly Group[] {
    const groups = new Map<string, number[]>();
    for (const [place, spec] of this.specs.entries()) {
      const size = this.sizes[place] as number;
      if (size > LARGE) continue;
      const key = size <= SMALL ? String(place) : pastOf(spec);
      groups.set(key, [...(groups.get(key) ?? []), place]);
    }
    return [...groups.values()].map((places) => ({ places, runs: null }));
  }

  /** The comparisons with these seeds, one after another, in steps: the share of them that is done, 0 … 1. */
  *comparingAll(seeds: readonly number[]): Generator<number, readonly (readonly SeedResult[])[]> {
    const all: (readonly SeedResult[])[] = [];
    for (const seed of seeds) {
      const work = this.comparing(seed);
      let step = work.next();
      for (; step.done !== true; step = work.next()) yield (all.length + step.value) / seeds.length;
      all.push(step.value);
    }
    return all;
  }
}
