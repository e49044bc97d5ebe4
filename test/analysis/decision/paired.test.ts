// When two lanes are called equal.
import { expect, test } from 'vitest';
import { pairedOf } from '../../../src/analysis/decision/paired.ts';

test('lanes whose paired difference may be 0 are equal, however far apart single seeds are', () => {
  expect(pairedOf([100, 220, 310], [110, 200, 320]).equal).toBe(true);
});

test('a difference that all seeds show is one, where it is more than 1 %', () => {
  expect(pairedOf([90, 190, 290], [100, 200, 300])).toMatchObject({ mean: -10, equal: false });
  expect(pairedOf([999, 1999, 2999], [1000, 2000, 3000]).equal).toBe(true);
});

test('of one seed 1 % decides', () => {
  expect(pairedOf([100], [102]).equal).toBe(false);
  expect(pairedOf([100], [100.5]).equal).toBe(true);
});
