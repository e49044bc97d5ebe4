// Logarithm, exponential and normal quantile in plain arithmetic agree with the platform's to the last bit or the one before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, log, normalQuantile } from '../../../src/engine/kernel/arithmetic.ts';

/** Distance in units of the last place. */
function ulps(a: number, b: number): number {
  const bits = new BigInt64Array(new Float64Array([a, b]).buffer);
  return Number(((bits[0] as bigint) > (bits[1] as bigint) ? 1n : -1n) * ((bits[0] as bigint) - (bits[1] as bigint)));
}

test('log is within one unit of the last place of Math.log, everywhere', () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
      expect(ulps(log(x), Math.log(x))).toBeLessThanOrEqual(1);
    }),
    { seed: 1, numRuns: 20_000 },
  );
  for (let i = 1; i <= 100_000; i++) expect(ulps(log(i / 100_001), Math.log(i / 100_001))).toBeLessThanOrEqual(1);
});

test('log of what is no positive number is what Math.log says', () => {
  for (const x of [0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.MIN_VALUE, Number.MAX_VALUE]) {
    expect(log(x)).toBe(Math.log(x));
  }
});

test('exp is within two units of the last place of Math.exp', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(ulps(exp(x), Math.exp(x))).toBeLessThanOrEqual(2);
    }),
    { seed: 1, numRuns: 20_000 },
  );
  expect([exp(0), exp(1000), exp(-1000)]).toEqual([1, Number.POSITIVE_INFINITY, 0]);
});

// Source: any table of the normal distribution, to 12 digits.
test.each([
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.99, 2.3263478740408408],
  [0.999, 3.090232306167813],
  [1e-9, -5.997807015007771],
])('the normal quantile of %f is %f', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 10);
  expect(normalQuantile(1 - p)).toBeCloseTo(-z, p < 1e-6 ? 6 : 10);
});
