// The way from the User service to the broker: one channel, first in, first out. With confirms the publisher keeps what a
// broker that is away did not accept and sends it again; without, it never learns. What the broker does with it stands elsewhere.
import { CELL, count } from '../counters.ts';
import { Ring } from '../kernel/ring.ts';
import { draw } from '../model.ts';
import type { LostWhere } from '../trace.ts';
import { PURPOSE, RANK, TASK } from './agenda.ts';
import type { World } from './world.ts';

/** Publications of one version stay below this, so that addresses of later sendings do not meet earlier ones. */
const PUBLICATIONS = 4096;

export class Transport {
  readonly fields = ['flying', 'lastArrival', 'unconfirmed', 'sendings'];
  /** Messages on their way to the broker. */
  flying = 0;
  private lastArrival = 0;
  /** Messages the broker was not there to accept, oldest first. */
  readonly unconfirmed = new Ring();
  private sendings = 0;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Messages that are neither at the broker nor lost. */
  get pending(): number {
    return this.flying + this.unconfirmed.length;
  }

  /** Sends a message; one held back for `heldBack` µs leaves the channel's order and may be overtaken. */
  send(message: number, heldBack: number): void {
    const { world } = this;
    const { messages, model } = world;
    const address = messages.publicationOf(message) + this.sendings * PUBLICATIONS;
    const latency = draw(
      model.broker.latency,
      world.chance,
      PURPOSE.publishLatency,
      messages.userOf(message),
      messages.versionOf(message),
      address,
    );
    let arrival = world.now + latency;
    if (heldBack > 0) arrival += heldBack;
    else {
      if (arrival < this.lastArrival) arrival = this.lastArrival;
      this.lastArrival = arrival;
    }
    this.flying++;
    world.tasks.push(arrival, RANK.message, TASK.arrive, message, 0);
  }

  /** A message has come to the broker's door. */
  arrive(message: number): void {
    const { world } = this;
    const { messages, bus } = world;
    this.flying--;
    if (!bus.up) {
      if (world.model.publisher.confirms) this.unconfirmed.push(message);
      else this.lose(message, 'broker', bus.downBy);
      return;
    }
    const { taken } = world.incident.ask(
      'route',
      messages.userOf(message),
      messages.versionOf(message),
      messages.typeOf(message),
      messages.publicationOf(message),
    );
    if (taken !== null) this.lose(message, 'broker', taken);
    else bus.accept(message);
  }

  /** The broker is back: what it did not confirm is sent again, in the old order. */
  resend(): void {
    this.sendings++;
    for (let n = this.unconfirmed.length; n > 0; n--) this.send(this.unconfirmed.shift(), 0);
  }

  /** The message is gone for good. */
  lose(message: number, where: LostWhere, fault: string | null): void {
    const { world } = this;
    const { messages } = world;
    world.trace.lost(world.now, message, messages.userOf(message), messages.versionOf(message), where, fault);
    count(world.counters, CELL.lost);
    messages.retire(message);
  }
}
