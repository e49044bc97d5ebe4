// Where a node has room for words: they wrap between words, and what has no room is left out.
import { expect, test } from 'vitest';
import { flagsIn, layoutFor, linesFor, linesOf } from '../../../src/ui/topology/layout.ts';

test('a text takes as many lines as its words need', () => {
  expect(linesOf('RabbitMQ classic queue', 64)).toBe(3);
  expect(linesOf('Nothing waits', 64)).toBe(2);
  expect(linesOf('Nothing waits', 200)).toBe(1);
  expect(linesOf('', 64)).toBe(1);
});

test.each([300, 340, 392, 460, 600])(
  'below the queue of a broker in a drawing %i high stand only lines that have room',
  (height) => {
    const layout = layoutFor(560, height);
    const lines = linesFor(layout, 'broker', ['RabbitMQ classic queue', 'Nothing waits'], { faults: 0, log: false });
    const wide = layout.broker.width - 20;
    const taken = lines.reduce((sum, line) => sum + linesOf(line, wide), 0) * 16.3;
    expect(lines).toContain('Nothing waits');
    expect(110 + 15 + taken).toBeLessThanOrEqual(layout.broker.height);
  },
);

test('a count that is as wide as the words of its node is reckoned with its break: no line stands on the queue', () => {
  const layout = layoutFor(580, 390);
  const lines = ['RabbitMQ classic queue', '10 messages waiting'];
  expect(linesFor(layout, 'broker', lines, { faults: 0, log: false })).toEqual(['10 messages waiting']);
});

test('one under the other, what strikes the API is named between two nodes and covers no words', () => {
  const layout = layoutFor(390, 340);
  const { api } = flagsIn(layout);
  expect(api.y - 24).toBeGreaterThanOrEqual(layout.broker.y + layout.broker.height);
  expect(api.y).toBeLessThanOrEqual(layout.billing.y);
});

test('one under the other, the name of a fault ends within its node, short of the second road', () => {
  const layout = layoutFor(390, 360);
  const flags = flagsIn(layout);
  for (const place of ['user', 'broker', 'billing'] as const) {
    const { x, width } = layout[place];
    const flag = flags[place];
    expect(flag.room).toBeGreaterThan(120);
    expect(flag.x + (flag.room ?? Number.POSITIVE_INFINITY)).toBeLessThan(x + width);
    expect(x + width).toBeLessThan(Math.min(...layout.api.corners.slice(1, 3).map((corner) => corner.x)));
  }
});

test.each([460, 482, 512, 640])(
  'beside each other, a node’s table has room for “suspended” in a drawing %i wide',
  (wide) => {
    const layout = layoutFor(wide, 330);
    // As the style sheet has it: a number of five digits, the status in medium weight, a version; and the node's two edges.
    const [number, status, version] = [5 * 0.61 * 12 + 15, 61, 19];
    expect(layout.user.width).toBeGreaterThanOrEqual(number + status + version + 2.5);
    const [, toBroker, fromBroker, end] = layout.road;
    expect((toBroker?.x ?? 0) - (layout.road[0]?.x ?? 0)).toBeGreaterThan(30);
    expect((end?.x ?? 0) - (fromBroker?.x ?? 0)).toBeGreaterThan(30);
  },
);
