// A sweep is nothing but comparisons, one per seed, and their means: no run of it is another than the run alone.
import { expect, test } from 'vitest';
import { compare, drive } from '../../../src/engine/experiment/comparison.ts';
import { SeedRuns } from '../../../src/engine/experiment/seed-runs.ts';
import { interval } from '../../../src/engine/experiment/statistics.ts';
import { comparingSeed, type SweptMeasure, type SweptTree } from '../../../src/engine/experiment/sweep.ts';
import { measures } from '../../../src/engine/measures/catalog.ts';
import { measureOf } from '../../../src/engine/run/result.ts';
import { busy } from '../../support/incidents.ts';
import { silent, variant } from '../../support/scenarios.ts';
import { sweep } from '../../support/sweep.ts';

const of = busy({ faults: [silent('1h', '1h')], repair: { at: '2h' }, billing: { policy: 'version' } });
const variants = [variant('wait'), variant('resync'), variant('wait', { id: 'asks', set: { 'billing.reads': 'api' } })];
const [FIRST, SEEDS] = [5, 4];

const at = (tree: SweptTree, id: string): SweptMeasure | string => {
  let here: unknown = tree;
  for (const part of id.split('.')) here = (here as Record<string, unknown>)[part];
  return here as SweptMeasure | string;
};

test('every measure is the mean and the interval over the seeds, and the difference to the first variant is paired by seed', () => {
  const swept = sweep(of, variants, SEEDS, { seed: FIRST });
  const runs = Array.from({ length: SEEDS }, (_, n) => compare(of, variants, { seed: FIRST + n }));
  expect(swept.seeds).toBe(SEEDS);
  for (const { id } of measures) {
    const values = variants.map((_, lane) => runs.map((run) => measureOf(run?.variants[lane]?.measures ?? {}, id)));
    for (const [lane, own] of values.entries()) {
      const found = at(swept.variants[lane]?.measures ?? {}, id);
      if (typeof own[0] === 'string') {
        expect(found).toBe(own[0]);
        continue;
      }
      const numbers = own.map((value) => (value === null ? null : Number(value)));
      expect(found, id).toMatchObject(interval(numbers));
      const differences = numbers.map((value, n) => {
        const first = values[0]?.[n];
        return value === null || first === null || first === undefined ? null : value - Number(first);
      });
      const { mean, low, high } = interval(differences);
      expect((found as SweptMeasure).versusFirst, id).toEqual({ mean, low, high });
    }
  }
});

test('of runs that are small and of runs that share their pasts, each is the run alone', () => {
  for (const users of [3, 1200]) {
    const sized = { ...of, population: { ...of.population, users } };
    const lanes = new SeedRuns(sized, variants);
    for (const seed of [2, 9, 2]) {
      const alone = compare(sized, variants, { seed }).variants;
      const found = drive(lanes.comparing(seed));
      expect(found.map(({ fingerprint }) => fingerprint)).toEqual(alone.map(({ fingerprint }) => fingerprint));
      expect(found.map((each) => each.measures)).toEqual(alone.map((each) => each.measures));
    }
  }
});

test('a seed done in steps tells how far it is', () => {
  const work = comparingSeed(of, variants, FIRST);
  let [before, step] = [0, work.next()];
  for (; step.done !== true; step = work.next()) {
    expect(step.value).toBeGreaterThanOrEqual(before);
    expect(step.value).toBeLessThanOrEqual(1);
    before = step.value;
  }
  expect(before).toBeGreaterThan(0);
  expect(step.value.map(({ id }) => id)).toEqual(variants.map(({ id }) => id));
});
