// Billing's first day, in every way there is to fill an empty copy, each in its right order and, where it has one, in its wrong one: what
// is read, what of the events is missed between reading and hearing, whose time it takes, and what one team must know of the other.
import { describe, expect, test } from 'vitest';
import { findEntry } from '../../src/engine/catalog.ts';
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { RunbookSpec, StepSpec } from '../../src/engine/sections/value.ts';
import { primitiveSteps } from '../../src/engine/steps/catalog.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { type Line, only } from '../support/lines.ts';
import { measured, type Overrides, type RunChoice, scenario, traceOf } from '../support/scenarios.ts';

const HOUR = 3_600_000_000;
const START = 9 * HOUR;

const firstDay = (more: Overrides = {}) =>
  scenario(
    { repair: { at: '9h' }, ...more },
    scenario({
      length: '14h',
      population: { users: 200, suspendedShare: 0.1 },
      workload: { signUps: '6/h', suspend: '0.5/h', reactivate: '3/h', delete: '0.02/h' },
      billing: { startsAt: '9h', policy: 'version', invoiceEvery: '12h', apiLatency: { constant: '10s' } },
      api: { pageSize: 100, rateLimit: '1/s' },
      repair: { at: '9h' },
    }),
  );

interface Way {
  readonly strategy: string;
  readonly choice?: RunChoice;
  /** Kinds of lines by which the copy is filled. */
  readonly reads: Line['kind'];
  readonly coupling: string;
  /** Minutes of people's time. */
  readonly user: number;
  readonly billing: number;
}

const LOG = { set: { 'broker.kind': 'log' } } as const;
const WAYS: readonly Way[] = [
  { strategy: 'resync', reads: 'api', coupling: 'API', user: 0, billing: 155 },
  { strategy: 'copy-database', reads: 'database', coupling: 'schema', user: 0, billing: 155 },
  { strategy: 'republish-state', reads: 'deliver', coupling: 'events', user: 155, billing: 0 },
  { strategy: 'replay', choice: LOG, reads: 'deliver', coupling: 'events', user: 0, billing: 35 },
  { strategy: 'rebuild', choice: LOG, reads: 'deliver', coupling: 'events', user: 0, billing: 155 },
  {
    strategy: 'compacted-seed',
    choice: { set: { 'broker.kind': 'compacted-log' } },
    reads: 'deliver',
    coupling: 'events',
    user: 0,
    billing: 155,
  },
  {
    strategy: 'snapshot-watermark',
    choice: { set: { 'publisher.path': 'cdc' } },
    reads: 'watermark',
    coupling: 'events',
    user: 155,
    billing: 0,
  },
];

const played = ({ strategy, choice }: Pick<Way, 'strategy' | 'choice'>, more: Overrides = {}) =>
  traceOf(firstDay(more), { strategy, ...choice });
const left = (result: VariantResult) => measured(result, 'divergent.settled');

/** A primitive step with its defaults. */
function usual(step: string): StepSpec {
  const entry = findEntry(primitiveSteps, step);
  const defaults = Object.entries(entry?.parameters ?? {}).map(([name, { default: value }]) => [name, value]);
  return { step, ...Object.fromEntries(defaults) };
}

/** Changes committed from the beginning of the reading to its end of which Billing was never told. */
function gap(lines: readonly Line[]): number {
  const phases = only(lines, 'phase');
  const from = phases.find(({ name }) => /^(Scan|Copy|Publish)/.test(name))?.t ?? START;
  const to = phases.find(({ name }) => name === 'Bind the queue')?.t ?? from;
  const told = new Set(only(lines, 'deliver').map(({ message }) => message));
  return only(lines, 'publish').filter(({ t, message }) => t >= from && t < to && !told.has(message)).length;
}

describe.each(WAYS.map((way) => [way.strategy, way] as const))('%s, in its right order', (_, way) => {
  const { lines, result } = played(way);

  test('leaves nobody out: whatever is read, what changes meanwhile is heard', () => {
    expect(left(result)).toBe(0);
    expect(gap(lines)).toBe(0);
    expect(only(lines, way.reads).some(({ t }) => t >= START)).toBe(true);
  });

  test('hears from the first moment on: what is published from then is delivered, before everybody is there', () => {
    const told = new Set(only(lines, 'deliver').map(({ message }) => message));
    const live = only(lines, 'publish').filter(({ t, cause }) => t >= START && ['live', 'relay'].includes(cause));
    expect(live.length).toBeGreaterThan(50);
    expect(live.every(({ message }) => told.has(message))).toBe(true);
  });

  test('takes the time of those who do it, and couples by what they must know', () => {
    expect(measured(result, 'repair.handsOnMinutes.user')).toBe(way.user);
    expect(measured(result, 'repair.handsOnMinutes.billing')).toBe(way.billing);
    expect(result.measures['repair']).toMatchObject({ coupling: way.coupling });
  });

  test('as `billing.seed` is a seeding and no repair: its phases say so, its load is nobody’s repair', () => {
    const seed = { strategy: way.strategy, parameters: {} };
    const set = { ...way.choice?.set };
    const { result: seeded } = traceOf(firstDay({ billing: { seed } as never }), { strategy: 'wait', set });
    const phases = seeded.phases.filter((phase) => phase.seeding === true);
    expect(phases.map(({ name }) => name)).toEqual(result.phases.map(({ name }) => name));
    expect(measured(seeded, 'repair.handsOnMinutes.user') + measured(seeded, 'repair.handsOnMinutes.billing')).toBe(0);
    for (const load of ['repair.apiCalls', 'repair.messages', 'repair.replayed', 'repair.databaseRows'])
      expect(measured(seeded, load), load).toBe(0);
    expect(left(seeded)).toBe(0);
  });
});

describe('in the wrong order', () => {
  const busy = scenario({
    length: '70m',
    population: { users: 1000, suspendedShare: 0.1 },
    workload: { signUps: '120/h', suspend: '1/h', reactivate: '4/h', delete: '0.05/h' },
    billing: { startsAt: '1h', policy: 'version', apiLatency: { exponential: '20s' } },
    api: { pageSize: 100, rateLimit: '1/s' },
    repair: { at: '1h' },
    people: 'none',
  });
  /** The User team, or its platform, tells everybody’s state while no queue is bound yet. */
  const told = (step: string): RunbookSpec => ({
    id: 'steps',
    steps: [usual(step), { ...usual('subscribe'), title: 'Bind the queue' }],
  });
  const WRONG: readonly (readonly [name: string, choice: RunChoice])[] = [
    ['the API is read, then the queue is bound', { strategy: 'resync', parameters: { order: 'copy-first' } }],
    [
      'the table is read, then the queue is bound',
      { strategy: 'copy-database', parameters: { position: 'afterwards', rate: '10/s' } },
    ],
    ['everybody’s state is published, then the queue is bound', { strategy: told('publish-state') }],
    [
      'chunks between marks are published, then the queue is bound',
      { strategy: told('snapshot'), set: { 'publisher.path': 'outbox' } },
    ],
  ];

  test.each(WRONG)('%s: the events in between are nobody’s, and leave users wrong', (_, choice) => {
    const { lines, result } = traceOf(busy, choice);
    expect(gap(lines)).toBeGreaterThan(0);
    expect(left(result)).toBeGreaterThan(0);
    const bound = only(lines, 'phase').find(({ name }) => name === 'Bind the queue')?.t ?? 0;
    expect(bound).toBeGreaterThan(HOUR);
    expect(only(lines, 'deliver').every(({ t }) => t >= bound)).toBe(true);
    expect(result.verdict).toMatch(/^What changed before the queue was bound was never heard/);
  });

  test('of a log nothing is missed between reading and hearing, but what it no longer holds', () => {
    const of = (retention: string) => scenario({ broker: { kind: 'log', retention } }, busy);
    const [whole, cut] = ['7d', '30m'].map((retention) => traceOf(of(retention), { strategy: 'replay' }));
    expect(left(whole?.result as VariantResult)).toBe(0);
    expect(left(cut?.result as VariantResult)).toBeGreaterThan(400);
    expect(traceOf(of('30m'), { strategy: 'rebuild' }).result.verdict).toMatch(/^Cannot: the log does not hold/);
  });

  test('a compacted log that is read into the copy keeps whom a guard protects, and into a second table nobody', () => {
    const bug = { fault: 'consumer-bug', at: '61m', for: '4m', share: 1 };
    const of = scenario({ broker: { kind: 'compacted-log' }, faults: [bug], repair: { at: '66m' } }, busy);
    const seeded = scenario(
      { billing: { seed: { strategy: 'compacted-seed', parameters: { into: 'aside' } } } as never },
      of,
    );
    const [copy, table] = ['copy', 'aside'].map((into) =>
      left(traceOf(seeded, { strategy: 'compacted-seed', parameters: { into } }).result),
    );
    expect(copy).toBeGreaterThan(0);
    expect(table).toBe(0);
  });

  test('pages that are written whatever the copy has undo newer events', () => {
    const { result } = traceOf(busy, { strategy: 'resync', parameters: { merge: 'blind' } });
    expect(left(result)).toBeGreaterThan(0);
  });

  test('watermarks mean nothing where events do not leave in the order of commits', () => {
    expect(played({ strategy: 'snapshot-watermark' }).result.verdict).toMatch(
      /^Cannot: events do not leave in the order/,
    );
  });
});

describe('what is missing', () => {
  test('an endpoint costs waiting for another team, and its time', () => {
    const lanes = [true, false].map(
      (bulkEndpoint) => played({ strategy: 'resync' }, { user: { bulkEndpoint } }).result,
    );
    const [there, built] = lanes as [VariantResult, VariantResult];
    expect(measured(built, 'repair.handsOnMinutes.user') - measured(there, 'repair.handsOnMinutes.user')).toBe(120);
    expect(measured(built, 'repair.duration') - measured(there, 'repair.duration')).toBeCloseTo((24 + 2) * 3600, -3);
    expect(built.phases.map(({ name }) => name)).toContain('Wait for the User team');
    expect(measured(built, 'invoices.missed')).toBeGreaterThan(measured(there, 'invoices.missed'));
  });

  test('a queue has no history to be read, and a log that begins later makes no whole table', () => {
    for (const strategy of ['replay', 'rebuild'])
      expect(played({ strategy }).result.verdict).toMatch(/^Cannot: a queue keeps no history/);
    const short = { broker: { kind: 'log', retention: '5h' } } as const;
    expect(played({ strategy: 'rebuild' }, short).result.verdict).toMatch(
      /^Cannot: the log does not hold its beginning/,
    );
  });

  test('a changed schema breaks the query that was written for the old one, until people have written it anew', () => {
    const of = firstDay({ faults: [{ fault: 'schema-change', at: '11h15m', for: '1h' }] });
    const { lines, result } = traceOf(of, { strategy: 'copy-database' });
    expect(only(lines, 'database').map(({ status }) => status)).toEqual([500, 200]);
    expect(result.phases.map(({ name }) => name)).toContain('Write the query anew');
    expect(measured(result, 'repair.handsOnMinutes.billing')).toBe(155 + 30 + 120 + 30 + 5);
  });
});

test('a rebuild shows nobody the old states that a replay passes through', () => {
  const of = scenario({
    length: '8h',
    population: { users: 200, suspendedShare: 0.1 },
    workload: { suspend: '0.5/h', reactivate: '3/h' },
    broker: { kind: 'log' },
    billing: { policy: 'arrival', serviceTime: { constant: '100ms' } },
    faults: [{ fault: 'consumer-bug', at: '2h', for: '1h', share: 0.5 }],
    repair: { at: '6h' },
    people: 'none',
  });
  const regressed = ['replay', 'rebuild'].map((strategy) => {
    const { result } = traceOf(of, { strategy });
    expect(left(result)).toBe(0);
    return measured(result, 'copy.regressed');
  });
  expect(regressed[0]).toBeGreaterThan(0);
  expect(regressed[1]).toBe(0);
});

test('every strategy that can fill an empty copy is played here', () => {
  const played = [...WAYS.map(({ strategy }) => strategy), 'resync-naive'];
  expect(
    strategies
      .filter(({ seeds }) => seeds)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(played.sort());
});
