// How long write transactions last, seen from their commits: a change happens when it commits, and its row in the outbox got its
// place when the transaction wrote it, earlier. So rows become visible in another order than that of their places, where several
// write at once. It keeps nothing: what it says follows from the change log.
import type { Chance } from '../../kernel/chance.ts';
import type { Delay } from '../../kernel/delay.ts';
import { PURPOSE } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { UserDatabase } from './database.ts';

export class Transactions {
  /** Whether a transaction may commit after one that began later: several write, it takes time, and the rows' places count. */
  readonly overlap: boolean;
  private readonly chance: Chance;
  private readonly users: UserDatabase;
  private readonly takesTime: boolean;
  private readonly writers: number;
  private readonly time: Delay;

  constructor(ground: Ground, users: UserDatabase) {
    const { path, writers, transactionTime } = ground.model.publisher;
    this.chance = ground.chance;
    this.users = users;
    this.writers = writers;
    this.time = transactionTime;
    this.takesTime = !transactionTime.isConstant || transactionTime.value > 0;
    this.overlap = path === 'outbox' && writers > 1 && this.takesTime;
  }

  /**
   * When the outbox row of a change got its place, microseconds: so long before the commit as the transaction took. No earlier than
   * a writer was free, of whom each does one at a time, nor than the user's row, which the change before had locked.
   */
  placeOf(change: number): number {
    return this.overlap ? this.writtenAt(change) : this.users.log.timeOf(change);
  }

  /** When the row of a change was written, by the same rule; others see it when the transaction commits. */
  writtenAt(change: number): number {
    const { log } = this.users;
    const commit = log.timeOf(change);
    if (!this.takesTime) return commit;
    const user = log.userOf(change);
    let from = commit - this.time.draw(this.chance, PURPOSE.transactionTime, user, log.versionOf(change));
    if (change >= this.writers) from = Math.max(from, log.timeOf(change - this.writers));
    for (let before = change - 1; before >= 0 && log.timeOf(before) > from; before--)
      if (log.userOf(before) === user) return log.timeOf(before);
    return from;
  }
}
