// What is counted once while a run grows, so that a frame of any moment need not count again: when users were created, and
// which rows a repair wrote. It reads the logs of a session, each entry once.
import { IS_REPAIR, type Session } from '../../engine/index.ts';

export class Growth {
  private readonly session: Session;
  private readonly initialUsers: number;
  /** Places in the log of changes at which a user was created; users are numbered in that order. */
  private readonly creations: number[] = [];
  /** Writes by the repair, in time order. */
  private readonly repairTimes: number[] = [];
  private readonly repairUsers: number[] = [];
  /** How much of the two logs has been read. */
  private changes = 0;
  private writes = 0;

  constructor(session: Session) {
    this.session = session;
    this.initialUsers = session.facts().initialUsers;
  }

  /** Reads what has been written since; the session must stand at its furthest moment. */
  readOn(): void {
    const { truth, copy } = this.session.logs;
    for (; this.changes < truth.length; this.changes++) {
      const isNew = truth.versionOf(this.changes) === 1 && truth.userOf(this.changes) > this.initialUsers;
      if (isNew) this.creations.push(this.changes);
    }
    const { repairAt } = this.session.facts();
    for (; this.writes < copy.length; this.writes++) {
      const time = copy.timeOf(this.writes);
      if (repairAt === null || time < repairAt || !IS_REPAIR[copy.causeOf(this.writes)]) continue;
      this.repairTimes.push(time);
      this.repairUsers.push(copy.userOf(this.writes));
    }
  }

  /** The highest user number once so many changes have been committed. */
  usersAt(committed: number): number {
    const { creations } = this;
    let low = 0;
    let high = creations.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((creations[middle] as number) < committed) low = middle + 1;
      else high = middle;
    }
    return this.initialUsers + low;
  }

  /** Calls `visit` with each user whose row a repair had written by `time`; with some more than once. */
  repairedBy(time: number, visit: (user: number) => void): void {
    const { repairTimes, repairUsers } = this;
    for (let n = 0; n < repairTimes.length && (repairTimes[n] as number) <= time; n++) visit(repairUsers[n] as number);
  }
}
