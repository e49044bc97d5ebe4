// The runs that have fallen due and are not over, oldest first: for each, when that was and who was active then. A set is never
// changed once it is made, so that saved states share it.
import type { Saved, Stateful } from '../../kernel/state.ts';
import { ACTIVE, statusOf } from '../../rows.ts';
import type { UserDatabase } from '../user/database.ts';

interface DueRun {
  /** Microseconds. */
  readonly at: number;
  /** One bit for each user. */
  readonly active: Uint32Array;
}

export class DueRuns implements Stateful {
  private runs: readonly DueRun[] = [];

  get count(): number {
    return this.runs.length;
  }

  /** When the oldest fell due. */
  get firstAt(): number {
    return (this.runs[0] as DueRun).at;
  }

  /** One falls due now. */
  add(at: number, users: UserDatabase): void {
    const active = new Uint32Array((users.users >>> 5) + 1);
    for (let user = 1; user <= users.users; user++) {
      if (statusOf(users.rowOf(user)) !== ACTIVE) continue;
      active[user >>> 5] = (active[user >>> 5] as number) | (1 << (user & 31));
    }
    this.runs = [...this.runs, { at, active }];
  }

  /** Whether a user was active when the oldest fell due. */
  wasActive(user: number): boolean {
    const { active } = this.runs[0] as DueRun;
    return (((active[user >>> 5] ?? 0) >>> (user & 31)) & 1) === 1;
  }

  /** The oldest is over. */
  remove(): void {
    this.runs = this.runs.slice(1);
  }

  save(): Saved {
    return { runs: this.runs };
  }

  load(saved: Saved): void {
    this.runs = saved['runs'] as readonly DueRun[];
  }
}
