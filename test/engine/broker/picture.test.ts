// The picture of a broker after each step of every recorded case: it says what the broker itself says when asked, and looking
// on the way changes nothing.
import { expect, test } from 'vitest';
import { playScript, type QueuePicture, watchScript } from '../../../src/engine/broker/index.ts';
import { cases, scriptOf } from '../../fidelity/corpus.ts';

const standing = ({ waiting, logs }: QueuePicture): number =>
  waiting.length + logs.reduce((sum, { entries }) => sum + entries.length, 0);

test('a picture holds what depth counts, and a shorter play is the beginning of a longer one', () => {
  let compared = 0;
  for (const recorded of cases) {
    const script = scriptOf(recorded);
    const whole = playScript(script);
    if ('error' in whole) throw new Error(whole.error);
    for (let count = 0; count <= recorded.steps.length; count++) {
      const { steps, queues, error } = watchScript(script, count);
      expect(error).toBeUndefined();
      expect(steps).toEqual(whole.steps.filter(({ step }) => step < count));
      for (const event of steps.find(({ step }) => step === count - 1)?.events ?? []) {
        if (event.type !== 'depth') continue;
        const queue = queues.find(({ name }) => name === event['queue']);
        expect([recorded.id, count, queue === undefined ? 0 : standing(queue)]).toEqual([
          recorded.id,
          count,
          event['ready'],
        ]);
        compared++;
      }
      for (const { waiting, held } of queues) {
        for (const { id } of [...waiting, ...held.filter(({ offset }) => offset === undefined)])
          expect(id).not.toBe('');
        for (const { consumer } of held) expect(consumer).not.toBe('');
      }
    }
  }
  expect(compared).toBeGreaterThan(50);
});

test('what is pending stands in the picture as Redis tells it', () => {
  let compared = 0;
  for (const recorded of cases.filter(({ broker }) => broker === 'redis-streams')) {
    recorded.steps.forEach((_, index) => {
      const { steps, queues } = watchScript(scriptOf(recorded), index + 1);
      for (const event of steps.find(({ step }) => step === index)?.events ?? []) {
        if (event.type !== 'pending') continue;
        const held = queues.flatMap((queue) => queue.held).filter(({ group }) => group === event['group']);
        const drawn = held.map(({ offset, consumer, failed }) => ({ offset, consumer, deliveryCount: failed + 1 }));
        const told = event['entries'] as typeof drawn;
        expect(drawn.map(({ offset, consumer }) => [offset, consumer])).toEqual(
          told.map(({ offset, consumer }) => [offset, consumer]),
        );
        for (const [n, { deliveryCount }] of told.entries())
          expect(drawn[n]?.deliveryCount).toBe(Math.max(1, deliveryCount));
        compared++;
      }
    });
  }
  expect(compared).toBeGreaterThan(20);
});

test('a step that cannot be played leaves the picture before it, and says why', () => {
  const declare = { op: 'declareQueue', queue: 't', type: 'topic', partitions: 2 };
  const publish = { op: 'publish', queue: 't', ids: ['m1', 'm2'], key: 'A' };
  const script = (...steps: object[]) => ({ id: 'x', broker: 'kafka', steps: [declare, publish, ...steps] });
  const wrong = watchScript(script({ op: 'ack', consumer: 'c1', id: 'm1' }));
  expect(wrong.error).toBe('steps[2].consumer: "c1" has not consumed; known: none yet');
  expect(wrong.queues[0]?.logs.map(({ entries }) => entries.length)).toEqual([2, 0]);
  expect(watchScript(script({ op: 'drain', queue: 't' })).error).toMatch(/^steps\[2\]\.op: unknown operation "drain"/);
});

test('a Kafka group begins again where it had committed', () => {
  const consume = (consumer: string) => ({
    op: 'consume',
    consumer,
    queue: 't',
    group: 'g',
    prefetch: 2,
    offset: 'first',
  });
  const { steps, queues } = watchScript({
    id: 'x',
    broker: 'kafka',
    steps: [
      { op: 'declareQueue', queue: 't', type: 'topic' },
      { op: 'publish', queue: 't', ids: ['m1', 'm2', 'm3'] },
      consume('c1'),
      { op: 'ack', consumer: 'c1', id: 'm1' },
      { op: 'crash', consumer: 'c1' },
      consume('c2'),
    ],
  });
  expect(steps.at(-1)?.events.map((event) => [event.actor, event['id'], event['offset']])).toEqual([
    ['c2', 'm2', 1],
    ['c2', 'm3', 2],
  ]);
  expect(queues[0]?.groups[0]?.places).toEqual([{ partition: 0, next: 3, committed: 1, owner: 'c2' }]);
});
