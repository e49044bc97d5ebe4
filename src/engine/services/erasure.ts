// Who was deleted and is still held: by the User database itself once a backup has brought the row back, by a copy, by a queue, a log or
// dead letters. It looks at what is there, at any moment, and remembers only when a log gave its last entry about a deleted user up. What
// tells of a deletion, and a message that carries no more than the user's number, hold nobody.
import { Exceptions } from '../kernel/exceptions.ts';
import { ABSENT, CREATED, DELETED } from '../rows.ts';
import { COMMIT_CAUSES } from '../trace/words.ts';
import type { Bus, KeptIn } from './bus/bus.ts';
import type { Ground } from './ground.ts';
import type { Messages } from './messages.ts';
import type { Subscriber } from './subscriber/subscriber.ts';
import type { UserDatabase } from './user/database.ts';
import type { UserTable } from './user-table.ts';

const WORKLOAD = COMMIT_CAUSES.indexOf('workload');

/** Where a deleted user may be held. */
export const HOLDERS = ['database', 'copy', 'others', 'queue', 'log', 'dead-letters'] as const;
export type Holder = (typeof HOLDERS)[number];

/** One place that holds a user. */
export interface Holding {
  readonly holder: Holder;
  /** Rows, messages or entries. */
  readonly count: number;
  /** When the last of them goes if nobody does anything, microseconds; Infinity: nothing that happens by itself takes it away. */
  readonly until: number;
}

/** By user: what each place holds. */
type Held = Map<number, Map<Holder, Holding>>;

interface Neighbours {
  readonly users: UserDatabase;
  readonly messages: Messages;
  readonly bus: Bus;
  readonly subscribers: readonly Subscriber[];
}

export class Erasure {
  readonly saved: readonly string[];
  /** How soon after a deletion nobody may hold the user any more, microseconds; Infinity: there is no such duty. */
  readonly within: number;
  /** By user: when the log last gave up an entry about somebody who was deleted, microseconds. */
  private readonly given = new Exceptions();
  private readonly ground: Ground;
  private readonly users: UserDatabase;
  private readonly messages: Messages;
  private readonly bus: Bus;
  private readonly subscribers: readonly Subscriber[];

  constructor(ground: Ground, { users, messages, bus, subscribers }: Neighbours) {
    this.ground = ground;
    this.users = users;
    this.messages = messages;
    this.bus = bus;
    this.subscribers = subscribers;
    this.within = ground.model.user.erasureWithin;
    const isDuty = this.within < Number.POSITIVE_INFINITY;
    this.saved = isDuty ? ['given'] : [];
    if (isDuty) bus.watch((message) => this.gives(message));
  }

  /** By user: when they were deleted, microseconds. What a backup undid was asked for all the same. */
  deleted(): Map<number, number> {
    const { users } = this;
    const deleted = new Map<number, number>();
    for (let change = 0; change < users.changes; change++) {
      if (users.causeOfChange(change) !== WORKLOAD) continue;
      const type = users.typeOfChange(change);
      if (type === DELETED) deleted.set(users.log.userOf(change), users.log.timeOf(change));
      else if (type === CREATED) deleted.delete(users.log.userOf(change));
    }
    return deleted;
  }

  /** Of these users: who holds them now. */
  held(of: ReadonlyMap<number, unknown>): ReadonlyMap<number, ReadonlyMap<Holder, Holding>> {
    const held: Held = new Map();
    for (const user of of.keys()) this.rowsOf(user, held);
    const { messages } = this;
    this.bus.eachKept((message, where: KeptIn, until) => {
      const user = messages.userOf(message);
      if (of.has(user) && this.tellsOf(message)) add(held, user, where, 1, until);
    });
    return held;
  }

  /** Of these users: when places that held them let go of them, microseconds, as far as that is remembered: of rows and logs. */
  letGo(of: ReadonlyMap<number, number>): readonly (readonly [user: number, holder: Holder, time: number])[] {
    const found: [number, Holder, number][] = [];
    for (const user of of.keys()) {
      const given = this.given.get(user, -1);
      if (given >= 0) found.push([user, 'log', given]);
    }
    for (const subscriber of this.subscribers) {
      const holder = subscriber.number === 0 ? 'copy' : 'others';
      for (const [user, time] of this.removals(subscriber, of)) found.push([user, holder, time]);
    }
    return found;
  }

  /** By user: when the row was last taken out of a copy. */
  private removals({ copy, beganFilled }: Subscriber, of: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
    const present = new Set<number>();
    const removed = new Map<number, number>();
    if (beganFilled) for (const user of of.keys()) if (user <= this.ground.model.users) present.add(user);
    for (let write = 0; write < copy.writes; write++) {
      const user = copy.log.userOf(write);
      if (!of.has(user)) continue;
      if (copy.log.rowOf(write) !== ABSENT) present.add(user);
      else if (present.delete(user)) removed.set(user, copy.log.timeOf(write));
    }
    return removed;
  }

  private rowsOf(user: number, held: Held): void {
    const row = (table: UserTable) => Number(table.rowOf(user) !== ABSENT);
    add(held, user, 'database', row(this.users), Number.POSITIVE_INFINITY);
    for (const { number, copy, projection } of this.subscribers) {
      const count = row(copy) + projection.keptBeside(user);
      add(held, user, number === 0 ? 'copy' : 'others', count, Number.POSITIVE_INFINITY);
    }
  }

  /** Whether a message says more of its user than the number. */
  private tellsOf(message: number): boolean {
    return this.ground.model.events.carry !== 'key' && !this.messages.removes(message);
  }

  /** The log gives an entry up. */
  private gives(message: number): void {
    const { users, messages, ground } = this;
    const user = messages.userOf(message);
    if (users.rowOf(user) === ABSENT && this.tellsOf(message)) this.given.set(user, ground.time.now);
  }
}

function add(held: Held, user: number, holder: Holder, count: number, until: number): void {
  if (count === 0) return;
  const of = held.get(user) ?? new Map<Holder, Holding>();
  const before = of.get(holder);
  of.set(holder, { holder, count: (before?.count ?? 0) + count, until: Math.max(before?.until ?? until, until) });
  held.set(user, of);
}
