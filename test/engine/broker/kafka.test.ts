// The Kafka profile does what Kafka's documentation says; there are no recordings to compare it with.
import { expect, test } from 'vitest';
import { Broker, NEVER, PERSISTENT, type QueueSettings, RETRY, TOMBSTONE } from '../../../src/engine/broker/index.ts';
import { Recorder } from './recorder.ts';

const HOUR = 3_600_000_000;

function topic(settings: Partial<QueueSettings> = {}) {
  const seen = new Recorder();
  const broker = new Broker(seen);
  const queue = broker.declareQueue('topic', { profile: 'kafka', ...settings });
  const route = broker.route('', 'topic');
  const publish = (message: number, key = 0, flags = PERSISTENT): number =>
    broker.publish(route, message, flags, NEVER, 1, key);
  return { seen, broker, queue, publish };
}

test('a new group sees what comes from now on, unless it asks for the beginning', () => {
  const { seen, broker, queue, publish } = topic();
  publish(1);
  broker.consume(queue, { group: 'late' });
  broker.consume(queue, { group: 'early', offset: 'first' });
  publish(2);
  expect(seen.deliveries.map(({ consumer, message }) => [consumer, message])).toEqual([
    [1, 1],
    [0, 2],
    [1, 2],
  ]);
});

test('what was not committed comes again after a crash, in order', () => {
  const { seen, broker, queue, publish } = topic();
  const first = broker.consume(queue, { group: 'billing', offset: 'first' });
  for (const message of [1, 2, 3, 4]) publish(message);
  broker.ack(first, 1);
  // Acknowledged out of order: the place is the first that is still open.
  broker.ack(first, 3);
  seen.take();
  broker.crash(first);
  broker.consume(queue, { group: 'billing', offset: 'first' });
  expect(seen.take()).toEqual([2, 3, 4]);
});

test('one key stays in one partition, and one partition with one member', () => {
  const { seen, broker, queue, publish } = topic({ partitions: 4 });
  broker.consume(queue, { group: 'g', offset: 'first' });
  broker.consume(queue, { group: 'g', offset: 'first' });
  for (let message = 0; message < 200; message++) publish(message, message % 20);
  const partitions = new Map<number, Set<number>>();
  const members = new Map<number, Set<number>>();
  for (const { message, partition, consumer } of seen.deliveries) {
    partitions.set(message % 20, (partitions.get(message % 20) ?? new Set()).add(partition));
    members.set(partition, (members.get(partition) ?? new Set()).add(consumer));
  }
  expect(seen.deliveries).toHaveLength(200);
  expect([...partitions.values()].every((used) => used.size === 1)).toBe(true);
  expect([...members.values()].every((readers) => readers.size === 1)).toBe(true);
  expect(new Set([...members.values()].flatMap((readers) => [...readers]))).toEqual(new Set([0, 1]));
  for (let key = 0; key < 20; key++) {
    const order = seen.deliveries.filter(({ message }) => message % 20 === key).map(({ message }) => message);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
});

test('when a member goes, another takes over its partitions from what was committed', () => {
  const { seen, broker, queue, publish } = topic({ partitions: 2 });
  const one = broker.consume(queue, { group: 'g', offset: 'first' });
  broker.consume(queue, { group: 'g', offset: 'first' });
  for (let message = 0; message < 20; message++) publish(message, message);
  const held = seen.deliveries.filter(({ consumer }) => consumer === one).map(({ message }) => message);
  seen.take();
  broker.crash(one);
  expect(seen.take()).toEqual(held);
});

test('a segment goes when its newest record is too old, at the next look', () => {
  const { seen, broker, publish } = topic({ maxAge: HOUR, segmentAge: HOUR / 2 });
  publish(1);
  broker.runTimers(HOUR / 2);
  publish(2);
  broker.runTimers(HOUR + HOUR / 10);
  expect(seen.gone).toEqual(['retention 1']);
  broker.runTimers(2 * HOUR);
  expect(seen.gone).toEqual(['retention 1', 'retention 2']);
});

test('a group whose place is gone begins where a new one would', () => {
  const { seen, broker, queue, publish } = topic();
  for (const [group, offset] of [
    ['early', 'first'],
    ['late', 'next'],
  ] as const) {
    broker.close(broker.consume(queue, { group, offset }));
  }
  for (const message of [1, 2, 3]) publish(message);
  broker.logs.dropBefore(queue, 1);
  broker.consume(queue, { group: 'early', offset: 'first' });
  expect(seen.take()).toEqual([2, 3]);
  broker.consume(queue, { group: 'late' });
  expect(seen.take()).toEqual([]);
});

test('compaction keeps the last record of each key, and offsets', () => {
  const { seen, broker, queue, publish } = topic({ cleanup: 'compact', segmentBytes: 150, deleteRetention: HOUR });
  publish(1, 7);
  publish(2, 8);
  publish(3, 7);
  publish(4, 9, PERSISTENT + TOMBSTONE);
  for (const message of [5, 6, 10]) publish(message, message);
  broker.runTimers(HOUR / 2);
  expect(seen.gone).toEqual(['compacted 1']);
  broker.consume(queue, { group: 'g', offset: 'first' });
  expect(seen.deliveries.map(({ message, offset }) => [message, offset])).toEqual([
    ...[
      [2, 1],
      [3, 2],
      [4, 3],
      [5, 4],
      [6, 5],
      [10, 6],
    ],
  ]);
  broker.runTimers(2 * HOUR);
  expect(seen.gone).toEqual(['compacted 1', 'compacted 4']);
});

test("a producer's own retry is stored once; publishing anew is not", () => {
  const { broker, queue, publish } = topic();
  publish(1);
  publish(1, 0, PERSISTENT + RETRY);
  expect(broker.ready(queue)).toBe(1);
  publish(1);
  expect(broker.ready(queue)).toBe(2);
});

test('a snapshot carries places, and what is held', () => {
  const { seen, broker, queue, publish } = topic({ partitions: 3 });
  const one = broker.consume(queue, { group: 'g', offset: 'first', prefetch: 2 });
  for (let message = 0; message < 30; message++) publish(message, message);
  const state = structuredClone(broker.save());
  const goOn = (): unknown => {
    seen.take();
    for (let tag = 1; tag <= 20; tag++) broker.ack(one, tag);
    return seen.take();
  };
  const first = goOn();
  broker.load(state);
  expect(goOn()).toEqual(first);
});
