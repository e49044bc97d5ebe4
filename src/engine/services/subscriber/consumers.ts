// A subscriber's consumers: they take deliveries into memory, process them one at a time, let the policy decide, write the copy
// and acknowledge. They know their subscription to the bus, the copy and nothing of who published.
import type { Counters } from '../../counters.ts';
import type { Delay } from '../../kernel/delay.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Trace } from '../../trace/trace.ts';
import { PURPOSE, RANK, TASK } from '../agenda.ts';
import type { LogPlace, LogSubscription, Subscription, SubscriptionListener } from '../bus/bus.ts';
import type { Gauge } from '../gauge.ts';
import type { Ground } from '../ground.ts';
import type { Incident } from '../incident.ts';
import type { Losses } from '../losses.ts';
import type { Messages } from '../messages.ts';
import { AcknowledgedFirst } from './acknowledged-first.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { Consumer } from './consumer.ts';
import { type ConsumerSettings, INDEX, memberOf } from './consumer-settings.ts';
import { DeliveryTimes } from './delivery-times.ts';
import { Handbacks } from './handbacks.ts';
import type { Hearing, Road } from './hearing.ts';
import { AS_USUAL, DEALT_WITH, Mishaps } from './mishaps.ts';
import { Presence } from './presence.ts';
import type { Applying, Bookkeeping, Projection } from './projection.ts';
import { DividedRereading, Rereading } from './rereading.ts';

export class Consumers implements SubscriptionListener {
  saved: readonly string[] = ['all', 'acknowledgements', 'rereading', 'presence', 'inMemory'];
  readonly all: readonly Consumer[];
  readonly subscription: Subscription;
  /** Whether they are there. */
  readonly presence: Presence;
  /** What the broker hears of what they have done. */
  readonly acknowledgements: Acknowledgements;
  /** What of a log is read for another time. */
  private readonly rereading: Rereading;
  /** Messages taken out of the queue by automatic acknowledgement and not processed yet. */
  inMemory = 0;
  /** How messages go back to the broker, or are lost, with those who hold them. */
  readonly handbacks: Handbacks;
  /** What faults do to those who process messages. */
  readonly mishaps: Mishaps;
  private readonly whoWaitsForBinding: (() => void)[] = [];
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;
  private readonly trace: Trace;
  private readonly incident: Incident;
  /** The subscriber's place in the list of all. */
  private readonly number: number;
  private readonly times: DeliveryTimes;
  private readonly messages: Messages;
  private readonly losses: Losses;
  /** Where messages are applied: the subscriber's own table, or another one that is being filled. */
  private projection: Applying;
  private readonly own: Projection;
  private readonly counters: Counters;
  private readonly backlog: Gauge;
  private readonly ackBefore: boolean;
  private readonly deliveryLatency: Delay;
  private readonly serviceTime: Delay;
  /** Where there are heartbeats. */
  private readonly hearing: Hearing | null;

  constructor(
    ground: Ground,
    settings: ConsumerSettings,
    road: Road,
    projection: Projection,
    books: Bookkeeping,
    backlog: Gauge,
  ) {
    const { id, consumers: members, prefetch, ackBefore: autoAck, affinity, startsAt } = settings;
    this.time = ground.time;
    this.tasks = ground.tasks;
    this.trace = ground.trace;
    this.incident = ground.incident;
    this.number = books.kept.number;
    this.times = new DeliveryTimes(ground.chance, road.messages, this.number);
    this.messages = road.messages;
    this.losses = road.losses;
    this.projection = projection;
    this.own = projection;
    this.counters = books.counters;
    this.backlog = backlog;
    this.subscription = road.bus.subscribe(
      { id, members, prefetch, autoAck, affinity, log: { knowsPast: startsAt === 0 } },
      this,
    );
    const partitions = this.subscription.kind === 'log' ? this.subscription.partitions.length : 1;
    this.rereading = partitions > 1 ? new DividedRereading(partitions) : new Rereading();
    this.ackBefore = autoAck;
    this.deliveryLatency = ground.model.broker.deliveryLatency;
    this.serviceTime = settings.serviceTime;
    this.hearing = road.hearing;
    this.all = Array.from({ length: members }, () => new Consumer());
    const { subscription, all, times, number } = this;
    const given = [ground, road.messages, subscription, all, times, number] as const;
    this.acknowledgements =
      autoAck && subscription.kind === 'log'
        ? new AcknowledgedFirst(startsAt, ...given)
        : new Acknowledgements(...given);
    this.presence = new Presence(ground.time, road.bus, this.subscription, this.all, this);
    this.handbacks = new Handbacks(ground, this.number, this.subscription, this.all, road, books.counters);
    this.mishaps = new Mishaps(ground, this.number, settings, road.messages, this);
  }

  /** Is told when all that was to be read again has been read. */
  whenCaughtUp(listener: () => void): void {
    this.rereading.whenOver(listener);
  }

  /** Is told when the queue is bound, or the group has a position. */
  whenBound(listener: () => void): void {
    this.whoWaitsForBinding.push(listener);
  }

  /** The subscription to a log; a queue has none. */
  get log(): LogSubscription {
    const { subscription } = this;
    if (subscription.kind === 'queue') throw new Error('A queue cannot be read again.');
    return subscription;
  }

  /**
   * Reads the log again from a place on, up to where it ends now; returns whether that goes back at all. `repairs`: whether it is
   * counted as a repair's.
   */
  replay(from: LogPlace, repairs: boolean): boolean {
    const { log: subscription, presence, rereading } = this;
    // Another runbook may have let them go on in this very microsecond.
    if (!presence.paused) presence.pause();
    const goesBack = rereading.goBack(subscription, from, repairs);
    presence.resume();
    rereading.begun(subscription.partitions);
    return goesBack;
  }

  /** Whether consumers still have in memory of what was to be read again. */
  get stillRereads(): boolean {
    const { rereading } = this;
    return this.all.some(
      ({ busy, offset, held }) =>
        (busy && rereading.reaches(offset)) || held.list().some((each) => rereading.reaches(each.offset)),
    );
  }

  /** From now on messages are applied to another table than the subscriber's own; null: to its own. */
  divert(to: Applying | null): void {
    this.projection = to ?? this.own;
  }

  /** Whether messages are applied to this table now. */
  writesTo(table: Applying): boolean {
    return this.projection === table;
  }

  /** The connections are gone. A dead process loses all it has in memory; a living one finishes what it is doing. */
  disconnected(processDies: boolean, fault: string | null): void {
    const { handbacks } = this;
    this.all.forEach((consumer, index) => {
      if (!this.ackBefore && consumer.connected) handbacks.requeueAll(consumer, index, fault ?? 'connection lost');
      this.forget(consumer, processDies, fault);
    });
    handbacks.over();
  }

  /** The process of one consumer dies by a fault, or the broker gives it up that is `late`; it is back after `restartAfter` microseconds. */
  crash(consumer: Consumer, index: number, fault: string, restartAfter: number, late = false): void {
    const { handbacks, tasks, time } = this;
    consumer.backAt = time.now + restartAfter;
    tasks.after(restartAfter, RANK.message, TASK.consumerReturns, memberOf(this.number, index), 0);
    // What others are handed of it they get after it has come back.
    if (!this.ackBefore && consumer.connected) handbacks.requeueAll(consumer, index, fault);
    this.subscription.leave(index, late);
    this.forget(consumer, true, fault);
    handbacks.over();
  }

  applyUnheard(consumer: Consumer): void {
    this.applyWork(consumer);
    this.acknowledgements.neverCome(consumer.message);
  }

  passedOver(consumer: Consumer): void {
    this.acknowledgements.passedOver(consumer);
  }

  acknowledgeAll(consumer: Consumer, index: number): void {
    const { acknowledgements } = this;
    const { connection, acks, message, attempt, tag } = consumer;
    acknowledgements.arriveAll(consumer, index);
    if (consumer.workConnection !== connection) return this.applyUnheard(consumer);
    this.applyWork(consumer);
    consumer.drop();
    acks.push(tag, message, attempt, consumer.offset);
    acknowledgements.arriveAll(consumer, index);
  }

  giveUp(consumer: Consumer, index: number): void {
    consumer.busy = false;
    this.inMemory--;
    this.release(consumer, index);
    if (!consumer.busy) this.startNext(consumer, index);
  }

  private applyWork(consumer: Consumer): void {
    const { message, offset } = consumer;
    if (this.hearing?.hears(message)) return;
    const { acknowledgements } = this;
    this.projection.apply(message, this.rereading.covers(offset), acknowledgements.isNews(consumer));
    acknowledgements.applied(message);
  }

  private forget(consumer: Consumer, processDies: boolean, fault: string | null): void {
    consumer.connected = false;
    consumer.connection++;
    this.acknowledgements.lose(consumer);
    if (this.ackBefore) this.inMemory -= this.handbacks.loseMemory(consumer, processDies, fault);
    else consumer.held.clear();
    if (processDies || !consumer.isWorking(this.time.now)) consumer.drop();
    if (consumer.busy) this.acknowledgements.watch();
    consumer.left = consumer.held.length + (consumer.busy ? 1 : 0);
  }

  bound(): void {
    for (const listener of this.whoWaitsForBinding) listener();
  }

  backlogChanged(by: number): void {
    this.backlog.change(by);
  }

  lost(message: number, fault: string | null): void {
    this.losses.lose(message, 'broker', fault, this.number);
    this.handbacks.gone(message);
  }

  passedBy(): void {
    this.counters.unrouted++;
  }

  deadLettered(message: number, reason: string): void {
    this.handbacks.bury(message, reason);
  }

  moved(from: number, to: number): void {
    this.rereading.moved(from, to);
  }

  revoked(index: number, partition: number, partitions: number): readonly number[] {
    const consumer = this.all[index] as Consumer;
    const { tags, applied } = consumer.giveUp((offset) => offset % partitions === partition, this.time.now);
    this.acknowledgements.neverCome(...applied);
    if (consumer.busy) this.acknowledgements.watch();
    else this.startNext(consumer, index);
    return tags;
  }

  /** The broker hands a message to a consumer. */
  delivered(index: number, tag: number, message: number, attempt: number, offset: number): void {
    const { counters } = this;
    const consumer = this.all[index] as Consumer;
    this.trace.deliver(message, attempt, index + 1, this.number);
    counters.delivered++;
    if (attempt > 1) counters.redelivered++;
    if (this.rereading.isRepair(offset)) counters.repairReplayed++;
    if (this.ackBefore) this.inMemory++;
    const latency = this.deliveryLatency;
    let span = latency.isConstant ? latency.value : this.times.of(latency, PURPOSE.deliveryLatency, message, attempt);
    const { now } = this.time;
    if (now + span < consumer.lastArrival) span = consumer.lastArrival - now;
    consumer.lastArrival = now + span;
    if (!consumer.busy && consumer.held.length === 0) {
      consumer.turnTo(now + span, tag, message, attempt, offset);
      return this.begin(consumer, index);
    }
    consumer.held.push(tag, message, attempt, offset).arrival = now + span;
    if (!consumer.busy) this.startNext(consumer, index);
  }

  /** The service time of what a consumer works on is over. */
  processed(member: number, work: number): void {
    const index = member & INDEX;
    const consumer = this.all[index] as Consumer;
    if (consumer.work !== work) return;
    const struck = this.incident.at.process.isSilent ? AS_USUAL : this.mishaps.strike(consumer, index);
    if (struck !== DEALT_WITH) this.finish(consumer, index, struck);
  }

  /** It is through with what it works on, which is applied, or passed over. */
  protected finish(consumer: Consumer, index: number, struck: number): void {
    const { message } = consumer;
    consumer.busy = false;
    if (struck === AS_USUAL) this.applyWork(consumer);
    if (this.ackBefore) {
      this.inMemory--;
      this.messages.retire(message);
      this.release(consumer, index);
    } else if (consumer.workConnection === consumer.connection) this.acknowledgements.send(consumer, index);
    else this.acknowledgements.endUnheard(message, struck === AS_USUAL);
    // An acknowledgement may have brought, and begun, the next one already.
    if (!consumer.busy) this.startNext(consumer, index);
  }

  /** What was acknowledged when it came has been processed: a log's reader has room for the next. */
  private release(consumer: Consumer, index: number): void {
    if (consumer.left > 0) consumer.left--;
    else if (this.subscription.kind === 'log') this.subscription.release(index, consumer.tag);
  }

  /** Turns to the oldest delivery held, if there is one. Nothing can come between its arrival and its end but the loss of both. */
  startNext(consumer: Consumer, index: number): void {
    if (consumer.held.length === 0) return;
    consumer.turnToNext(this.time.now);
    this.begin(consumer, index);
  }

  /** It will have processed what it has turned to after its service time, from its arrival on. */
  begin(consumer: Consumer, index: number): void {
    const { tasks, time } = this;
    const span = this.times.of(this.serviceTime, PURPOSE.serviceTime, consumer.message, consumer.attempt);
    if (!this.incident.at.work.isSilent) return this.mishaps.begin(consumer, index, span);
    const member = memberOf(this.number, index);
    tasks.after(consumer.startsAt - time.now + span, RANK.message, TASK.processed, member, consumer.work);
  }
}
