// Small tasks go together, large ones one by one, and every seat has something to do to the end.
import { expect, test } from 'vitest';
import { Batches } from '../../src/pool/batches.ts';

test('a batch lasts about fifty milliseconds, and grows towards that by steps', () => {
  const batches = new Batches();
  const [left, seats] = [1_000_000, 2];
  expect(batches.size(0, left, seats)).toBe(1);
  const sizes: number[] = [];
  for (let n = 0; n < 6; n++) {
    const size = batches.size(0, left, seats);
    sizes.push(size);
    batches.took(0, size, size * 0.2);
  }
  expect(sizes).toEqual([1, 4, 16, 64, 250, 250]);
  batches.took(0, 250, 10_000);
  expect(batches.size(0, left, seats)).toBe(1);
});

test('a task that takes long is given by itself, whatever those of other jobs took', () => {
  const batches = new Batches();
  batches.took(0, 1, 0.1);
  batches.took(1, 1, 400);
  expect(batches.size(0, 1000, 2)).toBe(4);
  expect(batches.size(1, 1000, 2)).toBe(1);
  expect(batches.size(2, 1000, 2)).toBe(1);
});

test('towards the end batches are smaller, so that no seat is left over', () => {
  const batches = new Batches();
  for (let n = 0; n < 6; n++) batches.took(0, batches.size(0, 1_000_000, 4), 0.01);
  expect(batches.size(0, 80, 4)).toBe(10);
  expect(batches.size(0, 3, 4)).toBe(1);
});
