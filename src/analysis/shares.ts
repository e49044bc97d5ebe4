// A tile of the field that stands for many users: of each kind its share of the tile is filled, dot by dot, so that 8 % looks like
// 8 %. What bills too much grows from the lower left, what bills too little from the upper right. It knows no colours.
import { KINDS } from '../engine/index.ts';

/** Everything that one byte says of a user: kind, status, whether a repair has been there. */
export const LOOKS = 64;

/** Counts users `from` … `to` − 1 by how they look. */
export function looksOf(cells: Uint8Array, from: number, to: number, into: Uint32Array): void {
  into.fill(0);
  for (let user = from; user < to; user++) {
    const look = (cells[user] as number) & (LOOKS - 1);
    into[look] = (into[look] as number) + 1;
  }
}

/** A frame's bytes, four to a word; what is left at the end is in none. */
export const foursOf = (cells: Uint8Array): Uint32Array | null =>
  cells.byteOffset % 4 === 0 ? new Uint32Array(cells.buffer, cells.byteOffset, cells.length >>> 2) : null;

/** Whether users `from` … `to` − 1 look alike in two frames, as far as their words tell: then certainly, otherwise perhaps. */
export function areAlike(one: Uint32Array, other: Uint32Array, from: number, to: number): boolean {
  const end = (to + 3) >>> 2;
  if (end > one.length || end > other.length) return false;
  for (let word = from >>> 2; word < end; word++) if (one[word] !== other[word]) return false;
  return true;
}

/** Dots of each kind in a tile of `dots`: as their share of its users, at least one where there is anybody, never more than there are. */
export function dotsOf(byKind: ArrayLike<number>, users: number, dots: number, into: Uint16Array): void {
  let sum = 0;
  for (let kind = 1; kind < KINDS.length; kind++) {
    const count = byKind[kind] as number;
    const filled = count === 0 ? 0 : Math.max(1, Math.round((count * dots) / users));
    into[kind] = filled;
    sum += filled;
  }
  for (; sum > dots; sum--) {
    let most = 1;
    for (let kind = 2; kind < KINDS.length; kind++) if ((into[kind] as number) > (into[most] as number)) most = kind;
    into[most] = (into[most] as number) - 1;
  }
}

/** Where in a tile kinds begin to grow, as shares of its side, and which do one after the other. */
const GROWTHS: readonly { readonly x: number; readonly y: number; readonly kinds: readonly number[] }[] = [
  { x: 0.28, y: 0.72, kinds: [KINDS.indexOf('overbilled'), KINDS.indexOf('orphan')] },
  { x: 0.72, y: 0.28, kinds: [KINDS.indexOf('underbilled'), KINDS.indexOf('missing')] },
  { x: 0.5, y: 0.5, kinds: [KINDS.indexOf('wrongPlan')] },
];

/** The places of a tile, nearest to a point first. */
function nearest(side: number, { x, y }: { readonly x: number; readonly y: number }): Uint16Array {
  const far = (place: number): number => {
    const [dx, dy] = [(place % side) + 0.5 - x * side, Math.floor(place / side) + 0.5 - y * side];
    return dx * dx + dy * dy;
  };
  return Uint16Array.from({ length: side * side }, (_, place) => place).sort((a, b) => far(a) - far(b) || a - b);
}

/** Fills tiles of one side. */
export class TileFiller {
  /** Of the tile filled last, for each place from the upper left by rows: a kind (index into `KINDS`), 0 for none. */
  readonly kinds: Uint8Array;
  private readonly orders: readonly Uint16Array[];

  constructor(side: number) {
    this.kinds = new Uint8Array(side * side);
    this.orders = GROWTHS.map((from) => nearest(side, from));
  }

  /** `dots`: of each kind so many; together at most as many as there are places. */
  fill(dots: ArrayLike<number>): void {
    const { kinds: filled } = this;
    filled.fill(0);
    for (const [n, { kinds }] of GROWTHS.entries()) {
      const order = this.orders[n] as Uint16Array;
      let at = 0;
      for (const kind of kinds) {
        for (let left = dots[kind] as number; left > 0; at++) {
          const place = order[at] as number;
          if (filled[place] !== 0) continue;
          filled[place] = kind;
          left--;
        }
      }
    }
  }
}
