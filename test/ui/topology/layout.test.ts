// Where a node has room for words: they wrap between words, and what has no room is left out.
import { expect, test } from 'vitest';
import { layoutFor, linesFor, linesOf } from '../../../src/ui/topology/layout.ts';

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
