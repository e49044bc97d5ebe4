// Dots and means are those of the runs, whatever measure is asked for.
import { expect, test } from 'vitest';
import { scatterOf, seedDots, spreadMeasures, spreadOf } from '../../../src/analysis/lanes/spread.ts';
import { drive } from '../../../src/engine/experiment/comparison.ts';
import { comparingSeed, measureOf } from '../../../src/engine/index.ts';
import { busy } from '../../support/incidents.ts';
import { silent, variant } from '../../support/scenarios.ts';

const of = busy({ faults: [silent('1h', '1h')], repair: { at: '2h' } });
const variants = [variant('wait'), variant('resync')];
const runs = [5, 6, 7].map((seed) => drive(comparingSeed(of, variants, seed)));

test('every value is that of its run, and none is above the top', () => {
  const { lanes, top } = spreadOf(runs, 'cost.total');
  expect(lanes.map(({ id }) => id)).toEqual(['wait', 'resync']);
  for (const [n, { values, mean }] of lanes.entries()) {
    expect(values).toEqual(runs.map((lane) => measureOf(lane[n]?.measures ?? {}, 'cost.total')));
    expect(mean.mean).toBeCloseTo(values.reduce<number>((sum, value) => sum + Number(value), 0) / 3, 9);
    for (const value of values) expect(value).toBeLessThanOrEqual(top);
  }
});

test('work and damage of every seed add up to its cost', () => {
  const { lanes, topWork, topDamage } = scatterOf(runs);
  for (const [n, { points }] of lanes.entries())
    for (const [seed, { work, damage }] of points.entries()) {
      expect(work + damage).toBeCloseTo(Number(measureOf(runs[seed]?.[n]?.measures ?? {}, 'cost.total')), 6);
      expect(work).toBeLessThanOrEqual(topWork);
      expect(damage).toBeLessThanOrEqual(topDamage);
    }
});

test('only numbers are spread; what never happened has no dot', () => {
  const ids = spreadMeasures(runs).map(({ id }) => id);
  expect(ids).toContain('invoices.wrong');
  expect(ids).not.toContain('repair.coupling');
  expect(seedDots([null, 1, 1, 2], 4, 8)).toEqual([
    { at: 0.25, level: 0, seed: 1 },
    { at: 0.25, level: 1, seed: 2 },
    { at: 0.5, level: 0, seed: 3 },
  ]);
  expect(() => spreadOf(runs, 'no.such')).toThrow('no.such is no measure');
});
