// What goes back to the broker with a consumer that holds it, what the broker gives up instead, and what is lost from memory, each
// told once. It decides nothing: who dies, and why, it is told.
import type { Counters } from '../../counters.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Trace } from '../../trace/trace.ts';
import type { LostWhere } from '../../trace/words.ts';
import type { Subscription } from '../bus/bus.ts';
import type { Ground } from '../ground.ts';
import type { Losses } from '../losses.ts';
import type { Messages } from '../messages.ts';
import type { Consumer } from './consumer.ts';

export class Handbacks {
  /** What is made a dead letter, or lost, with connections that are just being lost: it is not put back. Empty between tasks. */
  private readonly buried: number[] = [];
  /** Why a message is just being made a dead letter, in place of the broker's word. */
  private reason: string | null = null;
  private readonly time: VirtualTime;
  private readonly trace: Trace;
  private readonly number: number;
  private readonly subscription: Subscription;
  private readonly all: readonly Consumer[];
  private readonly losses: Losses;
  private readonly messages: Messages;
  private readonly counters: Counters;

  constructor(
    ground: Ground,
    number: number,
    subscription: Subscription,
    all: readonly Consumer[],
    { losses, messages }: { readonly losses: Losses; readonly messages: Messages },
    counters: Counters,
  ) {
    this.time = ground.time;
    this.trace = ground.trace;
    this.number = number;
    this.subscription = subscription;
    this.all = all;
    this.losses = losses;
    this.messages = messages;
    this.counters = counters;
  }

  /** A queue takes back what a lost connection had not acknowledged; a log has it anyway. */
  requeueAll(consumer: Consumer, index: number, reason: string): void {
    if (this.subscription.kind === 'log') return;
    for (const { message, attempt } of consumer.unsettled()) {
      if (this.buried.includes(message)) continue;
      this.trace.settled('requeue', message, index + 1, attempt, reason, this.number);
    }
  }

  /** Connections have been lost, and all is told. */
  over(): void {
    this.buried.length = 0;
  }

  /** A consumer hands a delivery back, or gives it up; `reason` is told in either case. */
  nack({ tag, message, attempt }: Consumer, index: number, requeue: boolean, reason: string): void {
    const { subscription, trace } = this;
    if (subscription.kind === 'log') {
      this.tellDead(message, index + 1, attempt, reason);
      subscription.setAside(message);
      return subscription.acknowledge(index, tag);
    }
    if (requeue) trace.settled('requeue', message, index + 1, attempt, reason, this.number);
    this.reason = requeue ? null : reason;
    subscription.nack(index, tag, requeue);
    this.reason = null;
    this.over();
  }

  /** The broker gives a delivery up, after its last consumer or without one (0). */
  bury(message: number, reason: string): void {
    const [consumer, attempt] = this.holderOf(message);
    this.tellDead(message, consumer, attempt, this.reason ?? reason);
    if (consumer > 0) this.buried.push(message);
  }

  /** The broker has no room for what it takes back. */
  gone(message: number): void {
    if (this.holderOf(message)[0] > 0) this.buried.push(message);
  }

  private tellDead(message: number, consumer: number, attempt: number, reason: string): void {
    this.counters.deadLettered++;
    this.trace.settled('dead-letter', message, consumer, attempt, reason, this.number);
    this.messages.giveUp(message);
  }

  /** Who has a delivery of a message that is not settled, counted from 1, and which attempt it is. */
  private holderOf(message: number): readonly [consumer: number, attempt: number] {
    for (let index = 0; index < this.all.length; index++) {
      const consumer = this.all[index] as Consumer;
      const found = consumer.connected ? consumer.unsettled().find((one) => one.message === message) : undefined;
      if (found !== undefined) return [index + 1, found.attempt];
    }
    return [0, 0];
  }

  /** With automatic acknowledgement the broker has forgotten what is under way or in memory: it is lost. Returns how many messages are. */
  loseMemory(consumer: Consumer, processDies: boolean, fault: string | null): number {
    const { held } = consumer;
    const { now } = this.time;
    const where = processDies ? 'consumer' : 'network';
    const lost = held.list().filter(({ arrival }) => processDies || arrival >= now);
    held.keep(held.length - lost.length);
    for (const { message, attempt } of lost.reverse()) this.forgotten(message, attempt, where, fault);
    if (!consumer.busy || (!processDies && consumer.isWorking(now))) return lost.length;
    this.forgotten(consumer.message, consumer.attempt, where, fault);
    return lost.length + 1;
  }

  /** A message in memory is gone. What a log hands out again has had its end before: it is not lost another time. */
  forgotten(message: number, attempt: number, where: LostWhere, fault: string | null): void {
    if (attempt === 1 || this.subscription.kind === 'queue') this.losses.lose(message, where, fault, this.number);
  }
}
