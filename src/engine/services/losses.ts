// The end of a message that nobody will process: said once, whoever finds out (the channel, the broker, a consumer that dies). What
// nobody was meant to have is not lost, and no line tells of it.
import type { LostWhere } from '../trace/words.ts';
import type { BusListener } from './bus/bus.ts';
import type { Ground } from './ground.ts';
import type { Messages } from './messages.ts';

export class Losses implements BusListener {
  private readonly ground: Ground;
  private readonly messages: Messages;

  constructor(ground: Ground, messages: Messages) {
    this.ground = ground;
    this.messages = messages;
  }

  /** The message is gone for good, at `where`, by that fault if by any; for everybody, or for one subscriber only: what another than Billing loses is told, not counted. */
  lose(message: number, where: LostWhere, fault: string | null, subscriber = 0): void {
    const { messages } = this;
    const { trace, counters } = this.ground;
    messages.open(message);
    trace.lost(message, messages.user, messages.version, where, fault, subscriber);
    if (subscriber === 0) counters.lost++;
    messages.giveUp(message);
  }

  unroutable(message: number): void {
    this.messages.giveUp(message);
  }
}
