// A stacked area, in drawing units: every band lies on the one below it, and the line over all of them is the upper edge of the last.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stacked } from '../../src/analysis/bands.ts';
import { STACK } from '../../src/analysis/kinds.ts';
import { KINDS } from '../../src/engine/index.ts';

const x = (time: number) => time / 3;
const y = (count: number) => 100 - count / 7;
const tenths = (value: number) => Math.round(value * 10) / 10;

/** Points of an outline, as it is written. */
const points = (outline: string) =>
  outline
    .replace(/^M|Z$/g, '')
    .split('L')
    .map((point) => point.split(' ').map(Number));

const counts = fc.array(fc.tuple(...KINDS.map((_, kind) => (kind === 0 ? fc.constant(0) : fc.nat({ max: 40 })))), {
  minLength: 1,
  maxLength: 12,
});

test('each band stands on the one below, at the counts that it is given', () => {
  fc.assert(
    fc.property(counts, (rows) => {
      const times = Float64Array.from(rows, (_, n) => 10 * n);
      const byKind = KINDS.map((_, kind) => Float64Array.from(rows, (row) => row[kind] ?? 0));
      const { bands, total } = stacked({ times, byKind }, x, y);
      const there = STACK.filter(({ index }) => rows.some((row) => (row[index] ?? 0) > 0));
      expect(bands.map(({ kind }) => kind)).toEqual(there.map(({ kind }) => kind));
      const heightAt = (time: number, upTo: number) =>
        tenths(y(there.slice(0, upTo).reduce((sum, { index }) => sum + (rows[time / 10]?.[index] ?? 0), 0)));
      const shown = points(total).map(
        ([across]) => Array.from(times).find((time) => tenths(x(time)) === across) as number,
      );
      for (const [n, { area }] of bands.entries())
        expect(points(area)).toEqual([
          ...shown.map((time) => [tenths(x(time)), heightAt(time, n + 1)]),
          ...[...shown].reverse().map((time) => [tenths(x(time)), heightAt(time, n)]),
        ]);
      expect(points(total)).toEqual(shown.map((time) => [tenths(x(time)), heightAt(time, there.length)]));
    }),
  );
});

test('where nothing was seen yet there is no line', () => {
  const none = { times: new Float64Array(), byKind: KINDS.map(() => new Float64Array()) };
  expect(stacked(none, x, y)).toEqual({ bands: [], total: '' });
});
