// Addressed chance: the same address gives the same draw, different addresses give independent ones, and the laws drawn from
// are what they are called.
import { expect, test } from 'vitest';
import { Chance } from '../../../src/engine/kernel/chance.ts';
import { Delay } from '../../../src/engine/kernel/delay.ts';

const N = 100_000;

/** χ² of counts that should be equal, with (cells − 1) degrees of freedom; z of it is about normal. */
function chiSquareZ(counts: ArrayLike<number>, total: number): number {
  const cells = counts.length;
  const expected = total / cells;
  let sum = 0;
  for (let i = 0; i < cells; i++) sum += ((counts[i] as number) - expected) ** 2 / expected;
  return (sum - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

test('a draw depends on seed and address only, not on what was drawn before', () => {
  const one = new Chance(42);
  const two = new Chance(42);
  for (let i = 0; i < 100; i++) one.uniform(3, i);
  expect(one.uniform(1, 7, 2, 9)).toBe(two.uniform(1, 7, 2, 9));
  const others = [
    new Chance(43).uniform(1, 7, 2, 9),
    two.uniform(2, 7, 2, 9),
    two.uniform(1, 8, 2, 9),
    two.uniform(1, 7, 3, 9),
    two.uniform(1, 7, 2, 8),
  ];
  expect(new Set([two.uniform(1, 7, 2, 9), ...others]).size).toBe(6);
});

test('large seeds differ from each other in all their bits', () => {
  const seeds = [0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52, Number.MAX_SAFE_INTEGER];
  expect(new Set(seeds.map((seed) => new Chance(seed).uniform(1, 1))).size).toBe(seeds.length);
});

// 256 cells, n = 100 000: z of χ² is normal; |z| < 4 happens by chance once in 16 000.
test.each([
  ['the first subject', (chance: Chance, i: number) => chance.uniform(5, i)],
  ['the second', (chance: Chance, i: number) => chance.uniform(5, 77, i)],
  ['the third', (chance: Chance, i: number) => chance.uniform(5, 77, 3, i)],
  ['seeds', (_: Chance, i: number) => new Chance(i).uniform(5, 77)],
])('draws are even over %s', (_, at) => {
  const chance = new Chance(2026);
  const counts = new Float64Array(256);
  for (let i = 0; i < N; i++) {
    const u = at(chance, i);
    expect(u >= 0 && u < 1).toBe(true);
    const cell = Math.floor(u * 256);
    counts[cell] = (counts[cell] as number) + 1;
  }
  expect(Math.abs(chiSquareZ(counts, N))).toBeLessThan(4);
});

test('neighbouring addresses and different purposes are uncorrelated', () => {
  const chance = new Chance(1);
  const pairs: readonly ((i: number) => readonly [number, number])[] = [
    (i) => [chance.uniform(1, i), chance.uniform(1, i + 1)],
    (i) => [chance.uniform(1, i), chance.uniform(2, i)],
    (i) => [chance.uniform(1, i, 1), chance.uniform(1, i, 2)],
  ];
  for (const pair of pairs) {
    const counts = new Float64Array(256);
    for (let i = 0; i < N; i++) {
      const [u, v] = pair(i);
      const cell = Math.floor(u * 16) * 16 + Math.floor(v * 16);
      counts[cell] = (counts[cell] as number) + 1;
    }
    expect(Math.abs(chiSquareZ(counts, N))).toBeLessThan(4);
  }
});

test('exponential, normal and lognormal draws have the moments and quantiles of their law', () => {
  const chance = new Chance(7);
  let [sum, squares, tail, normal, normalSquares, late] = [0, 0, 0, 0, 0, 0];
  const lognormal = Delay.lognormal(20_000, Math.log(10) / 2.3263478740408408);
  for (let i = 0; i < N; i++) {
    const x = chance.exponential(1, i);
    sum += x;
    squares += x * x;
    if (x > 3) tail++;
    const z = chance.normal(2, i);
    normal += z;
    normalSquares += z * z;
    if (lognormal.draw(chance, 3, i, 0) > 200_000) late++;
  }
  const se = 1 / Math.sqrt(N);
  expect(Math.abs(sum / N - 1)).toBeLessThan(4 * se); // mean 1, standard deviation 1
  expect(Math.abs(squares / N - 2)).toBeLessThan(4 * Math.sqrt(20) * se); // second moment 2, its variance 24 − 4
  expect(Math.abs(tail / N - Math.exp(-3))).toBeLessThan(4 * Math.sqrt(0.0498 * 0.9502) * se);
  expect(Math.abs(normal / N)).toBeLessThan(4 * se);
  expect(Math.abs(normalSquares / N - 1)).toBeLessThan(4 * Math.sqrt(2) * se);
  expect(Math.abs(late / N - 0.01)).toBeLessThan(4 * Math.sqrt(0.0099) * se); // p99 is ten times the median
});
