// The way from the User service to the broker: one channel, first in, first out. With confirms the publisher keeps what a
// broker that is away did not accept and sends it again; without, it never learns. What the broker does with it stands elsewhere.
import type { Chance } from '../kernel/chance.ts';
import type { Delay } from '../kernel/delay.ts';
import { Ring } from '../kernel/ring.ts';
import type { TaskQueue } from '../kernel/tasks.ts';
import type { VirtualTime } from '../kernel/time.ts';
import { MOST_PUBLICATIONS } from '../packing.ts';
import type { Severed, TakenBy } from '../point-rules.ts';
import { PURPOSE, RANK, TASK } from './agenda.ts';
import type { Bus } from './bus/bus.ts';
import type { Ground } from './ground.ts';
import type { Incident } from './incident.ts';
import type { Losses } from './losses.ts';
import { type Messages, publicationIn, typeIn } from './messages.ts';

export class Transport {
  readonly saved = ['flying', 'lastArrival', 'unconfirmed', 'sendings', 'severed'];
  /** Messages on their way to the broker. */
  flying = 0;
  private lastArrival = Number.NEGATIVE_INFINITY;
  /** What cuts the connection to the broker, where something does. */
  private severed: Severed | null = null;
  /** Messages kept by the publisher, since the broker was not there to accept them or could not be reached, oldest first. */
  readonly unconfirmed = new Ring();
  private sendings = 0;
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;
  private readonly chance: Chance;
  private readonly incident: Incident;
  private readonly confirms: boolean;
  /** Whether who publishes waits until a message is there, so that what was kept is there at once too. */
  private readonly appends: boolean;
  private readonly messages: Messages;
  private readonly losses: Losses;
  private readonly bus: Bus;
  private readonly latency: Delay;

  constructor(ground: Ground, messages: Messages, losses: Losses, bus: Bus) {
    this.time = ground.time;
    this.tasks = ground.tasks;
    this.chance = ground.chance;
    this.incident = ground.incident;
    this.confirms = ground.model.publisher.confirms;
    this.appends = ground.model.user.logFirst;
    this.messages = messages;
    this.losses = losses;
    this.bus = bus;
    this.latency = ground.model.broker.latency;
    ground.handlers.on(TASK.giveUp, (message, sendings) => this.giveUp(message, sendings));
  }

  /** Whether the broker can be reached. */
  get open(): boolean {
    return this.bus.up && this.severed === null;
  }

  /** The fault that cuts the connection. */
  get severedBy(): string | null {
    return this.severed?.by ?? null;
  }

  /** Messages that are neither at the broker nor lost. */
  get pending(): number {
    return this.flying + this.unconfirmed.length;
  }

  /** Sends a message about this publication of the user's version; one held back for `heldBack` µs leaves the channel's order and may be overtaken. */
  send(message: number, user: number, version: number, publication: number, heldBack: number): void {
    const { now } = this.time;
    const address = publication + this.sendings * MOST_PUBLICATIONS;
    let span = this.latency.draw(this.chance, PURPOSE.publishLatency, user, version, address);
    if (heldBack > 0) span += heldBack;
    else {
      if (now + span < this.lastArrival) span = this.lastArrival - now;
      this.lastArrival = now + span;
    }
    this.flying++;
    this.tasks.after(span, RANK.message, TASK.arrive, message, 0);
  }

  /** A message is at the broker's door at once: who publishes it waits until it is there. */
  append(message: number): void {
    this.flying++;
    this.arrive(message);
  }

  /** A message has come to the broker's door. */
  arrive(message: number): void {
    const { bus } = this;
    this.flying--;
    if (bus.up && this.incident.isCalm) bus.accept(message);
    else this.arriveUnderFault(message);
  }

  /** The same where the broker is away, or a fault may take the message. */
  private arriveUnderFault(message: number): void {
    const { bus, losses, severed } = this;
    if (severed !== null) this.keep(message, severed);
    else if (bus.up) {
      const lostBy = this.lostOnRoute(message);
      if (lostBy === null) bus.accept(message);
      else losses.lose(message, 'broker', lostBy);
    } else if (this.confirms) this.unconfirmed.push(message);
    else losses.lose(message, 'broker', bus.downBy);
  }

  /** The connection is cut: with confirms the publisher keeps everything, without no more than it has room for. */
  private keep(message: number, { by, room, patience }: Severed): void {
    const { unconfirmed, tasks } = this;
    if (!this.confirms && unconfirmed.length >= room) return this.losses.lose(message, 'network', by);
    unconfirmed.push(message);
    if (!this.confirms && patience < Number.POSITIVE_INFINITY)
      tasks.after(patience, RANK.message, TASK.giveUp, message, this.sendings);
  }

  /** A message has been kept for long enough, if it has not been sent again meanwhile. Those that are kept longest come first. */
  private giveUp(message: number, sendings: number): void {
    const { unconfirmed } = this;
    if (sendings !== this.sendings || unconfirmed.length === 0 || unconfirmed.at(0) !== message) return;
    unconfirmed.shift();
    this.losses.lose(message, 'network', this.severed?.by ?? this.bus.downBy);
  }

  /** Faults have begun or ended: the connection may be cut, or there again. */
  connectionMayChange(): void {
    const was = this.severed;
    this.severed = this.incident.ask('connection', null);
    if (was !== null) this.brokerMayBeBack();
  }

  /** What the publisher keeps is sent, if the broker can be reached now. */
  brokerMayBeBack(): void {
    if (this.open) this.resend();
  }

  /** The publisher dies, and what it keeps is gone. */
  forget(fault: string): void {
    while (this.unconfirmed.length > 0) this.losses.lose(this.unconfirmed.shift(), 'publisher', fault);
  }

  private lostOnRoute(message: number): TakenBy {
    const { messages, incident } = this;
    if (incident.at.route.isSilent) return null;
    messages.open(message);
    const { user, version, word } = messages;
    return incident.ask('route', { user, version, type: typeIn(word), publication: publicationIn(word) });
  }

  /** What was kept is sent again, in the old order. */
  private resend(): void {
    this.sendings++;
    const { messages } = this;
    for (let n = this.unconfirmed.length; n > 0; n--) {
      const message = this.unconfirmed.shift();
      messages.open(message);
      if (this.appends) this.append(message);
      else this.send(message, messages.user, messages.version, publicationIn(messages.word), 0);
    }
  }
}

/** The same, with somebody who hears of every message that reaches the broker. */
export class WatchedTransport extends Transport {
  private readonly watcher: { hears(type: number): void };
  private readonly letters: Messages;

  constructor(ground: Ground, messages: Messages, losses: Losses, bus: Bus, watcher: { hears(type: number): void }) {
    super(ground, messages, losses, bus);
    this.watcher = watcher;
    this.letters = messages;
  }

  override arrive(message: number): void {
    if (this.open) this.watcher.hears(this.letters.typeOf(message));
    super.arrive(message);
  }
}
