// How a committed change becomes a message: published directly after the commit, or written to an outbox in the same
// transaction and sent by a relay. It knows nothing of queues or of who listens.

import type { Counters } from '../../counters.ts';
import { highOf, lowOf } from '../../kernel/record-log.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Trace } from '../../trace/trace.ts';
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Bus } from '../bus/bus.ts';
import type { Ground } from '../ground.ts';
import type { Incident } from '../incident.ts';
import { causeIn, type Envelope, type Messages, publicationIn, rowIn, wordOf } from '../messages.ts';
import type { Transport } from '../transport.ts';
import type { UserDatabase } from './database.ts';
import { Outbox } from './outbox.ts';

const LIVE = PUBLISH_CAUSES.indexOf('live');
const RELAY = PUBLISH_CAUSES.indexOf('relay');
const DUPLICATE = PUBLISH_CAUSES.indexOf('duplicate');
/** Event numbers of duplicates and republications with renewed identity count down from here; those of changes count up. */
const LAST_EVENT = 0xffffffff;

export class Publisher {
  readonly saved = ['outbox', 'relayDue', 'renewed'];
  readonly outbox = new Outbox();
  private relayDue = false;
  private renewed = 0;
  private readonly ground: Ground;
  private readonly time: VirtualTime;
  private readonly trace: Trace;
  private readonly counters: Counters;
  private readonly incident: Incident;
  private readonly users: UserDatabase;
  private readonly messages: Messages;
  private readonly transport: Transport;
  private readonly bus: Bus;
  private readonly hasOutbox: boolean;
  /** The event number of the first change; those of initial users stand before it. */
  private readonly firstEvent: number;

  constructor(ground: Ground, users: UserDatabase, messages: Messages, transport: Transport, bus: Bus) {
    this.ground = ground;
    this.time = ground.time;
    this.trace = ground.trace;
    this.counters = ground.counters;
    this.incident = ground.incident;
    this.users = users;
    this.messages = messages;
    this.transport = transport;
    this.bus = bus;
    this.hasOutbox = ground.model.publisher.outbox;
    this.firstEvent = ground.model.users;
    ground.handlers.on(TASK.relay, () => this.relay());
  }

  /** A change of this user's was committed just now: its event goes on its way, unless the publishing code is broken. */
  committed(change: number, user: number, type: number): void {
    const { users, incident, time } = this;
    const version = users.versions[user] as number;
    const { isCalm } = incident;
    const taken = isCalm ? null : incident.ask('publish', { user, version, type, publication: 0 });
    if (taken !== null) return this.omitted(user, version, taken);
    if (this.hasOutbox) return this.store(change);
    if (!isCalm) return this.publish(this.envelopeOf(change, LIVE, 0));
    // Most events: nobody interferes, so no envelope needs to be made.
    const word = wordOf(users.rows[user] as number, LIVE, type, 0);
    this.hand(user, version, version, word, this.firstEvent + change, time.low, time.high, 0);
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
    const taken = this.incident.ask('publish', envelope);
    if (taken !== null) this.omitted(envelope.user, envelope.version, taken);
    else if (this.hasOutbox) this.write(envelope);
    else this.publish(envelope);
  }

  /** The relay's turn: everything in the outbox leaves in order, unless the broker is away. */
  private relay(): void {
    this.relayDue = false;
    while (this.outbox.length > 0 && this.bus.up) this.publish(this.outbox.shift(this.ofChange));
    this.scheduleRelay();
  }

  /** The message of a change's row. */
  private readonly ofChange = (change: number): Envelope => this.envelopeOf(change, RELAY, 0);

  private write(envelope: Envelope): void {
    this.outbox.write(envelope);
    this.scheduleRelay();
  }

  private store(change: number): void {
    this.outbox.push(change);
    this.scheduleRelay();
  }

  /** The relay polls at whole multiples of its interval; turns that would find nothing are not scheduled. */
  private scheduleRelay(): void {
    if (this.relayDue || this.outbox.length === 0) return;
    const { time, model, tasks } = this.ground;
    const every = model.publisher.relayEvery;
    this.relayDue = true;
    tasks.push((Math.floor(time.now / every) + 1) * every, RANK.message, TASK.relay, 0, 0);
  }

  private omitted(user: number, version: number, fault: string): void {
    this.trace.lost(null, user, version, 'publisher', fault);
    this.counters.lost++;
  }

  private publish(envelope: Envelope): void {
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
