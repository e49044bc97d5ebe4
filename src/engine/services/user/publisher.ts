// How a committed change becomes a message: published directly after the commit, or written to an outbox in the same
// transaction and sent by a relay. It knows nothing of queues or of who listens.
import { highOf, lowOf } from '../../kernel/record-log.ts';
import { Ring } from '../../kernel/ring.ts';
import { PUBLISH_CAUSES } from '../../trace/words.ts';
import { RANK, TASK } from '../agenda.ts';
import { causeIn, type Envelope, publicationIn, rowIn, wordOf } from '../messages.ts';
import type { World } from '../world.ts';

const LIVE = PUBLISH_CAUSES.indexOf('live');
const RELAY = PUBLISH_CAUSES.indexOf('relay');
const DUPLICATE = PUBLISH_CAUSES.indexOf('duplicate');
/** Event numbers of duplicates and republications with renewed identity count down from here; those of changes count up. */
const LAST_EVENT = 0xffffffff;

export class Publisher {
  readonly fields = ['outbox', 'relayDue', 'renewed'];
  /** Changes whose outbox rows the relay has not sent, oldest first. */
  readonly outbox = new Ring();
  private relayDue = false;
  private renewed = 0;
  private readonly world: World;
  private readonly hasOutbox: boolean;
  /** The event number of the first change; those of initial users stand before it. */
  private readonly firstEvent: number;

  constructor(world: World) {
    this.world = world;
    this.hasOutbox = world.model.publisher.outbox;
    this.firstEvent = world.model.users;
  }

  /** A change of this user's was committed just now: its event goes on its way, unless the publishing code is broken. */
  committed(change: number, user: number, type: number): void {
    const { users, incident, time } = this.world;
    const version = users.versions[user] as number;
    const { isCalm } = incident;
    const taken = isCalm ? null : incident.ask('publish', { user, version, type, publication: 0 });
    if (taken !== null) return this.omitted(user, version, taken);
    if (this.hasOutbox) return this.store(change);
    if (!isCalm) return this.publish(this.envelopeOf(change, LIVE, 0));
    // Most events: nobody interferes, so no envelope needs to be made.
    const word = wordOf(users.rows[user] as number, LIVE, type, 0);
    this.hand(user, version, word, this.firstEvent + change, time.low, time.high, 0);
  }

  /** The event that belongs to a change, exactly as it was or should have been published. */
  envelopeOf(change: number, cause: number, publication: number): Envelope {
    const { users } = this.world;
    return {
      user: users.log.userOf(change),
      version: users.log.versionOf(change),
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

  /** Publishes through the same code as every event, so that a broken publisher breaks republications too. */
  republish(envelope: Envelope): void {
    const taken = this.world.incident.ask('publish', envelope);
    if (taken !== null) this.omitted(envelope.user, envelope.version, taken);
    else this.publish(envelope);
  }

  /** The relay's turn: everything in the outbox leaves in order, unless the broker is away. */
  relay(): void {
    this.relayDue = false;
    const { bus } = this.world;
    while (this.outbox.length > 0 && bus.up) this.publish(this.envelopeOf(this.outbox.shift(), RELAY, 0));
    this.scheduleRelay();
  }

  private store(change: number): void {
    this.outbox.push(change);
    this.scheduleRelay();
  }

  /** The relay polls at whole multiples of its interval; turns that would find nothing are not scheduled. */
  private scheduleRelay(): void {
    if (this.relayDue || this.outbox.length === 0) return;
    const { now, model, tasks } = this.world;
    const every = model.publisher.relayEvery;
    this.relayDue = true;
    tasks.push((Math.floor(now / every) + 1) * every, RANK.message, TASK.relay, 0, 0);
  }

  private omitted(user: number, version: number, fault: string): void {
    this.world.trace.lost(null, user, version, 'publisher', fault);
    this.world.counters.lost++;
  }

  private publish(envelope: Envelope): void {
    const { user, version, row, type, cause, publication, event, occurredAt } = envelope;
    const { delay, duplicates } = this.world.incident.ask('transport', envelope);
    const [low, high] = [lowOf(occurredAt), highOf(occurredAt)];
    this.hand(user, version, wordOf(row, cause, type, publication), event, low, high, delay);
    for (let copy = 1; copy <= duplicates; copy++) {
      this.hand(user, version, wordOf(row, DUPLICATE, type, publication + copy), event, low, high, delay);
    }
  }

  private hand(
    user: number,
    version: number,
    word: number,
    event: number,
    low: number,
    high: number,
    heldBack: number,
  ): void {
    const { world } = this;
    const message = world.messages.add(user, version, word, event, low, high);
    world.trace.publish(message, user, version, rowIn(word), causeIn(word));
    world.counters.published++;
    world.transport.send(message, user, version, publicationIn(word), heldBack);
  }
}
