// Work that is shared out by users: a log in partitions, each read by one member of a group, and a queue for each consumer. Who reads
// what, what becomes of it when members come and go, and that no user's messages overtake each other. Message 37 is user 3's.
import { describe, expect, test } from 'vitest';
import { partitionOf } from '../../../../src/engine/broker/index.ts';
import { loadState, saveState } from '../../../../src/engine/kernel/state.ts';
import { logStage, queueStage, SECOND } from './stage.ts';

/** The users up to a number whose messages are in a part. */
const usersIn = (part: number, parts: number): number[] =>
  Array.from({ length: 40 }, (_, user) => user).filter((user) => partitionOf(user, parts) === part);

/** The first message of a user of each part. */
const firstIn = (parts: number): number[] =>
  Array.from({ length: parts }, (_, part) => (usersIn(part, parts)[0] as number) * 10);

/** `3 to 1` of each delivery, without attempts and offsets. */
const handed = (heard: readonly string[]) =>
  heard.filter((line) => line.includes(' to ') && line.includes(',')).map((line) => line.split(',')[0]);

function divided(members: number, partitions: number, more: { prefetch?: number; autoAck?: boolean } = {}) {
  const stage = logStage('kafka', { members, prefetch: 5, ...more }, 3600 * SECOND, partitions);
  stage.subscription.bind();
  stage.subscription.consumeTogether(Array.from({ length: members }, (_, n) => n));
  return stage;
}

describe('a log in partitions', () => {
  test('each partition has one reader, and a user’s messages are all in one, in order', () => {
    const { publish, listener, subscription } = divided(2, 4);
    expect([0, 1, 2, 3].map((partition) => subscription.readerOf(partition))).toEqual([0, 0, 1, 1]);
    const [a, b, c, d] = firstIn(4) as [number, number, number, number];
    publish(a, c, a + 1, d, b, a + 2);
    expect(handed(listener.take())).toEqual([
      ...[`${a} to 0`, `${c} to 1`, `${a + 1} to 0`],
      ...[`${d} to 1`, `${b} to 0`, `${a + 2} to 0`],
    ]);
  });

  test('more members than partitions: some are idle until one goes', () => {
    const { publish, listener, subscription } = divided(3, 2);
    const [a, b] = firstIn(2) as [number, number];
    publish(a, b);
    expect(handed(listener.take())).toEqual([`${a} to 0`, `${b} to 1`]);
    subscription.leave(0, false);
    expect(handed(listener.take()).sort()).toEqual([`${a} to 1`, `${b} to 2`].sort());
    expect([0, 1].map((partition) => subscription.readerOf(partition))).toEqual([1, 2]);
  });

  test('what a member did not acknowledge goes to who has the partition next; what it did does not', () => {
    const { publish, listener, subscription } = divided(2, 2);
    const [a] = firstIn(2) as [number, number];
    publish(a, a + 1, a + 2);
    subscription.acknowledge(0, listener.tags[`0:${a}`] as number);
    listener.take();
    subscription.leave(0, false);
    expect(listener.take()).toEqual([`${a + 1} to 1, attempt 2 at 2`, `${a + 2} to 1, attempt 2 at 4`]);
    expect(listener.backlog).toBe(2);
  });

  test('who lives and loses a partition gives up what it holds of that one, and keeps the rest', () => {
    const { publish, listener, subscription } = divided(2, 2);
    const [a, b] = firstIn(2) as [number, number];
    subscription.leave(1, false);
    publish(a, b);
    listener.take();
    subscription.consume(1);
    expect(listener.take()).toEqual([`${b} to 1, attempt 2 at 1`, 'partition 1 taken from 0']);
    subscription.acknowledge(0, listener.tags[`0:${a}`] as number);
    subscription.acknowledge(1, listener.tags[`1:${b}`] as number);
    expect([subscription.committed, subscription.head, listener.backlog]).toEqual([2, 2, 0]);
  });

  test('who acknowledges first reads nothing twice, whoever comes and goes', () => {
    const { publish, listener, subscription } = divided(2, 2, { autoAck: true });
    const [a, b] = firstIn(2) as [number, number];
    publish(a, b, a + 1);
    subscription.leave(0, false);
    subscription.consume(0);
    publish(a + 2, b + 1);
    const all = handed(listener.take()).map((line) => Number(line?.split(' ')[0]));
    expect(all.sort()).toEqual([a, a + 1, a + 2, b, b + 1].sort());
    expect(listener.backlog).toBe(0);
  });

  test('all go and come: each partition goes on where it was, and its order is kept', () => {
    const { publish, listener, subscription } = divided(2, 2);
    const [a, b] = firstIn(2) as [number, number];
    publish(a, b, a + 1, b + 1);
    subscription.acknowledge(1, listener.tags[`1:${b}`] as number);
    subscription.disconnect();
    listener.take();
    subscription.consumeTogether([0, 1]);
    expect(handed(listener.take())).toEqual([`${a} to 0`, `${a + 1} to 0`, `${b + 1} to 1`]);
  });

  test('going back goes back in every partition, by time, by place and by count', () => {
    const { publish, listener, subscription, pass } = divided(1, 2);
    const [a, b] = firstIn(2) as [number, number];
    publish(a, b);
    pass(10 * SECOND);
    publish(a + 1, b + 1);
    for (const message of [a, b, a + 1, b + 1]) subscription.acknowledge(0, listener.tags[`0:${message}`] as number);
    for (const [to, expected] of [
      [{ time: 10 * SECOND }, 2],
      [{ offset: 0 }, 4],
    ] as const) {
      subscription.disconnect();
      subscription.rewind(to);
      expect(listener.backlog, JSON.stringify(to)).toBe(expected);
    }
  });

  test('goes on as it went when it is put back to a saved state', () => {
    const { bus, tasks, time, publish, listener, subscription, pass } = divided(2, 4);
    const first = firstIn(4);
    publish(...first);
    listener.take();
    const { held } = listener;
    const saved = [bus, tasks, time].map(saveState);
    const goOn = () => {
      subscription.leave(0, false);
      publish(...first.map((message) => message + 1));
      pass(5 * SECOND);
      subscription.consume(0);
      subscription.disconnect();
      subscription.consumeTogether([0, 1]);
      return listener.take();
    };
    const once = goOn();
    listener.held = held;
    [bus, tasks, time].forEach((part, n) => {
      loadState(part, saved[n]);
    });
    expect(goOn()).toEqual(once);
  });
});

describe.each(['rabbitmq-classic', 'rabbitmq-quorum'] as const)('%s: a queue for each consumer', (profile) => {
  const shared = (queues = 3) => {
    const stage = queueStage(profile, { members: queues, prefetch: 5, affinity: 'partition' }, { queues });
    stage.subscription.bind();
    stage.subscription.consumeTogether([0, 1, 2].slice(0, queues));
    return stage;
  };

  test('a user’s messages go to one of them, in order', () => {
    const { publish, listener } = shared();
    const [a, b, c] = firstIn(3) as [number, number, number];
    expect(listener.bindings).toBe(1);
    publish(c, a, b, a + 1, c + 1);
    expect(handed(listener.take())).toEqual([`${c} to 2`, `${a} to 0`, `${b} to 1`, `${a + 1} to 0`, `${c + 1} to 2`]);
    expect(listener.backlog).toBe(5);
  });

  test('the queue of one that goes is the next one’s, who keeps it', () => {
    const { publish, listener, subscription } = shared();
    const [a] = firstIn(3) as [number, number, number];
    publish(a, a + 1);
    listener.take();
    subscription.leave(0, false);
    expect(handed(listener.take())).toEqual([`${a} to 1`, `${a + 1} to 1`]);
    subscription.consume(0);
    publish(a + 2);
    expect(handed(listener.take())).toEqual([`${a + 2} to 1`]);
  });

  test('without a binding each message is missed once', () => {
    const { bus, publish, listener, unroutable } = shared();
    bus.cut('queue-unbound');
    publish(...firstIn(3));
    expect(listener.take().length).toBe(3);
    expect([listener.backlog, unroutable]).toEqual([0, []]);
  });
});

test.each(['rabbitmq-classic', 'rabbitmq-quorum'] as const)(
  '%s: one consumer takes all, and the next takes over',
  (profile) => {
    const { subscription, listener, publish } = queueStage(profile, {
      members: 2,
      prefetch: 1,
      affinity: 'single-active',
    });
    subscription.bind();
    subscription.consumeTogether([0, 1]);
    publish(1, 2);
    expect(handed(listener.take())).toEqual(['1 to 0']);
    subscription.leave(0, false);
    expect(handed(listener.take())).toEqual(['1 to 1']);
  },
);

test('of a stream the next reads on where the one before stopped', () => {
  const { subscription, listener, publish } = logStage('rabbitmq-stream', { members: 2, prefetch: 2 });
  subscription.bind();
  subscription.consumeTogether([0, 1]);
  publish(1, 2);
  subscription.acknowledge(0, listener.tags['0:1'] as number);
  listener.take();
  subscription.leave(0, false);
  expect(listener.take()).toEqual(['2 to 1, attempt 2 at 1']);
  expect(subscription.readerOf(0)).toBe(1);
});
