// How far an estimate may be from theory. Every check states its standard error; a fixed seed and |z| < 4 make a false alarm
// a matter of 1 in 16 000 checks, once, when the test is written.
import { expect } from 'vitest';

const LIMIT = 4;

/** Standard deviations between an estimate and theory. */
const z = (estimate: number, theory: number, standardError: number): number => (estimate - theory) / standardError;

/** Of n independent users each with probability p. */
export const binomialError = (n: number, p: number): number => Math.sqrt(n * p * (1 - p));

/** Of a Poisson count. */
export const poissonError = (mean: number): number => Math.sqrt(mean);

export function expectNear(estimate: number, theory: number, standardError: number, what = 'estimate'): void {
  const distance = z(estimate, theory, standardError);
  expect(
    Math.abs(distance),
    `${what}: ${estimate}, theory ${theory} ± ${standardError}, z ${distance.toFixed(2)}`,
  ).toBeLessThan(LIMIT);
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard error of the mean of independent values. */
function meanError(values: readonly number[]): number {
  const m = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - m) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** Standard error of the mean of a correlated series, by batch means: 40 batches, long against the correlation. */
export function batchError(values: readonly number[], batches = 40): number {
  const size = Math.floor(values.length / batches);
  const means = Array.from({ length: batches }, (_, i) => mean(values.slice(i * size, (i + 1) * size)));
  return meanError(means);
}

/** Chi-square of counts against equal expectations; mean k − 1, standard deviation √(2(k − 1)). */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

export function expectUniform(counts: readonly number[], what: string): void {
  const degrees = counts.length - 1;
  expectNear(chiSquare(counts), degrees, Math.sqrt(2 * degrees), `chi-square of ${what}`);
}
