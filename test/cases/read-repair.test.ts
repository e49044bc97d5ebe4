// Billing that asks about what it has: read repair, which keeps what verification finds, and a copy whose rows have an age. After a
// publisher was silent; worked out by hand.
import { describe, expect, test } from 'vitest';
import type { Line } from '../support/lines.ts';
import { only } from '../support/lines.ts';
import { measured, traceOf } from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';

type Billing = NonNullable<NonNullable<Parameters<typeof quiet>[0]>['billing']>;

/** User 1 is suspended, user 2 reactivated, user 3 signs up, user 4 deleted, all in silence. User 5 is as it was. */
const CHANGES = story(
  '1m create 1',
  '2m create 2',
  '3m suspend 2',
  '4m create 4',
  '5m create 5',
  '10m suspend 1',
  '11m reactivate 2',
  '12m create 3',
  '13m delete 4',
);
const played = (billing: Billing, more: Parameters<typeof quiet>[0] = {}) => {
  const silent = { fault: 'publisher-silent', at: '9m', for: '5m' };
  const of = quiet({
    length: '1h30m',
    faults: [silent],
    repair: { at: '1h30m' },
    ...more,
    billing: { policy: 'version', invoiceEvery: '30m', ...billing },
  });
  return traceOf(of, { changes: CHANGES });
};
const billed = (lines: readonly Line[], run: number) =>
  only(lines, 'invoice')
    .filter((line) => line.run === run)
    .map(({ user }) => user);
const calls = (lines: readonly Line[]) => only(lines, 'api').length;
const end = ({ result }: ReturnType<typeof played>) =>
  ['overbilled', 'underbilled', 'missing', 'orphan'].map((kind) => measured(result, `divergent.${kind}`));

test('verification bills nobody wrongly, asks again and again, and leaves the copy as it is', () => {
  const run = played({ reads: 'verify' });
  expect([billed(run.lines, 1), billed(run.lines, 2)]).toEqual([[5], [5]]);
  expect(end(run)).toEqual([1, 1, 1, 1]);
  expect(only(run.lines, 'api').map(({ request }) => request)).toEqual(Array(3).fill('GET /users?ids=3'));
});

test('read repair writes what differs: whom the copy takes for active it asks about, and about nobody else', () => {
  const run = played({ reads: 'verify', readRepair: true });
  const written = only(run.lines, 'copy').filter(({ t }) => t > 25 * 60_000_000);
  expect(written.map(({ user, status, cause }) => [user, status, cause])).toEqual([
    [1, 'suspended', 'api'],
    [4, 'absent', 'sweep'],
  ]);
  expect(end(run)).toEqual([0, 1, 1, 0]);
  expect(only(run.lines, 'api').map(({ request }) => request)).toEqual([
    'GET /users?ids=3',
    'GET /users?ids=1',
    'GET /users?ids=1',
  ]);
});

describe('a copy with an age', () => {
  test('asks before a run about the rows that are too old, and then reads the copy', () => {
    const run = played({ copyMaxAge: '20m' });
    expect([billed(run.lines, 1), billed(run.lines, 2)]).toEqual([
      [2, 5],
      [2, 5],
    ]);
    expect(end(run)).toEqual([0, 0, 1, 0]);
    // Of four rows one is gone after the first time.
    expect(only(run.lines, 'api').map(({ request }) => request)).toEqual([
      'GET /users?ids=4',
      'GET /users?ids=3',
      'GET /users?ids=3',
    ]);
  });
  test('asks nobody about rows that are young enough', () => {
    const run = played({ copyMaxAge: '50m' });
    expect(billed(run.lines, 1)).toEqual([1, 4, 5]);
    expect(only(run.lines, 'api').map(({ t, request }) => [t / 60_000_000, request])).toEqual([
      [60, 'GET /users?ids=4'],
    ]);
    expect(end(run)).toEqual([0, 0, 1, 0]);
  });
  test('waits for an answer, or goes by the copy as it is', () => {
    const away = { fault: 'api-down', at: '25m', for: '10m' };
    const silent = { fault: 'publisher-silent', at: '9m', for: '5m' };
    const waiting = played({ copyMaxAge: '20m' }, { faults: [silent, away] });
    expect(billed(waiting.lines, 1)).toEqual([2, 5]);
    expect(measured(waiting.result, 'invoices.late')).toBe(2);
    expect(measured(waiting.result, 'billing.unavailableHours')).toBeCloseTo(5 / 60, 3);
    const going = played({ copyMaxAge: '20m', whenApiFails: 'invoice' }, { faults: [silent, away] });
    expect(billed(going.lines, 1)).toEqual([1, 4, 5]);
    expect(measured(going.result, 'invoices.late')).toBe(0);
  });
  test('couples as whoever asks does, and calls more often than a copy that asks nobody', () => {
    const [aged, own] = [played({ copyMaxAge: '20m' }), played({})];
    expect(aged.result.measures['repair']).toMatchObject({ coupling: 'API' });
    expect(own.result.measures['repair']).toMatchObject({ coupling: 'none' });
    expect([calls(aged.lines), calls(own.lines)]).toEqual([3, 0]);
  });
});
