// Durations and rates as texts: exact, and the shortest text of a duration reads back the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, formatDuration, HOUR, parseDuration, parseRate, SECOND } from '../../src/engine/units.ts';

test('every duration reads back from its shortest text', () => {
  fc.assert(
    fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (time) => {
      expect(parseDuration(formatDuration(time))).toBe(time);
    }),
  );
});

test('a decimal fraction is exact or none', () => {
  fc.assert(
    fc.property(fc.nat(999_999), fc.nat(999_999), (whole, millionths) => {
      const text = `${whole}.${String(millionths).padStart(6, '0')}s`;
      expect(parseDuration(text)).toBe(whole * SECOND + millionths);
      expect(parseDuration(text.replace('s', '5s'))).toBeUndefined();
    }),
  );
});

test.each([
  ['0s', 0],
  ['250us', 250],
  ['11h59m30s', 12 * HOUR - 30 * SECOND],
  ['1.5h', 1.5 * HOUR],
  ['0.1d', DAY / 10],
  ['366d', 366 * DAY],
])('%s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(['', '5', 's', '-5s', '5 s', '5S', '1m1h', '1s1s', '1.5us', '1,5h', '1e3s', `${'1'.repeat(200)}s`])(
  'no duration: "%s"',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test('rates are events per microsecond', () => {
  expect(parseRate('2/s')).toBe(2 / SECOND);
  expect(parseRate('0.012/h')).toBe(0.012 / HOUR);
  for (const text of ['2', '2/', '/s', '2/hour', '-2/s', '2/0s']) expect(parseRate(text)).toBeUndefined();
});
