// What is measured of any tree, an older one too: by the engine's door alone, which hardly changes, so that both run side by side. What
// this tree has and the other one has not is done there as it was done there.

import type { Scenario, VariantSpec } from '../../src/engine/index.ts';
import * as engine from '../../src/engine/index.ts';
import { cpu, type Measured } from './measure.ts';
import {
  LARGE,
  ONE_OF_MANY,
  oneUser,
  type Size,
  SMALL,
  scenarioOf,
  specFor,
  variantOf,
  WARM,
  WARM_RUNS,
} from './models.ts';

const { compare, Session } = engine;
/** Of a tree that makes what no seed changes once. */
const { SeedRuns } = engine as Partial<Pick<typeof engine, 'SeedRuns'>>;

const STRATEGIES = ['wait', 'republish-events', 'republish-state', 'resync'];
/** Enough for the compiler to have seen everything. */
const WARM_SMALL = 2000;
const ONCE = { marks: 1 };

/** One run, set-up left out. */
function wholeRun(size: Size): Measured {
  for (let run = 0; run < WARM_RUNS; run++) Session.open(specFor(WARM)).finish();
  const session = Session.open(specFor(size));
  const start = cpu();
  session.finish();
  const seconds = cpu() - start;
  return { changesPerSecond: session.moment().counters.committed / seconds, seconds };
}

/** So many seeds are run before any is measured, as in the harness by which the bars were set. */
const WARM_SEEDS = 5;

function perSecond(runs: number, each: (seed: number) => number, warm = WARM_SEEDS): Measured {
  for (let seed = 1; seed <= warm; seed++) each(seed);
  let done = 0;
  const start = cpu();
  for (let seed = 1; seed <= runs; seed++) done += each(seed);
  return { runsPerSecond: done / (cpu() - start) };
}

/** Makes the runs of these lanes with a seed, in the way that a sweep of the tree has, and says how many they were. */
function sweeping(scenario: Scenario, variants: readonly VariantSpec[]): (seed: number) => number {
  const lanes = SeedRuns === undefined ? null : new SeedRuns(scenario, variants);
  return (seed) => {
    if (lanes === null) compare(scenario, variants, { seed, session: ONCE });
    else for (const _ of lanes.comparing(seed));
    return variants.length;
  };
}

/** Very many short runs, set-up included; and how many changes of users happen in them, by the first of them. */
function manyRuns(runs: number): Measured {
  const spec = specFor(ONE_OF_MANY);
  const measured = perSecond(runs, sweeping(spec.scenario, [spec.variant]));
  const one = Session.open(spec, undefined, ONCE);
  one.finish();
  const { committed } = one.moment().counters;
  return { ...measured, changesPerSecond: (measured['runsPerSecond'] as number) * committed };
}

/** Four strategies to each seed; `together` they share what comes before the repair. */
function fourStrategies(seeds: number, together: boolean): Measured {
  const scenario = scenarioOf(ONE_OF_MANY);
  const variants = STRATEGIES.map(variantOf);
  if (together) return perSecond(seeds, sweeping(scenario, variants));
  const each = variants.map((variant) => sweeping(scenario, [variant]));
  return perSecond(seeds, (seed) => each.reduce((runs, run) => runs + run(seed), 0));
}

/** Runs of one user over two hours with fault and repair, one seed after another. */
export const smallRuns = (runs: number, { scenario, variant } = oneUser()): Measured =>
  perSecond(runs, sweeping(scenario, [variant]), WARM_SMALL);

/** The same, each opened by itself, as a session. */
function smallRunsAnew(runs: number): Measured {
  const spec = oneUser();
  return perSecond(
    runs,
    (seed) => {
      Session.open({ ...spec, seed }, undefined, ONCE).finish();
      return 1;
    },
    WARM_SMALL,
  );
}

const SIZES: Readonly<Record<string, Size>> = { large: LARGE, small: SMALL };

/** By name; arguments are plain words, since they come by a command line. */
export const ANY_TREE: Readonly<Record<string, (...words: readonly string[]) => Measured>> = {
  'whole-run': (name = '') => wholeRun(SIZES[name] as Size),
  runs: (runs) => manyRuns(Number(runs)),
  'small-runs': (runs) => smallRuns(Number(runs)),
  'small-runs-anew': (runs) => smallRunsAnew(Number(runs)),
  together: (seeds) => fourStrategies(Number(seeds), true),
  separately: (seeds) => fourStrategies(Number(seeds), false),
};
