// What users do: one Poisson clock over all of them (the n-th change: when, what, whom), or the changes of a file. It drives
// the User service's database and knows nothing of what follows from a change.
import {
  ABSENT,
  ACTIVE,
  CREATED,
  DELETED,
  PLAN_CHANGED,
  REACTIVATED,
  SUSPENDED,
  SUSPENDED_EVENT,
  statusOf,
} from '../../rows.ts';
import { PURPOSE, RANK, TASK } from '../agenda.ts';
import { commitChange, makeRoom } from '../ledger.ts';
import type { World } from '../world.ts';

/** Guesses to a look-up in order, at least: one guess costs about as much as looking at sixteen rows. */
const GUESSES = 32;
const ROWS_PER_GUESS = 16;

export class Workload {
  readonly fields = ['done', 'rate'];
  /** How many changes have happened. */
  private done = 0;
  /** Changes per microsecond, since the last one. */
  private rate = Number.NaN;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Schedules the next change, if there is one within the run. */
  scheduleNext(): void {
    const { world } = this;
    const { changes, now } = world;
    const span =
      changes === undefined ? this.randomSpan() : (changes.time[this.done] ?? Number.POSITIVE_INFINITY) - now;
    if (now + span <= world.model.length) world.tasks.after(span, RANK.workload, TASK.change, 0, 0);
  }

  /** The change that is due happens; then the next is drawn, since the rates depend on who is active now. */
  change(): void {
    const { world } = this;
    const n = this.done++;
    if (world.changes === undefined) this.randomChange(n);
    else this.happen(world.changes.user[n] as number, world.changes.kind[n] as number);
    this.scheduleNext();
  }

  private happen(user: number, type: number): void {
    const { world } = this;
    if (user > world.users.users) makeRoom(world, user);
    world.publisher.committed(commitChange(world, user, type), user, type);
  }

  private totalRate(): number {
    const { model, users } = this.world;
    const { rates } = model;
    return (
      rates.signUps +
      rates.suspend * users.active +
      rates.reactivate * users.suspended +
      (rates.delete + rates.changePlan) * users.existing
    );
  }

  /** Microseconds until the next change. */
  private randomSpan(): number {
    const rate = this.totalRate();
    this.rate = rate;
    if (rate === 0) return Number.POSITIVE_INFINITY;
    return Math.floor(this.world.chance.exponential(PURPOSE.workloadTime, this.done) / rate + 0.5);
  }

  private randomChange(n: number): void {
    const { model, users, chance } = this.world;
    const { rates } = model;
    let rest = chance.uniform(PURPOSE.workloadKind, n) * this.rate;
    rest -= rates.signUps;
    if (rest < 0) return this.happen(users.users + 1, CREATED);
    rest -= rates.suspend * users.active;
    if (rest < 0) return this.happen(this.someone(n, ACTIVE), SUSPENDED_EVENT);
    rest -= rates.reactivate * users.suspended;
    if (rest < 0) return this.happen(this.someone(n, SUSPENDED), REACTIVATED);
    rest -= rates.delete * users.existing;
    this.happen(this.someone(n, ABSENT), rest < 0 ? DELETED : PLAN_CHANGED);
  }

  /** A user chosen evenly among those of `status`, or among all who exist for ABSENT. There is at least one. */
  private someone(n: number, status: number): number {
    const { users, chance } = this.world;
    const { rows } = users;
    const guesses = Math.max(GUESSES, Math.floor(users.users / ROWS_PER_GUESS));
    for (let guess = 0; guess < guesses; guess++) {
      const user = 1 + chance.below(users.users, PURPOSE.workloadUser, n, guess);
      if (fits(rows[user] as number, status)) return user;
    }
    const among = status === ABSENT ? users.existing : status === ACTIVE ? users.active : users.suspended;
    let rank = chance.below(among, PURPOSE.workloadUser, n, guesses);
    let user = 1;
    while (!(fits(rows[user] as number, status) && rank-- === 0)) user++;
    return user;
  }
}

/** Whether a row has the status, or is there at all for ABSENT. */
function fits(row: number, status: number): boolean {
  const is = statusOf(row);
  return status === ABSENT ? is !== ABSENT : is === status;
}
