// In which row each user stands who is ever wrong: the same row in every lane. Above, near, who was wrong when the lanes parted, by
// kind, and who was wrong for long; below, far, whoever was wrong only in passing, closer together.
import { MINUTE } from '../engine/index.ts';
import { STACK } from './kinds.ts';
import type { Lives } from './lives.ts';

export interface LifeRows {
  /** User by row, from the top. */
  readonly users: Uint32Array;
  /** The first so many rows are of users who were wrong at the fork. */
  readonly atFork: number;
  /** The first so many rows stand near; the others far. */
  readonly near: number;
}

/** Who is wrong for so long in any lane stands near, microseconds. */
const LONG = 5 * MINUTE;
/** The far rows get at most this share of the height. */
const FAR_SHARE = 0.22;

const RANK = new Map(STACK.map(({ index }, n) => [index, n]));

interface Known {
  /** Rank of the kind at the fork; −1: agreed. */
  rank: number;
  longest: number;
  lanes: number;
  lastLane: number;
}

/** Rows for the lives of several lanes that part at `fork`, microseconds. */
export function lifeRows(lanes: readonly Lives[], fork: number): LifeRows {
  const known = new Map<number, Known>();
  lanes.forEach((lives, lane) => {
    const { users, kinds, from, to } = lives;
    for (let n = 0; n < users.length; n++) {
      const user = users[n] as number;
      let one = known.get(user);
      if (one === undefined) {
        one = { rank: -1, longest: 0, lanes: 0, lastLane: -1 };
        known.set(user, one);
      }
      const [begin, end] = [from[n] as number, to[n] as number];
      if (one.rank < 0 && begin < fork && fork <= end) one.rank = RANK.get(kinds[n] as number) ?? -1;
      if (end - begin > one.longest) one.longest = end - begin;
      if (one.lastLane !== lane) {
        one.lanes++;
        one.lastLane = lane;
      }
    }
  });
  const zone = ({ rank, longest }: Known): number => (rank >= 0 ? 0 : longest >= LONG ? 1 : 2);
  const order = [...known].sort(
    ([a, one], [b, other]) =>
      zone(one) - zone(other) || one.rank - other.rank || (zone(one) === 2 ? one.lanes - other.lanes : 0) || a - b,
  );
  const count = (last: number): number => order.filter(([, one]) => zone(one) <= last).length;
  return { users: Uint32Array.from(order, ([user]) => user), atFork: count(0), near: count(1) };
}

/** Where rows stand in a picture so many pixels high. */
export interface RowScale {
  readonly near: number;
  readonly far: number;
  /** Pixels of the near rows together; the far ones stand below. */
  readonly nearHeight: number;
  readonly height: number;
}

export function rowScale({ users, near }: Pick<LifeRows, 'users' | 'near'>, height: number): RowScale {
  const far = users.length - near;
  const farShare = near === 0 ? 1 : far === 0 ? 0 : Math.min(FAR_SHARE, far / (near + far));
  return { near, far, nearHeight: Math.round(height * (1 - farShare)), height };
}

/** Top of a row, pixels; of the row behind the last one, the bottom of all. */
export function rowTop({ near, far, nearHeight, height }: RowScale, row: number): number {
  if (row < near) return (row / near) * nearHeight;
  return far === 0 ? height : nearHeight + ((row - near) / far) * (height - nearHeight);
}

/** The rows that a pixel from `y` to `y + tall` shows: from the first, up to without the last; at least one. */
export function rowsAt(scale: RowScale, y: number, tall: number): readonly [number, number] {
  const { near, far, nearHeight, height } = scale;
  const at = (place: number): number =>
    place < nearHeight
      ? (place / Math.max(1, nearHeight)) * near
      : near + ((place - nearHeight) / Math.max(1, height - nearHeight)) * far;
  const first = Math.min(near + far - 1, Math.max(0, Math.floor(at(y))));
  return [first, Math.max(first + 1, Math.min(near + far, Math.ceil(at(y + tall))))];
}
