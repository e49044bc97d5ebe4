// Who is still wrong since the User database went back: the copy keeps what the restored backup knows nothing of. It counts, at the end of a
// run, by the tables and the log of changes; what a repair has tried it does not know.
import { ABSENT } from '../rows.ts';
import type { Copy } from '../services/subscriber/copy.ts';
import type { UserDatabase } from '../services/user/database.ts';
import { COMMIT_CAUSES } from '../trace/words.ts';

/** Divergent users whose copy keeps what a restore took back, and those among them whom the restored database does not know. */
export interface WentBack {
  readonly users: number;
  readonly unknown: number;
}

export const NOBODY_WENT_BACK: WentBack = { users: 0, unknown: 0 };

const RESTORE = COMMIT_CAUSES.indexOf('restore');

/** What the last restore of a user made of them. */
interface Restored {
  /** The row that it took back. */
  readonly from: number;
  /** Nothing has been changed since. */
  readonly isLast: boolean;
}

function lastRestores(users: UserDatabase): ReadonlyMap<number, Restored> {
  const { log } = users;
  const rows = new Map<number, number>();
  const restored = new Map<number, Restored>();
  for (let change = 0; change < users.changes; change++) {
    const user = log.userOf(change);
    const before = restored.get(user);
    if (users.causeOfChange(change) === RESTORE) restored.set(user, { from: rows.get(user) ?? ABSENT, isLast: true });
    else if (before !== undefined) restored.set(user, { ...before, isLast: false });
    rows.set(user, log.rowOf(change));
  }
  return restored;
}

export function wentBack(users: UserDatabase, copy: Copy): WentBack {
  let [all, unknown] = [0, 0];
  for (const [user, { from, isLast }] of lastRestores(users)) {
    const truth = users.rowOf(user);
    if (truth === copy.rowOf(user)) continue;
    // A change since then has reached the copy in vain only where its version is one that the copy has already.
    if (!isLast && users.versionOf(user) > copy.versionOf(user)) continue;
    // Who was deleted before the restore is still held for want of a deletion.
    const isUnknown = truth === ABSENT && isLast;
    if (isUnknown && from === ABSENT) continue;
    all++;
    if (isUnknown) unknown++;
  }
  return { users: all, unknown };
}
