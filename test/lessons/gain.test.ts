// The gain of a course by Hake’s definition.
import { expect, test } from 'vitest';
import { gain, shareRight } from '../../src/lessons/gain.ts';

test('a gain is the share of what could be learned', () => {
  expect(gain(0.25, 0.25)).toBe(0);
  expect(gain(0.25, 1)).toBe(1);
  expect(gain(0.2, 0.6)).toBeCloseTo(0.5);
  expect(gain(0.5, 0.25)).toBe(-0.5);
});

test('where all was known before, or nobody answered, nothing is told', () => {
  expect(gain(1, 1)).toBeNull();
  expect(shareRight({ right: 0, given: 0 })).toBeNull();
  expect(shareRight({ right: 3, given: 12 })).toBe(0.25);
});
