// What a scenario says of its broker comes to pass: delivery limits, places that are forgotten, and what a restart of the broker
// costs with and without confirms.
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/engine/scenario.ts';
import { checkScenario } from '../../src/engine/scenarios/checking/check.ts';
import { scenarioDefinition } from '../../src/engine/scenarios/checking/document.ts';
import { measured, type Overrides, scenario, traceOf } from '../support/scenarios.ts';

/** A queue that is never empty: twenty at a time wait in Billing's memory. */
const busy = (broker: Partial<Scenario['broker']>, more: Overrides = {}): Scenario =>
  scenario({
    length: '4h',
    population: { users: 2000 },
    workload: { suspend: '1/h', reactivate: '9/h', signUps: '0/h', delete: '0/h' },
    billing: { serviceTime: { constant: '1100ms' }, policy: 'version' },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '5m' },
      { fault: 'consumer-down', at: '2h', for: '5m' },
    ],
    ...more,
    broker: { kind: 'queue', profile: 'rabbitmq-quorum', ...broker },
  });

const issuesOf = (broker: object): string =>
  JSON.stringify(checkScenario({ schema: 1, title: 'A test', broker }, scenarioDefinition, { id: 'test' }));

describe('broker.deliveryLimit', () => {
  const countOf = (of: Scenario) => {
    const { lines, result } = traceOf(of);
    const dead = lines.filter(({ kind }) => kind === 'dead-letter');
    expect(measured(result, 'messages.deadLettered')).toBe(dead.length);
    return { dead, requeued: lines.filter(({ kind }) => kind === 'requeue').length, result };
  };

  test('without one, what a dead consumer held comes back, as often as it dies', () => {
    const { dead, requeued } = countOf(busy({}));
    expect([dead.length, requeued]).toEqual([0, 40]);
  });

  test('with 0 all that the consumer held when it died is dead-lettered, and not put back besides', () => {
    const { dead, requeued, result } = countOf(busy({ deliveryLimit: 0 }));
    expect([dead.length, requeued]).toEqual([40, 0]);
    expect(dead[0]).toMatchObject({ consumer: 1, attempt: 1, reason: 'delivery_limit' });
    expect(measured(result, 'messages.lost')).toBe(0);
    expect(measured(result, 'divergent.end')).toBeGreaterThan(0);
  });

  test('with 1 only what it held both times', () => {
    const stuck = busy({ deliveryLimit: 1 }, { billing: { serviceTime: { constant: '30m' }, policy: 'version' } });
    const { dead, requeued } = countOf(stuck);
    expect(requeued).toBeGreaterThanOrEqual(20);
    expect(dead.length).toBeGreaterThan(10);
  });

  /** Every message fails for ten minutes, and is handed back each time. */
  const failing = (limitCounts: 'returns' | 'failures', requeueBy: 'nack' | 'reject') =>
    busy(
      { deliveryLimit: 2, limitCounts },
      {
        workload: { suspend: '0/h', reactivate: '0/h', signUps: '60/h', delete: '0/h' },
        billing: { policy: 'version', requeueBy },
        faults: [{ fault: 'poison-message', at: '1h', for: '10m' }],
      },
    );

  test('what is handed back counts; where only failures do, what is rejected, and nothing else', () => {
    for (const [counts, by] of [
      ['returns', 'nack'],
      ['returns', 'reject'],
      ['failures', 'reject'],
    ] as const) {
      const { dead, requeued } = countOf(failing(counts, by));
      expect(dead.length, `${counts}, ${by}`).toBeGreaterThan(0);
      expect(requeued, `${counts}, ${by}`).toBe(3 * dead.length);
    }
    const { dead, requeued, result } = countOf(failing('failures', 'nack'));
    expect(dead).toEqual([]);
    expect(requeued).toBeGreaterThan(100);
    expect(measured(result, 'divergent.settled')).toBe(0);
  });

  test('a consumer that dies has failed in either case; one that hangs only where everything counts', () => {
    const struck = (fault: string, limitCounts: 'returns' | 'failures', more: object) =>
      countOf(
        busy({ deliveryLimit: 0, limitCounts }, { faults: [{ fault, at: '1h', for: '10m', share: 0.01, ...more }] }),
      ).dead.length;
    for (const counts of ['returns', 'failures'] as const)
      expect(struck('consumer-crash', counts, {}), counts).toBeGreaterThan(0);
    expect(struck('consumer-timeout', 'returns', { timeout: '1m' })).toBeGreaterThan(0);
    expect(struck('consumer-timeout', 'failures', { timeout: '1m' })).toBe(0);
  });

  test('a restart of the broker is a failed delivery too: what a living consumer works on is applied and dead all the same', () => {
    const restart = busy({ deliveryLimit: 0 }, { faults: [{ fault: 'broker-restart', at: '1h', for: '1m' }] });
    const { dead } = countOf(restart);
    expect(dead).toHaveLength(20);
  });

  test('is a whole number or none; a queue that counts no failed deliveries is none the wiser', () => {
    expect(issuesOf({ deliveryLimit: -1 })).toContain('a whole number from 0 to 1000000, or none');
    expect(issuesOf({ deliveryLimit: 'nun' })).toContain('or none');
    expect(issuesOf({ profile: 'rabbitmq-quorum', deliveryLimit: 20 })).not.toContain('issues');
    const [classic, limited] = [{}, { deliveryLimit: 0 }].map((more) =>
      traceOf(busy({ profile: 'rabbitmq-classic', ...more })),
    );
    expect(limited?.result.fingerprint).toBe(classic?.result.fingerprint);
  });
});

describe('broker.offsetsRetention', () => {
  const away = (broker: Partial<Scenario['broker']>): Scenario =>
    scenario({
      length: '12h',
      population: { users: 50, suspendedShare: 0.2 },
      broker: { kind: 'log', profile: 'kafka', retention: '30d', ...broker },
      faults: [{ fault: 'consumer-down', at: '5h', for: '2h' }],
    });
  const redelivered = (of: Scenario): number => measured(traceOf(of).result, 'messages.redelivered');

  test('a group that nobody has been in for longer begins again with the first entry', () => {
    const { lines, result } = traceOf(away({ offsetsRetention: '1h' }));
    const before = lines.filter(({ kind, t }) => kind === 'deliver' && t < 5 * 3_600_000_000).length;
    // What it had read before, and the fifty entries of the initial users.
    expect(measured(result, 'messages.redelivered')).toBe(before + 50);
    expect(measured(result, 'settled')).toBe(true);
  });

  test('seven days are long enough for two hours; and only Kafka forgets', () => {
    expect(redelivered(away({}))).toBe(0);
    expect(redelivered(away({ offsetsRetention: '2h' }))).toBe(0);
    for (const profile of ['rabbitmq-stream', 'redis-stream'])
      expect(redelivered(away({ profile, offsetsRetention: '1h' }))).toBe(0);
  });
});

describe('a broker restart', () => {
  const restarted = (publisher: Partial<Scenario['publisher']>) =>
    traceOf(
      scenario({
        length: '6h',
        population: { users: 5000 },
        publisher,
        faults: [{ fault: 'broker-restart', at: '3h', for: '10m' }],
      }),
    );

  // A relay that notices the dead connection at once is too kind: without heartbeats' help it would lose what it sends until then.
  test('costs an outbox without confirms nothing but what is on its way, since its relay knows at once', () => {
    const { result } = restarted({ path: 'outbox', confirms: false });
    expect(measured(result, 'messages.lost')).toBe(0);
  });

  // No confirm is ever lost, so that nothing is sent twice: at-least-once that looks like exactly-once.
  test('makes no duplicates with confirms, since no confirm is lost on the way', () => {
    const { lines, result } = restarted({ confirms: true });
    const published = measured(result, 'messages.published');
    expect(measured(result, 'messages.lost')).toBe(0);
    expect(measured(result, 'messages.delivered')).toBe(published);
    expect(lines.filter((line) => line.kind === 'publish' && line.cause === 'duplicate')).toEqual([]);
  });
});
