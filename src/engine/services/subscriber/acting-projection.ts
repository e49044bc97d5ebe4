// The projection of a subscriber that does something outward: it acts on what it writes. What the policy ignores it does not act on.
import type { Alarms } from '../alarms.ts';
import type { Ground } from '../ground.ts';
import type { Ledger } from '../ledger.ts';
import type { Messages } from '../messages.ts';
import { type Design, DesignedProjection, type Offer } from './designed-projection.ts';
import type { Outward } from './outward.ts';
import type { Bookkeeping } from './projection.ts';

export class ActingProjection extends DesignedProjection {
  private readonly outward: Outward;

  constructor(
    ground: Ground,
    messages: Messages,
    ledger: Ledger,
    books: Bookkeeping,
    how: { readonly design: Design; readonly alarms: Alarms; readonly outward: Outward },
  ) {
    super(ground, messages, ledger, books, how.design, how.alarms);
    this.outward = how.outward;
  }

  protected override write(offer: Offer, stamp: number, replayed: boolean, first: boolean): void {
    super.write(offer, stamp, replayed, first);
    this.outward.taken(offer.message);
  }
}
