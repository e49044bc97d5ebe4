// Student's t against known values, and intervals of few numbers.
import { expect, test } from 'vitest';
import { interval, studentT } from '../../../src/engine/index.ts';

// Source: R, qt(0.975, df).
test.each([
  [1, 12.7062047361747],
  [9, 2.2621571628541],
  [30, 2.0422724563012],
  [31, 2.0395134463964],
  [99, 1.9842169515864],
  [1000, 1.9623390808264],
])('t of %i degrees of freedom', (degrees, t) => {
  expect(Math.abs(studentT(degrees) / t - 1)).toBeLessThan(1e-6);
});

test('an interval leaves nulls out and says how many numbers there were', () => {
  expect(interval([1, null, 3])).toMatchObject({ mean: 2, n: 2 });
  expect(interval([null])).toEqual({ mean: null, low: null, high: null, n: 0 });
  expect(interval([5])).toEqual({ mean: 5, low: null, high: null, n: 1 });
  const { low, high } = interval([1, 2, 3, 4, 5]);
  expect([low, high].map((x) => (x as number).toFixed(4))).toEqual(['1.0368', '4.9632']);
});
