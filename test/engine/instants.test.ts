// Calendar times are read to the microsecond, and agree with the host's calendar.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInstant } from '../../src/engine/instants.ts';

test('agrees with the host’s calendar', () => {
  const any = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(any, (date) => {
      const expected = date.getTime() * 1000;
      const difference = Math.abs((parseInstant(date.toISOString()) ?? Number.NaN) - expected);
      expect(difference).toBeLessThanOrEqual(Math.abs(expected) > Number.MAX_SAFE_INTEGER ? 64 : 0);
    }),
  );
});

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['1970-01-01T00:00:00.000001Z', 1],
  ['1969-12-31T23:59:59.999999Z', -1],
  ['1970-01-01t01:00:00+01:00', 0],
  ['1969-12-31T23:30:00-00:30', 0],
  ['2024-02-29T00:00:00.5z', 1_709_164_800_500_000],
  ['2026-01-05T00:00:00.123456000Z', 1_767_571_200_123_456],
])('%s', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});

test.each([
  '2026-01-05',
  '2026-01-05T00:00:00',
  '2026-01-05 00:00:00Z',
  '2026-1-5T00:00:00Z',
  '2025-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-01-05T24:00:00Z',
  '2026-01-05T23:60:00Z',
  '2026-01-05T23:59:60Z',
  '2026-01-05T00:00:00+24:00',
  '2026-01-05T00:00:00.Z',
  '2026-01-05T00:00:00.0000001Z',
  '+2026-01-05T00:00:00Z',
  '',
])('no point in time: "%s"', (text) => {
  expect(parseInstant(text)).toBeUndefined();
});
