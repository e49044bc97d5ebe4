// What each way of repairing does and does not do, over 20 seeds of the same kinds of incident. Differences are paired by seed
// (common random numbers): what is left of them is the strategy. "Surely" means: the 95 % interval lies on that side of nothing.
import { describe, expect, test, vi } from 'vitest';
import { compare } from '../../../src/engine/experiment/comparison.ts';
import { type Interval, interval } from '../../../src/engine/experiment/statistics.ts';
import type { VariantResult } from '../../../src/engine/run/result.ts';
import type { Scenario, VariantSpec } from '../../../src/engine/scenario.ts';
import { only } from '../../support/lines.ts';
import {
  measured,
  type Overrides,
  scenario,
  silent,
  traceOf,
  type VariantChoice,
  variant,
} from '../../support/scenarios.ts';

vi.setConfig({ testTimeout: 60_000 });

const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1);

type Lane = readonly [strategy: string, choice?: VariantChoice];
type Results = readonly (readonly VariantResult[])[];

/** Every variant on every seed: results by seed, then by variant. */
function study(of: Scenario, lanes: readonly Lane[], seeds: readonly number[] = SEEDS): Results {
  const variants: VariantSpec[] = lanes.map(([strategy, choice], n) => variant(strategy, { id: `${n}`, ...choice }));
  return seeds.map((seed) => compare(of, variants, { seed, session: { marks: 1 } })?.variants ?? []);
}

const each = (results: Results, lane: number, id: string): number[] =>
  results.map((variants) => measured(variants[lane] as VariantResult, id));
const of = (results: Results, lane: number, id: string): Interval => interval(each(results, lane, id));
/** This lane minus the first, seed by seed. */
const versusFirst = (results: Results, lane: number, id: string): Interval =>
  interval(each(results, lane, id).map((value, n) => value - (each(results, 0, id)[n] as number)));

const expectSurelyAbove = ({ low, mean }: Interval, what: string) => expect(low ?? mean, what).toBeGreaterThan(0);
const expectNone = (values: readonly number[], what: string) => expect(values, what).toEqual(values.map(() => 0));

const BUSY: Overrides = {
  population: { users: 1000, suspendedShare: 0.1 },
  workload: { signUps: '6/h', suspend: '0.08/h', reactivate: '0.6/h', delete: '0.004/h', changePlan: '0/h' },
  api: { pageSize: 100, rateLimit: '1/s' },
};

describe('the publisher was silent for an hour', () => {
  const broken = (more: Overrides = {}) =>
    scenario({
      ...BUSY,
      length: '9h',
      faults: [silent('1h', '1h')],
      repair: { at: '3h' },
      ...more,
      billing: { policy: 'version', ...more.billing },
    });
  const log: VariantChoice = { set: { 'broker.kind': 'log' } };
  const arrival: VariantChoice = { set: { 'billing.policy': 'arrival' } };
  const renewed: VariantChoice = { parameters: { identity: 'renewed' } };

  test('replaying a log reads thousands of events and leaves the same users wrong as waiting does', () => {
    const inOrder: VariantChoice = { set: { 'broker.kind': 'log', 'billing.policy': 'arrival' } };
    const results = study(broken({ population: { users: 2000 } }), [['wait'], ['replay', log], ['replay', inOrder]]);
    for (const lane of [1, 2]) {
      expect(of(results, lane, 'repair.replayed').low).toBeGreaterThan(2000);
      const { low, high } = versusFirst(results, lane, 'divergent.settled');
      expect(low).toBeLessThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(0);
    }
    expect(each(results, 1, 'divergent.settled'), 'to a man').toEqual(each(results, 0, 'divergent.settled'));
    expectSurelyAbove(of(results, 0, 'divergent.settled'), 'waiting leaves users wrong');
  });

  test('publishing everybody’s state, fetching everybody, and republishing with the original identity mend every user under a version guard', () => {
    const results = study(broken(), [['republish-state'], ['resync'], ['republish-events']]);
    for (const lane of [0, 1, 2]) {
      expectNone(each(results, lane, 'divergent.settled'), `lane ${lane}`);
      expectSurelyAbove(of(results, lane, 'divergent.atRepair'), 'there was something to mend');
      expectNone(each(results, lane, 'copy.regressed'), 'nobody regressed');
    }
  });

  test('republished events regress users who changed since, unless Billing compares versions', () => {
    const results = study(broken(), [['republish-events', arrival], ['republish-events']]);
    expectSurelyAbove(of(results, 0, 'copy.regressed'), 'regressed in order of arrival');
    expectSurelyAbove(of(results, 0, 'divergent.settled'), 'left wrong in order of arrival');
    expectNone(each(results, 1, 'copy.regressed'), 'regressed under a version guard');
  });

  test('republishing under a new identity defeats even the version guard', () => {
    const results = study(broken(), [['republish-events', renewed]]);
    expectSurelyAbove(of(results, 0, 'divergent.settled'), 'left wrong');
  });

  test('tombstones tell of the deleted; without them and without a sweep the deleted stay', () => {
    const mostlyDeleted = broken({ workload: { ...BUSY.workload, delete: '0.05/h' } });
    const results = study(mostlyDeleted, [
      ['republish-state'],
      ['republish-state', { parameters: { tombstones: false } }],
      ['resync'],
      ['resync', { parameters: { sweep: false } }],
    ]);
    for (const lane of [0, 2]) expectNone(each(results, lane, 'divergent.settled'), `lane ${lane}`);
    for (const lane of [1, 3]) {
      expectSurelyAbove(of(results, lane, 'divergent.orphan'), `orphans in lane ${lane}`);
      expect(each(results, lane, 'divergent.settled')).toEqual(each(results, lane, 'divergent.orphan'));
    }
  });

  test('an invoice run that falls into a naive resync finds an empty table: it misses almost everybody', () => {
    // Written by 3:45, started by 3:59:55; the 10 pages take 10 s: the run of 4:00, the last of these, falls in between.
    const people = { find: '30m', build: '45m', review: '30m', run: '14m55s' };
    const results = study(broken({ people, length: '4h' }), [
      ['wait'],
      ['resync-naive'],
      ['resync-naive', { parameters: { freeze: true } }],
      ['resync'],
    ]);
    expect(versusFirst(results, 1, 'invoices.missed').low, 'missed by the naive resync').toBeGreaterThan(300);
    expect(versusFirst(results, 2, 'invoices.missed').high, 'frozen').toBeLessThanOrEqual(0);
    expectSurelyAbove(of(results, 2, 'invoices.late'), 'frozen invoices are late');
    expectNone(each(results, 3, 'divergent.settled'), 'the careful resync');
    expect(versusFirst(results, 3, 'invoices.missed').high).toBeLessThanOrEqual(0);
  });

  test('no repair changes an invoice that was sent, nor one that was missed', () => {
    for (const seed of SEEDS.slice(0, 6)) {
      const sent = (strategy: string, choice: VariantChoice = {}) => {
        const { lines, result } = traceOf(broken(), { strategy, seed, ...choice });
        const before = only(lines, 'invoice').filter(({ t }) => t < 3 * 3_600_000_000);
        return { before: before.map(({ i: _, ...line }) => line), credits: only(lines, 'credit'), result };
      };
      const waiting = sent('wait');
      const wrong = waiting.before.filter(({ truth }) => truth !== 'active').length;
      for (const strategy of ['republish-events', 'republish-state', 'resync-naive', 'resync']) {
        const { before, credits, result } = sent(strategy);
        expect(before, strategy).toEqual(waiting.before);
        expect(credits).toEqual([]);
        expect(measured(result, 'invoices.wrong')).toBeGreaterThanOrEqual(wrong);
      }
    }
  });

  test('with the API down to the end a resync mends nothing, however often it asks', () => {
    const faults = [silent('1h', '1h'), { fault: 'api-down', at: '2h30m', for: '13h' }];
    const results = study(broken({ faults, settleWithin: '10m' }), [['wait'], ['resync']], SEEDS.slice(0, 8));
    expect(each(results, 1, 'divergent.settled')).toEqual(each(results, 0, 'divergent.settled'));
    for (const variants of results) expect((variants[1] as VariantResult).measures['settled']).toBe(false);
    expectSurelyAbove(of(results, 1, 'api.failed'), 'calls that failed');
    expectNone(each(results, 1, 'api.rows'), 'rows');
  });
});

describe('Billing died with messages in its hands', () => {
  const outage = scenario({
    ...BUSY,
    billing: { policy: 'version', ack: 'before', serviceTime: { constant: '1s' } },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '3h' },
      { fault: 'consumer-down', at: '4h2m', for: '8m' },
    ],
    repair: { at: '5h' },
    length: '9h',
  });

  test('a log gives back to a replay what the consumer lost; a queue has forgotten it', () => {
    const log = { 'broker.kind': 'log' };
    const results = study(outage, [['wait'], ['wait', { set: log }], ['replay', { set: log }], ['replay']]);
    expectSurelyAbove(of(results, 0, 'divergent.settled'), 'waiting, queue');
    expectSurelyAbove(of(results, 1, 'divergent.settled'), 'waiting, log');
    expectNone(each(results, 2, 'divergent.settled'), 'replay of a log');
    expect(each(results, 3, 'divergent.settled'), 'replay of a queue').toEqual(each(results, 0, 'divergent.settled'));
    for (const variants of results)
      expect((variants[3] as VariantResult).verdict).toMatch(/^Cannot: a queue keeps no history/);
  });
});

describe('a new service starts with an empty copy', () => {
  const startsLate = scenario({
    ...BUSY,
    length: '75m',
    workload: { signUps: '120/h', suspend: '1/h', reactivate: '4/h', delete: '0.05/h', changePlan: '0/h' },
    billing: { startsAt: '1h', policy: 'version', apiLatency: { exponential: '20s' } },
    people: 'none',
  });
  const resync = (order: string, merge = 'at-least'): Lane => ['resync', { parameters: { order, merge } }];

  test('fetching first and subscribing afterwards leaves a gap; subscribing first and merging by version leaves none', () => {
    const results = study(startsLate, [
      resync('copy-first'),
      resync('subscribe-first'),
      resync('subscribe-first', 'blind'),
    ]);
    expectSurelyAbove(of(results, 0, 'divergent.settled'), 'copy-first');
    expectNone(each(results, 1, 'divergent.settled'), 'subscribe-first');
    expectSurelyAbove(of(results, 2, 'divergent.settled'), 'subscribe-first without a guard');
  });

  test('a log that holds one event per user makes the API unnecessary', () => {
    const results = study(startsLate, [['replay', { set: { 'broker.kind': 'log' } }]], SEEDS.slice(0, 8));
    expectNone(each(results, 0, 'divergent.settled'), 'divergent');
    expectNone(each(results, 0, 'api.calls'), 'calls');
  });

  test('waiting seeds nobody who does not change', () => {
    const results = study(startsLate, [['wait']], SEEDS.slice(0, 8));
    expectSurelyAbove(of(results, 0, 'divergent.missing'), 'missing');
  });
});

describe('keep a copy, or ask every time', () => {
  const day = scenario({
    ...BUSY,
    population: { users: 1000, suspendedShare: 0.6 },
    workload: { signUps: '6/h', suspend: '0.06/h', reactivate: '0.04/h', delete: '0.0005/h', changePlan: '0/h' },
    api: { pageSize: 20, rateLimit: '20/s' },
    length: '10h',
    faults: [silent('2h', '1h'), { fault: 'api-down', at: '5h50m', for: '30m' }],
    repair: { at: '7h' },
  });
  const reads = (how: string): Lane => ['wait', { set: { 'billing.reads': how } }];

  test('the copy is autonomous and wrong; the API is right and late; verifying takes wrong invoices away at a fraction of the calls', () => {
    const results = study(day, [reads('copy'), reads('api'), reads('verify')]);
    expectSurelyAbove(of(results, 0, 'invoices.wrong'), 'wrong by the copy');
    for (const id of ['api.calls', 'billing.unavailableHours', 'invoices.late', 'invoices.blocked'])
      expectNone(each(results, 0, id), `${id} of the copy`);
    for (const id of ['divergent.peak', 'divergent.userHours', 'divergent.settled', 'invoices.missed'])
      expectNone(each(results, 1, id), `${id} of the API`);
    for (const id of ['api.calls', 'billing.unavailableHours', 'invoices.late', 'invoices.blocked'])
      expectSurelyAbove(of(results, 1, id), `${id} of the API`);
    expect(of(results, 2, 'api.calls').mean).toBeLessThan(0.6 * (of(results, 1, 'api.calls').mean as number));
    // What is left is the time between the check and the invoice: less than a second of every hour.
    expect(of(results, 2, 'invoices.wrong').mean).toBeLessThan(
      0.02 * (of(results, 0, 'invoices.wrong').mean as number),
    );
    expectSurelyAbove(of(results, 2, 'invoices.missed'), 'whom the copy thinks suspended nobody asks about');
  });
});
