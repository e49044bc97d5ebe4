// The bus of queues by itself: what a subscriber hears, its limits, and what the broker does in time.
import { describe, expect, test } from 'vitest';
import { loadState, saveState } from '../../../../src/engine/kernel/state.ts';
import { queueStage, SECOND, subscriber } from './stage.ts';

const profiles = ['rabbitmq-classic', 'rabbitmq-quorum'] as const;

describe.each(profiles)('%s', (profile) => {
  test('a message waits, is delivered and acknowledged', () => {
    const { bus, subscription, listener, publish } = bound(profile);
    publish(7, 8);
    expect(listener.backlog).toBe(2);
    subscription.consume(0);
    expect(listener.take()).toEqual(['7 to 0, attempt 1']);
    subscription.acknowledge(0, 1);
    expect(listener.take()).toEqual(['8 to 0, attempt 1']);
    expect(listener.backlog).toBe(1);
    expect(bus.up).toBe(true);
  });

  test('without limits nothing is ever scheduled', () => {
    const { subscription, tasks, publish } = bound(profile);
    subscription.consume(0);
    publish(1, 2, 3);
    subscription.acknowledge(0, 1);
    subscription.disconnect();
    expect(tasks.length).toBe(0);
  });

  test('two members share a queue', () => {
    const { subscription, listener, publish } = bound(profile, { members: 2 });
    subscription.consume(0);
    subscription.consume(1);
    publish(1, 2, 3);
    expect(listener.take()).toEqual(['1 to 0, attempt 1', '2 to 1, attempt 1']);
    subscription.acknowledge(1, 1);
    expect(listener.take()).toEqual(['3 to 1, attempt 1']);
  });

  test('every subscriber has a queue of its own', () => {
    const { bus, subscription, listener, publish } = bound(profile);
    const crm = subscriber(bus, { id: 'crm', members: 2 });
    crm.subscription.bind();
    publish(1);
    crm.subscription.consume(1);
    subscription.consume(0);
    expect([listener.take(), crm.listener.take()]).toEqual([['1 to 0, attempt 1'], ['1 to 1, attempt 1']]);
    subscription.acknowledge(0, 1);
    expect([listener.backlog, crm.listener.backlog]).toEqual([0, 1]);
    crm.subscription.unbind();
    publish(2);
    expect([listener.backlog, crm.listener.backlog]).toEqual([1, 1]);
  });

  test('a message that is not acknowledged in time comes back when its consumer is gone', () => {
    const { subscription, listener, publish } = bound(profile);
    subscription.consume(0);
    publish(1);
    subscription.disconnect();
    subscription.consume(0);
    expect(listener.take()).toEqual(['1 to 0, attempt 1', '1 to 0, attempt 2']);
    expect(listener.backlog).toBe(1);
  });

  test('what is handed back is delivered again', () => {
    const { subscription, listener, publish } = bound(profile);
    subscription.consume(0);
    publish(1);
    subscription.nack(0, 1, true);
    expect(listener.take()).toEqual(['1 to 0, attempt 1', '1 to 0, attempt 2']);
    expect(listener.backlog).toBe(1);
  });

  test.each([
    [false, '1 lost'],
    [true, '1 dead-lettered'],
  ])('what is given up is lost, or a dead letter (%s)', (deadLetters, end) => {
    const { subscription, listener, publish } = bound(profile, { queue: { deadLetters } });
    subscription.consume(0);
    publish(1);
    subscription.nack(0, 1, false);
    expect(listener.take()).toEqual(['1 to 0, attempt 1', end]);
    expect(listener.backlog).toBe(0);
  });

  test('an unbound queue gets no more, and keeps what it has', () => {
    const { subscription, listener, unroutable, publish } = bound(profile);
    publish(1);
    subscription.unbind();
    publish(2);
    expect(unroutable).toEqual([2]);
    expect([subscription.bound, listener.backlog, listener.passed]).toEqual([false, 1, 1]);
    subscription.consume(0);
    subscription.acknowledge(0, 1);
    subscription.bind();
    publish(3);
    expect(listener.take()).toEqual(['1 to 0, attempt 1', '3 to 0, attempt 1']);
  });

  test('a binding that is taken away stays away until it is given back, and who asked to be told is told', () => {
    const { bus, subscription, listener, publish } = bound(profile);
    bus.cut('queue-unbound');
    publish(1);
    subscription.bind();
    publish(2);
    expect(listener.take()).toEqual(['1 lost by queue-unbound', '2 lost by queue-unbound']);
    bus.cut(null);
    publish(3);
    subscription.consume(0);
    expect(listener.take()).toEqual(['3 to 0, attempt 1']);
    const told = queueStage(profile, {}, { mandatory: true });
    told.publish(1);
    told.subscription.bind();
    told.bus.cut('queue-unbound');
    told.publish(2);
    expect([told.unroutable, told.back, told.listener.take()]).toEqual([[1], ['2 returned'], []]);
    // A message that another's queue takes is not returned: whoever published it learns nothing.
    const other = subscriber(told.bus, { id: 'search' });
    other.subscription.bind();
    told.publish(3);
    expect([told.back, told.listener.take()]).toEqual([['2 returned'], ['3 lost by queue-unbound']]);
  });

  test('an operator’s limits count where they are lower, and dead letters can be taken out one by one', () => {
    const none = { timeToLive: null, expires: null, maxLength: null, overflow: null };
    const { bus, subscription, listener, publish } = bound(profile, { queue: { maxLength: 3, deadLetters: true } });
    publish(1, 2, 3);
    bus.limit({ ...none, maxLength: { value: 2, fault: 'queue-overflow' } });
    bus.limit({ ...none, maxLength: { value: 5, fault: 'queue-overflow' } });
    publish(4, 5);
    expect(listener.take()).toEqual(['1 dead-lettered', '2 dead-lettered']);
    expect([subscription.deadLetters, subscription.takeDeadLetter(), subscription.takeDeadLetter()]).toEqual([2, 1, 2]);
    expect([subscription.deadLetters, subscription.takeDeadLetter()]).toEqual([0, -1]);
  });

  test('a message that waits too long ends, at its own time', () => {
    const { subscription, listener, time, pass, publish } = bound(profile, { queue: { timeToLive: 10 * SECOND } });
    publish(1);
    pass(4 * SECOND);
    publish(2);
    pass(10 * SECOND - 1);
    expect(listener.take()).toEqual([]);
    pass(10 * SECOND);
    expect(listener.take()).toEqual(['1 lost']);
    subscription.consume(0);
    subscription.acknowledge(0, 1);
    pass(60 * SECOND);
    expect(listener.take()).toEqual(['2 to 0, attempt 1']);
    expect([listener.backlog, time.now]).toEqual([0, 60 * SECOND]);
  });

  test('a message that waits too long becomes a dead letter where there is a queue for them', () => {
    const { listener, tasks, pass, publish } = bound(profile, { queue: { timeToLive: SECOND, deadLetters: true } });
    publish(1, 2);
    pass(SECOND);
    expect(listener.take()).toEqual(['1 dead-lettered', '2 dead-lettered']);
    expect([listener.backlog, tasks.length]).toEqual([0, 0]);
  });

  test('a queue that was asked for while the broker was away is there when it is back', () => {
    const { bus, subscription, listener } = queueStage(profile);
    bus.stop('broker-restart');
    subscription.bind();
    expect([subscription.bound, listener.bindings]).toEqual([false, 0]);
    bus.start();
    subscription.bind();
    expect([subscription.bound, listener.bindings]).toEqual([true, 1]);
  });

  test('what expires while the broker is away ends when it is back', () => {
    const { bus, listener, tasks, pass, publish } = bound(profile, { queue: { timeToLive: SECOND } });
    publish(1);
    bus.stop('broker-restart');
    expect([bus.up, bus.downBy]).toEqual([false, 'broker-restart']);
    pass(5 * SECOND);
    expect(listener.take()).toEqual([]);
    bus.start();
    expect(listener.take()).toEqual(['1 lost']);
    publish(2);
    expect(tasks.nextTime()).toBe(6 * SECOND);
  });

  test('a queue that is full drops its head', () => {
    const { subscription, listener, publish } = bound(profile, { queue: { maxLength: 2 } });
    publish(1, 2, 3);
    expect(listener.take()).toEqual(['1 lost']);
    subscription.consume(0);
    expect(listener.take()).toEqual(['2 to 0, attempt 1']);
    expect(listener.backlog).toBe(2);
  });

  test('a queue that is full refuses, where it is told to', () => {
    const { listener, back, publish } = bound(profile, { queue: { maxLength: 2, overflow: 'reject-publish' } });
    publish(1, 2, 3, 4);
    const takesOneMore = profile === 'rabbitmq-quorum';
    expect(listener.take()).toEqual([]);
    expect(back).toEqual(takesOneMore ? ['4 refused'] : ['3 refused', '4 refused']);
    expect(listener.backlog).toBe(takesOneMore ? 3 : 2);
  });

  test('a queue that nobody uses removes itself, and is declared anew by who comes back', () => {
    const { subscription, listener, unroutable, pass, publish } = bound(profile, { queue: { expires: 10 * SECOND } });
    subscription.consume(0);
    pass(60 * SECOND);
    publish(1);
    subscription.disconnect();
    pass(100 * SECOND);
    expect(listener.take()).toEqual(['1 to 0, attempt 1', '1 lost']);
    expect([subscription.bound, listener.backlog]).toEqual([false, 0]);
    publish(2);
    expect(listener.take()).toEqual(['2 lost']);
    expect([unroutable, listener.passed]).toEqual([[], 0]);
    subscription.consume(0);
    publish(3);
    expect(listener.take()).toEqual(['3 to 0, attempt 1']);
    expect(subscription.bound).toBe(true);
  });

  test('from a broker that is away a queue is had, or given up, when it is back', () => {
    const { bus, subscription, unroutable, publish } = queueStage(profile);
    bus.stop('broker-restart');
    subscription.bind();
    expect(subscription.bound).toBe(false);
    bus.start();
    expect(subscription.bound).toBe(true);
    bus.stop('broker-restart');
    subscription.unbind();
    bus.start();
    publish(1);
    expect(unroutable).toEqual([1]);
  });

  test('automatic acknowledgement forgets what it sends', () => {
    const { subscription, listener, publish } = bound(profile, { autoAck: true });
    subscription.consume(0);
    publish(1, 2);
    expect(listener.take()).toEqual(['1 to 0, attempt 1', '2 to 0, attempt 1']);
    expect(listener.backlog).toBe(0);
  });

  test('goes on as it went when it is put back to a saved state', () => {
    const stage = bound(profile, { members: 2, queue: { timeToLive: 10 * SECOND, expires: 20 * SECOND } });
    const { bus, subscription, listener, tasks, time, pass, publish } = stage;
    subscription.consume(1);
    publish(1, 2, 3);
    listener.take();
    const saved = [bus, tasks, time].map(saveState);
    const goOn = () => {
      subscription.acknowledge(1, 1);
      pass(12 * SECOND);
      subscription.disconnect();
      pass(90 * SECOND);
      return listener.take();
    };
    const first = goOn();
    expect(first).toEqual(['2 to 1, attempt 1', '3 lost', '2 lost']);
    [bus, tasks, time].forEach((part, n) => {
      loadState(part, saved[n]);
    });
    expect(goOn()).toEqual(first);
  });
});

test('a quorum queue gives up what fails too often', () => {
  const { subscription, listener, publish } = bound('rabbitmq-quorum', { queue: { deliveryLimit: 1 } });
  subscription.consume(0);
  publish(1);
  subscription.nack(0, 1, true);
  subscription.nack(0, 2, true);
  expect(listener.take()).toEqual(['1 to 0, attempt 1', '1 to 0, attempt 2', '1 lost']);
});

test('a limit that the kind of queue does not know is refused aloud', () => {
  expect(() => bound('rabbitmq-classic', { queue: { deliveryLimit: 1 } })).toThrow('refuses the queue billing');
});

function bound(...[profile, choice]: Parameters<typeof queueStage>) {
  const stage = queueStage(profile, choice);
  stage.subscription.bind();
  return stage;
}
