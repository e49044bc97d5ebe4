// What users do: one Poisson clock over all of them (the n-th change: when, what, whom), or the changes of a file. It drives
// the User service's database and knows nothing of what follows from a change.

import type { Chance } from '../../kernel/chance.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Model } from '../../model.ts';
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
import type { Changes } from '../../scenario.ts';
import { PURPOSE, RANK, TASK } from '../agenda.ts';
import type { AskedPoints } from '../asked-point.ts';
import type { Ground } from '../ground.ts';
import type { Ledger } from '../ledger.ts';
import { ZipfActivity } from './activity.ts';
import type { UserDatabase } from './database.ts';
import type { Publisher } from './publisher.ts';

/** Guesses to a look-up in order, at least: one guess costs about as much as looking at sixteen rows. */
const GUESSES = 32;
const ROWS_PER_GUESS = 16;
/** The greatest number below 1. */
const BELOW_ONE = 1 - Number.EPSILON / 2;

export class Workload {
  readonly saved = ['done', 'rate', 'undone'];
  /** How many changes have happened. */
  protected done = 0;
  /** How many of them were undone: from then on those that a file tells may be impossible. */
  private undone = 0;
  /** Changes per microsecond, since the last one. */
  protected rate = Number.NaN;
  private readonly model: Model;
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;
  protected readonly chance: Chance;
  protected readonly users: UserDatabase;
  private readonly ledger: Ledger;
  /** Where faults undo a transaction. */
  private readonly commits: AskedPoints['commit'];
  private readonly publisher: Publisher;
  /** Real changes that replace the random ones. */
  private readonly changes: Changes | undefined;
  /** Per microsecond: sign-ups, changes of one who is active, of one who is suspended, three of them alone, the greater of the two. */
  protected readonly signUps: number;
  private readonly ofActive: number;
  private readonly ofSuspended: number;
  private readonly suspends: number;
  private readonly reactivates: number;
  private readonly changesPlan: number;
  protected readonly most: number;
  /** Whether a change is made only if the log can be written. */
  private readonly mayBeRefused: boolean;

  constructor(ground: Ground, users: UserDatabase, ledger: Ledger, publisher: Publisher, changes?: Changes) {
    const { rates } = ground.model;
    this.model = ground.model;
    this.time = ground.time;
    this.tasks = ground.tasks;
    this.chance = ground.chance;
    this.users = users;
    this.ledger = ledger;
    this.commits = ground.incident.at.commit;
    this.publisher = publisher;
    this.changes = changes;
    this.mayBeRefused = ground.model.user.logFirst;
    this.signUps = rates.signUps;
    this.ofActive = rates.suspend + rates.delete + rates.changePlan;
    this.ofSuspended = rates.reactivate + rates.delete + rates.changePlan;
    this.suspends = rates.suspend;
    this.reactivates = rates.reactivate;
    this.changesPlan = rates.changePlan;
    this.most = Math.max(this.ofActive, this.ofSuspended);
  }

  /** The luck of the run has become another's, before it has begun. */
  reseeded(): void {
    // Nothing was drawn yet.
  }

  /** Schedules the next change, if there is one within the run. */
  scheduleNext(): void {
    const { changes, tasks, model } = this;
    const { now } = this.time;
    const span =
      changes === undefined ? this.randomSpan() : (changes.time[this.done] ?? Number.POSITIVE_INFINITY) - now;
    if (now + span <= model.length) tasks.after(span, RANK.workload, TASK.change, 0, 0);
  }

  /** The change that is due happens; then the next is drawn, since the rates depend on who is active now. */
  change(): void {
    const { changes } = this;
    const n = this.done++;
    if (changes === undefined) this.randomChange(n);
    else this.told(changes.user[n] as number, changes.kind[n] as number);
    this.scheduleNext();
  }

  /** The database went back: what a file tells may be impossible from now on. */
  doubts(): void {
    this.undone++;
  }

  /** A change that a file tells of; nobody can do what follows on something that was undone. */
  private told(user: number, type: number): void {
    if (this.undone === 0 || isPossible(statusOf(this.users.rowOf(user)), type)) this.happen(user, type);
  }

  protected happen(user: number, type: number): void {
    const { users, ledger, publisher } = this;
    if (user > users.users) ledger.makeRoom(user);
    if ((this.mayBeRefused || !this.commits.isSilent) && publisher.rollsBack(user, type)) {
      this.undone++;
      return;
    }
    publisher.committed(ledger.commit(user, type), user, type);
  }

  /** Microseconds until the next change. */
  protected randomSpan(): number {
    const rate = this.rateNow();
    this.rate = rate;
    return rate === 0
      ? Number.POSITIVE_INFINITY
      : Math.floor(this.chance.exponential(PURPOSE.workloadTime, this.done) / rate + 0.5);
  }

  /** Changes per microsecond, by who is there now. */
  private rateNow(): number {
    const { users } = this;
    return this.signUps + this.ofActive * users.active + this.ofSuspended * users.suspended;
  }

  protected randomChange(n: number): void {
    const { users, chance } = this;
    if (this.signUps > 0 && chance.uniform(PURPOSE.workloadKind, n) * this.rate < this.signUps) {
      return this.happen(users.users + 1, CREATED);
    }
    const { cells, users: count } = users;
    const { most } = this;
    // Anybody is guessed, and taken as often as the rate is of the greatest: the rest of the draw decides, and says what happens.
    let guess = 0;
    for (; guess < GUESSES || guess < count / ROWS_PER_GUESS; guess++) {
      const draw = chance.uniform(PURPOSE.workloadUser, n, guess) * count;
      const place = Math.floor(draw) | 0; // tells compilers that it is an integer, and so whom it names
      const rest = (draw - place) * most;
      const status = statusOf(cells[place + 1] as number);
      if (rest < this.rateOf(status)) return this.happen(place + 1, this.typeOf(status, rest));
    }
    this.changeInOrder(n, guess);
  }

  /** The same by one draw among all who can change now: a database that went back may hold fewer than when the change was drawn. */
  private changeInOrder(n: number, draw: number): void {
    const { users, chance } = this;
    let rest = chance.uniform(PURPOSE.workloadUser, n, draw) * (this.rateNow() - this.signUps);
    let [user, type] = [0, 0];
    for (let next = 1; next <= users.users && rest >= 0; next++) {
      const status = statusOf(users.rowOf(next));
      const rate = this.rateOf(status);
      if (rate > 0) [user, type] = [next, this.typeOf(status, Math.min(rest, rate * BELOW_ONE))];
      rest -= rate;
    }
    if (user > 0) this.happen(user, type); // else nobody is left
  }

  /** Changes per microsecond of one user. */
  protected rateOf(status: number): number {
    if (status === ACTIVE) return this.ofActive;
    return status === SUSPENDED ? this.ofSuspended : 0;
  }

  /** What happens to a user: `rest` is even between 0 and the user's rate. */
  protected typeOf(status: number, rest: number): number {
    if (status === ACTIVE && rest < this.suspends) return SUSPENDED_EVENT;
    if (status === SUSPENDED && rest < this.reactivates) return REACTIVATED;
    return rest < this.rateOf(status) - this.changesPlan ? DELETED : PLAN_CHANGED;
  }
}

/**
 * The same where some users are busier than others: candidates come at the greatest rate that any status has, each to a user by
 * weight, and are taken as often as the rate of that user's status is of the greatest. What is not taken is no change.
 */
export class UnevenWorkload extends Workload {
  private activity: ZipfActivity;
  private readonly ground: Ground;

  constructor(ground: Ground, users: UserDatabase, ledger: Ledger, publisher: Publisher) {
    super(ground, users, ledger, publisher);
    this.ground = ground;
    this.activity = this.drawn();
  }

  override reseeded(): void {
    this.activity = this.drawn();
  }

  /** Who is how busy. */
  private drawn(): ZipfActivity {
    const { model, chance } = this.ground;
    return new ZipfActivity(model.users, model.zipf, chance);
  }

  protected override randomSpan(): number {
    this.rate = this.signUps + this.most * this.activity.total(this.users.users);
    return this.rate === 0
      ? Number.POSITIVE_INFINITY
      : Math.floor(this.chance.exponential(PURPOSE.workloadTime, this.done) / this.rate + 0.5);
  }

  protected override randomChange(n: number): void {
    const { users, chance, most } = this;
    if (chance.uniform(PURPOSE.workloadKind, n) * this.rate < this.signUps)
      return this.happen(users.users + 1, CREATED);
    const user = this.activity.userAt(chance.uniform(PURPOSE.workloadUser, n), users.users);
    const status = statusOf(users.rowOf(user));
    const rest = chance.uniform(PURPOSE.workloadUser, n, 1) * most;
    if (rest < this.rateOf(status)) this.happen(user, this.typeOf(status, rest));
  }
}

/** Whether a change can happen to a user of that status. A deleted user never comes back, but nobody tells that. */
function isPossible(status: number, type: number): boolean {
  if (type === CREATED) return status === ABSENT;
  if (type === SUSPENDED_EVENT) return status === ACTIVE;
  if (type === REACTIVATED) return status === SUSPENDED;
  return status !== ABSENT;
}
