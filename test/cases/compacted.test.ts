// A log that keeps the newest entry of each user: what it takes out and when, what a reader that was away has lost of it, and what a repair
// that reads it can know. Worked out by hand.
import { describe, expect, test } from 'vitest';
import { type Line, only } from '../support/lines.ts';
import { measured, type RunChoice, traceOf } from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';

const house = (more: Parameters<typeof quiet>[0] = {}) =>
  quiet({
    length: '3h',
    broker: { kind: 'compacted-log', segmentAge: '10m', deleteRetention: '20m', latency: { constant: '0s' } },
    ...more,
    billing: { policy: 'version', serviceTime: { constant: '0s' }, invoiceEvery: '366d', ...more.billing },
  });

/** Which versions of a user were delivered, in order. */
function delivered(lines: readonly Line[], user: number): readonly number[] {
  const versions = new Map(only(lines, 'publish').map((line) => [line.message, line]));
  return only(lines, 'deliver').flatMap(({ message }) => {
    const line = versions.get(message);
    return line?.user === user ? [line.version] : [];
  });
}

const AWAY = { fault: 'consumer-down', at: '1m', for: '50m' };
const busyUser = ['2m create 1', '3m suspend 1', '4m reactivate 1'] as const;

test('a reader that was away finds the newest entry of each user, and has lost the others as events', () => {
  const { lines, result } = traceOf(house({ faults: [AWAY] }), { changes: story(...busyUser, '30m create 2') });
  expect(delivered(lines, 1)).toEqual([3]);
  expect(delivered(lines, 2)).toEqual([1]);
  const lost = only(lines, 'lost').map(({ t, version, where, fault }) => [t / 60_000_000, version, where, fault]);
  expect(lost).toEqual([
    [35, 1, 'broker', null],
    [35, 2, 'broker', null],
  ]);
  expect(measured(result, 'divergent.settled')).toBe(0);
  expect(measured(result, 'queue.peak')).toBe(4);
});

test('what lies in the open segment stays as it is', () => {
  const { lines } = traceOf(house({ faults: [AWAY] }), { changes: story(...busyUser, '11m create 2') });
  expect(delivered(lines, 1)).toEqual([1, 2, 3]);
});

test('a reader that is there hears of every change', () => {
  const { lines } = traceOf(house(), { changes: story(...busyUser, '30m create 2') });
  expect(delivered(lines, 1)).toEqual([1, 2, 3]);
  expect(only(lines, 'lost')).toEqual([]);
});

test('who was not there yet has lost nothing when a newer entry takes the place of one that was to be read', () => {
  const { lines, result } = traceOf(
    house({
      billing: { startsAt: '34m', serviceTime: { constant: '2m' }, prefetch: 1 },
      repair: { at: '34m' },
      people: 'none',
    }),
    {
      strategy: 'compacted-seed',
      parameters: { into: 'copy' },
      changes: story('1m create 1', '2m create 2', '3m suspend 2', '4m reactivate 2', '30m create 3'),
    },
  );
  expect(delivered(lines, 2)).toEqual([3]);
  expect(only(lines, 'lost')).toEqual([]);
  expect(measured(result, 'divergent.settled')).toBe(0);
});

describe('of somebody who was deleted while Billing lost what it was handed', () => {
  const deleted = story('2m create 1', '3m create 2', '5m30s delete 1', '20m create 3', '45m create 4');
  const orphans = (at: string, into: 'aside' | 'copy') => {
    const choice: RunChoice = { strategy: 'compacted-seed', parameters: { into }, changes: deleted };
    const lossy = house({
      faults: [{ fault: 'consumer-crash', at: '5m', for: '1m' }],
      billing: { ack: 'before' },
      repair: { at },
    });
    return measured(traceOf(lossy, choice).result, 'divergent.orphan');
  };

  test('the log tells for as long as it keeps what tells of deletions', () => expect(orphans('24m', 'copy')).toBe(0));
  test('later nothing tells, and the row stays', () => expect(orphans('1h', 'copy')).toBe(1));
  test('a second table never has it', () => expect(orphans('1h', 'aside')).toBe(0));
});

test('what was never published is not in it', () => {
  const silent = house({ faults: [{ fault: 'publisher-silent', at: '3m', for: '30s' }], repair: { at: '1h' } });
  const { result } = traceOf(silent, {
    strategy: 'compacted-seed',
    changes: story('2m create 1', '3m suspend 1', '20m create 2'),
  });
  expect(measured(result, 'divergent.overbilled')).toBe(1);
});

test.each([
  ['log', 'the log is not compacted'],
  ['queue', 'the log is not compacted'],
])('where broker.kind is %s it cannot be done', (kind, why) => {
  const { result } = traceOf(house({ broker: { kind: kind as 'log' } }), { strategy: 'compacted-seed' });
  expect(result.verdict).toContain(why);
});

test('a log that does not hold its beginning makes no table', () => {
  const { result } = traceOf(house({ broker: { kind: 'compacted-log', holdsInitial: false }, repair: { at: '10m' } }), {
    strategy: 'compacted-seed',
    changes: story('2m create 1'),
  });
  expect(result.verdict).toContain('does not hold its beginning');
});
