// What users of the broker rely on beside what recordings show: ids, logs with a past, stopping, timers, refusals.
import { expect, test } from 'vitest';
import {
  Broker,
  NEVER,
  NO_EXCHANGE,
  NO_QUEUE,
  PERSISTENT,
  PROFILE_IDS,
  PROFILES,
  refusalOf,
  topicMatches,
} from '../../../src/engine/broker/index.ts';
import { Recorder } from './recorder.ts';

test('profiles describe themselves', () => {
  for (const id of PROFILE_IDS) {
    expect(PROFILES[id].id).toBe(id);
    expect(PROFILES[id].title).not.toBe('');
    expect(PROFILES[id].summary.length).toBeGreaterThan(80);
  }
  expect(PROFILE_IDS.filter((id) => !PROFILES[id].recorded)).toEqual(['kafka']);
});

test('refusals say what they are', () => {
  const broker = new Broker(new Recorder());
  expect(broker.consume(0)).toBe(NO_QUEUE);
  expect(broker.publish(broker.route('nowhere', ''), 1)).toBe(NO_EXCHANGE);
  expect(refusalOf(NO_EXCHANGE)).toMatchObject({ code: 404, whole: false });
});

test('a log with a past is read from where one likes, and its ends are known', () => {
  const seen = new Recorder();
  const broker = new Broker(seen);
  const queue = broker.declareQueue('log', { profile: 'rabbitmq-stream' });
  const messages = Uint32Array.from({ length: 10_000 }, (_, i) => i);
  broker.logs.appendExisting(
    queue,
    messages,
    Float64Array.from(messages, (i) => i * 10),
  );
  expect([broker.logs.head(queue), broker.logs.tail(queue)]).toEqual([0, 10_000]);
  expect(broker.logs.offsetOf(queue, { time: 501 })).toBe(51);
  broker.consume(queue, { prefetch: 2, offset: { time: 501 } });
  expect(seen.take()).toEqual([51, 52]);
  expect(broker.logs.dropBefore(queue, 9_000)).toBe(9_000);
  expect([broker.logs.head(queue), broker.logs.countFrom(queue, 0)]).toEqual([9_000, 1_000]);
  broker.ack(0, 1);
  expect(seen.take()).toEqual([9_000]);
});

test('while the broker is down nothing is taken; afterwards what was on disk is there', () => {
  const seen = new Recorder();
  const broker = new Broker(seen);
  const queue = broker.declareQueue('q', { profile: 'rabbitmq-classic' });
  const route = broker.route('', 'q');
  broker.publish(route, 1, PERSISTENT);
  broker.publish(route, 2, 0);
  broker.stop('kill');
  expect(broker.publish(route, 3)).toBeLessThan(0);
  expect(broker.nextTimer()).toBe(NEVER);
  broker.start();
  broker.consume(queue, { prefetch: 5 });
  expect(seen.take()).toEqual([1]);
  expect(seen.gone).toEqual(['not-persistent 2']);
});

test('what a broker held before it was put back leaves no trace on what it holds next', () => {
  const seen = new Recorder();
  const broker = new Broker(seen);
  const queue = broker.declareQueue('q', { profile: 'rabbitmq-quorum', deadLetter: { exchange: '', key: 'dead' } });
  broker.declareQueue('dead', { profile: 'rabbitmq-quorum' });
  const route = broker.route('', 'q');
  const empty = broker.save();
  const once = () => {
    for (const message of [1, 2, 3]) broker.publish(route, message);
    const consumer = broker.consume(queue, { prefetch: 3 });
    broker.nack(consumer, 1, true);
    broker.nack(consumer, 2, false);
    broker.consume(broker.queueId('dead'), { prefetch: 3 });
    return seen.deliveries.splice(0);
  };
  const first = once();
  expect(first.map(({ attempt }) => attempt)).toContain(2);
  broker.load(empty);
  expect(once()).toEqual(first);
});

test('a consumer may come back under its number; its tags go on', () => {
  const seen = new Recorder();
  const broker = new Broker(seen);
  const queue = broker.declareQueue('q', { profile: 'rabbitmq-classic' });
  const one = broker.consume(queue, { prefetch: 1 });
  broker.publish(broker.route('', 'q'), 1);
  broker.crash(one);
  expect(broker.ack(one, 1)).toBeLessThan(0);
  expect(broker.consume(queue, { prefetch: 1 }, one)).toBe(one);
  expect(seen.deliveries).toMatchObject([
    { tag: 1, attempt: 1 },
    { tag: 2, attempt: 2 },
  ]);
  expect(broker.ack(one, 2)).toBe(0);
  expect(broker.depth(queue)).toEqual({ ready: 0, unacked: 0, consumers: 1 });
});

test('time does what is due in order, each at its own time', () => {
  const seen = new Recorder();
  const broker = new Broker(seen);
  broker.declareQueue('waiting', {
    profile: 'rabbitmq-classic',
    timeToLive: 400,
    deadLetter: { exchange: '', key: 'work' },
  });
  const work = broker.declareQueue('work', { profile: 'rabbitmq-classic', timeToLive: 400 });
  broker.publish(broker.route('', 'waiting'), 1);
  expect(broker.nextTimer()).toBe(400);
  broker.runTimers(500);
  expect([broker.now, broker.ready(work), broker.nextTimer()]).toEqual([500, 1, 800]);
  broker.runTimers(10_000);
  expect(seen.gone).toEqual(['expired 1']);
});

test('patterns: a star is one word, a hash any number', () => {
  expect(topicMatches('a.*', 'a.b')).toBe(true);
  expect(topicMatches('a.*', 'a')).toBe(false);
  expect(topicMatches('a.#', 'a')).toBe(true);
  expect(topicMatches('#.b.#', 'a.b.c.d')).toBe(true);
  expect(topicMatches('*', '')).toBe(false);
  expect(topicMatches('#', '')).toBe(true);
});

test('handing back many in any order stays quick', () => {
  const broker = new Broker(new Recorder());
  const queue = broker.declareQueue('q', { profile: 'rabbitmq-classic' });
  const one = broker.consume(queue);
  const route = broker.route('', 'q');
  for (let i = 0; i < 100_000; i++) broker.publish(route, i);
  broker.cancel(one);
  const before = performance.now();
  for (let tag = 100_000; tag > 50_000; tag--) broker.nack(one, tag, true);
  broker.crash(one);
  expect(broker.ready(queue)).toBe(100_000);
  expect(performance.now() - before).toBeLessThan(2_000);
});
