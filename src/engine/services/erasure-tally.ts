// The duty to erase, as a run has kept it: whom somebody still holds later than the scenario allows, where, and for how long. What goes by
// itself later than the run ends is counted to then; what never does, to the run's end.
import { DAY } from '../units.ts';
import { type Erasure, HOLDERS, type Holder } from './erasure.ts';

export interface ErasureTally {
  /** Users who were deleted. */
  readonly deleted: number;
  /** Of these, whom somebody holds too long, or did. */
  readonly overdue: number;
  /** Of these, whom nothing that happens by itself takes away. */
  readonly unending: number;
  /** Days over the duty: of all together, and of the one who is held longest. */
  readonly userDays: number;
  readonly longestDays: number;
  /** Users held too long, by place. */
  readonly byHolder: Readonly<Record<Holder, number>>;
}

/** How the duty was kept by `endedAt`, microseconds; null where there is none. */
export function erasureTally(erasure: Erasure, endedAt: number): ErasureTally | null {
  if (erasure.within === Number.POSITIVE_INFINITY) return null;
  const deleted = erasure.deleted();
  const tally = new Tally(deleted, erasure.within, endedAt);
  for (const [user, held] of erasure.held(deleted))
    for (const { holder, until } of held.values()) tally.note(user, holder, until);
  for (const [user, holder, time] of erasure.letGo(deleted)) tally.note(user, holder, time);
  return tally.result();
}

class Tally {
  private readonly deleted: ReadonlyMap<number, number>;
  private readonly within: number;
  private readonly endedAt: number;
  /** By user: how long over the duty, microseconds. */
  private readonly over = new Map<number, number>();
  private readonly unending = new Set<number>();
  private readonly holders = new Map<Holder, Set<number>>(HOLDERS.map((holder) => [holder, new Set()]));

  constructor(deleted: ReadonlyMap<number, number>, within: number, endedAt: number) {
    this.deleted = deleted;
    this.within = within;
    this.endedAt = endedAt;
  }

  /** A place holds a user until then. */
  note(user: number, holder: Holder, until: number): void {
    const due = (this.deleted.get(user) as number) + this.within;
    if (until <= due) return;
    this.holders.get(holder)?.add(user);
    const counted = until === Number.POSITIVE_INFINITY ? this.endedAt : until;
    if (until === Number.POSITIVE_INFINITY) this.unending.add(user);
    this.over.set(user, Math.max(this.over.get(user) ?? 0, counted - due));
  }

  result(): ErasureTally {
    const overs = [...this.over.values()];
    const days = overs.reduce((sum, over) => sum + over, 0) / DAY;
    return {
      deleted: this.deleted.size,
      overdue: overs.length,
      unending: this.unending.size,
      userDays: days,
      longestDays: Math.max(0, ...overs) / DAY,
      byHolder: Object.fromEntries([...this.holders].map(([holder, users]) => [holder, users.size])) as Record<
        Holder,
        number
      >,
    };
  }
}
