// An API that reads from a replica: its answers are of the past. What that does to a resync, to a verified invoice run, and to a copy that is
// mended by what verification finds. Worked out by hand.
import { describe, expect, test } from 'vitest';
import { only } from '../support/lines.ts';
import { measured, type RunChoice, scenario, traceOf } from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';

type Parts = Parameters<typeof quiet>[0];

const house = (replicaLag: string, billing: NonNullable<Parts>['billing'] = {}) =>
  quiet({ length: '1h', repair: { at: '25m' }, api: { replicaLag }, billing: { policy: 'arrival', ...billing } });

/** User 1 is suspended five minutes before everything is asked; user 2 has just signed up, user 3 just been reactivated. */
const CHANGES = story(
  '1m create 1',
  '2m create 3',
  '3m suspend 3',
  '20m suspend 1',
  '21m reactivate 3',
  '24m create 2',
);
const kinds = ({ result }: ReturnType<typeof traceOf>) =>
  ['overbilled', 'underbilled', 'missing', 'orphan'].map((kind) => measured(result, `divergent.${kind}`));

const resync = (replicaLag: string, parameters: NonNullable<RunChoice['parameters']>) =>
  kinds(traceOf(house(replicaLag), { strategy: 'resync', parameters, changes: CHANGES }));

describe('a resync', () => {
  test('of the database itself is right', () => expect(resync('0s', { merge: 'blind' })).toEqual([0, 0, 0, 0]));
  test('of a replica writes old states over new ones, and sweeps out who is new', () =>
    expect(resync('10m', { merge: 'blind' })).toEqual([1, 1, 1, 0]));
  test('that compares versions writes none', () =>
    expect(resync('10m', { merge: 'at-least', sweep: false })).toEqual([0, 0, 0, 0]));
  test('of a replica that has caught up with all of it is right', () =>
    expect(resync('1s', { merge: 'blind' })).toEqual([0, 0, 0, 0]));
});

test('resync-since misses what the replica does not know yet, however much it overlaps', () => {
  const silentAtTheEnd = quiet({
    length: '1h',
    repair: { at: '25m' },
    faults: [{ fault: 'publisher-silent', at: '10m', for: '15m' }],
    billing: { policy: 'version' },
  });
  const missed = (replicaLag: string, overlap: string) => {
    const choice = { strategy: 'resync-since', parameters: { overlap }, set: { 'api.replicaLag': replicaLag } };
    return measured(traceOf(silentAtTheEnd, { ...choice, changes: CHANGES }).result, 'divergent.settled');
  };
  expect(missed('0s', '0s')).toBe(0);
  expect(missed('10m', '0s')).toBe(3);
  expect(missed('10m', '20m')).toBe(3);
  expect(missed('4m30s', '0s')).toBe(2);
  expect(missed('90s', '0s')).toBe(1);
});

test('a thin event is answered by a replica that has not heard of the change, and nobody asks again', () => {
  const kindsWith = (replicaLag: string) =>
    kinds(traceOf(scenario({ events: { carry: 'key' } }, house(replicaLag)), { changes: CHANGES }));
  expect(kindsWith('0s')).toEqual([0, 0, 0, 0]);
  // Each row is the state before the last change: who signed up is not known yet.
  expect(kindsWith('1m')).toEqual([1, 1, 1, 0]);
});

describe('a verified invoice run', () => {
  const verified = (replicaLag: string, billing: NonNullable<Parts>['billing'] = {}) => {
    const of = house(replicaLag, { reads: 'verify', invoiceEvery: '25m', ...billing });
    return traceOf(of, { changes: CHANGES });
  };

  test('by the database bills who is active', () => {
    const { lines } = verified('0s');
    expect(
      only(lines, 'invoice')
        .filter(({ run }) => run === 1)
        .map(({ user }) => user),
    ).toEqual([2, 3]);
  });
  test('by a replica passes over whom it does not know as active', () => {
    const { lines, result } = verified('10m');
    expect(only(lines, 'invoice').filter(({ run }) => run === 1)).toEqual([]);
    expect(measured(result, 'invoices.missed')).toBe(2);
    expect(measured(result, 'divergent.settled')).toBe(0);
  });
  test('mends by what it is told, into the past', () => {
    const { lines, result } = verified('10m', { readRepair: true });
    const written = only(lines, 'copy').filter(({ cause }) => cause === 'api' || cause === 'sweep');
    expect(written.map(({ user, status }) => [user, status])).toEqual([
      [2, 'absent'],
      [3, 'suspended'],
    ]);
    expect(kinds({ result } as ReturnType<typeof traceOf>)).toEqual([0, 1, 1, 0]);
  });
  test('does not, where the policy compares versions, but for whom the replica has never heard of', () =>
    expect(kinds(verified('10m', { readRepair: true, policy: 'version' }))).toEqual([0, 0, 1, 0]));
});
