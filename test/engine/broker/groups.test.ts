// Places in a log that the broker keeps: a Redis member that comes back reads what it has pending first, and a Kafka group can be
// put back. And what profiles say of themselves.
import { expect, test } from 'vitest';
import { Broker, PROFILES, type ProfileId, traitsOf } from '../../../src/engine/broker/index.ts';
import { Recorder } from './recorder.ts';

function streamOf(messages: number) {
  const seen = new Recorder();
  const broker = new Broker(seen);
  const queue = broker.declareQueue('log', { profile: 'redis-stream' });
  broker.redis.createGroup('log', 'billing', 0, false);
  const route = broker.route('', 'log');
  for (let message = 1; message <= messages; message++) broker.publish(route, message);
  const join = (more: { prefetch?: number; autoAck?: boolean } = {}, again = -1) =>
    broker.consume(queue, { group: 'billing', member: 'one', pendingFirst: true, ...more }, again);
  return { seen, broker, queue, route, join };
}

const told = (seen: Recorder) => seen.deliveries.map(({ message, attempt }) => [message, attempt]);

test('Redis: a member that comes back is sent its own pending entries, oldest first and counted, and then new ones', () => {
  const { seen, broker, queue, route, join } = streamOf(6);
  const first = join({ prefetch: 4 });
  broker.ack(first, 2);
  expect(told(seen).map(([message]) => message)).toEqual([1, 2, 3, 4, 5]);
  broker.crash(first);
  broker.publish(route, 7);
  // Somebody else gets new entries only.
  broker.consume(queue, { group: 'billing', member: 'two', prefetch: 1, pendingFirst: true });
  seen.take();
  join({ prefetch: 2 }, first);
  expect(told(seen)).toEqual([
    [1, 2],
    [3, 2],
  ]);
  seen.take();
  const tags = [6, 7, 8, 9];
  for (const tag of tags) broker.ack(first, tag);
  expect(told(seen)).toEqual([
    [4, 2],
    [5, 2],
    [7, 1],
  ]);
  expect(broker.redis.pending('log', 'billing')?.map(({ offset, member }) => [offset, member])).toEqual([
    [6, 'two'],
    [7, 'one'],
  ]);
});

test('Redis: pending entries whose content is gone are passed over; without acknowledgement nothing stays pending', () => {
  const { seen, broker, join } = streamOf(4);
  const first = join({ prefetch: 3 });
  broker.crash(first);
  broker.redis.trim('log', { maxLength: 2 }, false);
  seen.take();
  join({ autoAck: true }, first);
  expect(told(seen)).toEqual([
    [3, 2],
    [4, 1],
  ]);
  expect(broker.redis.pending('log', 'billing')).toEqual([]);
});

test('Redis: a member half way through its pending entries is saved and loaded as it is', () => {
  const { seen, broker, join } = streamOf(5);
  const first = join({ prefetch: 4 });
  broker.crash(first);
  join({ prefetch: 1 }, first);
  const state = structuredClone(broker.save());
  const play = () => {
    seen.take();
    for (const tag of [5, 6, 7, 8, 9]) broker.ack(first, tag);
    return told(seen);
  };
  const once = play();
  expect(once).toEqual([
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 1],
  ]);
  broker.load(state);
  expect(play()).toEqual(once);
});

test('Kafka: a group is given a place and put back to another; a place that is gone follows the reset', () => {
  const seen = new Recorder();
  const broker = new Broker(seen);
  const queue = broker.declareQueue('log', { profile: 'kafka' });
  const route = broker.route('', 'log');
  for (let message = 0; message < 6; message++) broker.publish(route, message);
  broker.logs.placeGroup(queue, 'billing', 4, 'first');
  const consumer = broker.consume(queue, { group: 'billing' });
  expect(told(seen).map(([message]) => message)).toEqual([4, 5]);
  broker.ack(consumer, 2);
  broker.crash(consumer);
  broker.logs.placeGroup(queue, 'billing', 1, 'first');
  broker.logs.dropBefore(queue, 3);
  seen.take();
  broker.consume(queue, { group: 'billing' }, consumer);
  expect(told(seen).map(([message]) => message)).toEqual([3, 4, 5]);
});

test('every profile says what it does, and no two say the same', () => {
  const texts = (Object.keys(PROFILES) as ProfileId[]).map((id) => traitsOf(PROFILES[id]).map(({ text }) => text));
  for (const traits of texts) for (const text of traits) expect(text).toMatch(/^[A-Z].*\.$/);
  expect(new Set(texts.map((traits) => traits.join())).size).toBe(5);
  const of = (id: ProfileId, name: string) => traitsOf(PROFILES[id]).find((trait) => trait.name === name)?.text;
  expect(of('rabbitmq-quorum', 'prefetch 0')).toBe('Means 2000.');
  expect(of('rabbitmq-stream', 'retention')).toBe(
    'Go by whole segments (500 MB), when a segment is started; a scenario’s retention cuts by entry.',
  );
  expect(of('kafka', 'retention')).toContain('(1074 MB or 7 d), at a look every 5 min;');
  expect(of('kafka', 'source')).toContain('documentation');
});
