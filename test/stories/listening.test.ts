// Told by what Billing hears: heartbeats, and versions that follow each other. What each reveals, when, and what neither can see.
import { expect, test } from 'vitest';
import type { FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import { factsOf } from '../support/facts.ts';
import { measured, type Overrides, scenario, silent, traceOf } from '../support/scenarios.ts';
import { complaintsAbout } from '../support/witness.ts';

const MINUTE = 60_000_000;

/** A service so quiet that hours pass between two events, and one that hears from it by heartbeats every five minutes. */
const quiet = (fault: FaultSpec | null, more: Overrides = {}): Scenario =>
  scenario({
    length: '8h',
    population: { users: 20, suspendedShare: 0 },
    workload: { signUps: '0.2/h', suspend: '0/h', reactivate: '0/h', delete: '0/h' },
    faults: fault === null ? [] : [fault],
    billing: { invoiceEvery: '366d' },
    ...more,
    publisher: { heartbeat: '5m', ...(more.publisher as object) },
  });

function heard(of: Scenario) {
  const { lines, result, spec } = traceOf(of);
  expect(complaintsAbout(lines, factsOf(spec, result))).toEqual([]);
  const beats = lines.filter((line) => line.kind === 'publish' && line.cause === 'heartbeat');
  const alarms = lines.flatMap((line) => (line.kind === 'alarm' ? [line.t / MINUTE] : []));
  return { lines, beats, alarms, result };
}

test('a quiet service beats, a busy one need not, and in neither is an alarm raised', () => {
  const calm = heard(quiet(null));
  // Ninety-six times in eight hours, but where an event has been published within the five minutes before.
  expect(calm.beats.length).toBeGreaterThan(85);
  expect(calm.alarms).toEqual([]);
  const busy = heard(quiet(null, { workload: { signUps: '600/h' } }));
  expect(busy.beats).toEqual([]);
  expect(busy.alarms).toEqual([]);
});

test('it changes nothing of any user: the copy is what it would be without', () => {
  const states = (of: Scenario) =>
    traceOf(of).lines.flatMap((line) => (line.kind === 'copy' ? [`${line.user} ${line.version} ${line.status}`] : []));
  expect(states(quiet(null))).toEqual(states(quiet(null, { publisher: { heartbeat: 'none' } })));
});

test.each([
  ['the relay stops', { fault: 'relay-stopped', at: '2h', for: '2h' }, 'outbox'],
  [
    'the road to the broker is cut',
    { fault: 'network-partition', at: '2h', for: '2h', between: 'user-broker' },
    'direct',
  ],
  ['the broker is away', { fault: 'broker-restart', at: '2h', for: '2h' }, 'direct'],
  ['the queue is not bound', { fault: 'queue-unbound', at: '2h', for: '2h' }, 'direct'],
] as const)(
  'when %s, an alarm is raised after two missed beats, once, and before the fault is over',
  (_, fault, path) => {
    const { alarms, result } = heard(quiet(fault, { publisher: { path } }));
    expect(alarms.length).toBe(1);
    expect(alarms[0]).toBeGreaterThanOrEqual(130);
    expect(alarms[0]).toBeLessThanOrEqual(145);
    expect(measured(result, 'incident.noticedAfter')).toBe(((alarms[0] as number) - 120) * 60);
  },
);

test('a publisher that forgets rows sends heartbeats all the same: silence of its events is not heard', () => {
  for (const path of ['direct', 'outbox'] as const) {
    const { alarms, beats, result } = heard(
      quiet(silent('2h', '4h'), { publisher: { path }, workload: { signUps: '10/h' } }),
    );
    expect(measured(result, 'messages.lost')).toBeGreaterThan(0);
    expect(beats.length).toBeGreaterThan(30);
    expect(alarms).toEqual([]);
  }
});

/** Each user changes about once an hour; what the fault takes away a gap shows at the same user's next event. */
const gaps = (fault: FaultSpec): Scenario =>
  scenario({
    length: '6h',
    population: { users: 40, suspendedShare: 0.3 },
    workload: { signUps: '0/h', suspend: '1/h', reactivate: '1/h', delete: '0/h' },
    billing: { policy: 'version', gapDetection: true, invoiceEvery: '366d' },
    faults: [fault],
  });

test.each([
  ['forgets rows', silent('4h30m', '90m')],
  ['dies between commit and publication', { fault: 'publisher-crash', at: '4h30m', for: '90m', share: 0.5 }],
] as const)('a publisher that %s is revealed by the user’s next event, and only then', (_, fault) => {
  const { lines } = traceOf(gaps(fault));
  const lost = lines.flatMap((line) => (line.kind === 'lost' ? [line] : []));
  const alarms = lines.flatMap((line) => (line.kind === 'alarm' && line.alarm === 'gap' ? [line] : []));
  expect(lost.length).toBeGreaterThan(3);
  const published = lines.flatMap((line) => (line.kind === 'publish' ? [line] : []));
  /** The first event of that user which left after its loss: undefined where there is none. */
  const nextOf = ({ user, t }: (typeof lost)[number]) => published.find((line) => line.user === user && line.t > t);
  const revealed = lost.map(nextOf).filter((line) => line !== undefined);
  const expected = new Set(revealed.map(({ user, version }) => `${user} ${version}`));
  expect(new Set(alarms.map(({ user, version }) => `${user} ${version}`))).toEqual(expected);
  for (const { user, version, t } of alarms) {
    const left = published.find((line) => line.user === user && line.version === version);
    expect(t, 'not before the event that shows it').toBeGreaterThanOrEqual(left?.t ?? Number.POSITIVE_INFINITY);
  }
  const last = lost.filter((line) => nextOf(line) === undefined);
  expect(last.length, 'the last event of some users').toBeGreaterThan(0);
  for (const { user, t } of last)
    expect(alarms.filter((alarm) => alarm.user === user && alarm.t > t + MINUTE)).toEqual([]);
});
