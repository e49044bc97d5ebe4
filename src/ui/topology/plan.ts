// Where nodes, roads and the heap of ghosts are, for the room at hand: side by side, or one under the other where it is narrow.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Plan {
  readonly upright: boolean;
  /** Rows of its table that a node has room for. */
  readonly rows: number;
  readonly user: Box;
  readonly broker: Box;
  readonly billing: Box;
  /** Ends of the two halves of the road. */
  readonly road: readonly [Point, Point, Point, Point];
  /** Where ghosts come to lie: middle of the ground line; without width they are only counted there. */
  readonly heap: Point;
  readonly heapWidth: number;
  readonly api: { readonly path: string; readonly label: Point };
}

const MARGIN = 16;

export function planFor(width: number, height: number): Plan {
  return width < 460 ? uprightPlan(width, height) : sidePlan(width, height);
}

function sidePlan(width: number, height: number): Plan {
  const side = Math.min(184, Math.max(132, width * 0.288));
  const middle = Math.min(128, Math.max(92, width * 0.178));
  const tall = Math.min(250, height - 112);
  const user = { x: MARGIN, y: 6, width: side, height: tall };
  const billing = { x: width - MARGIN - side, y: 6, width: side, height: tall };
  const broker = { x: (width - middle) / 2, y: 6, width: middle, height: 178 };
  const y = user.y + 96;
  const floor = Math.min(height - 34, tall + 150);
  const left = user.x + side / 2;
  const right = billing.x + side / 2;
  const foot = user.y + tall;
  return {
    upright: false,
    rows: tall < 215 ? 2 : 4,
    user,
    broker,
    billing,
    road: [
      { x: user.x + side, y },
      { x: broker.x, y },
      { x: broker.x + middle, y },
      { x: billing.x, y },
    ],
    heap: { x: width / 2, y: floor - 44 },
    heapWidth: Math.max(80, right - left - 60),
    api: {
      path: `M${right} ${foot}V${floor - 10}a10 10 0 0 1-10 10H${left + 10}a10 10 0 0 1-10-10V${foot}`,
      label: { x: width / 2, y: floor },
    },
  };
}

function uprightPlan(width: number, height: number): Plan {
  const gap = Math.max(24, Math.min(48, (height - 300) / 2));
  const wide = width - 2 * MARGIN - 54;
  const user = { x: MARGIN, y: 6, width: wide, height: 104 };
  const broker = { x: MARGIN, y: user.y + 104 + gap, width: wide, height: 78 };
  const billing = { x: MARGIN, y: broker.y + 78 + gap, width: wide, height: 104 };
  const x = MARGIN + 46;
  const right = width - MARGIN - 16;
  const [top, foot] = [user.y + 52, billing.y + 52];
  return {
    upright: true,
    rows: 0,
    user,
    broker,
    billing,
    road: [
      { x, y: user.y + 104 },
      { x, y: broker.y },
      { x, y: broker.y + 78 },
      { x, y: billing.y },
    ],
    heap: { x: MARGIN + wide * 0.66, y: user.y + 104 + gap / 2 - 14 },
    heapWidth: 0,
    api: {
      path: `M${MARGIN + wide} ${foot}H${right - 10}a10 10 0 0 0 10-10V${top + 10}a10 10 0 0 0-10-10H${MARGIN + wide}`,
      label: { x: right - 2, y: (top + foot) / 2 },
    },
  };
}
