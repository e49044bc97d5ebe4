// What is counted once while a run grows, so that a frame of any moment need not count again: when users were created, and
// which rows a repair wrote. It reads the logs of a session, each entry once, and remembers numbers of entries in them.
import { firstWhere, IS_REPAIR, type Session } from '../../engine/index.ts';

/** Numbers of entries of a log, rising. */
class EntryNumbers {
  length = 0;
  private cells = new Uint32Array(64);

  add(place: number): void {
    if (this.length === this.cells.length) {
      const wider = new Uint32Array(this.length * 2);
      wider.set(this.cells);
      this.cells = wider;
    }
    this.cells[this.length++] = place;
  }

  get bytes(): number {
    return this.cells.byteLength;
  }

  at(n: number): number {
    return this.cells[n] as number;
  }

  /** How many of them are before `place`. */
  before(place: number): number {
    return firstWhere(0, this.length, (n) => this.at(n) >= place);
  }
}

/** Rows that are written in the order of users: a scan, or the present state of everybody. */
const IN_ORDER: ReadonlySet<string> = new Set(['api', 'snapshot']);

export class Growth {
  private readonly session: Session;
  private readonly initialUsers: number;
  /** In the log of changes: where a user was created; users are numbered in that order. */
  private readonly creations = new EntryNumbers();
  /** In the log of writes: those by the repair. */
  private readonly repairs = new EntryNumbers();
  /** How much of the two logs has been read. */
  private changes = 0;
  private writes = 0;

  constructor(session: Session) {
    this.session = session;
    this.initialUsers = session.facts().initialUsers;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.creations.bytes + this.repairs.bytes;
  }

  /** Reads what has been written since; the session must stand at its furthest moment. */
  readOn(): void {
    const { truth, copy } = this.session.logs;
    for (; this.changes < truth.length; this.changes++) {
      const isNew = truth.versionOf(this.changes) === 1 && truth.userOf(this.changes) > this.initialUsers;
      if (isNew) this.creations.add(this.changes);
    }
    const { repairAt } = this.session.facts();
    for (; this.writes < copy.length; this.writes++) {
      if (repairAt === null || !IS_REPAIR[copy.causeOf(this.writes)] || copy.timeOf(this.writes) < repairAt) continue;
      this.repairs.add(this.writes);
    }
  }

  /** The highest user number once so many changes have been committed. */
  usersAt(committed: number): number {
    return this.initialUsers + this.creations.before(committed);
  }

  /** Calls `visit` with each user whose row a repair wrote among the first `written` writes; with some more than once. */
  repairedBy(written: number, visit: (user: number) => void): void {
    const { copy } = this.session.logs;
    const count = this.repairs.before(written);
    for (let n = 0; n < count; n++) visit(copy.userOf(this.repairs.at(n)));
  }

  /** The user whom a repair that goes from user to user wrote last, since `from` and among the first `written` writes; null where it does not. */
  frontAt(written: number, from: number): number | null {
    if (from === Number.POSITIVE_INFINITY) return null;
    const { copy } = this.session.logs;
    const count = this.repairs.before(written);
    if (count < 2) return null;
    const [last, previous] = [this.repairs.at(count - 1), this.repairs.at(count - 2)];
    if (copy.timeOf(last) < from || !IN_ORDER.has(copy.causeOf(last)) || copy.userOf(previous) > copy.userOf(last))
      return null;
    return copy.userOf(last);
  }
}
