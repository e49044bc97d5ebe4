// In which row each user stands who is ever wrong: the same row in every lane. Above, near, who was wrong when the lanes parted, by
// kind, and who was wrong for long; below, far, whoever was wrong only in passing, closer together.
import { MINUTE } from '../../engine/index.ts';
import { STACK } from '../kinds.ts';
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

/** By index into `KINDS`. */
const RANK = new Map(STACK.map(({ index }, n) => [index, n]));

/** What is known of the users of all lanes, by number. */
class Known {
  /** Rank of the kind at the fork, from 1; 0: agreed. */
  readonly rank: Uint8Array;
  readonly longest: Float64Array;
  /** In how many lanes they are wrong, and which was the last, from 1. */
  readonly lanes: Uint8Array;
  private readonly last: Uint8Array;

  constructor(highest: number) {
    this.rank = new Uint8Array(highest + 1);
    this.longest = new Float64Array(highest + 1);
    this.lanes = new Uint8Array(highest + 1);
    this.last = new Uint8Array(highest + 1);
  }

  learn({ users, kinds, from, to }: Lives, lane: number, fork: number): void {
    for (let n = 0; n < users.length; n++) {
      const user = users[n] as number;
      const [begin, end] = [from[n] as number, to[n] as number];
      if (this.rank[user] === 0 && begin < fork && fork <= end)
        this.rank[user] = 1 + (RANK.get(kinds[n] as number) as number);
      if (end - begin > (this.longest[user] as number)) this.longest[user] = end - begin;
      if (this.last[user] === lane + 1) continue;
      this.last[user] = lane + 1;
      this.lanes[user] = (this.lanes[user] as number) + 1;
    }
  }

  /** 0: wrong at the fork, 1: wrong for long, 2: wrong in passing. */
  zone(user: number): number {
    return (this.rank[user] as number) > 0 ? 0 : (this.longest[user] as number) >= LONG ? 1 : 2;
  }
}

/** A user's number in the order of rows: by zone, then by kind or by the number of lanes, then by the user's own. */
const BELOW = 2 ** 32;
const LEVELS = 256;

/** Rows for the lives of several lanes that part at `fork`, microseconds. `beat` is called from inside of long work. */
export function lifeRows(lanes: readonly Lives[], fork: number, beat: () => void = () => {}): LifeRows {
  let highest = 0;
  for (const { users } of lanes) for (const user of users) if (user > highest) highest = user;
  const known = new Known(highest);
  lanes.forEach((lives, lane) => {
    known.learn(lives, lane, fork);
    beat();
  });
  const count = known.lanes.reduce((sum, of) => sum + (of > 0 ? 1 : 0), 0);
  const keys = new Float64Array(count);
  const zones = [0, 0, 0];
  for (let user = 1, at = 0; user <= highest; user++) {
    if (known.lanes[user] === 0) continue;
    const zone = known.zone(user);
    zones[zone] = (zones[zone] as number) + 1;
    const level = zone === 0 ? (known.rank[user] as number) : zone === 1 ? 0 : (known.lanes[user] as number);
    keys[at++] = (zone * LEVELS + level) * BELOW + user;
  }
  beat();
  keys.sort();
  beat();
  const [atFork = 0, long = 0] = zones;
  return { users: Uint32Array.from(keys, (key) => key % BELOW), atFork, near: atFork + long };
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
