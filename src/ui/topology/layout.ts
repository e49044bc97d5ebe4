// Where nodes, roads and the heap of ghosts are, for the room at hand: side by side, or one under the other where it is narrow.

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
  /** Whether a node has room for one line only below its table or queue. */
  readonly low: boolean;
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
  /** The second road: its corners from Billing to the User service, its outline, its label. */
  readonly api: { readonly corners: readonly Spot[]; readonly path: string; readonly label: Spot };
}

const MARGIN = 16;
/** Distance between rows of the heap of ghosts. */
export const HEAP_ROW = 6.5;

export function layoutFor(width: number, height: number): Layout {
  return width < 460 ? uprightLayout(width, height) : sideLayout(width, height);
}

function sideLayout(width: number, height: number): Layout {
  const side = Math.min(200, Math.max(132, width * 0.288));
  const middle = Math.min(140, Math.max(92, width * 0.178));
  const tall = Math.min(250, height - 112);
  const user = { x: MARGIN, y: 6, width: side, height: tall };
  const billing = { x: width - MARGIN - side, y: 6, width: side, height: tall };
  const broker = { x: (width - middle) / 2, y: 6, width: middle, height: Math.min(tall, 214) };
  const y = user.y + 96;
  const floor = Math.min(height - 34, tall + 150);
  const left = user.x + side / 2;
  const right = billing.x + side / 2;
  const foot = user.y + tall;
  const heap = { x: width / 2, y: floor - 44 };
  return {
    upright: false,
    rows: tall < 215 ? 2 : 4,
    low: tall < 200,
    user,
    broker,
    billing,
    road: [
      { x: user.x + side, y },
      { x: broker.x, y },
      { x: broker.x + middle, y },
      { x: billing.x, y },
    ],
    heap,
    heapWidth: Math.max(80, right - left - 60),
    heapRows: Math.floor((heap.y - (broker.y + broker.height) - 14) / HEAP_ROW),
    lostLabel: { x: heap.x, y: heap.y + 6 },
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
    low: false,
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
    heapRows: Math.floor((gap - 14) / HEAP_ROW),
    lostLabel: { x: heap.x + heapWidth / 2 + 10, y: heap.y - 14 },
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
