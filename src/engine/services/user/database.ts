// The User service's database: the truth. One row per user, written only by `commit`, and the change log, append-only, from
// which any past state can be computed again. It knows nothing of events or copies.
import { Exceptions } from '../../kernel/exceptions.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import { CHANGE_CAUSE, EVENT_TYPE_MASK } from '../../packing.ts';
import { ABSENT, ACTIVE, CREATED, DELETED, PLAN_CHANGED, PRO, SNAPSHOT, SUSPENDED, statusOf } from '../../rows.ts';
import { firstWhere } from '../../search.ts';
import { RowLog } from '../row-log.ts';
import { cellOf, UserTable, versionInCell } from '../user-table.ts';

/** The row that a change of `type` (an index into `EVENT_TYPES`) makes of `row`. */
export function rowAfter(row: number, type: number): number {
  if (type === CREATED) return ACTIVE;
  if (type === DELETED) return ABSENT;
  if (type === PLAN_CHANGED) return row ^ PRO;
  return (row & PRO) | (statusOf(row) === ACTIVE ? SUSPENDED : ACTIVE);
}

export class UserDatabase extends UserTable {
  readonly saved = ['users', 'active', 'suspended', 'changes', 'schema', 'forgotten', 'lags'];
  /** The highest user number so far; users are numbered from 1 and never again. */
  users = 0;
  active = 0;
  suspended = 0;
  /** Length of the change log. The initial users are no part of it. */
  changes = 0;
  /** How often the columns of its tables have been changed. */
  schema = 0;
  /** Parts of the change log, first and end of each, that a backup does not know. */
  private forgotten: readonly number[] = [];
  /** The reason of a change: its type and its cause. */
  readonly log: RowLog;
  /** By change: how far the clock lagged that stamped it, microseconds. */
  readonly lags = new Exceptions();

  constructor(time: VirtualTime) {
    super();
    this.log = new RowLog(time);
  }

  get existing(): number {
    return this.active + this.suspended;
  }

  /** Adds a user who is there from the start, with version 1. */
  addInitial(row: number): number {
    const user = this.newUser();
    this.write(user, 1, row);
    return user;
  }

  newUser(): number {
    const user = ++this.users;
    this.fit();
    return user;
  }

  /** Makes sure that every number that was given has a row: those too whose users never came to be. */
  fit(): void {
    if (this.users >= this.cells.length) this.makeRoom(this.users);
  }

  /** The highest number that a user ever had; higher ones were given to users who never came to be. */
  highestUsed(): number {
    let user = this.users;
    while (user > 0 && this.versionOf(user) === 0) user--;
    return user;
  }

  /** Makes sure that users up to `user` have rows (a file of changes names its users itself). */
  reserve(user: number): void {
    while (this.users < user) this.newUser();
  }

  /** Writes a change with the user's next version; returns its place in the change log. */
  commit(user: number, type: number, row: number, cause: number): number {
    const version = versionInCell(this.cells[user] as number) + 1;
    this.write(user, version, row);
    const change = this.changes++;
    this.log.write(change, user, version, row, type | (cause << CHANGE_CAUSE));
    return change;
  }

  /** Writes a row as a backup has it; of that the log of changes knows too. */
  restore(user: number, version: number, row: number, cause: number): void {
    this.write(user, version, row);
    const type = row === ABSENT ? DELETED : SNAPSHOT;
    this.log.write(this.changes++, user, version, row, type | (cause << CHANGE_CAUSE));
  }

  /** The changes `first` … `end` − 1 were never made, as the database is now; nor was what restored it a change. */
  forget(first: number, end: number): void {
    this.forgotten = [...this.forgotten, first, end, end, this.changes];
  }

  /** Whether the database knows nothing of a change in its log; or did not, when that had no more than `known` changes. */
  isForgotten(change: number, known = this.changes): boolean {
    const { forgotten } = this;
    for (let n = 0; n < forgotten.length && (forgotten[n + 1] as number) <= known; n += 2)
      if (change >= (forgotten[n] as number) && change < (forgotten[n + 1] as number)) return true;
    return false;
  }

  /** Whether it can tell who was what at `time`, microseconds: a backup knows nothing of what happened between it and its return. */
  knows(time: number): boolean {
    const { forgotten, log, changes } = this;
    for (let n = 0; n < forgotten.length; n += 4) {
      const [first = 0, end = 0] = forgotten.slice(n, n + 2);
      if (first < end && time >= log.timeOf(first) && (end >= changes || time < log.timeOf(end))) return false;
    }
    return true;
  }

  typeOfChange(change: number): number {
    return this.log.reasonOf(change) & EVENT_TYPE_MASK;
  }

  causeOfChange(change: number): number {
    return this.log.reasonOf(change) >> CHANGE_CAUSE;
  }

  /** The first change at or after `time`; the log is in time order. */
  firstChangeFrom(time: number): number {
    return firstWhere(0, this.changes, (change) => this.log.timeOf(change) >= time);
  }

  /** Continues the change log of another run of the same past. */
  continueLog(from: UserDatabase, apart: boolean): void {
    this.log.continue(from.log, from.changes, apart);
  }

  private write(user: number, version: number, row: number): void {
    const was = statusOf(this.cells[user] as number);
    const is = statusOf(row);
    this.cells[user] = cellOf(version, row);
    if (was === ACTIVE) this.active--;
    else if (was === SUSPENDED) this.suspended--;
    if (is === ACTIVE) this.active++;
    else if (is === SUSPENDED) this.suspended++;
  }
}
