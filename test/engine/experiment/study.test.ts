// A study is nothing but comparisons at changed scenarios; what it calls best, and where that changes, follows from their numbers.
import { expect, test } from 'vitest';
import { compare } from '../../../src/engine/experiment/comparison.ts';
import { type SeedResult, SeedRuns } from '../../../src/engine/experiment/seed-runs.ts';
import { pointsOf, studyOf, variantsAt } from '../../../src/engine/experiment/study.ts';
import { busy } from '../../support/incidents.ts';
import { silent, variant } from '../../support/scenarios.ts';
import { sweep } from '../../support/sweep.ts';

const scenario = busy({ faults: [silent('1h', '1h')], repair: { at: '2h30m' }, billing: { policy: 'version' } });
const lanes = [variant('wait'), variant('resync', { set: { 'billing.prefetch': 5 } })];
const [SEED, SEEDS] = [3, 3];

function done(work: Iterator<number, readonly SeedResult[]>): readonly SeedResult[] {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

test('each point is the comparison of a scenario that says so; what a lane sets itself it keeps', () => {
  const vary = [
    { path: 'faults.0.for', values: ['30m', '1h'] },
    { path: 'billing.prefetch', values: [1, 20] },
  ];
  const points = pointsOf(vary);
  expect(points.map((at) => Object.values(at))).toEqual([
    ['30m', 1],
    ['30m', 20],
    ['1h', 1],
    ['1h', 20],
  ]);
  const runs = points.map((at) =>
    Array.from({ length: SEEDS }, (_, n) => done(new SeedRuns(scenario, variantsAt(lanes, at)).comparing(SEED + n))),
  );
  const study = studyOf({ scenario, seed: SEED, seeds: SEEDS, measure: 'cost.total', vary }, runs);
  for (const { at, variants } of study.points) {
    const own = {
      ...scenario,
      faults: [{ ...scenario.faults[0], for: at['faults.0.for'] }],
      billing: { ...scenario.billing, prefetch: at['billing.prefetch'] },
    } as typeof scenario;
    expect(variants).toEqual(sweep(own, lanes, SEEDS, { seed: SEED }).variants);
  }
  const [asItStands] = runs[3] as readonly (readonly SeedResult[])[];
  const fingerprints = compare(scenario, lanes, { seed: SEED }).variants.map(({ fingerprint }) => fingerprint);
  expect(asItStands?.map(({ fingerprint }) => fingerprint)).toEqual(fingerprints);
});

/** Lanes whose total cost is as given, a list a seed. */
const costing = (...seeds: readonly (readonly number[])[]): readonly (readonly SeedResult[])[] =>
  seeds.map((costs) => {
    const run = compare(scenario, lanes.slice(0, 1), { seed: SEED }).variants[0] as SeedResult;
    return costs.map((total, n) => ({
      ...run,
      id: `lane ${n}`,
      measures: { ...run.measures, cost: { ...(run.measures['cost'] as object), total } },
    }));
  });

const bestOf = (measure: string, ...points: readonly (readonly (readonly SeedResult[])[])[]) => {
  const vary = [{ path: 'x', values: points.map((_, n) => n) }];
  return studyOf({ scenario, seed: SEED, seeds: 3, measure, vary }, points);
};

test('best is who is better by more than chance and 1 %; the others are as good', () => {
  const { points } = bestOf(
    'cost.total',
    costing([100, 200], [110, 211], [90, 195]), // apart in every seed
    costing([100, 130], [110, 90], [90, 120]), // not beyond chance
    costing([100, 100.5], [110, 110.5], [90, 90.5]), // always more, by half a percent
    costing([100, 102], [110, 112.1], [90, 92]), // always more, by two percent
    costing([0, 0], [0, 0], [0, 0]),
  );
  expect(points.map(({ best }) => best.length)).toEqual([1, 2, 2, 1, 2]);
  expect(points[0]?.best).toEqual(['lane 0']);
});

test('where another lane becomes the best is told between the points that it lies between', () => {
  const [left, right] = [costing([1, 9], [1, 9]), costing([9, 1], [9, 1])];
  expect(bestOf('cost.total', left, left, right).changes).toEqual([
    { path: 'x', at: {}, between: [1, 2], best: [['lane 0'], ['lane 1']] },
  ]);
  const vary = [
    { path: 'x', values: [0, 1] },
    { path: 'y', values: ['a', 'b'] },
  ];
  const study = studyOf({ scenario, seed: 1, seeds: 2, measure: 'cost.total', vary }, [left, left, left, right]);
  expect(study.changes.map(({ path, at, between }) => [path, at, between])).toEqual([
    ['x', { y: 'b' }, [0, 1]],
    ['y', { x: 1 }, ['a', 'b']],
  ]);
});
