// How a committed change becomes a message. Two questions stand apart: does the code record the event at all, and does what it
// recorded leave, directly after the commit, or by the relay of an outbox that is written in the same transaction. It knows nothing
// of queues or of who listens.

import type { Counters } from '../../counters.ts';
import { highOf, lowOf } from '../../kernel/record-log.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Model } from '../../model.ts';
import type { Points } from '../../points.ts';
import type { Trace } from '../../trace/trace.ts';
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { Incident } from '../incident.ts';
import {
  causeIn,
  type Differing,
  differing,
  type Envelope,
  GHOST,
  type Messages,
  publicationIn,
  rowIn,
  wordOf,
} from '../messages.ts';
import type { Transport } from '../transport.ts';
import { rowInCell, versionInCell } from '../user-table.ts';
import { rowAfter, type UserDatabase } from './database.ts';
import { Heart } from './heart.ts';
import { Relay } from './relay.ts';
import { Transactions } from './transactions.ts';

const LIVE = PUBLISH_CAUSES.indexOf('live');
const DUPLICATE = PUBLISH_CAUSES.indexOf('duplicate');
/** Event numbers of duplicates and republications with renewed identity count down from here; those of changes count up. */
const LAST_EVENT = 0xffffffff;

export class Publisher {
  readonly saved = ['relay', 'heart', 'renewed', 'held', 'holds', 'ghosts'];
  readonly relay: Relay;
  readonly heart: Heart;
  /** What was recorded and is put off before it is published, by number. */
  private held: readonly { readonly number: number; readonly envelope: Envelope }[] = [];
  private holds = 0;
  /** How many events were published of changes that were undone. */
  private ghosts = 0;
  private renewed = 0;
  private readonly time: VirtualTime;
  protected readonly trace: Trace;
  protected readonly counters: Counters;
  protected readonly incident: Incident;
  protected readonly users: UserDatabase;
  protected readonly messages: Messages;
  protected readonly transport: Transport;
  private readonly tasks: TaskQueue;
  private readonly path: Model['publisher']['path'];
  /** Whether it publishes directly after the commit. */
  private readonly isDirect: boolean;
  /** The event number of the first change; those of initial users stand before it. */
  private readonly firstEvent: number;

  constructor(ground: Ground, users: UserDatabase, messages: Messages, transport: Transport) {
    this.time = ground.time;
    this.trace = ground.trace;
    this.counters = ground.counters;
    this.incident = ground.incident;
    this.users = users;
    this.messages = messages;
    this.transport = transport;
    this.path = ground.model.publisher.path;
    this.isDirect = this.path === 'direct';
    this.firstEvent = ground.model.users;
    this.relay = new Relay(ground, transport, new Transactions(ground, users), this);
    this.heart = new Heart(ground, this);
    this.tasks = ground.tasks;
    ground.handlers.on(TASK.sendHeld, (number) => this.release(number));
  }

  /** What is to be published and has not been: rows of the outbox, and what is put off. */
  get waiting(): number {
    return this.relay.waiting + this.held.length;
  }

  /** A change of this user's was committed just now: its event goes on its way, unless the publishing code is broken. */
  committed(change: number, user: number, type: number): void {
    const { users, time } = this;
    if (!this.isDirect || !this.incident.isCalm) return this.record(change, user, type);
    // Most events: nobody interferes, so no envelope needs to be made.
    const cell = users.cells[user] as number;
    const version = versionInCell(cell);
    const word = wordOf(rowInCell(cell), LIVE, type, 0);
    this.hand(user, version, word, this.firstEvent + change, time.low, time.high, 0, null);
  }

  /** The same where the event goes through an outbox, or a fault may interfere. */
  private record(change: number, user: number, type: number): void {
    const { stamp, record } = this.incident.at;
    if (!stamp.isSilent || !record.isSilent) {
      const version = this.users.versionOf(user);
      const about = { user, version, type, publication: 0 };
      if (!stamp.isSilent) this.users.lags.setUnless(change, stamp.ask(about), 0);
      const taken = this.forgottenBy(about);
      if (taken !== null) return this.omitted(user, version, taken);
    }
    if (this.isDirect) this.send(this.envelopeOf(change, LIVE, 0));
    else this.relay.store(change);
  }

  /** The event that belongs to a change, exactly as it was or should have been published. */
  envelopeOf(change: number, cause: number, publication: number): Envelope {
    const { users } = this;
    const version = users.log.versionOf(change);
    const event = this.firstEvent + change;
    return {
      user: users.log.userOf(change),
      version,
      original: version,
      row: users.log.rowOf(change),
      type: users.typeOfChange(change),
      cause,
      publication,
      event,
      origin: event,
      occurredAt: users.log.timeOf(change),
      lag: users.lags.get(change, 0),
    };
  }

  /** The number of an event that nobody has seen before. */
  newEvent(): number {
    return LAST_EVENT - this.renewed++;
  }

  /** The event of a change once more, as it was or should have been; mostly without an envelope, as when it first left. */
  republishChange(change: number, cause: number, publication: number): void {
    const { users } = this;
    const { log } = users;
    if (!this.isDirect || !this.incident.isCalm || !users.lags.none)
      return this.republish(this.envelopeOf(change, cause, publication));
    const occurredAt = log.timeOf(change);
    const word = wordOf(log.rowOf(change), cause, users.typeOfChange(change), publication);
    const low = lowOf(occurredAt);
    const high = highOf(occurredAt);
    this.hand(log.userOf(change), log.versionOf(change), word, this.firstEvent + change, low, high, 0, null);
  }

  /** Publishes through the same code as every event: a broken publisher breaks republications too, and an outbox keeps them in order. */
  republish(envelope: Envelope): void {
    if (this.isDirect && this.incident.isCalm) return this.handOver(envelope, 0);
    const taken = this.forgottenBy(envelope);
    if (taken !== null) this.omitted(envelope.user, envelope.version, taken);
    else if (this.isDirect) this.send(envelope);
    else this.relay.write(envelope);
  }

  /** The fault that makes the code forget to record an event. Who reads the log of commits depends on no such code. */
  private forgottenBy(about: Points['record']['asks']): string | null {
    return this.path === 'cdc' ? null : this.incident.at.record.ask(about);
  }

  /**
   * A transaction is about to commit; returns whether it is undone instead. One that publishes directly has published by then: its
   * event, stamped with the version that the change would have been given, tells of what never was.
   */
  rollsBack(user: number, type: number): boolean {
    const { incident, users, time } = this;
    const publication = GHOST.from + (this.ghosts % GHOST.count);
    const version = users.versionOf(user) + 1;
    const about = { user, version, type, publication };
    if (incident.at.commit.ask(about) === null) return false;
    this.ghosts++;
    if (!this.isDirect || this.forgottenBy(about) !== null) return true;
    const row = rowAfter(users.rowOf(user), type);
    const [event, lag] = [this.newEvent(), incident.at.stamp.ask(about)];
    this.publish({ ...about, original: version, row, cause: LIVE, event, origin: event, occurredAt: time.now, lag });
    return true;
  }

  /** What is to leave and has not, the broker's absence included. */
  get kept(): number {
    return this.waiting + this.transport.unconfirmed.length;
  }

  /** What nobody needs to record leaves as all events do. */
  leave(envelope: Envelope): void {
    if (this.isDirect) this.publish(envelope);
    else this.relay.write(envelope);
  }

  /** What was recorded leaves, unless something comes between commit and publication. */
  private send(envelope: Envelope): void {
    const { crashedBy, delay } = this.incident.at.send.ask(envelope);
    if (crashedBy !== null) {
      this.omitted(envelope.user, envelope.version, crashedBy);
      this.forget(crashedBy);
    } else if (delay > 0) this.hold(envelope, delay);
    else this.publish(envelope);
  }

  private hold(envelope: Envelope, delay: number): void {
    const number = this.holds++;
    this.held = [...this.held, { number, envelope }];
    this.tasks.after(delay, RANK.message, TASK.sendHeld, number, 0);
  }

  /** What was put off is published, unless the process has died meanwhile. */
  private release(number: number): void {
    const held = this.held.find((each) => each.number === number);
    if (held === undefined) return;
    this.held = this.held.filter((each) => each !== held);
    this.publish(held.envelope);
  }

  /** The process dies: what it was about to publish, or keeps for the broker, is gone. */
  private forget(fault: string): void {
    for (const { envelope } of this.held) this.omitted(envelope.user, envelope.version, fault);
    this.held = [];
    this.transport.forget(fault);
  }

  /** The database went back: what came of the changes from `first` on and has not left is in no outbox any more, and the process begins anew. */
  restored(first: number, fault: string): void {
    this.forget(fault);
    for (const { user, version } of this.relay.forgetSince(first)) this.omitted(user, version, fault);
  }

  /** An event will never be published; the fault that did it, or null where it is the way the relay reads. */
  omitted(user: number, version: number, fault: string | null): void {
    this.trace.lost(null, user, version, 'publisher', fault);
    this.counters.lost++;
  }

  publish(envelope: Envelope): void {
    const { delay, duplicates } = this.incident.at.transport.ask(envelope);
    this.handOver(envelope, delay);
    // A duplicate has a luck of its own: it may be late where the other is not.
    for (let copy = 1; copy <= duplicates; copy++) {
      const twin = { ...envelope, cause: DUPLICATE, publication: envelope.publication + copy };
      this.handOver(twin, this.incident.at.transport.ask(twin).delay);
    }
  }

  private handOver(envelope: Envelope, delay: number): void {
    const { user, version, row, type, cause, publication, event, occurredAt } = envelope;
    const word = wordOf(row, cause, type, publication);
    this.hand(user, version, word, event, lowOf(occurredAt), highOf(occurredAt), delay, differing(envelope));
  }

  protected hand(
    user: number,
    version: number,
    word: number,
    event: number,
    low: number,
    high: number,
    heldBack: number,
    differs: Differing | null,
  ): void {
    const message = this.messages.add(user, version, word, event, low, high);
    if (differs !== null) this.messages.differ(message, version, differs);
    this.trace.publish(message, user, version, rowIn(word), causeIn(word), differs);
    this.counters.published++;
    this.transport.send(message, user, version, publicationIn(word), heldBack);
  }
}
