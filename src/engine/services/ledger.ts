// The two writes everything else follows from: a change of the truth and a change of a copy. Each updates its table, the count of
// divergent users and the trace together, so that they can never disagree.
import type { Counters } from '../counters.ts';
import { kindOf } from '../rows.ts';
import type { Trace } from '../trace/trace.ts';
import { COMMIT_CAUSES, COPY_CAUSES } from '../trace/words.ts';
import type { Ground } from './ground.ts';
import type { Copy } from './subscriber/copy.ts';
import type { Divergence } from './subscriber/divergence.ts';
import { rowAfter, type UserDatabase } from './user/database.ts';
import { rowInCell, versionInCell } from './user-table.ts';

const WORKLOAD = COMMIT_CAUSES.indexOf('workload');
const INITIAL_COMMIT = COMMIT_CAUSES.indexOf('initial');
const RESTORE = COMMIT_CAUSES.indexOf('restore');
const INITIAL_COPY = COPY_CAUSES.indexOf('initial');

/** A copy of the users that a subscriber keeps, and how far it is from the truth. */
export interface KeptCopy {
  /** The subscriber's place in the list of all; Billing is 0. */
  readonly number: number;
  readonly copy: Copy;
  readonly divergence: Divergence;
}

export class Ledger {
  private readonly trace: Trace;
  private readonly counters: Counters;
  private readonly users: UserDatabase;
  private readonly copies: KeptCopy[] = [];

  constructor(ground: Ground, users: UserDatabase) {
    this.trace = ground.trace;
    this.counters = ground.counters;
    this.users = users;
  }

  /** From now on changes are compared with this copy too. */
  keep(copy: KeptCopy): void {
    this.copies.push(copy);
  }

  /** Users up to `user` get rows on all sides, as yet empty. */
  makeRoom(user: number): void {
    this.users.reserve(user);
    for (const { copy } of this.copies) copy.reserve(user);
  }

  /** The User service commits a change of `type` (an index into `EVENT_TYPES`); returns its place in the change log. There must be room for the user. */
  commit(user: number, type: number): number {
    const { users, copies, trace } = this;
    const before = rowInCell(users.cells[user] as number);
    const after = rowAfter(before, type);
    const change = users.commit(user, type, after, WORKLOAD);
    for (let n = 0; n < copies.length; n++) {
      const { copy, divergence } = copies[n] as KeptCopy;
      const believed = rowInCell(copy.cells[user] as number);
      divergence.change(user, kindOf(before, believed), kindOf(after, believed));
    }
    trace.commit(user, versionInCell(users.cells[user] as number), after, WORKLOAD);
    this.counters.committed++;
    return change;
  }

  /** The User service's row goes back, or gets a new version with it. */
  restore(user: number, version: number, row: number): void {
    const { users, copies, trace } = this;
    const before = users.rowOf(user);
    users.restore(user, version, row, RESTORE);
    for (const { copy, divergence } of copies) {
      const believed = copy.rowOf(user);
      divergence.change(user, kindOf(before, believed), kindOf(row, believed));
    }
    trace.commit(user, version, row, RESTORE);
  }

  /**
   * A subscriber writes a row of its copy. `cause` is an index into `COPY_CAUSES`, `stamp` the time the written state speaks of,
   * for policies that compare times.
   */
  write(of: KeptCopy, user: number, version: number, row: number, cause: number, stamp: number): void {
    const { copy, divergence, number } = of;
    const truth = rowInCell(this.users.cells[user] as number);
    const before = rowInCell(copy.cells[user] as number);
    copy.write(user, version, row, cause, stamp);
    divergence.change(user, kindOf(truth, before), kindOf(truth, row));
    this.trace.copy(user, version, row, cause, number);
  }

  /** Counting of a copy's divergent users begins. */
  beginCounting({ copy, divergence }: KeptCopy): void {
    const { users } = this;
    divergence.begin(users.users, (user) => kindOf(users.rowOf(user), copy.rowOf(user)));
  }

  /** A repair begins: who is divergent now is remembered until each has been right once. */
  repairBegins({ copy, divergence }: KeptCopy): void {
    const { users } = this;
    divergence.repairBegins(users.users, (user) => kindOf(users.rowOf(user), copy.rowOf(user)));
  }

  /** One commit line for each user there is at the start, and one copy line for each who has a copy then. */
  traceInitial(withCopy: readonly KeptCopy[]): void {
    const { users, trace } = this;
    for (let user = 1; user <= users.users; user++) {
      const row = users.rowOf(user);
      trace.commit(user, 1, row, INITIAL_COMMIT);
      for (const { number } of withCopy) trace.copy(user, 1, row, INITIAL_COPY, number);
    }
  }
}
