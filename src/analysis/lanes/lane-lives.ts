// What a comparison asks about the lives of its lanes: who stands in which row, how those who were wrong at the fork fared, the
// picture of a lane, and one user in all lanes. It reads lives; it draws nothing.
import type { Axis } from './axis.ts';
import { type LifeRaster, rasterOf } from './life-raster.ts';
import { type LifeRows, lifeRows, rowScale } from './life-rows.ts';
import type { Lives } from './lives.ts';

/** How a lane does with those who were wrong when the lanes parted. */
export interface LaneFate {
  readonly atFork: number;
  /** When the last of them who agreed again did so, microseconds; null where nobody did. */
  readonly lastHealed: number | null;
  /** How many of them never agreed again. */
  readonly never: number;
  /** Whether crossings are invoices. */
  readonly crosses: boolean;
}

export interface LanesOfLives {
  readonly rows: LifeRows;
  readonly fates: readonly LaneFate[];
  /** Who was wrong for a shorter time, microseconds, is left out of some lane, unless an invoice run fell into it. */
  readonly passing: number;
}

/** A time in which one user was wrong in one lane. */
export interface UserLife {
  /** Index into `KINDS`. */
  readonly kind: number;
  /** Microseconds; `to` is Infinity where it lasts. */
  readonly from: number;
  readonly to: number;
  readonly wrong: number;
  readonly missed: number;
}

/** All lanes of a comparison, drawn as lives. */
export class LivesOfLanes {
  private readonly lanes: readonly Lives[];
  private readonly fork: number;
  private readonly rows: LifeRows;
  /** Row by user number. */
  private readonly rowOf: Uint32Array;

  private readonly beat: () => void;

  /** `fork`: when the lanes part, microseconds. `beat` is called from inside of long work. */
  constructor(lanes: readonly Lives[], fork: number, beat: () => void = () => {}) {
    this.lanes = lanes;
    this.fork = fork;
    this.beat = beat;
    this.rows = lifeRows(lanes, fork, beat);
    this.rowOf = new Uint32Array(1 + this.rows.users.reduce((most, user) => Math.max(most, user), 0));
    this.rows.users.forEach((user, row) => {
      this.rowOf[user] = row;
    });
  }

  outline(): LanesOfLives {
    const { users, atFork, near } = this.rows;
    return {
      rows: { users: users.slice(), atFork, near },
      fates: this.lanes.map((lives) => {
        this.beat();
        return fateOf(lives, this.fork);
      }),
      passing: Math.max(...this.lanes.map(({ passing }) => passing)),
    };
  }

  /** Every lane on the same axis, so many pixels high. */
  rasters(axis: Axis, height: number): readonly LifeRaster[] {
    const scale = rowScale(this.rows, height);
    return this.lanes.map((lives) => {
      this.beat();
      return rasterOf(lives, this.rowOf, axis, scale);
    });
  }

  /** Of the rows from `first` to before `last`, the first whose user is wrong in a lane between two times; null where none is. */
  userAt(lane: number, rows: readonly [number, number], times: readonly [number, number]): number | null {
    const { users, from, to } = this.lanes[lane] as Lives;
    let found = Number.POSITIVE_INFINITY;
    for (let n = 0; n < users.length; n++) {
      if ((from[n] as number) > times[1] || (to[n] as number) <= times[0]) continue;
      const row = this.rowOf[users[n] as number] as number;
      if (row >= rows[0] && row < rows[1] && row < found) found = row;
    }
    return this.rows.users[found] ?? null;
  }

  /** When and how a user was wrong, lane by lane. */
  user(user: number): readonly (readonly UserLife[])[] {
    return this.lanes.map(({ users, kinds, from, to, wrong, missed }) => {
      const lives: UserLife[] = [];
      for (let n = users.indexOf(user); n >= 0; n = users.indexOf(user, n + 1))
        lives.push({
          kind: kinds[n] as number,
          from: from[n] as number,
          to: to[n] as number,
          wrong: wrong[n] as number,
          missed: missed[n] as number,
        });
      return lives.sort((a, b) => a.from - b.from);
    });
  }
}

function fateOf({ users, from, to, crosses }: Lives, fork: number): LaneFate {
  let [atFork, never] = [0, 0];
  let lastHealed: number | null = null;
  for (let n = 0; n < users.length; n++) {
    if (!((from[n] as number) < fork && fork <= (to[n] as number))) continue;
    let last = n;
    while (users[last + 1] === users[n] && from[last + 1] === to[last]) last++;
    const healed = to[last] as number;
    atFork++;
    if (healed === Number.POSITIVE_INFINITY) never++;
    else if (lastHealed === null || healed > lastHealed) lastHealed = healed;
  }
  return { atFork, lastHealed, never, crosses };
}
