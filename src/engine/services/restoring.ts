// A service's database is put back to a backup. Everything in it is as it was then: the rows, what the policy remembers, a position in the
// log that is kept beside them. What is kept elsewhere is not: the broker's positions and queues, the other service's rows, and what was
// sent meanwhile.
import { ABSENT } from '../rows.ts';
import { COPY_CAUSES } from '../trace/words.ts';
import { MINUTE } from '../units.ts';
import type { Ground } from './ground.ts';
import type { Ledger } from './ledger.ts';
import type { RowLog } from './row-log.ts';
import type { Subscriber } from './subscriber/subscriber.ts';
import type { UserDatabase } from './user/database.ts';
import { initialRow } from './user/initial.ts';
import type { Publisher } from './user/publisher.ts';
import type { Workload } from './user/workload.ts';

const RESTORE = COPY_CAUSES.indexOf('restore');
/** A position that is kept beside the data is saved now and then: so much before the backup reading begins again, microseconds. */
const POSITION = MINUTE;

/** What stood about a user at a place of a log. */
interface Was {
  readonly row: number;
  readonly version: number;
}

export class Restoring {
  private readonly ground: Ground;
  private readonly users: UserDatabase;
  private readonly ledger: Ledger;
  private readonly publisher: Publisher;
  private readonly workload: Workload;
  private readonly billing: Subscriber;

  constructor(
    ground: Ground,
    neighbours: {
      readonly users: UserDatabase;
      readonly ledger: Ledger;
      readonly publisher: Publisher;
      readonly workload: Workload;
      readonly billing: Subscriber;
    },
  ) {
    this.ground = ground;
    this.users = neighbours.users;
    this.ledger = neighbours.ledger;
    this.publisher = neighbours.publisher;
    this.workload = neighbours.workload;
    this.billing = neighbours.billing;
  }

  /**
   * The authority goes back: changes since the backup were never made, who signed up since is gone, and versions are given again, unless
   * an `epoch` is raised with it: then every row that goes back gets a version above all that were given.
   */
  restoreUsers(back: number, epoch: boolean, fault: string): void {
    const { users, ledger, ground } = this;
    const cut = ground.time.now - back;
    if (ground.model.user.logFirst && this.logHoldsSince(cut)) return;
    const first = users.firstChangeFrom(cut + 1);
    const end = users.changes;
    const were = this.before(users.log, first, end, true);
    this.publisher.restored(first, fault);
    for (const [user, { row, version }] of were) {
      const has = users.versionOf(user);
      if (row === users.rowOf(user) && version === has) continue;
      ledger.restore(user, epoch ? has + 1 : version, row);
    }
    users.forget(first, end);
    this.workload.doubts();
  }

  /** Whether a database that is what the log says reads on from its backup, and nothing is lost. */
  private logHoldsSince(time: number): boolean {
    const { subscription } = this.billing.consumers;
    return subscription.kind === 'log' && subscription.holdsSince(time);
  }

  /** Billing's copy goes back. What its queue had delivered since then nobody has any more. */
  restoreBilling(back: number): void {
    const { billing, ledger, ground, users } = this;
    const { copy, consumers, projection } = billing;
    const { subscription } = consumers;
    const cut = ground.time.now - back;
    let first = copy.writes;
    while (first > 0 && copy.log.timeOf(first - 1) > cut) first--;
    const knowsInitial = ground.model.billing.startsAt === 0;
    for (const [user, { row, version }] of this.before(copy.log, first, copy.writes, knowsInitial)) {
      if (row !== copy.rowOf(user) || version !== copy.versionOf(user))
        ledger.write(billing, user, version, row, RESTORE, projection.stampOf(version, cut));
    }
    projection.forgetSince(ground.model.users + users.firstChangeFrom(cut + 1), cut);
    const ownPosition = subscription.kind === 'log' && subscription.positionIsOwn && subscription.bound;
    if (ownPosition) consumers.replay({ time: Math.max(0, cut - POSITION) }, false);
  }

  /** Of every user whom the places `first` … `end` − 1 of a log are about: what stood there before, by number. `knowsInitial`: whether the initial users were there before the log. */
  private before(
    log: RowLog,
    first: number,
    end: number,
    knowsInitial: boolean,
  ): readonly (readonly [user: number, was: Was])[] {
    const { model, chance } = this.ground;
    const were = new Map<number, Was>();
    for (let place = first; place < end; place++) {
      const user = log.userOf(place);
      const isInitial = knowsInitial && user <= model.users;
      were.set(user, { row: isInitial ? initialRow(model, chance, user) : ABSENT, version: isInitial ? 1 : 0 });
    }
    for (let place = 0; place < first; place++) {
      const user = log.userOf(place);
      if (were.has(user)) were.set(user, { row: log.rowOf(place), version: log.versionOf(place) });
    }
    return [...were].sort(([a], [b]) => a - b);
  }
}
