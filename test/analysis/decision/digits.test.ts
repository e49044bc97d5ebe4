// No number has more digits than its interval carries.
import { expect, test } from 'vitest';
import { differenceText, estimateText } from '../../../src/analysis/decision/digits.ts';

const of = (mean: number, half: number | null) =>
  ({
    mean,
    low: half === null ? null : mean - half,
    high: half === null ? null : mean + half,
    n: half === null ? 1 : 20,
  }) as const;

test.each([
  [of(157_934, 2_210), '158\u202f000 ± 3000'],
  [of(157_934, 0.2), '157\u202f934 ± 0.2'],
  [of(12.3456, 0.034), '12.35 ± 0.04'],
  [of(1234, 980), '1200 ± 1000'],
  [of(7, 0), '7'],
  [of(0, 0), '0'],
  [of(157_934, null), '≈ 160\u202f000'],
])('%o is written %s', (estimate, text) => {
  expect(estimateText(estimate)).toBe(text);
});

test('a difference has its sign', () => {
  expect(differenceText(of(4321, 120))).toBe('+4300 ± 200');
  expect(differenceText(of(-4321, 120))).toBe('−4300 ± 200');
});
