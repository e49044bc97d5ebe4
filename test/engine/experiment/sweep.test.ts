// A sweep is nothing but comparisons, one per seed, and their means: no run of it is another than the run alone.
import { expect, test } from 'vitest';
import { compare, drive } from '../../../src/engine/experiment/comparison.ts';
import { packSeeds, unpackSeeds } from '../../../src/engine/experiment/packed-seeds.ts';
import { SeedRuns } from '../../../src/engine/experiment/seed-runs.ts';
import { interval } from '../../../src/engine/experiment/statistics.ts';
import { comparingSeed, type SweptMeasure, type SweptTree } from '../../../src/engine/experiment/sweep.ts';
import { measures } from '../../../src/engine/measures/catalog.ts';
import { measureOf } from '../../../src/engine/run/result.ts';
import type { Scenario } from '../../../src/engine/scenario.ts';
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

/** Somebody has to notice before anything is repaired. */
const noticed = (each: Scenario): Scenario => ({
  ...each,
  detection: { ...each.detection, by: 'silence-alarm' },
  repair: { at: 'detected' },
});

const sized = (users: number, workload: Partial<Scenario['workload']> = {}): Scenario => ({
  ...of,
  population: { ...of.population, users },
  workload: { ...of.workload, ...workload },
});

test.each([
  ['small ones', sized(3)],
  ['such as go on from one past, put back', sized(1200)],
  ['such as fork, since only the run shows when', noticed(sized(1200))],
  ['large ones', sized(110_000, { suspend: '0.0001/h', reactivate: '0.0001/h' })],
])('of many runs each is the run alone: %s', (_what, each) => {
  const lanes = new SeedRuns(each, variants);
  for (const seed of [2, 9, 2]) {
    const alone = compare(each, variants, { seed }).variants;
    const found = drive(lanes.comparing(seed));
    expect(found.map(({ fingerprint }) => fingerprint)).toEqual(alone.map(({ fingerprint }) => fingerprint));
    expect(found.map((lane) => lane.measures)).toEqual(alone.map((lane) => lane.measures));
    expect(found.map(({ id }) => id)).toEqual(variants.map(({ id }) => id));
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

test('packed for another thread and unpacked there, results are the same to the byte', () => {
  const cannot = variant('replay', { id: 'cannot' });
  const lanes = new SeedRuns(of, [...variants, cannot]);
  const seeds = [FIRST, 2, 9];
  const results = seeds.map((seed) => drive(lanes.comparing(seed)));
  expect(drive(lanes.comparingAll(seeds))).toEqual(results);
  const kinds = new Set(
    results.flat().flatMap((lane) => measures.map(({ id }) => typeof measureOf(lane.measures, id))),
  );
  expect([...kinds].sort()).toEqual(['boolean', 'number', 'object', 'string']);
  const over = unpackSeeds(structuredClone(packSeeds(results)));
  expect(over).toEqual(results);
  expect(JSON.stringify(over)).toBe(JSON.stringify(results));
  expect(unpackSeeds(packSeeds([]))).toEqual([]);
});
