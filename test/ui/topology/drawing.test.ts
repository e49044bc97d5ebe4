// What is written beside the dots of messages: a name is never covered by a dot.
import { expect, test } from 'vitest';
import type { Dot } from '../../../src/analysis/flights.ts';
import { drawDots } from '../../../src/ui/topology/drawing.ts';
import { layoutFor } from '../../../src/ui/topology/layout.ts';
import type { Colours } from '../../../src/ui/widgets/colours.ts';

const LETTER = 6;

/** Where names begin and dots are, as a canvas is told. */
function drawn(width: number, dots: readonly Dot[]) {
  const names: { x: number; y: number; wide: number }[] = [];
  const rings: { x: number; y: number; radius: number }[] = [];
  const canvas = {
    measureText: (text: string) => ({ width: text.length * LETTER }),
    fillText: (text: string, x: number, y: number) => names.push({ x, y, wide: text.length * LETTER }),
    arc: (x: number, y: number, radius: number) => rings.push({ x, y, radius }),
  };
  const nothing = () => {};
  const context = new Proxy(canvas, { get: (it, name) => it[name as keyof typeof it] ?? nothing, set: () => true });
  const layout = layoutFor(width, 340);
  drawDots(context as unknown as CanvasRenderingContext2D, layout, dots, {} as Colours, true);
  return { names, rings };
}

const dot = (user: number, at: number, twin: boolean): Dot =>
  ({ letter: user * 2 + Number(twin), user, version: 4, at, twin, ghost: false }) as unknown as Dot;

test.each([390, 580])('in a drawing %i wide a double lies beside the name of what it doubles', (width) => {
  const { names, rings } = drawn(
    width,
    [1732, 1596].flatMap((user, n) => [dot(user, n, false), dot(user, n, true)]),
  );
  expect([names.length, rings.length]).toEqual([2, 4]);
  for (const name of names)
    for (const { x, y, radius } of rings) {
      const covers = Math.abs(y - name.y) < radius && x + radius > name.x && x - radius < name.x + name.wide;
      expect(covers, `a dot at ${x}, ${y} on the name at ${name.x}, ${name.y}`).toBe(false);
    }
});
