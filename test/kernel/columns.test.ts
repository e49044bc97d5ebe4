// Columns: a fork shares its past and nothing else; what is dropped is gone unless a mark kept it; bits are a set.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bits, grown } from '../../src/engine/kernel/columns.ts';
import { LOG_CHUNK, WordLog } from '../../src/engine/kernel/log-columns.ts';

const filled = (length: number): WordLog => {
  const column = new WordLog();
  for (let i = 0; i < length; i++) column.write(i, i * 3);
  return column;
};

test.each([0, 1, LOG_CHUNK - 1, LOG_CHUNK, LOG_CHUNK + 1, 3 * LOG_CHUNK + 5])(
  'a fork at %i shares the past and goes its own way',
  (length) => {
    const column = filled(4 * LOG_CHUNK);
    const twin = column.fork(length);
    for (let i = length; i < length + 10; i++) {
      column.write(i, 1);
      twin.write(i, 2);
    }
    for (let i = 0; i < length; i++) expect(twin.at(i)).toBe(i * 3);
    for (let i = length; i < length + 10; i++) expect([column.at(i), twin.at(i)]).toEqual([1, 2]);
  },
);

test('a mark keeps what is dropped afterwards, and whoever restores it may write on without harm to the mark', () => {
  const length = 2 * LOG_CHUNK + 7;
  const column = filled(length);
  const kept = column.keep(LOG_CHUNK, length) as never;
  column.dropBefore(2 * LOG_CHUNK);
  const other = new WordLog();
  other.restore(kept, length);
  other.write(length, 99);
  column.write(length, 1);
  for (let i = LOG_CHUNK; i < length; i++) expect(other.at(i)).toBe(i * 3);
  expect([other.at(length), column.at(length)]).toEqual([99, 1]);
});

test('bits are a set of small numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(500)), { maxLength: 200 }), (steps) => {
      const bits = new Bits();
      const set = new Set<number>();
      for (const [add, value] of steps) {
        if (add) bits.add(value);
        else bits.remove(value);
        if (add) set.add(value);
        else set.delete(value);
      }
      const copy = new Bits();
      copy.load(bits.save());
      bits.clear();
      for (let value = 0; value <= 520; value++) expect(copy.has(value)).toBe(set.has(value));
      expect(bits.has(0)).toBe(false);
    }),
    { seed: 1 },
  );
});

test('growing keeps what is there and never shrinks', () => {
  const column = Float64Array.from([1, 2, 3]);
  expect(grown(column, 2)).toBe(column);
  expect([...grown(column, 10).slice(0, 4)]).toEqual([1, 2, 3, 0]);
});
