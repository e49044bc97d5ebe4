import { expect, test } from 'vitest';
import type { Line } from '../../../src/analysis/lanes/difference.ts';
import { overlayTop, towerOf } from '../../../src/analysis/lanes/overlay-scale.ts';

const HOUR = 3_600_000_000;
const DAY = { from: 0, to: 24 * HOUR };

/** Samples as pairs of hour and users. */
const line = (...samples: readonly (readonly [number, number])[]): Line => ({
  times: Float64Array.from(samples, ([hour]) => hour * HOUR),
  totals: Float64Array.from(samples, ([, users]) => users),
});

const low = line([0, 0], [10, 40], [12, 0], [24, 0]);
const tower = line([0, 0], [10, 900], [11, 0], [24, 0]);
const stays = line([0, 0], [10, 100], [24, 140]);

test('a short tower does not flatten the other line; a line that stays high is seen whole', () => {
  expect(overlayTop([low, tower], DAY)).toBe(60);
  expect(overlayTop([low, stays], DAY)).toBe(150);
  expect(overlayTop([stays, low], DAY)).toBe(150);
  expect(overlayTop([low, low], DAY)).toBe(40);
  expect(overlayTop([line([0, 0]), line([0, 0])], DAY)).toBe(1);
});

test('a tower says how high it is and how long it lasts, and while it lasts, or where it has no end, no length', () => {
  expect(towerOf(tower, 60, 24 * HOUR)).toEqual({ from: 10 * HOUR, users: 900, lasts: HOUR });
  expect(towerOf(tower, 60, 10.5 * HOUR)).toEqual({ from: 10 * HOUR, users: 900, lasts: null });
  expect(towerOf(stays, 60, 24 * HOUR)).toEqual({ from: 10 * HOUR, users: 140, lasts: null });
});

test('nothing of a tower is told before it is reached', () => {
  expect(towerOf(tower, 60, 9 * HOUR)).toBeNull();
  expect(towerOf(stays, 60, 12 * HOUR)?.users).toBe(100);
});
