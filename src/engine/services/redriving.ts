// Hands dead letters back to Billing: the oldest is taken, and published once more where Billing reads, as it was. It is another message
// then, about the same event, and comes after whatever has happened since.
import type { Counters } from '../counters.ts';
import { highOf, lowOf } from '../kernel/record-log.ts';
import type { Trace } from '../trace/trace.ts';
import { PUBLISH_CAUSES } from '../trace/words.ts';
import type { Subscription } from './bus/bus.ts';
import type { Ground } from './ground.ts';
import { type Messages, publicationIn, rowIn, typeIn, wordOf } from './messages.ts';
import type { Subscriber } from './subscriber/subscriber.ts';

const REDRIVE = PUBLISH_CAUSES.indexOf('redrive');

export class Redriving {
  private readonly trace: Trace;
  private readonly counters: Counters;
  private readonly messages: Messages;
  private readonly subscription: Subscription;

  constructor(ground: Ground, messages: Messages, billing: Subscriber) {
    this.trace = ground.trace;
    this.counters = ground.counters;
    this.messages = messages;
    this.subscription = billing.consumers.subscription;
  }

  /** How many dead letters wait. */
  get waiting(): number {
    return this.subscription.deadLetters;
  }

  /** Whether there is a queue or log to hand them back to. */
  get isOpen(): boolean {
    return this.subscription.isThere;
  }

  /** Hands all back that wait now. Those that become dead letters again stay. */
  all(): void {
    for (let left = this.waiting; left > 0; left--) this.one();
  }

  /** Hands the oldest back; returns whether there was one, and a place for it. */
  one(): boolean {
    const { subscription, messages } = this;
    const dead = subscription.isThere ? subscription.takeDeadLetter() : -1;
    if (dead < 0) return false;
    messages.open(dead);
    const { user, version, word } = messages;
    const row = rowIn(word);
    const occurredAt = messages.occurredAt(dead);
    const differs = messages.differences(dead, version);
    const anew = wordOf(row, REDRIVE, typeIn(word), publicationIn(word));
    const event = messages.eventOf(dead);
    const message = messages.add(user, version, anew, event, lowOf(occurredAt), highOf(occurredAt));
    if (differs !== null) messages.differ(message, version, differs);
    this.trace.publish(message, user, version, row, REDRIVE, differs);
    this.counters.published++;
    subscription.put(message);
    return true;
  }
}
