// How a committed change becomes a message. Two questions stand apart: does the code record the event at all, and does what it
// recorded leave, directly after the commit, or by the relay of an outbox that is written in the same transaction. It knows nothing
// of queues or of who listens.

import type { Counters } from '../../counters.ts';
import { highOf, lowOf } from '../../kernel/record-log.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Trace } from '../../trace/trace.ts';
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import type { Ground } from '../ground.ts';
import type { Incident } from '../incident.ts';
import { causeIn, type Envelope, type Messages, publicationIn, rowIn, wordOf } from '../messages.ts';
import type { Transport } from '../transport.ts';
import type { UserDatabase } from './database.ts';
import { Relay } from './relay.ts';

const LIVE = PUBLISH_CAUSES.indexOf('live');
const DUPLICATE = PUBLISH_CAUSES.indexOf('duplicate');
/** Event numbers of duplicates and republications with renewed identity count down from here; those of changes count up. */
const LAST_EVENT = 0xffffffff;

export class Publisher {
  readonly saved = ['relay', 'renewed'];
  readonly relay: Relay;
  private renewed = 0;
  private readonly time: VirtualTime;
  private readonly trace: Trace;
  private readonly counters: Counters;
  private readonly incident: Incident;
  private readonly users: UserDatabase;
  private readonly messages: Messages;
  private readonly transport: Transport;
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
    this.isDirect = !ground.model.publisher.outbox;
    this.firstEvent = ground.model.users;
    this.relay = new Relay(ground, transport, this);
  }

  /** A change of this user's was committed just now: its event goes on its way, unless the publishing code is broken. */
  committed(change: number, user: number, type: number): void {
    const { users, time } = this;
    if (!this.isDirect || !this.incident.isCalm) return this.record(change, user, type);
    // Most events: nobody interferes, so no envelope needs to be made.
    const version = users.versions[user] as number;
    const word = wordOf(users.rows[user] as number, LIVE, type, 0);
    this.hand(user, version, version, word, this.firstEvent + change, time.low, time.high, 0);
  }

  /** The same where the event goes through an outbox, or a fault may interfere. */
  private record(change: number, user: number, type: number): void {
    const { incident } = this;
    if (!incident.isCalm) {
      const version = this.users.versions[user] as number;
      const taken = incident.ask('record', { user, version, type, publication: 0 });
      if (taken !== null) return this.omitted(user, version, taken);
    }
    if (this.isDirect) this.send(this.envelopeOf(change, LIVE, 0));
    else this.relay.store(change);
  }

  /** The event that belongs to a change, exactly as it was or should have been published. */
  envelopeOf(change: number, cause: number, publication: number): Envelope {
    const { users } = this;
    const version = users.log.versionOf(change);
    return {
      user: users.log.userOf(change),
      version,
      original: version,
      row: users.log.rowOf(change),
      type: users.typeOfChange(change),
      cause,
      publication,
      event: this.firstEvent + change,
      occurredAt: users.log.timeOf(change),
    };
  }

  /** The number of an event that nobody has seen before. */
  newEvent(): number {
    return LAST_EVENT - this.renewed++;
  }

  /** Publishes through the same code as every event: a broken publisher breaks republications too, and an outbox keeps them in order. */
  republish(envelope: Envelope): void {
    const taken = this.incident.ask('record', envelope);
    if (taken !== null) this.omitted(envelope.user, envelope.version, taken);
    else if (this.isDirect) this.send(envelope);
    else this.relay.write(envelope);
  }

  /** What was recorded leaves, unless something comes between commit and publication. */
  private send(envelope: Envelope): void {
    const taken = this.incident.ask('send', envelope);
    if (taken !== null) this.omitted(envelope.user, envelope.version, taken);
    else this.publish(envelope);
  }

  private omitted(user: number, version: number, fault: string): void {
    this.trace.lost(null, user, version, 'publisher', fault);
    this.counters.lost++;
  }

  publish(envelope: Envelope): void {
    const { user, version, original, row, type, cause, publication, event, occurredAt } = envelope;
    const { delay, duplicates } = this.incident.ask('transport', envelope);
    const [low, high] = [lowOf(occurredAt), highOf(occurredAt)];
    this.hand(user, version, original, wordOf(row, cause, type, publication), event, low, high, delay);
    // A duplicate has a luck of its own: it may be late where the other is not.
    for (let copy = 1; copy <= duplicates; copy++) {
      const twin = { ...envelope, publication: publication + copy };
      const word = wordOf(row, DUPLICATE, type, twin.publication);
      this.hand(user, version, original, word, event, low, high, this.incident.ask('transport', twin).delay);
    }
  }

  private hand(
    user: number,
    version: number,
    original: number,
    word: number,
    event: number,
    low: number,
    high: number,
    heldBack: number,
  ): void {
    const message = this.messages.add(user, version, word, event, low, high);
    if (original !== version) this.messages.restamped.set(message, original);
    this.trace.publish(message, user, version, original, rowIn(word), causeIn(word));
    this.counters.published++;
    this.transport.send(message, user, version, publicationIn(word), heldBack);
  }
}
