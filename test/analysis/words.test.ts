// Times, numbers and trace lines in words.
import { expect, test } from 'vitest';
import { clockStart, clockText, dateText, lengthText, momentText, timeTicks } from '../../src/analysis/clock.ts';
import { numberText, roundTicks, roundTop } from '../../src/analysis/numbers.ts';
import { sentence } from '../../src/analysis/sentences.ts';

const HOUR = 3_600_000_000;
const start = clockStart('2026-01-05T00:00:00Z');

test('the clock is the scenario’s own, to the microsecond, whatever its offset', () => {
  expect(clockText(start, 10 * HOUR + 42 * 60_000_000 + 7_000_125, 'microsecond')).toBe('10:42:07.000125');
  expect(clockText(clockStart('2026-01-05T08:30:00+02:00'), 0, 'minute')).toBe('08:30');
  expect(dateText(start, 0)).toBe('Mon 5 January');
  expect(momentText(start, 25 * HOUR)).toBe('Tue 6 January, 01:00:00');
  expect(dateText(clockStart('2024-02-28T00:00:00Z'), 24 * HOUR)).toBe('Thu 29 February');
});

test('lengths have at most two units', () => {
  const texts = [
    250,
    2500,
    12_000_000,
    40 * 60_000_000,
    HOUR + 34 * 60_000_000,
    24 * HOUR,
    50 * HOUR,
    59.9999 * 60_000_000,
  ];
  expect(texts.map(lengthText)).toEqual([
    '250 µs',
    '2.5 ms',
    '12 s',
    '40 min',
    '1 h 34 min',
    '24 h',
    '2 d 2 h',
    '60 min',
  ]);
});

test('ticks are round and not too many', () => {
  const ticks = timeTicks(start, 9.4 * HOUR, 12.1 * HOUR, 6);
  expect(ticks.map(({ label }) => label)).toEqual(['09:30', '10:00', '10:30', '11:00', '11:30', '12:00']);
  expect(roundTicks(300, 3)).toEqual([100, 200, 300]);
  expect([3, 267, 1001].map(roundTop)).toEqual([3, 300, 1200]);
});

test('numbers are grouped from five digits on', () => {
  expect([0, 9506, 10697, 1000000.4, 12.345, -3].map((each) => numberText(each))).toEqual([
    '0',
    '9506',
    '10\u202f697',
    '1\u202f000\u202f000',
    '12.35',
    '−3',
  ]);
});

test('every kind of line is a sentence', () => {
  const line = (kind: string, fields: object) => ({ i: 0, t: 0, kind, ...fields }) as Parameters<typeof sentence>[0];
  const about = { user: 4711, version: 3, status: 'suspended' } as const;
  expect(sentence(line('apply', { message: 1, user: 4711, version: 3, effect: 'applied' }), about)).toBe(
    'Billing applied UserSuspended, version 3, of user 4711.',
  );
  expect(
    sentence(line('lost', { message: null, user: 4711, version: 3, where: 'publisher', fault: 'publisher-silent' })),
  ).toBe('Version 3 of user 4711 was never published: Publisher silent.');
  expect(sentence(line('deliver', { message: 1, attempt: 2, consumer: 0 }), about)).toContain('version 3 of user 4711');
  expect(sentence(line('fault', { fault: 'publisher-silent', on: true }))).toBe('Publisher silent: the fault began.');
  expect(sentence(line('invoice', { run: 11, user: 5, amount: 10, copy: 'active', truth: 'suspended' }))).toContain(
    'the truth was suspended',
  );
});
