// Every broker that a scenario may name by `broker.profile`: the trace and the measures agree, nothing impossible happens, what
// a dead consumer held comes again, logs can be replayed, and going back in time changes nothing.
import { describe, expect, test, vi } from 'vitest';
import type { Scenario } from '../../src/engine/scenario.ts';
import { scenarioDefinition } from '../../src/engine/scenarios/checking/document.ts';
import { factsOf } from '../support/facts.ts';
import { busy, incidents, procedures } from '../support/incidents.ts';
import { disagreements, recount } from '../support/recount.ts';
import { measured, open, type RunChoice, runOf, scenario, traceOf } from '../support/scenarios.ts';

vi.setConfig({ testTimeout: 60_000 });

const profiles = scenarioDefinition.catalogues.profiles as readonly { id: string; kind: 'queue' | 'log' }[];
const logs = profiles.filter(({ kind }) => kind === 'log').map(({ id }) => id);
const kindOf = (profile: string) => (logs.includes(profile) ? 'log' : 'queue');

/** A scenario on another broker. One consumer reads a log, so that all logs are alike. */
const on = (profile: string, of: Scenario, billing: Partial<Scenario['billing']> = {}): Scenario =>
  scenario(
    {
      broker: { kind: kindOf(profile), profile },
      billing: { ...billing, ...(kindOf(profile) === 'log' && { consumers: 1 }) },
      repair: of.repair,
    },
    of,
  );

function quarrels(of: Scenario, choice: RunChoice): string[] {
  const { spec, lines, result } = traceOf(of, choice);
  const found = disagreements(result, recount(lines, factsOf(spec, result)));
  return found.slice(0, 3).map((each) => `${choice.id} on ${JSON.stringify(spec.scenario.billing)}: ${each}`);
}

test('a scenario may name every broker of the contract', () => {
  expect(profiles.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    'rabbitmq-classic queue',
    'rabbitmq-quorum queue',
    'rabbitmq-stream log',
    'redis-stream log',
    'kafka log',
  ]);
});

/** Those that a scenario has without naming them are played with every incident anyway. */
const named = profiles.map(({ id }) => id).filter((id) => id !== 'rabbitmq-classic' && id !== 'rabbitmq-stream');

const WAYS: readonly Partial<Scenario['billing']>[] = [
  {},
  { ack: 'before', policy: 'version' },
  { prefetch: 0, policy: 'dedupe' },
];

describe.each(named)('%s', (profile) => {
  test.each(Object.keys(incidents))('what a run measures can be recounted from its trace, when %s', (name) => {
    const of = incidents[name] as Scenario;
    // Each procedure meets one of the three ways to consume, another one in every incident; random runs meet them all.
    const found = procedures.flatMap((procedure, n) =>
      quarrels(on(profile, of, WAYS[(n + name.length) % WAYS.length]), { ...procedure, seed: n + 2 }),
    );
    expect(found.join('\n')).toBe('');
  });

  test.each(Object.keys(incidents))('going back and forking changes nothing, when %s', (name) => {
    const of = on(profile, incidents[name] as Scenario);
    const choice = procedures[name.length % procedures.length] as RunChoice;
    const once = runOf(of, choice);
    const session = open(of, { ...choice, session: { marks: 25, marksPerKeyframe: 4 } });
    for (const minutes of [40, 63, 131, 200, 71, 305]) {
      session.seek(minutes * 60_000_000);
      expect(session.fork(minutes * 60_000_000).finish(), `forked at ${minutes} min`).toEqual(once);
    }
    expect(session.finish()).toEqual(once);
  });
});

/** The consumer dies while it holds what it was slow to process. */
const crash = busy({
  billing: { serviceTime: { constant: '2m' }, prefetch: 5, policy: 'version' },
  faults: [{ fault: 'consumer-down', at: '61m', for: '10m' }],
});

test.each(profiles.map(({ id }) => id))('%s: what a dead consumer held comes again, and nothing is lost', (profile) => {
  const { lines, result } = traceOf(on(profile, crash));
  expect(measured(result, 'messages.redelivered')).toBeGreaterThan(0);
  expect(measured(result, 'messages.lost')).toBe(0);
  expect(measured(result, 'divergent.settled')).toBe(0);
  const deliveries = lines.filter((line) => line.kind === 'deliver').filter(({ t }) => t >= 71 * 60_000_000);
  // The first to come after the crash are those that had come before it, in their old order.
  const again = deliveries.findIndex((line) => line.attempt === 1);
  expect(again).toBeGreaterThan(0);
  const first = deliveries.slice(0, again).map((line) => line.message as number);
  expect(first).toEqual([...first].sort((a, b) => a - b));
});

test('Redis counts how often an entry was handed out', () => {
  const again = { fault: 'consumer-down', at: '72m', for: '1m' };
  const twice = on('redis-stream', scenario({ faults: [...crash.faults, again], repair: crash.repair }, crash));
  const attempts = traceOf(twice).lines.flatMap((line) => (line.kind === 'deliver' ? [line.attempt] : []));
  expect(Math.max(...attempts)).toBe(3);
});

/** Deliveries count as read when sent, and die with the consumer: the log still has them. */
const forgetful = busy({
  billing: { ack: 'before', serviceTime: { constant: '1m' }, policy: 'version' },
  faults: [{ fault: 'consumer-down', at: '345m', for: '5m' }],
});

test.each(logs)('%s: a replay mends what the consumer lost', (profile) => {
  const lost = on(profile, forgetful);
  const waited = runOf(lost, { strategy: 'wait' });
  const replayed = runOf(lost, { strategy: 'replay' });
  expect(measured(waited, 'messages.lost')).toBeGreaterThan(0);
  expect(measured(waited, 'divergent.settled')).toBeGreaterThan(0);
  expect(measured(replayed, 'divergent.settled')).toBe(0);
  expect(measured(replayed, 'repair.replayed')).toBeGreaterThan(0);
});

test('what is read again of a place that Kafka has forgotten was lost before: its delay is nobody’s', () => {
  // The group is away for longer than its place is remembered, and what it had in memory counted as read.
  const forgotten = on('kafka', scenario({ broker: { offsetsRetention: '2m' } }, forgetful));
  const { spec, lines, result } = traceOf({ ...forgotten, broker: { ...forgotten.broker, offsetsRetention: '2m' } });
  const lost = new Set(lines.flatMap((line) => (line.kind === 'lost' ? [line.message] : [])));
  const later = lines.some((line) => line.kind === 'apply' && line.effect === 'applied' && lost.has(line.message));
  expect(later, 'something lost is applied after all').toBe(true);
  expect(disagreements(result, recount(lines, factsOf(spec, result)))).toEqual([]);
});

test('as long as nobody dies, it makes no difference which log or which queue it is', () => {
  const of = incidents['the publisher is silent for an hour'] as Scenario;
  for (const kind of ['queue', 'log'])
    for (const strategy of ['replay', 'resync', 'republish-state']) {
      const same = profiles.filter((each) => each.kind === kind).map(({ id }) => runOf(on(id, of), { strategy }));
      expect(new Set(same.map(({ fingerprint }) => fingerprint)).size, `${kind}, ${strategy}`).toBe(1);
    }
});
