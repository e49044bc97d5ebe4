// Times, numbers and trace lines in words.
import { expect, test } from 'vitest';
import { clockStart, clockText, dateText, lengthText, momentText, timeTicks } from '../../src/analysis/clock.ts';
import { growingTop, numberText, roundTicks, roundTop } from '../../src/analysis/numbers.ts';
import { sentence } from '../../src/analysis/sentences.ts';
import type { TraceKind, TraceLine } from '../../src/engine/trace/lines.ts';
import { handMade } from '../support/hand-made.ts';

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
  // What grows has room, but for no more than there can be.
  expect([growingTop(1), growingTop(1, 10_000), growingTop(1, 1), growingTop(60, 78)]).toEqual([50, 50, 1, 80]);
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
  const user = 4711;
  const active = { user, version: 1, status: 'active' } as const;
  const suspended = { user, version: 2, status: 'suspended' } as const;
  const lines = handMade(
    ['0s', 'commit', { ...active, cause: 'initial' }],
    ['0s', 'copy', { ...active, cause: 'initial' }],
    ['5s', 'commit', { ...suspended, cause: 'workload' }],
    ['5s', 'publish', { message: 0, ...suspended, cause: 'live' }],
    ['6s', 'deliver', { message: 0, attempt: 1, consumer: 1 }],
    ['7s', 'invoice-run', { run: 1 }],
    ['7s', 'invoice', { run: 1, user, amount: 10, copy: 'active', truth: 'suspended' }],
    ['8s', 'apply', { message: 0, user, version: 2, effect: 'applied' }],
    ['8s', 'copy', { ...suspended, cause: 'event' }],
    ['9s', 'fault', { fault: 'publisher-silent', on: true }],
    ['9s', 'commit', { user, version: 3, status: 'active', cause: 'workload' }],
    ['9s', 'lost', { message: null, user, version: 3, where: 'publisher', fault: 'publisher-silent' }],
  );
  const said = (kind: TraceKind) => sentence(lines.findLast((line) => line.kind === kind) as TraceLine, suspended);
  expect(said('apply')).toBe('Billing applied UserSuspended, version 2, of user 4711.');
  expect(said('lost')).toBe('Version 3 of user 4711 was never published: Publisher silent.');
  expect(said('deliver')).toContain('version 2 of user 4711');
  expect(said('fault')).toBe('Publisher silent: the fault began.');
  expect(said('invoice')).toContain('the truth was suspended');
});

test('why a message was put back or aside is said as people say it, never by an id', () => {
  const suspended = { user: 4711, version: 2, status: 'suspended' } as const;
  const said = (kind: 'requeue' | 'dead-letter', reason: string) => {
    const [, , , , line] = handMade(
      ['0s', 'commit', { user: 4711, version: 1, status: 'active', cause: 'initial' }],
      ['0s', 'commit', { ...suspended, cause: 'workload' }],
      ['0s', 'publish', { message: 0, ...suspended, cause: 'live' }],
      ['0s', 'deliver', { message: 0, attempt: 1, consumer: 1 }],
      ['1s', kind, { message: 0, attempt: 1, consumer: 1, reason }],
    );
    return sentence(line as TraceLine, suspended);
  };
  expect(said('requeue', 'consumer-crash')).toBe(
    'The broker put version 2 of user 4711 back into the queue: Consumer crashes.',
  );
  expect(said('dead-letter', 'poison-message')).toBe(
    'The broker dead-lettered version 2 of user 4711: Poison messages.',
  );
  expect(said('dead-letter', 'expired')).toBe('The broker dead-lettered version 2 of user 4711: it waited too long.');
  expect(said('requeue', 'connection lost')).toContain('back into the queue: connection lost.');
});
