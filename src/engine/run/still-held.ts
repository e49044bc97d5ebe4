// Where somebody who was deleted is still held, as a run stands: each place with its end.
import { type Erasure, HOLDERS, type Holding } from '../services/erasure.ts';

/** What somebody who was deleted is still held by. */
export interface StillHeld {
  /** Microseconds. */
  readonly deletedAt: number;
  /** By when nobody may hold them any more, microseconds; null: there is no such duty. */
  readonly due: number | null;
  readonly holdings: readonly Holding[];
}

const inOrder = (holdings: Iterable<Holding>): readonly Holding[] =>
  [...holdings].sort((a, b) => HOLDERS.indexOf(a.holder) - HOLDERS.indexOf(b.holder));

/** Where a deleted user is still held, as the run stands; null where they were not deleted. */
export function stillHeld(erasure: Erasure, user: number): StillHeld | null {
  const deletedAt = erasure.deleted().get(user);
  if (deletedAt === undefined) return null;
  const held = erasure.held(new Map([[user, deletedAt]])).get(user);
  const due = erasure.within === Number.POSITIVE_INFINITY ? null : deletedAt + erasure.within;
  return { deletedAt, due, holdings: inOrder(held?.values() ?? []) };
}
