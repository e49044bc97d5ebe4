// What the broker hears of what consumers have done: acknowledgements on their way, in order, which die with their connection; and what it
// has not heard of, though it was done, and will hand out again. It decides nothing about a message.
import type { Delay } from '../../kernel/delay.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Trace } from '../../trace/trace.ts';
import { PURPOSE, RANK, TASK } from '../agenda.ts';
import type { Subscription } from '../bus/bus.ts';
import type { Ground } from '../ground.ts';
import type { Messages } from '../messages.ts';
import { type Consumer, REVOKED } from './consumer.ts';
import { INDEX, memberOf } from './consumer-settings.ts';
import type { DeliveryTimes } from './delivery-times.ts';
import { Unheard } from './unheard.ts';

export class Acknowledgements {
  readonly saved: readonly string[] = ['unheard'];
  private readonly unheard = new Unheard();
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;
  private readonly trace: Trace;
  private readonly latency: Delay;
  private readonly messages: Messages;
  private readonly subscription: Subscription;
  private readonly all: readonly Consumer[];
  private readonly times: DeliveryTimes;
  /** The subscriber's place in the list of all. */
  private readonly number: number;

  constructor(
    ground: Ground,
    messages: Messages,
    subscription: Subscription,
    all: readonly Consumer[],
    times: DeliveryTimes,
    number: number,
  ) {
    this.time = ground.time;
    this.tasks = ground.tasks;
    this.trace = ground.trace;
    this.latency = ground.model.broker.deliveryLatency;
    this.messages = messages;
    this.subscription = subscription;
    this.all = all;
    this.times = times;
    this.number = number;
    messages.keepWhile((message) => all.some((each) => each.busy && each.message === message));
  }

  /** A consumer is through with its message and tells the broker. */
  send(consumer: Consumer, index: number): void {
    const { acks, message, attempt } = consumer;
    const { latency } = this;
    let span = latency.isConstant ? latency.value : this.times.of(latency, PURPOSE.ackLatency, message, attempt);
    const { now } = this.time;
    const atOnce = span === 0 && acks.length === 0;
    if (!atOnce && now + span < consumer.lastAck) span = consumer.lastAck - now;
    acks.push(consumer.tag, message, attempt, consumer.offset);
    if (atOnce) return this.arrive(index, consumer.connection);
    consumer.lastAck = now + span;
    this.tasks.after(span, RANK.message, TASK.acknowledge, memberOf(this.number, index), consumer.connection);
  }

  /** An acknowledgement has travelled to the broker. */
  arrive(member: number, connection: number): void {
    const index = member & INDEX;
    const consumer = this.all[index] as Consumer;
    if (consumer.connection !== connection) return;
    const { acks } = consumer;
    const { tag, message, attempt } = acks.first;
    acks.shift();
    if (tag === REVOKED) return;
    const { none } = this.unheard;
    if (!none) this.unheard.heard(message, this.workedOnUnheard());
    this.trace.ack(message, index + 1, attempt, this.number);
    if (none) this.messages.retire(message);
    else this.messages.giveUp(message);
    this.subscription.acknowledge(index, tag);
  }

  /** Those of a consumer that are on their way arrive before its connection is lost. */
  arriveAll({ acks, connection }: Consumer, index: number): void {
    while (acks.length > 0) this.arrive(index, connection);
  }

  /** Those under way die with the connection; the events they are about have been applied all the same. */
  lose({ acks }: Consumer): void {
    this.unheard.add(...acks.list().map(({ message }) => message));
    acks.clear();
  }

  /** Messages have been applied, and the broker will not hear of it. */
  neverCome(...messages: readonly number[]): void {
    this.unheard.add(...messages);
  }

  /** A consumer goes on working of which the broker will not hear. */
  watch(): void {
    this.unheard.watch();
  }

  /** It is through with that: its message may have been over before. */
  endUnheard(message: number, isApplied: boolean): void {
    if (isApplied) this.unheard.add(message);
    this.messages.review();
  }

  /** Whether the event of what a consumer works on was never applied before. */
  isNews({ message, attempt, offset }: Consumer): boolean {
    const { unheard } = this;
    const isFirst = attempt === 1 ? unheard.none || !unheard.has(message) : !this.wasApplied(message, offset);
    return isFirst || unheard.wasPassedOver(message);
  }

  applied(message: number): void {
    this.unheard.applied(message);
  }

  /** What a consumer works on is not applied. */
  passedOver({ message, offset }: Consumer): void {
    if (!this.wasApplied(message, offset)) this.unheard.passOver(message);
  }

  /** Of a message that comes again: whether its event was applied, and the broker did not hear of it or has forgotten. */
  private wasApplied(message: number, offset: number): boolean {
    const { subscription } = this;
    return this.unheard.has(message) || (subscription.kind === 'log' && subscription.hasRead(offset));
  }

  /** Messages that are worked on by consumers who have lost their connection, or the right to them. */
  private workedOnUnheard(): readonly number[] {
    return this.all.flatMap(({ busy, workConnection, connection, message }) =>
      busy && workConnection !== connection ? [message] : [],
    );
  }
}
