// A subscriber's consumers: they take deliveries into memory, process them one at a time, let the policy decide, write the copy
// and acknowledge. They know their subscription to the bus, the copy and nothing of who published.
import type { Counters } from '../../counters.ts';
import type { Chance } from '../../kernel/chance.ts';
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
import { type Messages, publicationIn } from '../messages.ts';
import { Consumer, REVOKED } from './consumer.ts';
import { type ConsumerSettings, INDEX, LUCK, memberOf } from './consumer-settings.ts';
import { Handbacks } from './handbacks.ts';
import type { Hearing, Road } from './hearing.ts';
import { AS_USUAL, DEALT_WITH, Mishaps } from './mishaps.ts';
import { Presence } from './presence.ts';
import type { Applying, Bookkeeping, Projection } from './projection.ts';
import { DividedRereading, Rereading } from './rereading.ts';
import { Unheard } from './unheard.ts';

export class Consumers implements SubscriptionListener {
  saved: readonly string[] = ['all', 'unheard', 'rereading', 'presence', 'inMemory'];
  readonly all: readonly Consumer[];
  readonly subscription: Subscription;
  /** Whether they are there. */
  readonly presence: Presence;
  private readonly unheard = new Unheard();
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
  private readonly chance: Chance;
  private readonly incident: Incident;
  /** The subscriber's place in the list of all. */
  private readonly number: number;
  /** Where the draws about its deliveries begin. */
  private readonly luck: number;
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
    this.chance = ground.chance;
    this.incident = ground.incident;
    this.number = books.kept.number;
    this.luck = books.kept.number * LUCK;
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
    this.presence = new Presence(ground.time, road.bus, this.subscription, this.all, this);
    this.handbacks = new Handbacks(ground, this.number, this.subscription, this.all, road, books.counters);
    this.mishaps = new Mishaps(ground, this.number, settings, road.messages, this);
    this.messages.keepWhile((message) => this.all.some((each) => each.busy && each.message === message));
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
    this.unheard.add(consumer.message);
  }

  passedOver({ message, offset }: Consumer): void {
    if (!this.wasApplied(message, offset)) this.unheard.passOver(message);
  }

  acknowledgeAll(consumer: Consumer, index: number): void {
    const { connection, acks, message, attempt, tag } = consumer;
    while (acks.length > 0) this.acknowledge(index, connection);
    if (consumer.workConnection !== connection) return this.applyUnheard(consumer);
    this.applyWork(consumer);
    consumer.drop();
    acks.push(tag, message, attempt, consumer.offset);
    this.acknowledge(index, connection);
  }

  giveUp(consumer: Consumer, index: number): void {
    consumer.busy = false;
    this.inMemory--;
    this.release(consumer, index);
    if (!consumer.busy) this.startNext(consumer, index);
  }

  private applyWork({ message, attempt, offset }: Consumer): void {
    if (this.hearing?.hears(message)) return;
    const { unheard } = this;
    const first = attempt === 1 ? unheard.none || !unheard.has(message) : !this.wasApplied(message, offset);
    this.projection.apply(message, this.rereading.covers(offset), first || unheard.wasPassedOver(message));
    unheard.applied(message);
  }

  /** Messages that are worked on by consumers who have lost their connection, or the right to them. */
  private workedOnUnheard(): readonly number[] {
    return this.all.flatMap(({ busy, workConnection, connection, message }) =>
      busy && workConnection !== connection ? [message] : [],
    );
  }

  /** Of a message that comes again: whether its event was applied, and the broker did not hear of it or has forgotten. */
  private wasApplied(message: number, offset: number): boolean {
    const { subscription } = this;
    return this.unheard.has(message) || (subscription.kind === 'log' && subscription.hasRead(offset));
  }

  private forget(consumer: Consumer, processDies: boolean, fault: string | null): void {
    consumer.connected = false;
    consumer.connection++;
    this.forgetUnacknowledged(consumer);
    if (this.ackBefore) this.inMemory -= this.handbacks.loseMemory(consumer, processDies, fault);
    else consumer.held.clear();
    if (processDies || !consumer.isWorking(this.time.now)) consumer.drop();
    if (consumer.busy) this.unheard.watch();
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
    this.unheard.add(...applied);
    if (consumer.busy) this.unheard.watch();
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
    let span = latency.isConstant ? latency.value : this.timeOf(latency, PURPOSE.deliveryLatency, message, attempt);
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

  /** How long something takes with one attempt at a message, µs. */
  private timeOf(delay: Delay, purpose: number, message: number, attempt: number): number {
    if (delay.isConstant) return delay.value;
    const { messages } = this;
    messages.open(message);
    const { user, version, word } = messages;
    const address = publicationIn(word) * 64 + attempt + this.luck;
    return delay.draw(this.chance, purpose, user, version, address);
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
    } else if (consumer.workConnection === consumer.connection) this.sendAcknowledgement(consumer, index);
    else this.endUnheard(message, struck);
    // An acknowledgement may have brought, and begun, the next one already.
    if (!consumer.busy) this.startNext(consumer, index);
  }

  /** The broker does not hear of it, and may have been through with it before. */
  private endUnheard(message: number, struck: number): void {
    if (struck === AS_USUAL) this.unheard.add(message);
    this.messages.review();
  }

  /** What was acknowledged when it came has been processed: a log's reader has room for the next. */
  private release(consumer: Consumer, index: number): void {
    if (consumer.left > 0) consumer.left--;
    else if (this.subscription.kind === 'log') this.subscription.release(index, consumer.tag);
  }

  /** An acknowledgement has travelled to the broker. */
  acknowledge(member: number, connection: number): void {
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

  /** Turns to the oldest delivery held, if there is one. Nothing can come between its arrival and its end but the loss of both. */
  startNext(consumer: Consumer, index: number): void {
    if (consumer.held.length === 0) return;
    consumer.turnToNext(this.time.now);
    this.begin(consumer, index);
  }

  /** It will have processed what it has turned to after its service time, from its arrival on. */
  begin(consumer: Consumer, index: number): void {
    const { tasks, time } = this;
    const span = this.timeOf(this.serviceTime, PURPOSE.serviceTime, consumer.message, consumer.attempt);
    if (!this.incident.at.work.isSilent) return this.mishaps.begin(consumer, index, span);
    const member = memberOf(this.number, index);
    tasks.after(consumer.startsAt - time.now + span, RANK.message, TASK.processed, member, consumer.work);
  }

  private sendAcknowledgement(consumer: Consumer, index: number): void {
    const { tasks, time } = this;
    const { acks, message, attempt } = consumer;
    const latency = this.deliveryLatency;
    let span = latency.isConstant ? latency.value : this.timeOf(latency, PURPOSE.ackLatency, message, attempt);
    const { now } = time;
    const atOnce = span === 0 && acks.length === 0;
    if (!atOnce && now + span < consumer.lastAck) span = consumer.lastAck - now;
    acks.push(consumer.tag, message, attempt, consumer.offset);
    if (atOnce) return this.acknowledge(index, consumer.connection);
    consumer.lastAck = now + span;
    tasks.after(span, RANK.message, TASK.acknowledge, memberOf(this.number, index), consumer.connection);
  }

  /** Acknowledgements under way die with the connection; the events they are about have been applied all the same. */
  private forgetUnacknowledged({ acks }: Consumer): void {
    this.unheard.add(...acks.list().map(({ message }) => message));
    acks.clear();
  }
}
