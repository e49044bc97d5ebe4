// Columns: a fork shares its past and nothing else; what is dropped is gone unless a mark kept it; bits are a set.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bits, grown } from '../../../src/engine/kernel/columns.ts';
import { highOf, type KeptChunks, LOG_CHUNK, lowOf, RecordLog, timeOf } from '../../../src/engine/kernel/record-log.ts';

const write = (log: RecordLog, index: number, value: number) => {
  log.room(index)[log.start(index)] = value;
  log.cells(index)[log.start(index) + 1] = ~value;
};

const filled = (length: number): RecordLog => {
  const log = new RecordLog(2);
  for (let i = 0; i < length; i++) write(log, i, i * 3);
  return log;
};

test('a time of up to 53 bits is two words', () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (time) => {
      expect(timeOf(lowOf(time), highOf(time))).toBe(time);
      expect(highOf(time)).toBeLessThan(2 ** 21);
    }),
    { seed: 1, examples: [[0], [2 ** 31], [2 ** 32 - 1], [2 ** 32], [Number.MAX_SAFE_INTEGER]] },
  );
});

test.each([0, 1, LOG_CHUNK - 1, LOG_CHUNK, LOG_CHUNK + 1, 3 * LOG_CHUNK + 5])(
  'a log that goes on in its own chunks from the first %i records of another shares nothing with it',
  (length) => {
    const [log, own] = [filled(4 * LOG_CHUNK), filled(2 * LOG_CHUNK + 1)];
    expect(own.continuing(log, length, false)).toBe(own);
    for (let i = length; i < length + 10; i++) write(own, i, 2);
    for (let i = 0; i < length; i++) write(log, i, -1);
    for (let i = 0; i < length; i++) expect([own.at(i, 0), own.at(i, 1)]).toEqual([i * 3, ~(i * 3)]);
    for (let i = length; i < length + 10; i++) expect(log.at(i, 0)).toBe(i * 3);
  },
);

test.each([0, 1, LOG_CHUNK - 1, LOG_CHUNK, LOG_CHUNK + 1, 3 * LOG_CHUNK + 5])(
  'a fork at %i shares the past and goes its own way',
  (length) => {
    const log = filled(4 * LOG_CHUNK);
    const twin = log.fork(length);
    for (let i = length; i < length + 10; i++) {
      write(log, i, 1);
      write(twin, i, 2);
    }
    for (let i = 0; i < length; i++) expect([twin.at(i, 0), twin.at(i, 1)]).toEqual([i * 3, ~(i * 3)]);
    for (let i = length; i < length + 10; i++) expect([log.at(i, 0), twin.at(i, 1)]).toEqual([1, ~2]);
  },
);

test('a mark keeps what is dropped afterwards, and whoever restores it may write on without harm to the mark', () => {
  const length = 2 * LOG_CHUNK + 7;
  const log = filled(length);
  const kept = log.keep(LOG_CHUNK, length);
  log.dropBefore(2 * LOG_CHUNK);
  const other = new RecordLog(2);
  other.restore(kept, length);
  write(other, length, 99);
  write(log, length, 1);
  for (let i = LOG_CHUNK; i < length; i++) expect(other.at(i, 0)).toBe(i * 3);
  expect([other.at(length, 0), log.at(length, 0)]).toEqual([99, 1]);
});

test('a log that forgets writes into what it dropped, and never into what a mark or a fork can still see', () => {
  const [ops, chunk] = [['write', 'mark', 'drop', 'back', 'fork', 'leave'] as const, 4];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...ops), fc.nat(30)), { maxLength: 60 }), (steps) => {
      let [log, length, dropped, next] = [new RecordLog(2, chunk), 0, 0, 1];
      let [values, twins] = [[] as number[], [] as (() => void)[]];
      const marks: { kept: KeptChunks; length: number; dropped: number; values: number[] }[] = [];
      const check = (of: RecordLog, from: number, said: readonly number[]) => {
        for (let i = from; i < said.length; i++)
          expect([of.at(i, 0), of.at(i, 1)]).toEqual([said[i], ~(said[i] as number)]);
      };
      for (const [op, n] of steps) {
        if (op === 'write') {
          for (let k = 0; k <= n; k++) {
            values.push(next);
            write(log, length++, next++);
          }
        }
        if (op === 'mark') marks.push({ kept: log.keep(dropped, length), length, dropped, values: [...values] });
        if (op === 'drop') {
          dropped = Math.max(dropped, Math.min(length, n * 2) & -chunk);
          log.dropBefore(dropped);
        }
        if (op === 'fork' && dropped === 0) {
          const [twin, said] = [log.fork(length), [...values]];
          twins.push(() => check(twin, 0, said));
        }
        if (marks.length > 0 && (op === 'back' || op === 'leave')) {
          const mark = marks[n % marks.length] as (typeof marks)[number];
          if (op === 'leave') log = new RecordLog(2, chunk);
          // What comes after a step back is what came before, as in a run; marks of a future that is left are not asked again.
          else marks.splice(0, marks.length, ...marks.filter((each) => each.length <= mark.length));
          log.restore(mark.kept, mark.length);
          [length, dropped, values] = [mark.length, mark.dropped, [...mark.values]];
        }
        check(log, dropped, values);
      }
      for (const each of twins) each();
      for (const mark of marks) {
        const other = new RecordLog(2, chunk);
        other.restore(mark.kept, mark.length);
        check(other, mark.dropped, mark.values);
      }
    }),
    {
      seed: 1,
      numRuns: 500,
      examples: [
        [
          [
            ['write', 10],
            ['mark', 0],
            ['leave', 0],
            ['drop', 4],
            ['write', 10],
          ],
        ],
      ],
    },
  );
});

test('a log that forgets as fast as it grows takes no new memory', () => {
  const log = new RecordLog(2, 4);
  const seen = new Set<Int32Array>();
  for (let i = 0; i < 400; i++) {
    write(log, i, i);
    seen.add(log.cells(i));
    log.dropBefore(i);
  }
  expect(seen.size).toBeLessThanOrEqual(3);
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
