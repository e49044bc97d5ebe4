// The broker does what real ones were seen to do, or what their documentation says, and refuses by name what it does not know.
import { describe, expect, test } from 'vitest';
import { playScript } from '../../src/engine/broker/index.ts';
import { type Case, disagreement } from '../fidelity/compare.ts';
import {
  changed,
  errorOf,
  eventsOf,
  received,
  type Script,
  type Step,
  scriptIn,
  withSteps,
} from '../support/broker-script.ts';

describe('as recorded', () => {
  for (const name of [
    'quorum-negative-delivery-limit-acts-as-zero.recorded-3.10.8',
    'redis-lag-after-trim-past-a-deleted-entry.recorded-7.0.15',
  ]) {
    test(name, () => {
      const recorded = scriptIn(name) as unknown as Case;
      const { observed: _, ...script } = recorded;
      const played = playScript(script);
      if ('error' in played) expect.fail(played.error);
      const difference = disagreement(recorded, played.steps);
      expect(difference?.got).toEqual(difference?.expected);
    });
  }

  test('any negative delivery limit is as good as 0', () => {
    const script = scriptIn('quorum-negative-delivery-limit-acts-as-zero');
    const seven = withSteps(
      script,
      ...script.steps.map((step) => (step['deliveryLimit'] === undefined ? step : { ...step, deliveryLimit: -7 })),
    );
    expect(eventsOf(seven)).toEqual(eventsOf(script));
    expect(received(script)).toEqual(['suspend-7', 'suspend-8']);
  });
});

describe('versions and brokers', () => {
  const script = scriptIn('rabbitmq-4-default-delivery-limit-of-20');
  const deliveries = (of: Script) => received(of).length;
  const parked = (of: Script) => eventsOf(of).at(-1)?.[0]?.['ready'];

  test('from RabbitMQ 4.0 on a quorum queue has a delivery limit of 20: the 21st return is dead-lettered', () => {
    expect([deliveries(script), parked(script)]).toEqual([21, 1]);
    for (const brokerVersion of ['4.1', '4.2.3']) expect(deliveries({ ...script, brokerVersion })).toBe(21);
  });

  test('before, it had none; and one that is declared counts in both', () => {
    const before = { ...script, brokerVersion: '3.10.8' };
    expect([deliveries(before), parked(before)]).toEqual([26, 0]);
    for (const brokerVersion of ['3.10.8', '4.0.5']) {
      const limited = withSteps(
        { ...script, brokerVersion },
        ...script.steps.map((step) => (step['type'] === 'quorum' ? { ...step, deliveryLimit: 2 } : step)),
      );
      expect(deliveries(limited)).toBe(3);
    }
  });

  test('from 4.0 on a negative limit is none', () => {
    const unlimited = withSteps(
      script,
      ...script.steps.map((step) => (step['type'] === 'quorum' ? { ...step, deliveryLimit: -1 } : step)),
    );
    expect([deliveries(unlimited), parked(unlimited)]).toEqual([26, 0]);
  });

  test('a version that is not simulated is refused by name', () => {
    for (const brokerVersion of ['3.9.1', '3.13.7', '4.3.0', '5', 'latest']) {
      expect(errorOf({ ...script, brokerVersion })).toMatch(
        new RegExp(
          `^brokerVersion: rabbitmq "${brokerVersion}" is not simulated; simulated: RabbitMQ 3\\.10 .*4\\.0 to 4\\.2`,
        ),
      );
    }
    const redis = scriptIn('redis-lag-after-trim-past-a-deleted-entry');
    expect(errorOf({ ...redis, brokerVersion: '7.2.4' })).toMatch(/"7\.2\.4" is not simulated; simulated: Redis 7\.0/);
    const kafka = scriptIn('kafka-compacted-topic-in-a-script');
    expect(errorOf({ ...kafka, brokerVersion: '4.0.0' })).toMatch(/"4\.0\.0" is not simulated; simulated: Kafka 3/);
  });

  test('a broker that is not simulated is refused by name, and a setting of it that is none', () => {
    expect(errorOf({ ...script, broker: 'pulsar' })).toMatch(
      /^broker: "pulsar" is not simulated; simulated: rabbitmq, /,
    );
    expect(errorOf({ ...script, brokerConfig: { persistence: 'none' } })).toMatch(
      /^brokerConfig\.persistence: unknown/,
    );
  });
});

describe('RabbitMQ streams by time', () => {
  const script = scriptIn('rabbitmq-stream-offset-by-time');
  const from = (offset: unknown): unknown[] => received(changed(script, 'consume', { offset }));

  test('reading begins with what was written so long ago, or at that time', () => {
    expect(received(script)).toEqual(['m2']);
    expect(from('2m')).toEqual(['m1', 'm2']);
    expect(from({ atMs: 30_000 })).toEqual(['m2']);
    expect(from({ atMs: 0 })).toEqual(['m1', 'm2']);
    expect(from({ atMs: 3_600_000 })).toEqual([]);
  });

  test('what may stand there is told', () => {
    expect(errorOf(changed(script, 'consume', { offset: '30 s' }))).toMatch(
      /^steps\[4\]\.offset: expected "first", "last", "next" or a whole number, 0 or more or a time ago such as "30s", or \{"atMs"\}/,
    );
  });
});

describe('a RabbitMQ stream is truncated while it is read', () => {
  const declare = { op: 'declareQueue', queue: 's', type: 'stream', maxLengthBytes: 1000, segmentBytes: 500 };
  const publish = (from: number, to: number): Step => ({
    ...{ op: 'publish', queue: 's', ids: { prefix: 'm', from, to }, size: 100 },
  });
  const read = (consumer: string, offset = 'first'): Step => ({
    op: 'consume',
    consumer,
    queue: 's',
    prefetch: 2,
    offset,
  });
  const acks = (consumer: string, from: number, to: number): Step[] =>
    Array.from({ length: to - from + 1 }, (_, n) => ({ op: 'ack', consumer, id: `m${from + n}` }));
  const script = (...steps: Step[]): Script => ({
    id: 'truncated',
    broker: 'rabbitmq',
    brokerVersion: '3.10.8',
    steps,
  });
  const numbers = (of: Script, consumer: string): number[] =>
    received(of, consumer).map((id) => Number(String(id).slice(1)));

  test('who has a segment open reads on in it to its end, and then where the stream begins now', () => {
    // Three entries a segment: m1 to m3, m4 to m6 and so on.
    const all = script(declare, publish(1, 2), read('early'), publish(3, 30), read('late'), ...acks('early', 1, 2));
    const first = numbers(all, 'late')[0] as number;
    expect(first).toBeGreaterThan(6);
    expect(numbers(all, 'early').slice(0, 3)).toEqual([1, 2, 3]);
    expect(numbers(all, 'early')[3]).toBe(first);
  });

  test('what it holds back for one reader is nobody else’s', () => {
    const all = script(declare, publish(1, 2), read('early'), publish(3, 30), read('by-number'), {
      op: 'depth',
      queue: 's',
    });
    const depth = eventsOf(all).at(-1)?.[0]?.['ready'] as number;
    expect(numbers(all, 'by-number')).toHaveLength(2);
    expect(30 - (numbers(all, 'by-number')[0] as number) + 1).toBe(depth);
  });
});
