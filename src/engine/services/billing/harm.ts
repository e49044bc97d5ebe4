// What the next invoice run would do wrong if nothing healed by itself: a count of two tables. It sends nothing.
import { ABSENT, ACTIVE, statusOf } from '../../rows.ts';
import type { Copy } from '../subscriber/copy.ts';
import type { UserDatabase } from '../user/database.ts';

/** Invoices of one run. */
export interface Harm {
  readonly wrong: number;
  readonly missed: number;
}

interface NextRun {
  readonly reads: 'copy' | 'api' | 'verify';
  /** Whether a row of the copy is too old to be invoiced by, so that the API is asked first. */
  readonly isOld: (user: number) => boolean;
  /** Runs cannot be made at all; then everybody who is active goes without. */
  readonly nobodyIsInvoiced: boolean;
}

export function harmOfNextRun(users: UserDatabase, copy: Copy, { reads, isOld, nobodyIsInvoiced }: NextRun): Harm {
  if (nobodyIsInvoiced) return { wrong: 0, missed: users.active };
  if (reads === 'api') return { wrong: 0, missed: 0 };
  let [wrong, missed] = [0, 0];
  const highest = Math.max(users.users, copy.cells.length - 1);
  for (let user = 1; user <= highest; user++) {
    const isActive = statusOf(users.rowOf(user)) === ACTIVE;
    const believed = copy.rowOf(user);
    if (isActive === (statusOf(believed) === ACTIVE)) continue;
    if (statusOf(believed) !== ABSENT && isOld(user)) continue;
    if (isActive) missed++;
    else if (reads === 'copy') wrong++; // whoever is asked about and not active gets none
  }
  return { wrong, missed };
}
