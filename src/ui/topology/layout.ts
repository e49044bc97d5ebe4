// Where nodes, roads and the heap of ghosts are, for the room at hand: side by side, or one under the other where it is narrow.
import type { Place } from '../../analysis/component-status.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly upright: boolean;
  /** Rows of its table that a node has room for. */
  readonly rows: number;
  /** How large what was lost is drawn. */
  readonly ring: Ring;
  readonly user: Box;
  readonly broker: Box;
  readonly billing: Box;
  /** Ends of the two halves of the road. */
  readonly road: readonly [Spot, Spot, Spot, Spot];
  /** Where ghosts come to lie: middle of the ground line. */
  readonly heap: Spot;
  readonly heapWidth: number;
  readonly heapRows: number;
  readonly lostLabel: Spot;
  /** Whether the number of what was lost stands beside the heap, not under it. */
  readonly beside: boolean;
  /** The second road: its corners from Billing to the User service, its outline, its label. */
  readonly api: { readonly corners: readonly Spot[]; readonly path: string; readonly label: Spot };
}

/** A ring of the heap of ghosts, and how far it is from the next one and from the next row. */
interface Ring {
  readonly radius: number;
  readonly step: number;
  readonly row: number;
}

const MARGIN = 16;
const SMALL: Ring = { radius: 2.5, step: 7, row: 6.5 };
const LARGE: Ring = { radius: 4, step: 10.5, row: 9.5 };
/** Where the road meets the nodes, and a queue's slots stand. */
const ROAD = 96;
/** From this height of the drawing on there is room for more rows and a larger heap. */
const ROOMY = 440;
/** A heap with less room than this is a small pile beside its number. */
const HEAP_ROOM = 34;

const between = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

export function layoutFor(width: number, height: number): Layout {
  return width < 460 ? uprightLayout(width, height) : sideLayout(width, height);
}

/** Rows that a node of this height has room for, below its name and above its lines. */
const rowsIn = (tall: number): number => (tall >= 286 ? 6 : tall >= 215 ? 4 : tall >= 172 ? 2 : 0);

/** Where ghosts come to lie between the broker's foot and the second road. */
function heapIn(broker: Box, floor: number, wide: number, ring: Ring) {
  const foot = broker.y + broker.height;
  const room = floor - 44 - foot - 14;
  const middle = broker.x + broker.width / 2;
  if (room >= HEAP_ROOM) {
    const heap = { x: middle, y: floor - 44 };
    const lostLabel = { x: middle, y: heap.y + 6 };
    return { heap, heapWidth: wide, heapRows: Math.floor(room / ring.row), lostLabel, beside: false, ring };
  }
  const heap = { x: middle - 54, y: floor - 18 };
  return {
    heap,
    heapWidth: 42,
    heapRows: Math.max(1, Math.min(4, Math.floor((heap.y - foot - 6) / SMALL.row))),
    lostLabel: { x: middle - 26, y: floor - 30 },
    beside: true,
    ring: SMALL,
  };
}

/** A node’s table in words: a number of five digits, "suspended" and a version, none of them cut. */
const NARROWEST = 136;

function sideLayout(width: number, height: number): Layout {
  const roomy = height >= ROOMY;
  const inner = width - 2 * MARGIN;
  const side = between(NARROWEST, inner * 0.264, 210);
  const middle = between(84, inner * 0.16, 150);
  const tall = Math.min(roomy ? 296 : 250, height - 112);
  const ring = roomy ? LARGE : SMALL;
  const user = { x: MARGIN, y: 6, width: side, height: tall };
  const billing = { x: width - MARGIN - side, y: 6, width: side, height: tall };
  const high = between(168, height * 0.54, 226);
  const broker = { x: (width - middle) / 2, y: 6, width: middle, height: Math.min(tall, high) };
  const y = user.y + ROAD;
  const floor = Math.min(height - 34, tall + (roomy ? 250 : 150));
  const left = user.x + side / 2;
  const right = billing.x + side / 2;
  const foot = user.y + tall;
  return {
    upright: false,
    rows: rowsIn(tall),
    user,
    broker,
    billing,
    road: [
      { x: user.x + side, y },
      { x: broker.x, y },
      { x: broker.x + middle, y },
      { x: billing.x, y },
    ],
    ...heapIn(broker, floor, Math.max(80, right - left - 60), ring),
    api: {
      corners: [
        { x: right, y: foot },
        { x: right, y: floor },
        { x: left, y: floor },
        { x: left, y: foot },
      ],
      path: `M${right} ${foot}V${floor - 10}a10 10 0 0 1-10 10H${left + 10}a10 10 0 0 1-10-10V${foot}`,
      label: { x: width / 2, y: floor },
    },
  };
}

/** Below these heights of the three nodes words would be cut off. */
const UPRIGHT = { user: 94, broker: 82, billing: 76 } as const;
/** Room to the right for the second road. */
const SECOND_ROAD = 46;

function uprightLayout(width: number, height: number): Layout {
  const least = UPRIGHT.user + UPRIGHT.broker + UPRIGHT.billing;
  const gap = Math.max(32, Math.min(72, (height - least - 28) / 2));
  const more = Math.max(0, Math.min(20, (height - least - 28 - 2 * gap) / 3));
  const wide = width - 2 * MARGIN - SECOND_ROAD;
  const user = { x: MARGIN, y: 6, width: wide, height: UPRIGHT.user + more };
  const broker = { x: MARGIN, y: user.y + user.height + gap, width: wide, height: UPRIGHT.broker + more };
  const billing = { x: MARGIN, y: broker.y + broker.height + gap, width: wide, height: UPRIGHT.billing + more };
  const x = MARGIN + 46;
  const right = width - MARGIN - 16;
  const edge = MARGIN + wide;
  const [top, foot] = [user.y + user.height / 2, billing.y + billing.height / 2];
  const heap = { x: MARGIN + wide * 0.5, y: broker.y - 8 };
  const heapWidth = Math.min(130, wide * 0.4);
  return {
    upright: true,
    rows: 0,
    ring: SMALL,
    user,
    broker,
    billing,
    road: [
      { x, y: user.y + user.height },
      { x, y: broker.y },
      { x, y: broker.y + broker.height },
      { x, y: billing.y },
    ],
    heap,
    heapWidth,
    heapRows: Math.floor((gap - 14) / SMALL.row),
    lostLabel: { x: heap.x + heapWidth / 2 + 10, y: heap.y - 14 },
    beside: true,
    api: {
      corners: [
        { x: edge, y: foot },
        { x: right, y: foot },
        { x: right, y: top },
        { x: edge, y: top },
      ],
      path: `M${edge} ${foot}H${right - 10}a10 10 0 0 0 10-10V${top + 10}a10 10 0 0 0-10-10H${edge}`,
      label: { x: right - 2, y: (top + foot) / 2 },
    },
  };
}

/** Width of a character and height of a line below a table or queue, roughly, pixels. */
const CHARACTER = 6;
const LINE = 16.3;
/** What the words of a node leave free on both sides, its rule included, pixels. */
const PADDING = 23;
/** The name of a fault that hangs at the foot of a node. */
export const FLAG = 30;

/** How many lines a text takes in a node: words are not broken. */
export function linesOf(text: string, wide: number): number {
  const most = Math.floor(wide / CHARACTER);
  let [lines, used] = [1, 0];
  for (const { length } of text.split(' ')) {
    const joined = used === 0 ? length : used + 1 + length;
    if (joined > most && used > 0) lines++;
    used = joined > most ? length : joined;
  }
  return lines;
}

/** The first of the lines that fit where there is room for so many, at least one. */
function fitting(lines: readonly string[], wide: number, room: number): readonly string[] {
  let left = room;
  const end = lines.findIndex((line) => {
    left -= linesOf(line, wide);
    return left < 0;
  });
  return end < 0 ? lines : lines.slice(0, Math.max(1, end));
}

/** Which lines of its state a node has room for, beside its rows or its queue and the faults that hang on it. */
export function linesFor(
  layout: Layout,
  place: 'user' | 'broker' | 'billing',
  lines: readonly string[],
  { faults, log }: { readonly faults: number; readonly log: boolean },
): readonly string[] {
  const { width, height } = layout[place];
  const flags = faults * FLAG;
  if (layout.upright) return fitting(lines, width * 0.575 - 46, Math.floor((height - 14 - flags) / LINE));
  const queue = place === 'broker';
  const taken = queue ? (log ? 130 : 110) : 52 + (layout.rows > 0 ? 22 + 20 * layout.rows : 0);
  const room = Math.floor((height - taken - 15 - flags) / LINE);
  const wide = width - PADDING;
  // The broker's last line says what waits; a service's first says what is wrong.
  return queue ? fitting(lines.toReversed(), wide, room).toReversed() : fitting(lines, wide, room);
}

/** Where the name of a fault hangs, and with which of its sides. */
export interface Flag extends Spot {
  readonly side: 'left' | 'middle' | 'right';
  /** How far to the right it may reach, pixels: a longer one gives way to the left. */
  readonly room?: number;
}

/** Where faults of each place are named: at the foot of a node, or beside the second road's name. */
export function flagsIn({ upright, user, broker, billing, api }: Layout): Readonly<Record<Place, Flag>> {
  const inset = user.width < 140 ? 4 : 8;
  const foot = ({ x, y, width, height }: Box, side: Flag['side']): Flag => ({
    x: side === 'left' ? x + inset : side === 'right' ? x + width - inset : x + width / 2,
    y: y + height - 7,
    side,
  });
  if (upright) {
    const beside = ({ x, y, width, height }: Box): Flag => ({
      x: x + width * 0.425 + 10,
      y: y + height - 5,
      side: 'left',
      room: width * 0.575 - 16,
    });
    return {
      user: beside(user),
      broker: beside(broker),
      billing: beside(billing),
      // In the lower gap, beside the second road: what was lost lies in the upper one.
      api: { x: api.label.x - 16, y: billing.y - 4, side: 'right' },
    };
  }
  return {
    user: foot(user, 'left'),
    broker: foot(broker, 'middle'),
    billing: foot(billing, 'right'),
    api: { x: api.label.x + 60, y: api.label.y + 12, side: 'left' },
  };
}

/** The point at a share, 0 … 1, of a way along corners. */
export function along(corners: readonly Spot[], share: number): Spot {
  const lengths = corners.slice(1).map((to, n) => {
    const from = corners[n] as Spot;
    return Math.hypot(to.x - from.x, to.y - from.y);
  });
  let rest = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [n, length] of lengths.entries()) {
    if (rest <= length || n === lengths.length - 1) {
      const [from, to] = [corners[n] as Spot, corners[n + 1] as Spot];
      const part = length === 0 ? 0 : Math.min(1, rest / length);
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    rest -= length;
  }
  return corners[0] as Spot;
}
