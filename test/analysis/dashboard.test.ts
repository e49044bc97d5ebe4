// The dashboard says what monitoring would: of a backlog how long its oldest waits, of a silent publisher nothing.
import { expect, test } from 'vitest';
import { dialsOf } from '../../src/analysis/dashboard.ts';
import type { Totals } from '../../src/analysis/record/facts.ts';

const MINUTE = 60_000_000;
const column = (of: (minute: number) => number) => Float64Array.from({ length: 121 }, (_, n) => of(n));

/** Ten events a minute; nothing is consumed from 60 to 90, what waits is worked off at twice the rate; `failed` deliveries in all. */
const totals = (failed: (minute: number) => number): Totals => ({
  times: column((n) => n * MINUTE),
  counters: { published: column((n) => 10 * n), redelivered: column(failed) } as unknown as Totals['counters'],
  backlog: column((n) => (n < 60 ? 0 : n < 90 ? 10 * (n - 60) : Math.max(0, 300 - 10 * (n - 90)))),
});

const textsAt = (minute: number, failed = (_: number) => 0) =>
  dialsOf(totals(failed), minute * MINUTE).map(({ id, text }) => `${id} ${text}`);

test('while all is well nothing waits and nothing fails', () => {
  expect(textsAt(50)).toEqual(['rate 10', 'queue 0', 'lag 0 s', 'errors 0']);
});

test('the lag is how long the oldest of those that wait has waited', () => {
  expect(textsAt(80)).toEqual(['rate 10', 'queue 200', 'lag 20 min', 'errors 0']);
});

test('errors are those of the last ten minutes, and nothing later than the moment is read', () => {
  expect(textsAt(100, (n) => (n < 95 ? 0 : 7))[3]).toBe('errors 7');
  expect(textsAt(94, (n) => (n < 95 ? 0 : 7))[3]).toBe('errors 0');
});
