// How long something takes with one attempt at a message: its way to a consumer, the work, its acknowledgement's way back. A draw's
// address is what the message is about and which attempt it is, so that the same event takes the same time in every lane.
import type { Chance } from '../../kernel/chance.ts';
import type { Delay } from '../../kernel/delay.ts';
import { type Messages, publicationIn } from '../messages.ts';
import { LUCK } from './consumer-settings.ts';

/** Attempts at one publication whose draws stand apart. */
const ATTEMPTS = 64;

export class DeliveryTimes {
  private readonly chance: Chance;
  private readonly messages: Messages;
  /** Where the draws about the subscriber's deliveries begin. */
  private readonly luck: number;

  /** `subscriber`: its place in the list of all. */
  constructor(chance: Chance, messages: Messages, subscriber: number) {
    this.chance = chance;
    this.messages = messages;
    this.luck = subscriber * LUCK;
  }

  /** Microseconds. */
  of(delay: Delay, purpose: number, message: number, attempt: number): number {
    if (delay.isConstant) return delay.value;
    const { messages } = this;
    messages.open(message);
    const { user, version, word } = messages;
    const address = publicationIn(word) * ATTEMPTS + attempt + this.luck;
    return delay.draw(this.chance, purpose, user, version, address);
  }
}
