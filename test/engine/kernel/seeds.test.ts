// Seeds up to 2⁵³ − 1: any two of them, however they differ, give draws that know nothing of each other, in every digit.
import { expect, test } from 'vitest';
import { Chance } from '../../../src/engine/kernel/chance.ts';
import { expectNear, expectUniform, mean } from '../../support/statistics.ts';

const N = 40_000;
type Draw = (n: number) => number;
const of = (seed: number): Draw => {
  const chance = new Chance(seed);
  return (n) => chance.uniform(3, n);
};

/** Of N pairs of independent draws the correlation has mean 0 and standard deviation 1/√N. */
function correlation(x: Draw, y: Draw): number {
  let sum = 0;
  for (let n = 0; n < N; n++) sum += (x(n) - 0.5) * (y(n) - 0.5);
  return (sum / N) * 12;
}

test.each([
  ['are neighbours', 1, 2],
  ['differ beyond 32 bits', 1, 1 + 2 ** 32],
  ['differ in the highest bit', 7, 7 + 2 ** 52],
  ['are the smallest and the largest', 0, Number.MAX_SAFE_INTEGER],
])('draws of seeds that %s are independent', (_, one, other) => {
  expectNear(correlation(of(one), of(other)), 0, 1 / Math.sqrt(N), 'correlation');
});

test.each<readonly [string, Draw]>([
  ['by one', (n) => new Chance(n).uniform(3, 0)],
  ['by 2³²', (n) => new Chance(n * 2 ** 32 + 7).uniform(3, 0)],
])('one draw, over seeds that differ %s, is even in its first digits and in its last', (_, draw) => {
  const values = Array.from({ length: N }, (__, n) => draw(n));
  const counts = new Array<number>(100).fill(0);
  for (const value of values) counts[Math.floor(value * 100)] = (counts[Math.floor(value * 100)] as number) + 1;
  expectUniform(counts, 'draws');
  expectNear(mean(values.map((value) => (value * 2 ** 30) % 1)), 0.5, Math.sqrt(1 / 12 / N), 'mean of the last digits');
});

test('a draw that counts down from 2³² is another than the one that counts up', () => {
  const up = of(1);
  const chance = new Chance(1);
  expectNear(
    correlation(up, (n) => chance.uniform(3, 0xffffffff - n)),
    0,
    1 / Math.sqrt(N),
    'correlation',
  );
  expect(up(1)).not.toBe(chance.uniform(3, 0xffffffff - 1));
});
