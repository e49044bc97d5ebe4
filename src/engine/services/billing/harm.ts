// What the next invoice run would do wrong if nothing healed by itself: a count of two tables. It sends nothing.
import { ACTIVE, statusOf } from '../../rows.ts';
import type { Copy } from '../subscriber/copy.ts';
import type { UserDatabase } from '../user/database.ts';

/** Invoices of one run. */
export interface Harm {
  readonly wrong: number;
  readonly missed: number;
}

/** `nobodyIsInvoiced`: runs cannot be made at all; then everybody who is active goes without. */
export function harmOfNextRun(
  users: UserDatabase,
  copy: Copy,
  reads: 'copy' | 'api' | 'verify',
  nobodyIsInvoiced: boolean,
): Harm {
  if (nobodyIsInvoiced) return { wrong: 0, missed: users.active };
  if (reads === 'api') return { wrong: 0, missed: 0 };
  let [wrong, missed] = [0, 0];
  const highest = Math.max(users.users, copy.rows.length - 1);
  for (let user = 1; user <= highest; user++) {
    const isActive = statusOf(users.rows[user] ?? 0) === ACTIVE;
    if (isActive === (statusOf(copy.rows[user] ?? 0) === ACTIVE)) continue;
    if (isActive) missed++;
    else if (reads === 'copy') wrong++; // whoever is asked about and not active gets none
  }
  return { wrong, missed };
}
