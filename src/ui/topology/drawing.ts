// Draws on the canvas over the topology: single messages with their names, beads that count, ghosts, and the heap of what was
// lost. It is told where everything is and decides nothing.
import type { Bead, Dot } from '../../analysis/flights.ts';
import type { Colours } from '../widgets/colours.ts';
import { along, type Layout, type Spot } from './layout.ts';

type Context = CanvasRenderingContext2D;

const FONT = '"IBM Plex Sans", system-ui, sans-serif';
const HEAP = 400;
/** So far apart dots stay on a road where nothing moves, pixels; a message's double lies so far below it. */
const APART = 14;
const BELOW = 6;
/** So many of the dots at rest carry their names; the others say theirs when they are pointed at. */
const NAMED = 2;

export const pointBetween = (a: Spot, b: Spot, share: number): Spot => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/** The lower edge of the broker. */
const footOf = ({ broker }: Layout): number => broker.y + broker.height;

/** Where on the road, or on its fall, something is. */
function spotOf(layout: Layout, { at, ghost }: { readonly at: number; readonly ghost: boolean }): Spot {
  const { road, heap } = layout;
  const [from, door, exit, to] = road;
  if (!ghost) return at <= 1 ? pointBetween(from, door, at) : pointBetween(exit, to, at - 1);
  const start = pointBetween(from, door, 0.35 * Math.min(1, at * 2));
  const foot = footOf(layout);
  const ground = layout.upright ? heap.y - 8 : Math.max(heap.y - 40, foot + 12);
  const fall = at * at;
  const y = start.y + (ground - start.y) * fall;
  // Side by side, a ghost falls between two nodes and turns to the heap below them.
  const aside = layout.upright ? fall : Math.max(0, (y - foot) / (ground - foot));
  return { x: start.x + (heap.x - start.x) * aside, y };
}

/** How long half of the road is. */
const halfOf = ({ road: [from, door] }: Layout): number => Math.hypot(door.x - from.x, door.y - from.y);

/** Dots of one half of the road, the first to arrive first, none closer to the one before than it may be. */
function apart(dots: readonly Dot[], half: 0 | 1, least: number): readonly Dot[] {
  let before = Number.POSITIVE_INFINITY;
  const mine = dots.filter((dot) => !dot.ghost && !dot.twin && dot.at > 1 === (half === 1));
  return [...mine]
    .sort((a, b) => b.at - a.at)
    .map((dot) => {
      before = Math.max(half, Math.min(dot.at, before - least));
      return { ...dot, at: before };
    });
}

/** The dots as they lie while nothing moves: none on another, a double under what it doubles. */
export function atRest(layout: Layout, dots: readonly Dot[]): readonly Dot[] {
  const least = APART / Math.max(1, halfOf(layout));
  const moved = new Map([...apart(dots, 0, least), ...apart(dots, 1, least)].map((dot) => [dot.letter, dot]));
  return dots.map((dot) => {
    if (!dot.twin) return moved.get(dot.letter) ?? dot;
    const first = originalOf(dot, dots);
    return first === undefined ? dot : { ...dot, at: (moved.get(first.letter) ?? first).at };
  });
}

/** What a double is the double of, while it is on the same half of the road. */
const originalOf = (twin: Dot, dots: readonly Dot[]): Dot | undefined =>
  dots.find((dot) => !dot.twin && dot.user === twin.user && dot.version === twin.version && dot.at > 1 === twin.at > 1);

/** Where a dot is drawn: a double a little below its place on the road. */
export function dotSpot(layout: Layout, dot: Dot): Spot {
  const { x, y } = spotOf(layout, dot);
  if (!dot.twin) return { x, y };
  return layout.upright ? { x: x + 2 * BELOW, y } : { x, y: y + 2 * BELOW };
}

interface Plate {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const PLATE = 15;
/** Where a name may stand beside its dot: above and below, then further away. */
const ASIDE = [-20, 8, -36, 24, -52, 40];

const overlap = (a: Plate, b: Plate): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + PLATE && b.y < a.y + PLATE;

/** The first place beside a dot at which its name covers no other; side by side, names stand in the gap between two nodes. */
function plateFor(layout: Layout, dot: Dot, width: number, taken: readonly Plate[], doubled: boolean): Plate {
  const at = spotOf(layout, dot);
  const [from, door, exit, to] = layout.road;
  // A ghost's name leaves the gap once it is clear of the nodes, too.
  const isBelow = dot.ghost && at.y + (ASIDE[0] as number) > footOf(layout);
  const middle = isBelow ? at.x : !dot.ghost && dot.at > 1 ? (exit.x + to.x) / 2 : (from.x + door.x) / 2;
  const places = ASIDE.map((aside, n) =>
    layout.upright
      ? { x: at.x + 10 + (doubled ? 2 * BELOW : 0) + n * 4, y: at.y + aside + 12, width }
      : { x: middle - width / 2, y: at.y + aside, width },
  );
  return places.find((place) => !taken.some((other) => overlap(place, other))) ?? (places[0] as Plate);
}

export function drawDots(
  context: Context,
  layout: Layout,
  dots: readonly Dot[],
  colours: Colours,
  named: boolean,
): void {
  context.font = `500 11px ${FONT}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const taken: Plate[] = [];
  if (named)
    for (const dot of dots.filter(({ twin, ghost }) => !twin && !(ghost && layout.upright)).slice(-NAMED)) {
      const text = `${dot.user} v${dot.version}`;
      const doubled = dots.some((twin) => twin.twin && originalOf(twin, dots) === dot);
      const plate = plateFor(layout, dot, context.measureText(text).width + 4, taken, doubled);
      taken.push(plate);
      context.fillStyle = colours.paper;
      context.fillRect(plate.x, plate.y, plate.width, PLATE);
      context.fillStyle = dot.ghost ? colours['ink-3'] : colours.ink;
      context.fillText(text, plate.x + 2, plate.y + PLATE / 2 + 0.5);
    }
  for (const dot of dots) {
    const { x, y } = dotSpot(layout, dot);
    const first = dot.twin ? originalOf(dot, dots) : undefined;
    if (first !== undefined) tie(context, dotSpot(layout, first), { x, y }, colours);
    ring(context, x, y, 5, dot.ghost, colours);
  }
}

/** Says that two dots are the same message. */
function tie(context: Context, from: Spot, to: Spot, colours: Colours): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.strokeStyle = colours.ink;
  context.lineWidth = 1;
  context.stroke();
}

function ring(context: Context, x: number, y: number, radius: number, ghost: boolean, colours: Colours): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.setLineDash(ghost ? [2.4, 2] : []);
  context.fillStyle = ghost ? colours.paper : colours.ink;
  context.strokeStyle = ghost ? colours.ghost : colours.ink;
  context.lineWidth = 1.25;
  context.fill();
  context.stroke();
  context.setLineDash([]);
}

/** A bead is as large as the number that it carries. */
function bead(context: Context, { x, y }: Spot, count: number, ghost: boolean, fill: string, colours: Colours): void {
  const text = String(count);
  const radius = count === 1 ? 5 : 6.5 + text.length * 1.8;
  ring(context, x, y, radius, ghost, { ...colours, ink: fill });
  if (count === 1) return;
  context.fillStyle = ghost ? colours['ink-2'] : colours.paper;
  context.fillText(text, x, y + 0.5);
}

/** For the numbers in beads. To set a font the browser computes the page's styles at once: only where something is drawn. */
function lettered(context: Context): void {
  context.font = `600 10px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
}

export function drawBeads(context: Context, layout: Layout, beads: readonly Bead[], colours: Colours): void {
  if (beads.length === 0) return;
  lettered(context);
  for (const each of beads) bead(context, spotOf(layout, each), each.count, each.ghost, colours.ink, colours);
}

/** Calls of the API on the second road. */
export function drawCalls(context: Context, layout: Layout, calls: readonly Bead[], colours: Colours): void {
  if (calls.length === 0) return;
  lettered(context);
  for (const { count, at } of calls)
    bead(context, along(layout.api.corners, at), count, false, colours['accent-fill'], colours);
}

/** What was lost lies in a heap, a ring each while there is room. */
export function drawHeap(context: Context, layout: Layout, lost: number, colours: Colours): void {
  const { heap, heapWidth, heapRows } = layout;
  const { radius, step, row: high } = layout.ring;
  const count = Math.min(HEAP, lost);
  const widest = Math.max(layout.beside ? 4 : 8, Math.floor(Math.min(heapWidth, 27 * step) / step));
  context.strokeStyle = colours.ghost;
  context.lineWidth = 1;
  context.beginPath();
  for (let n = 0, row = 0; n < count && row < heapRows; row++) {
    const wide = Math.min(count - n, Math.round(widest - row * 1.1));
    if (wide < 3 && row > 2) break;
    for (let i = 0; i < wide && n < count; i++, n++) {
      const x = heap.x + (i - (wide - 1) / 2) * step;
      const y = heap.y - row * high;
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, 7);
    }
  }
  context.stroke();
}
