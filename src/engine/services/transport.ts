// The way from the User service to the broker: one channel, first in, first out. With confirms the publisher keeps what a
// broker that is away did not accept and sends it again; without, it never learns. What the broker does with it stands elsewhere.
import type { Delay } from '../kernel/delay.ts';
import { Ring } from '../kernel/ring.ts';
import { PUBLICATIONS } from '../packing.ts';
import type { TakenBy } from '../points.ts';
import { PURPOSE, RANK, TASK } from './agenda.ts';
import type { BusListener } from './bus/bus.ts';
import { lose } from './losses.ts';
import { publicationIn, typeIn } from './messages.ts';
import type { World } from './world.ts';

export class Transport implements BusListener {
  readonly fields = ['flying', 'lastArrival', 'unconfirmed', 'sendings'];
  /** Messages on their way to the broker. */
  flying = 0;
  private lastArrival = Number.NEGATIVE_INFINITY;
  /** Messages the broker was not there to accept, oldest first. */
  readonly unconfirmed = new Ring();
  private sendings = 0;
  private readonly world: World;
  private readonly latency: Delay;

  constructor(world: World) {
    this.world = world;
    this.latency = world.model.broker.latency;
  }

  /** Messages that are neither at the broker nor lost. */
  get pending(): number {
    return this.flying + this.unconfirmed.length;
  }

  /** Sends a message about this publication of the user's version; one held back for `heldBack` µs leaves the channel's order and may be overtaken. */
  send(message: number, user: number, version: number, publication: number, heldBack: number): void {
    const { world, latency } = this;
    const { now } = world;
    const address = publication + this.sendings * PUBLICATIONS;
    let span = latency.draw(world.chance, PURPOSE.publishLatency, user, version, address);
    if (heldBack > 0) span += heldBack;
    else {
      if (now + span < this.lastArrival) span = this.lastArrival - now;
      this.lastArrival = now + span;
    }
    this.flying++;
    world.tasks.after(span, RANK.message, TASK.arrive, message, 0);
  }

  /** A message has come to the broker's door. */
  arrive(message: number): void {
    const { world } = this;
    const { bus, incident } = world;
    this.flying--;
    if (!bus.up) {
      if (world.model.publisher.confirms) this.unconfirmed.push(message);
      else lose(world, message, 'broker', bus.downBy);
      return;
    }
    const lostBy = incident.isCalm ? null : this.lostOnRoute(message);
    if (lostBy === null) bus.accept(message);
    else lose(world, message, 'broker', lostBy);
  }

  private lostOnRoute(message: number): TakenBy {
    const { messages, incident } = this.world;
    messages.open(message);
    const { user, version, word } = messages;
    return incident.ask('route', { user, version, type: typeIn(word), publication: publicationIn(word) });
  }

  /** The broker is back: what it did not confirm is sent again, in the old order. */
  resend(): void {
    this.sendings++;
    const { messages } = this.world;
    for (let n = this.unconfirmed.length; n > 0; n--) {
      const message = this.unconfirmed.shift();
      messages.open(message);
      this.send(message, messages.user, messages.version, publicationIn(messages.word), 0);
    }
  }

  /** The message has reached the exchange and no queue. */
  unroutable(message: number): void {
    lose(this.world, message, 'broker', null);
  }
}
