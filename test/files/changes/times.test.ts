// Times as logs and databases write them, to the microsecond.
import { expect, test } from 'vitest';
import { readTime } from '../../../src/files/changes/times.ts';

const AT = Date.UTC(2026, 0, 5, 9, 0, 0) * 1000;

test.each([
  ['RFC 3339', '2026-01-05T09:00:00Z', AT],
  ['with an offset', '2026-01-05T10:00:00.5+01:00', AT + 500_000],
  ['seven digits, as C# writes them', '2026-01-05T09:00:00.1234567Z', AT + 123_456],
  ['nine digits, as Go writes them', '2026-01-05T09:00:00.123456789Z', AT + 123_456],
  ['PostgreSQL', '2026-01-05 10:00:00.123456+01', AT + 123_456],
  ['PostgreSQL west of Greenwich', '2026-01-05 05:30:00-03:30', AT],
  ['SQL Server', '2026-01-05 10:00:00.1234567 +01:00', AT + 123_456],
  ['an offset without a colon', '2026-01-05T10:00:00+0100', AT],
  ['UTC in letters', '2026-01-05 09:00:00 UTC', AT],
  ['a comma before the fraction', '2026-01-05T09:00:00,250Z', AT + 250_000],
  ['no seconds', '2026-01-05T09:00Z', AT],
  ['an epoch in seconds', '1767603600', AT],
  ['an epoch with a fraction', '1767603600.123456', AT + 123_456],
  ['Java’s, with the name of a zone', '2026-01-05T10:00:00.5+01:00[Europe/Berlin]', AT + 500_000],
  ['an epoch in milliseconds', 1767603600123, AT + 123_000],
  ['an epoch in microseconds', '1767603600123456', AT + 123_456],
  ['an epoch in nanoseconds', '1767603600123456789', AT + 123_456],
])('%s', (_name, written, at) => {
  expect(readTime(written, 'none')).toMatchObject({ at });
});

test('what is cut is said, zeros are not', () => {
  expect(readTime('2026-01-05T09:00:00.123456700Z', 'none')).toMatchObject({ cut: true });
  expect(readTime('2026-01-05T09:00:00.123456000Z', 'none')).toMatchObject({ cut: false });
  expect(readTime('1767603600123456789', 'none')).toMatchObject({ cut: true });
});

test('a time without an offset is where the scenario says, or nowhere', () => {
  expect(readTime('2026-01-05 10:00:00', '+01:00')).toMatchObject({ at: AT });
  expect(readTime('2026-01-05 09:00:00.000001', 'Z')).toMatchObject({ at: AT + 1 });
  expect(readTime('2026-01-05 09:00:00', 'none')).toEqual({ wrong: 'no-offset' });
  expect(readTime('2026-01-05T10:00:00+01:00', '-05:00')).toMatchObject({ at: AT });
});

test.each([
  '',
  '2026-01-05',
  '05.01.2026 09:00',
  '2026-02-30 09:00:00Z',
  '2026-01-05T24:00:00Z',
  '12',
  'now',
  null,
  {},
])('no time: %s', (written) => {
  expect(readTime(written, 'Z')).toEqual({ wrong: 'none' });
});
