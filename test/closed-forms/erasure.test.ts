// How long somebody who was deleted is still held, beside what follows from when they were deleted and how long things are kept: exact, since
// nothing is left to chance but who is deleted when.
import { expect, test } from 'vitest';
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { DAY, HOUR, MINUTE } from '../../src/engine/units.ts';
import { type Line, only } from '../support/lines.ts';
import { INSTANT, measured, type Overrides, open, scenario, traceOf } from '../support/scenarios.ts';

/** Thirty users of whom many leave within a day; nothing takes any time on its way. */
const leaving = (more: Overrides = {}): Scenario =>
  scenario(
    more,
    scenario({
      ...INSTANT,
      length: '24h',
      settleWithin: '1h',
      population: { users: 30, suspendedShare: 0.2 },
      workload: { signUps: '2/h', suspend: '0.1/h', reactivate: '0.2/h', delete: '0.03/h' },
      user: { erasureWithin: '30d' },
      billing: { ...INSTANT.billing, policy: 'version', invoiceEvery: '366d' },
    }),
  );

const HELD = ['database', 'copy', 'others', 'queue', 'log', 'deadLetters'] as const;
const heldIn = (result: VariantResult): Record<string, number> =>
  Object.fromEntries(HELD.map((place) => [place, measured(result, `erasure.${place}`)]));
const NOBODY = { database: 0, copy: 0, others: 0, queue: 0, log: 0, deadLetters: 0 };

/** When each was deleted, and when the last message came that says more of them than that. */
function deletions(lines: readonly Line[]): ReadonlyMap<number, { readonly at: number; readonly last: number }> {
  const found = new Map<number, { at: number; last: number }>();
  for (const { user, status, t, cause } of only(lines, 'commit'))
    if (status === 'absent' && cause === 'workload') found.set(user, { at: t, last: Number.NaN });
  for (const { user, status, t } of only(lines, 'publish')) {
    const of = found.get(user);
    if (of !== undefined && status !== 'absent') of.last = t;
  }
  return found;
}

/** Days over the duty of everybody in a log that keeps its entries for so long: retention − age − duty. */
const overdueBy = (lines: readonly Line[], retention: number, within: number): readonly number[] =>
  [...deletions(lines).values()]
    .map(({ at, last }) => (last + retention - at - within) / DAY)
    .filter((days) => days > 0);

test.each([
  ['2d', 2 * DAY, '30d', 30 * DAY],
  ['30d', 30 * DAY, '30d', 30 * DAY],
  ['90d', 90 * DAY, '30d', 30 * DAY],
  ['12h', 12 * HOUR, '6h', 6 * HOUR],
])(
  'a log that keeps entries for %s holds a user for retention − age − duty too long',
  (retention, kept, duty, within) => {
    const of = leaving({ broker: { ...INSTANT.broker, kind: 'log', retention }, user: { erasureWithin: duty } });
    const { lines, result } = traceOf(of);
    const overs = overdueBy(lines, kept, within);
    expect(measured(result, 'erasure.deleted')).toBe(deletions(lines).size);
    expect(deletions(lines).size).toBeGreaterThan(10);
    expect(heldIn(result)).toEqual({ ...NOBODY, log: overs.length });
    expect(measured(result, 'erasure.unending')).toBe(0);
    expect(measured(result, 'erasure.userDays')).toBeCloseTo(
      overs.reduce((sum, days) => sum + days, 0),
      9,
    );
    expect(measured(result, 'erasure.longestDays')).toBeCloseTo(Math.max(0, ...overs), 12);
  },
);

test('what is known to go later and what has gone already count alike', () => {
  const broker = { ...INSTANT.broker, kind: 'log', retention: '20h' } as const;
  const stop = { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0.2/h' };
  const of = (length: string) => leaving({ length, broker, workload: stop, user: { erasureWithin: '2h' } });
  const early = traceOf(of('10h'));
  const late = traceOf(of('90h'));
  const same = new Set(only(early.lines, 'commit').flatMap(({ user, status }) => (status === 'absent' ? [user] : [])));
  expect(same.size).toBeGreaterThan(15);
  const days = overdueBy(late.lines, 20 * HOUR, 2 * HOUR);
  expect(measured(early.result, 'erasure.userDays')).toBeCloseTo(
    overdueBy(early.lines, 20 * HOUR, 2 * HOUR).reduce((sum, each) => sum + each, 0),
    9,
  );
  expect(measured(late.result, 'erasure.overdue')).toBe(days.length);
  expect(measured(late.result, 'erasure.userDays')).toBeCloseTo(
    days.reduce((sum, each) => sum + each, 0),
    9,
  );
});

const FORGOTTEN = [{ fault: 'publisher-silent', at: '2h', for: '20h', types: ['UserDeleted'] }];

test('whose deletion nobody tells is held without an end, until somebody sweeps', () => {
  const of = leaving({ faults: FORGOTTEN, user: { erasureWithin: '1h' }, repair: { at: '23h' }, people: 'none' });
  const { lines, result } = traceOf(of);
  const forgotten = [...deletions(lines).values()].filter(({ at }) => at >= 2 * HOUR && at < 22 * HOUR);
  expect(forgotten.length).toBeGreaterThan(10);
  expect(heldIn(result)).toEqual({ ...NOBODY, copy: forgotten.length });
  expect(measured(result, 'erasure.unending')).toBe(forgotten.length);
  const days = forgotten.map(({ at }) => (24 * HOUR - at - HOUR) / DAY);
  expect(measured(result, 'erasure.userDays')).toBeCloseTo(
    days.reduce((sum, each) => sum + each, 0),
    9,
  );
  const swept = traceOf(of, { strategy: 'resync' });
  const until = (user: number) =>
    only(swept.lines, 'copy').findLast((line) => line.user === user && line.status === 'absent')?.t ?? 0;
  const overs = [...deletions(swept.lines)]
    .map(([user, { at }]) => (until(user) - at - HOUR) / DAY)
    .filter((over) => over > 0);
  expect(measured(swept.result, 'erasure.unending')).toBe(0);
  expect(measured(swept.result, 'erasure.overdue')).toBe(overs.length);
  expect(measured(swept.result, 'erasure.longestDays')).toBeCloseTo(Math.max(...overs), 12);
});

test.each(['queue', 'log'] as const)(
  'dead letters hold whom they tell of until somebody hands them back (%s)',
  (kind) => {
    const of = (faults: Scenario['faults']) =>
      leaving({
        broker: { ...INSTANT.broker, kind, retention: '1h' },
        billing: { ...INSTANT.billing, policy: 'version', onFailure: 'dead-letter' },
        user: { erasureWithin: '1h' },
        faults: [{ fault: 'poison-message', at: '0s', for: '12h', share: 0.5 }, ...faults],
      });
    const { lines, result } = traceOf(of([]));
    const letters = new Set(only(lines, 'dead-letter').map(({ message }) => message));
    const gone = deletions(lines);
    const held = new Set(
      only(lines, 'publish')
        .filter(({ message, user, status }) => letters.has(message) && gone.has(user) && status !== 'absent')
        .map(({ user }) => user),
    );
    expect(held.size).toBeGreaterThan(2);
    expect(measured(result, 'erasure.deadLetters')).toBe(held.size);
    const redriven = traceOf(of([{ fault: 'redrive', at: '13h' }])).result;
    expect(measured(redriven, 'erasure.deadLetters')).toBe(0);
  },
);

/** A compacted log whose segments are closed every hour. */
const compacted = (more: Overrides = {}): Scenario =>
  leaving({
    broker: { ...INSTANT.broker, kind: 'compacted-log', segmentAge: '1h' },
    workload: { signUps: '60/h', suspend: '0.1/h', reactivate: '0.2/h', delete: '0.03/h' },
    ...more,
  });

test('a compacted log lets go of whose deletion it was told when it is cleaned next, and of nobody else', () => {
  const { result } = traceOf(compacted());
  expect(heldIn(result)).toEqual(NOBODY);
  const forgotten = traceOf(compacted({ faults: FORGOTTEN }));
  const never = [...deletions(forgotten.lines).values()].filter(({ at }) => at >= 2 * HOUR && at < 22 * HOUR).length;
  expect(never).toBeGreaterThan(10);
  expect(heldIn(forgotten.result)).toEqual({ ...NOBODY, copy: never, log: never });
  expect(measured(forgotten.result, 'erasure.unending')).toBe(never);
});

/** Time between two looks of whoever cleans. */
const LOOK = 5 * MINUTE;

test('when the log says that an entry goes, it goes', () => {
  for (const kind of ['log', 'compacted-log'] as const) {
    const broker = { ...INSTANT.broker, kind, segmentAge: '1h', retention: '5h' };
    const workload = { signUps: '600/h', suspend: '0.1/h', reactivate: '0.2/h', delete: '0.03/h' };
    const session = open(compacted({ broker, workload }));
    let seen = 0;
    for (let hour = 4; hour < 16; hour += 2) {
      session.seek(hour * HOUR);
      for (const user of Array.from({ length: 30 }, (_, n) => n + 1)) {
        session.seek(hour * HOUR);
        const [entry] = session.stillHeld(user)?.holdings.filter(({ holder }) => holder === 'log') ?? [];
        if (entry === undefined) continue;
        seen++;
        session.seek(entry.until - 1);
        expect(session.stillHeld(user)?.holdings.map(({ holder }) => holder)).toEqual(['log']);
        // A segment is closed by the first entry that finds it old enough.
        session.seek(entry.until + (kind === 'log' ? 0 : LOOK));
        expect(session.stillHeld(user)?.holdings).toEqual([]);
      }
    }
    expect(seen, kind).toBeGreaterThan(2);
  }
});

test('an event that carries the number alone holds nobody', () => {
  const broker = { ...INSTANT.broker, kind: 'log', retention: '366d' } as const;
  expect(heldIn(traceOf(leaving({ broker, events: { carry: 'key' } })).result)).toEqual(NOBODY);
});

test('a backup brings back who was deleted since', () => {
  const faults = [{ fault: 'user-restore', at: '20h', back: '6h' }];
  const { lines, result } = traceOf(leaving({ faults }));
  const back = new Set(
    only(lines, 'commit').flatMap(({ user, cause, status }) =>
      cause === 'restore' && status !== 'absent' ? [user] : [],
    ),
  );
  const truth = new Map(only(lines, 'commit').map(({ user, status }) => [user, status]));
  const held = [...deletions(lines).keys()].filter((user) => back.has(user) && truth.get(user) !== 'absent');
  expect(held.length).toBeGreaterThan(0);
  expect(measured(result, 'erasure.database')).toBe(held.length);
});

test('where there is no such duty nobody counts, and the run is the same', () => {
  const broker = { ...INSTANT.broker, kind: 'log', retention: '3h' } as const;
  const without = traceOf(leaving({ broker, user: { erasureWithin: 'none' } })).result;
  const withDuty = traceOf(leaving({ broker, user: { erasureWithin: '1h' } })).result;
  expect(without.fingerprint).toBe(withDuty.fingerprint);
  expect(Object.values(without.measures['erasure'] as object).every((value) => value === null)).toBe(true);
  expect(measured(withDuty, 'erasure.overdue')).toBeGreaterThan(5);
});

test('where somebody is held is said of any moment, whatever has been looked at before', () => {
  const session = open(leaving({ faults: FORGOTTEN }), { session: { marks: 20 } });
  session.finish();
  const at = (time: number) => {
    session.seek(time);
    return Array.from({ length: 40 }, (_, n) => session.stillHeld(n + 1));
  };
  const times = [3, 9, 15, 21].map((hour) => hour * HOUR + 7 * MINUTE);
  const forwards = times.map(at);
  const backwards = [...times].reverse().map(at).reverse();
  expect(backwards).toEqual(forwards);
  expect(forwards[3]?.filter((each) => each !== null && each.holdings.length > 0).length).toBeGreaterThan(5);
});
