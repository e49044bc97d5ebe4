// A log by itself: what a subscriber's group hears, how its position goes on and back, and what retention takes.
import { describe, expect, test } from 'vitest';
import { loadState, saveState } from '../../../../src/engine/kernel/state.ts';
import { logStage, SECOND, subscriber } from './stage.ts';

/** Redis numbers its entries from 1. */
const FIRST = { 'rabbitmq-stream': 0, kafka: 0, 'redis-stream': 1 } as const;
const profiles = Object.keys(FIRST) as (keyof typeof FIRST)[];

describe.each(profiles)('%s', (profile) => {
  const first = FIRST[profile];

  test('an entry is delivered, and acknowledging moves the group on', () => {
    const { subscription, listener, publish } = bound(profile);
    subscription.consume(0);
    publish(7, 8);
    expect(listener.backlog).toBe(2);
    expect(listener.take()).toEqual([`7 to 0, attempt 1 at ${first}`]);
    subscription.acknowledge(0, 1);
    expect(listener.take()).toEqual([`from ${first} to ${first + 1}`, `8 to 0, attempt 1 at ${first + 1}`]);
    expect([subscription.committed, subscription.head, listener.backlog]).toEqual([first + 1, first + 2, 1]);
  });

  test('what was held is read again when the members come back', () => {
    const { bus, subscription, listener, publish } = bound(profile);
    subscription.consume(0);
    publish(1, 2);
    subscription.disconnect();
    subscription.consume(0);
    bus.stop('broker-restart');
    bus.start();
    subscription.consume(0);
    const attempts = listener.take().map((line) => line.replace(/attempt (\d).*/, '$1'));
    expect(attempts).toEqual(['1 to 0, 1', '1 to 0, 2', profile === 'redis-stream' ? '1 to 0, 3' : '1 to 0, 2']);
    expect(listener.backlog).toBe(2);
  });

  test('a group goes back to a time, and no further on', () => {
    const { subscription, listener, pass, publish } = bound(profile, { prefetch: 9 });
    subscription.consume(0);
    publish(1);
    pass(SECOND);
    publish(2);
    pass(2 * SECOND);
    publish(3);
    for (const tag of [1, 2]) subscription.acknowledge(0, tag);
    subscription.disconnect();
    listener.take();
    expect(subscription.rewind({ time: 5 * SECOND })).toBe(first + 3);
    expect([subscription.committed, listener.backlog]).toEqual([first + 2, 1]);
    expect(subscription.rewind({ time: SECOND })).toBe(first + 3);
    expect([subscription.committed, listener.backlog]).toEqual([first + 1, 2]);
    subscription.consume(0);
    expect(listener.take()).toEqual([`2 to 0, attempt 2 at ${first + 1}`, `3 to 0, attempt 2 at ${first + 2}`]);
    subscription.disconnect();
    subscription.rewind({ time: 0 });
    expect([subscription.committed, listener.backlog]).toEqual([first, 3]);
  });

  test('retention takes what is as old as it: lost, unless it has been read', () => {
    const { subscription, listener, pass, publish } = bound(profile, {}, 10 * SECOND);
    subscription.consume(0);
    publish(1);
    subscription.acknowledge(0, 1);
    subscription.disconnect();
    pass(SECOND);
    publish(2);
    pass(3 * SECOND);
    publish(3);
    listener.take();
    pass(11 * SECOND);
    expect(listener.take()).toEqual(['2 lost', `from ${first + 1} to ${first + 2}`]);
    expect(listener.backlog).toBe(1);
    subscription.consume(0);
    expect(listener.take()).toEqual([`3 to 0, attempt 1 at ${first + 2}`]);
    pass(60 * SECOND);
    subscription.acknowledge(0, 2);
    expect(listener.take()).toEqual([`from ${first + 2} to ${first + 3}`]);
    expect(listener.backlog).toBe(0);
  });

  test('every subscriber has a group of its own', () => {
    const { bus, subscription, listener, publish } = bound(profile);
    publish(1);
    const crm = subscriber(bus, { id: 'crm' });
    crm.subscription.bind();
    publish(2);
    crm.subscription.consume(0);
    subscription.consume(0);
    expect(crm.listener.take()).toEqual([`2 to 0, attempt 1 at ${first + 1}`]);
    expect(listener.take()).toEqual([`1 to 0, attempt 1 at ${first}`]);
    crm.subscription.acknowledge(0, 1);
    expect([listener.backlog, crm.listener.backlog]).toEqual([2, 0]);
    expect([subscription.committed, crm.subscription.committed]).toEqual([first, first + 2]);
  });

  test('the past is known to who was there, and new to who was not', () => {
    for (const knowsPast of [true, false]) {
      const stage = logStage(profile, { log: { knowsPast } });
      stage.bus.fill([1, 2]);
      stage.subscription.bind();
      expect(stage.subscription.committed).toBe(first + 2);
      stage.subscription.rewind({ time: 0 });
      stage.subscription.consume(0);
      expect(stage.listener.take()).toEqual([`1 to 0, attempt ${knowsPast ? 2 : 1} at ${first}`]);
    }
  });

  test('who goes back to a past it never had has read of it what it acknowledged, whatever it has read since', () => {
    const stage = logStage(profile, { log: { knowsPast: false }, prefetch: 1 });
    const { bus, subscription, publish } = stage;
    bus.fill([1, 2]);
    subscription.bind();
    subscription.consume(0);
    publish(3);
    subscription.acknowledge(0, 1);
    subscription.disconnect();
    subscription.rewind({ time: 0 });
    const read = () => [0, 1, 2].map((offset) => subscription.hasRead(first + offset));
    expect(read()).toEqual([false, false, true]);
    subscription.consume(0);
    subscription.acknowledge(0, 2);
    expect(read()).toEqual([true, false, true]);
  });

  test('deliveries that count as read when sent leave nothing behind', () => {
    const { subscription, listener, publish } = bound(profile, { autoAck: true });
    subscription.consume(0);
    publish(1, 2);
    // Kafka hands out up to 500 at a time; the others, here, one: the next when that has been processed.
    const polled = profile === 'kafka' ? 2 : 1;
    expect([subscription.committed, listener.backlog]).toEqual([first + polled, 2 - polled]);
    if (subscription.kind === 'log') subscription.release(0, 1);
    expect([subscription.committed, listener.backlog]).toEqual([first + 2, 0]);
    subscription.disconnect();
    listener.take();
    subscription.consume(0);
    expect(listener.take()).toEqual([]);
  });

  test('a group that asked for its position while the broker was away begins when it is back', () => {
    const { bus, subscription, listener, publish } = logStage(profile);
    publish(1);
    bus.stop('broker-restart');
    subscription.bind();
    expect([bus.downBy, subscription.bound, listener.bindings]).toEqual(['broker-restart', false, 0]);
    bus.start();
    expect(listener.bindings).toBe(1);
    publish(2);
    subscription.consume(0);
    expect(listener.take()).toEqual([`2 to 0, attempt 1 at ${first + 1}`]);
  });

  test('goes on as it went when it is put back to a saved state', () => {
    const stage = bound(profile, { members: 2, prefetch: 2 }, 10 * SECOND);
    const { bus, subscription, listener, tasks, time, pass, publish } = stage;
    subscription.consume(0);
    subscription.consume(1);
    publish(1, 2, 3);
    listener.take();
    const saved = [bus, tasks, time].map(saveState);
    const goOn = () => {
      subscription.acknowledge(0, 1);
      pass(5 * SECOND);
      publish(4);
      pass(12 * SECOND);
      subscription.disconnect();
      return listener.take();
    };
    const once = goOn();
    expect(once.filter((line) => line.endsWith('lost')).length).toBeGreaterThan(0);
    [bus, tasks, time].forEach((part, n) => {
      loadState(part, saved[n]);
    });
    expect(goOn()).toEqual(once);
  });
});

test.each(['rabbitmq-stream', 'kafka'] as const)('%s: one member reads, the others stand by', (profile) => {
  const { subscription, listener, publish } = bound(profile, { members: 3, prefetch: 2 });
  for (const member of [1, 0, 2]) subscription.consume(member);
  publish(1, 2, 3);
  expect(listener.take()).toEqual(['1 to 1, attempt 1 at 0', '2 to 1, attempt 1 at 1']);
  subscription.disconnect();
  subscription.consume(0);
  subscription.consume(1);
  subscription.disconnect();
  expect(listener.take()).toEqual(['1 to 0, attempt 2 at 0', '2 to 0, attempt 2 at 1']);
});

describe('two members share a Redis stream', () => {
  const shared = (retention?: number) => {
    const stage = bound('redis-stream', { members: 2, prefetch: 2 }, retention);
    for (const member of [0, 1]) stage.subscription.consume(member);
    stage.publish(1, 2, 3, 4);
    expect(stage.listener.take()).toEqual([
      ...['1 to 0, attempt 1 at 1', '2 to 1, attempt 1 at 2'],
      ...['3 to 0, attempt 1 at 3', '4 to 1, attempt 1 at 4'],
    ]);
    return stage;
  };

  test('the group is where everything before has been read, whoever reads first', () => {
    const { subscription, listener } = shared();
    subscription.acknowledge(1, 1);
    subscription.acknowledge(1, 2);
    expect([subscription.committed, listener.backlog]).toEqual([1, 2]);
    subscription.acknowledge(0, 1);
    expect(subscription.committed).toBe(3);
    subscription.acknowledge(0, 2);
    expect([subscription.committed, listener.backlog]).toEqual([5, 0]);
    expect(listener.take()).toEqual(['from 1 to 3', 'from 3 to 5']);
  });

  test('each gets back what it held; what was read ahead stays read', () => {
    const { subscription, listener } = shared();
    subscription.acknowledge(1, 1);
    subscription.disconnect();
    subscription.consume(1);
    subscription.consume(0);
    expect(listener.take()).toEqual([
      ...['4 to 1, attempt 2 at 4', '1 to 0, attempt 2 at 1', '3 to 0, attempt 2 at 3'],
    ]);
    subscription.acknowledge(0, 3);
    expect([subscription.committed, listener.backlog]).toEqual([3, 2]);
  });

  test('going back, all is read again by all', () => {
    const { subscription, listener } = shared();
    subscription.acknowledge(1, 1);
    subscription.disconnect();
    subscription.rewind({ time: 0 });
    expect(listener.backlog).toBe(4);
    subscription.consume(0);
    subscription.consume(1);
    expect(listener.take().map((line) => line.slice(0, 6))).toEqual(['1 to 0', '2 to 0', '3 to 1', '4 to 1']);
  });

  test('retention takes what nobody gets to read, and not what was read ahead', () => {
    const { subscription, listener, pass } = shared(10 * SECOND);
    subscription.acknowledge(1, 1);
    pass(10 * SECOND);
    expect(listener.take()).toEqual([]);
    subscription.disconnect();
    expect(listener.take().filter((line) => line.endsWith('lost'))).toEqual(['1 lost', '3 lost', '4 lost']);
    expect([subscription.committed, listener.backlog]).toEqual([5, 0]);
  });
});

function bound(...[profile, choice, retention]: Parameters<typeof logStage>) {
  const stage = logStage(profile, choice, retention);
  stage.subscription.bind();
  return stage;
}
