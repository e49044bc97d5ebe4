// What each prevention stops and what it does not: the cells are data, and every cell is runs over seeds. A prevention stops a fault
// where no copy is wrong in the end; where it does not, some are, as they are without it.
import { describe, expect, test } from 'vitest';
import type { FaultSpec } from '../../src/engine/scenario.ts';
import { busy } from '../support/incidents.ts';
import { INSTANT, measured, runOf, traceOf } from '../support/scenarios.ts';

const SEEDS = [1, 2, 3, 4, 5];
const lasting = { at: '1h', for: '4h30m' };

const FAULTS: Readonly<Record<string, FaultSpec>> = {
  silent: { fault: 'publisher-silent', ...lasting, share: 0.3 },
  crash: { fault: 'publisher-crash', ...lasting, share: 0.3 },
  rollback: { fault: 'publish-before-rollback', ...lasting, share: 0.3 },
  reorder: { fault: 'publish-reorder', ...lasting, share: 0.5, by: '1h' },
  unreachable: { fault: 'broker-unreachable', ...lasting },
  memory: { fault: 'broker-unreachable', ...lasting, buffer: 'memory', bufferSize: 10 },
};

/** For each prevention what it sets, and the faults it stops; it stops no others. */
const PREVENTIONS: Readonly<Record<string, readonly [set: Record<string, unknown>, stops: readonly string[]]>> = {
  nothing: [{}, []],
  // Rows of one user are written in the order of its commits, since a row's lock keeps them so: reordering ends there too.
  outbox: [{ 'publisher.path': 'outbox' }, ['crash', 'rollback', 'reorder', 'unreachable', 'memory']],
  'the log of commits': [
    { 'publisher.path': 'cdc' },
    ['silent', 'crash', 'rollback', 'reorder', 'unreachable', 'memory'],
  ],
  confirms: [{ 'publisher.confirms': true }, ['unreachable', 'memory']],
  'a version guard': [{ 'billing.policy': 'version' }, ['reorder']],
};

const of = (fault: FaultSpec) =>
  busy({
    ...INSTANT,
    billing: { ...INSTANT.billing, policy: 'arrival' },
    publisher: { confirms: false },
    faults: [fault],
  });

describe.each(Object.entries(PREVENTIONS))('%s', (_, [set, stops]) => {
  test.each(Object.entries(FAULTS))('%s', (name, fault) => {
    const left = SEEDS.map((seed) => measured(runOf(of(fault), { seed, set }), 'divergent.settled'));
    if (stops.includes(name)) expect(left).toEqual(SEEDS.map(() => 0));
    else expect(Math.max(...left)).toBeGreaterThan(0);
  });
});

const CRASH = of({ fault: 'publisher-crash', ...lasting });
const commitsOf = (lines: ReturnType<typeof traceOf>['lines']) =>
  lines.filter((line) => line.kind === 'commit' && line.cause === 'workload');

test('as many events are lost as changes fall between commit and publication; a relay that dies sends twice and loses none', () => {
  const { lines, result } = traceOf(CRASH);
  const within = commitsOf(lines).filter(({ t }) => t >= 3_600_000_000 && t < 5.5 * 3_600_000_000);
  expect(within.length).toBeGreaterThan(50);
  expect(measured(result, 'messages.lost')).toBe(within.length);
  const relayed = runOf(of(FAULTS['crash'] as FaultSpec), { set: { 'publisher.path': 'outbox' } });
  expect(measured(relayed, 'messages.lost')).toBe(0);
  expect(measured(relayed, 'messages.published')).toBeGreaterThan(measured(relayed, 'messages.committed'));
});

test('what is undone is undone in every path: lanes have one truth', () => {
  const rollback = of(FAULTS['rollback'] as FaultSpec);
  const [direct, outbox] = ['direct', 'outbox'].map((path) =>
    commitsOf(traceOf(rollback, { set: { 'publisher.path': path } }).lines).map(({ t }) => t),
  );
  expect(outbox).toEqual(direct);
});
