// Very many short runs, set-up included: one run to each seed, and four strategies on one incident with their common past
// run once or each by itself.
import { compare, Session, specOf } from '../../src/engine/index.ts';
import { Reruns } from '../../src/engine/run/reruns.ts';
import { cpu, type Measured } from './measure.ts';
import { ONE_OF_MANY, oneUser, scenarioOf, specFor, variantOf } from './models.ts';

const STRATEGIES = ['wait', 'republish-events', 'republish-state', 'resync'];

function perSecond(runs: number, each: (seed: number) => number, warm = 3): Measured {
  for (let seed = 1; seed <= warm; seed++) each(seed);
  let done = 0;
  const start = cpu();
  for (let seed = 1; seed <= runs; seed++) done += each(seed);
  return { runsPerSecond: done / (cpu() - start) };
}

export function ourRuns(runs: number): Measured {
  const spec = specFor(ONE_OF_MANY);
  return perSecond(runs, (seed) => {
    Session.open({ ...spec, seed }, undefined, { marks: 1 }).finish();
    return 1;
  });
}

/** Enough for the compiler to have seen everything. */
const WARM_SMALL = 2000;

/** Runs of one user over two hours with fault and repair, put back in one simulation before each. */
export function smallRuns(runs: number): Measured {
  const reruns = new Reruns(oneUser());
  return perSecond(
    runs,
    (seed) => {
      reruns.run(seed);
      return 1;
    },
    WARM_SMALL,
  );
}

/** The same, each opened by itself, as a session. */
export function smallRunsAnew(runs: number): Measured {
  const spec = oneUser();
  return perSecond(
    runs,
    (seed) => {
      Session.open({ ...spec, seed }, undefined, { marks: 1 }).finish();
      return 1;
    },
    WARM_SMALL,
  );
}

/** Four strategies to each seed; `together` they share what comes before the repair. */
export function fourStrategies(seeds: number, together: boolean): Measured {
  const scenario = scenarioOf(ONE_OF_MANY);
  const variants = STRATEGIES.map(variantOf);
  return perSecond(seeds, (seed) => {
    const session = { marks: 1 };
    if (together) compare(scenario, variants, { seed, session });
    else for (const variant of variants) Session.open(specOf(scenario, variant, seed), undefined, session).finish();
    return variants.length;
  });
}
