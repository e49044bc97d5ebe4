// One incident in every lane: how a new service comes by its copy belongs to the incident, and only what begins at `repair.at`
// belongs to the lane.
import { describe, expect, test } from 'vitest';
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { printProblem, readScenario } from '../../src/files/index.ts';
import { bundledLanesOf, caseOf, lanesOf } from '../support/cases.ts';
import type { Line } from '../support/lines.ts';
import { measured, runOf, scenario, silent, traceOf } from '../support/scenarios.ts';

const HOUR = 3_600_000_000;

const earlier = (lines: readonly Line[], time: number): readonly Line[] => lines.filter(({ t }) => t < time);
const firstOf = (lines: readonly Line[], kind: Line['kind']): number =>
  lines.find((line) => line.kind === kind)?.t ?? -1;

describe('two resyncs in a new service', () => {
  const of = caseOf('resync-in-a-new-service.yaml');
  const [naive, right] = ['resync-naive', 'resync'].map((strategy) => traceOf(of, { strategy }));

  test('hear the same from the start on: both queues are bound when Billing starts', () => {
    for (const lane of [naive, right]) {
      const heard = firstOf(lane?.lines ?? [], 'deliver');
      expect(heard).toBeGreaterThan(12.5 * HOUR);
      expect(heard).toBeLessThan(12.6 * HOUR);
    }
  });

  test('differ only by the half hour of review: the naive one reads its first page that much earlier', () => {
    const asked = [naive, right].map((lane) => firstOf(lane?.lines ?? [], 'api') / HOUR);
    expect((asked[1] as number) - (asked[0] as number)).toBeCloseTo(0.5, 3);
    const scans = [naive, right].map((lane) =>
      earlier(lane?.lines ?? [], 14.5 * HOUR).filter(({ kind }) => kind !== 'phase'),
    );
    expect(scans[1]?.map(({ i: _, ...line }) => line)).toEqual(scans[0]?.map(({ i: _, ...line }) => line));
  });

  test('send their first invoices in the first run that is due after the start', () => {
    for (const lane of [naive, right]) expect(firstOf(lane?.lines ?? [], 'invoice-run')).toBe(13 * HOUR);
    const atNoon: Scenario = { ...of, billing: { ...of.billing, startsAt: '13h' }, repair: { at: '13h' } };
    expect(firstOf(traceOf(atNoon, { strategy: 'resync' }).lines, 'invoice-run')).toBe(14 * HOUR);
  });
});

test('an incident after the start finds every lane in the same state', () => {
  const { wait, resync, 'resync-naive': naive } = lanesOf('incident-after-the-start.yaml');
  const atRepair = [wait, naive, resync].map((lane) => lane && measured(lane, 'divergent.atRepair'));
  expect(new Set(atRepair).size).toBe(1);
  expect(atRepair[0]).toBeGreaterThan(0);
  expect(resync && measured(resync, 'divergent.settled')).toBe(0);
});

test('a repair waits for Billing to start, and a log that is read again then is read to its end', () => {
  const of = caseOf('incident-before-the-start.yaml');
  expect(of.repair.at).toBe('2h');
  const { wait, replay } = lanesOf('incident-before-the-start.yaml');
  expect(replay?.measures['settled']).toBe(true);
  expect(replay && measured(replay, 'repair.duration')).toBeGreaterThan(0);
  expect(replay && measured(replay, 'divergent.userHours')).toBeLessThan(
    wait ? measured(wait, 'divergent.userHours') : 0,
  );
  expect(replay?.endedAt).toBe(4 * 3600);
});

describe('a scenario that says how the copy was filled', () => {
  const of = scenario({
    length: '8h',
    population: { users: 300, suspendedShare: 0.2 },
    workload: { signUps: '60/h', suspend: '0.5/h', reactivate: '1/h', delete: '0.05/h' },
    billing: {
      startsAt: '90m',
      policy: 'version',
      seed: { strategy: 'resync', parameters: { order: 'copy-first', merge: 'at-least', sweep: true, freeze: false } },
    },
    api: { pageSize: 50, rateLimit: '1/s' },
    faults: [silent('4h', '30m')],
    people: { find: '5m', build: '20m', review: '5m', run: '1m' },
  });

  test('begins with that, whatever mends later, and marks its phases', () => {
    const lanes = ['wait', 'resync', 'republish-state'].map((strategy) => traceOf(of, { strategy }));
    for (const { result, lines } of lanes) {
      const seeding = result.phases.filter((phase) => phase.seeding);
      expect(seeding.map(({ name }) => name)).toEqual([
        'Write the resync',
        'Review the resync',
        'Start the resync',
        'Scan pages',
        'Bind the queue',
        'Sweep the deleted',
      ]);
      expect(seeding[0]?.from).toBe(5400);
      expect(result.phases.find((phase) => !phase.seeding)?.from).toBe(4.5 * 3600);
      expect(earlier(lines, 4.5 * HOUR)).toEqual(earlier(lanes[0]?.lines ?? [], 4.5 * HOUR));
    }
  });

  test('is measured apart from the repair', () => {
    const waiting = runOf(of, { strategy: 'wait' });
    for (const id of ['repair.apiCalls', 'repair.apiRows', 'repair.messages', 'repair.handsOnMinutes.billing'])
      expect(measured(waiting, id), id).toBe(0);
    expect(measured(waiting, 'api.calls')).toBeGreaterThan(5);
    const again = runOf(of, { strategy: 'resync' });
    expect(measured(again, 'repair.handsOnMinutes.billing')).toBe(26);
    expect(measured(again, 'repair.apiCalls')).toBeLessThan(measured(again, 'api.calls') - 5);
    const published = runOf({
      ...of,
      billing: { ...of.billing, seed: { strategy: 'republish-state', parameters: {} } },
    });
    expect(measured(published, 'repair.messages')).toBe(0);
    expect(measured(published, 'divergent.missing')).toBeLessThan(60);
    const log = scenario({ broker: { kind: 'log' }, billing: { seed: { strategy: 'replay', parameters: {} } } }, of);
    expect(measured(runOf(log), 'repair.replayed')).toBe(0);
    expect(measured(runOf(log, { strategy: 'replay' }), 'repair.replayed')).toBeGreaterThan(300);
  });

  test('says in the verdict why it could not', () => {
    const queue = { ...of, billing: { ...of.billing, seed: { strategy: 'replay', parameters: {} } } };
    expect(runOf(queue).verdict).toMatch(/^Cannot be seeded: a queue keeps no history/);
  });
});

test('pages that travel long undo newer events where nothing compares versions', () => {
  const of = scenario({
    length: '2h',
    population: { users: 500 },
    workload: { signUps: '60/h', suspend: '3/h', reactivate: '9/h', delete: '0.1/h' },
    billing: { startsAt: '30m', policy: 'version', apiLatency: { constant: '20s' } },
    api: { pageSize: 50 },
    people: 'none',
  });
  const left = (parameters: Readonly<Record<string, string>>) =>
    measured(runOf({ ...of, length: '40m' }, { strategy: 'resync', parameters }), 'divergent.end');
  expect(left({ merge: 'blind' })).toBeGreaterThan(0);
  expect(left({ order: 'copy-first' })).toBeGreaterThan(0);
  expect(left({})).toBe(0);
});

test('who fills the copy while the broker is away binds the queue when it is back, and reads the first page then', () => {
  const of = scenario({
    length: '3h',
    population: { users: 100 },
    billing: { startsAt: '1h', policy: 'version' },
    faults: [{ fault: 'broker-restart', at: '55m', for: '10m' }],
    repair: { at: '1h' },
    people: 'none',
  });
  for (const strategy of ['resync', 'replay']) {
    const lane = scenario({ broker: { kind: strategy === 'replay' ? 'log' : 'queue' }, repair: { at: '1h' } }, of);
    const { lines, result } = traceOf(lane, { strategy });
    const first = lines.find(({ kind }) => kind === 'api' || kind === 'deliver');
    expect(first?.t).toBeGreaterThanOrEqual(65 * 60_000_000);
    expect(measured(result, 'divergent.settled')).toBe(0);
    expect(result.measures['settled']).toBe(true);
  }
});

test('the bundled new service shows its lesson: the race, the first invoices, and what waiting for an endpoint costs', () => {
  const lanes = bundledLanesOf('new-service');
  const of = (id: string, measure: string) => measured(lanes[id] as VariantResult, measure);
  const harm = (id: string) => of(id, 'invoices.wrong') + of(id, 'invoices.missed');
  for (const id of ['subscribe-first', 'republish-state', 'replay-log']) {
    expect(of(id, 'divergent.settled'), id).toBe(0);
    expect(harm(id), id).toBe(0);
  }
  expect(harm('resync-naive')).toBeGreaterThan(0);
  expect(harm('copy-first')).toBeGreaterThan(harm('resync-naive'));
  expect(of('copy-first', 'divergent.settled')).toBeGreaterThan(0);
  expect(of('republish-state', 'repair.handsOnMinutes.user')).toBeGreaterThan(0);
  expect(of('endpoint', 'repair.handsOnMinutes.user')).toBe(120);
  expect(of('endpoint', 'invoices.missed')).toBeGreaterThan(5000);
  expect(of('endpoint', 'divergent.settled')).toBe(0);
});

describe('what cannot be is refused, with file, line and path', () => {
  const said = (...more: readonly string[]): readonly string[] => {
    const read = readScenario(['title: x', ...more].join('\n'), { file: 'x.yaml' });
    return 'errors' in read ? read.errors.map(printProblem) : [];
  };
  const late = '  - { id: late, strategy: resync, parameters: { order: copy-first } }';

  test('a repair before Billing starts, wherever that is said', () => {
    expect(said('billing: { startsAt: 2h }', 'repair: { at: 1h }')).toEqual([
      'x.yaml:3: repair.at: "1h" is before Billing starts; allowed is 2h (billing.startsAt) to 24h (length)',
    ]);
    expect(
      said('repair: { at: 1h }', 'variants:', '  - { id: a, strategy: wait, set: { billing.startsAt: 2h } }'),
    ).toEqual([
      'x.yaml:4: variants[0].set.billing.startsAt: with this, repair.at: "1h" is before Billing starts; allowed is 2h (billing.startsAt) to 24h (length)',
    ]);
  });

  test('copy-first on a service that is bound already', () => {
    const bound =
      /^x\.yaml:\d+: variants\[0\]\.parameters\.order: "copy-first" binds the queue when all is read, and it is bound when this begins/;
    expect(said('variants:', late)).toEqual([expect.stringMatching(bound)]);
    expect(said('billing: { startsAt: 1h }', 'repair: { at: 2h }', 'variants:', late)).toEqual([
      expect.stringMatching(bound),
    ]);
    expect(said('billing: { startsAt: 1h, seed: resync }', 'variants:', late)).toEqual([expect.stringMatching(bound)]);
    expect(said('billing: { startsAt: 1h }', 'variants:', late)).toEqual([]);
    expect(said('variants:', late.replace(' }', ' }, set: { billing.startsAt: 1h }'))).toEqual([]);
    expect(said('billing: { seed: { strategy: resync, parameters: { order: copy-first } } }')).toEqual([
      expect.stringMatching(
        /^x\.yaml:2: billing\.seed\.parameters\.order: "copy-first" binds the queue when all is read, and it is bound from the beginning/,
      ),
    ]);
  });

  test('a seed that seeds nothing', () => {
    expect(said('billing: { startsAt: 1h, seed: wait }')).toEqual([
      expect.stringMatching(/^x\.yaml:2: billing\.seed: "wait" is unknown; allowed is none, .*resync/),
    ]);
    expect(said('billing: { startsAt: 1h, seed: { strategy: resync, order: x } }')).toHaveLength(1);
  });
});
