// Billing's consumers: they take deliveries into memory, process them one at a time, let the policy decide, write the copy and
// acknowledge. They know their subscription to the bus, the copy and nothing of who published.
import { Bits } from '../../kernel/columns.ts';
import type { Delay } from '../../kernel/delay.ts';
import { SNAPSHOT } from '../../rows.ts';
import { COPY_CAUSES, EFFECTS, type LostWhere, PUBLISH_CAUSES } from '../../trace/words.ts';
import { PURPOSE, RANK, TASK } from '../agenda.ts';
import type { Subscription, SubscriptionListener } from '../bus/bus.ts';
import { writeCopy } from '../ledger.ts';
import { lose } from '../losses.ts';
import { causeIn, publicationIn, rowIn, typeIn } from '../messages.ts';
import type { World } from '../world.ts';
import { Consumer } from './consumer.ts';

const APPLIED = EFFECTS.indexOf('applied');
const IGNORED_DUPLICATE = EFFECTS.indexOf('duplicate');
const IGNORED_STALE = EFFECTS.indexOf('stale');
const REGRESSED = EFFECTS.indexOf('regressed');
const DUPLICATE = PUBLISH_CAUSES.indexOf('duplicate');
const EVENT = COPY_CAUSES.indexOf('event');
const REPLAY = COPY_CAUSES.indexOf('replay');
/** Why a message writes the copy, by why it was published. */
const COPY_CAUSE = Uint8Array.from(PUBLISH_CAUSES, (cause) =>
  cause === 'republish' || cause === 'snapshot' ? COPY_CAUSES.indexOf(cause) : EVENT,
);

/** No messages. */
const NO_MESSAGES: readonly number[] = [];

export class Consumers implements SubscriptionListener {
  readonly fields = [
    'all',
    'inbox',
    'freshInbox',
    'appliedUnacknowledged',
    'replayUntil',
    'attached',
    'down',
    'paused',
    'inMemory',
  ];
  readonly all: readonly Consumer[];
  readonly subscription: Subscription;
  /** Numbers of processed events: those of changes, and (counted from the top) those of renewed events. */
  private readonly inbox = new Bits();
  private readonly freshInbox = new Bits();
  /** Messages whose event was applied, but whose acknowledgement never arrived: they will come again. */
  private appliedUnacknowledged: readonly number[] = NO_MESSAGES;
  /** Log entries below this offset are read again. */
  replayUntil = 0;
  /** Whether Billing has begun to consume at all. */
  attached = false;
  /** The processes are dead by a fault. */
  down = false;
  /** A runbook has stopped them. */
  paused = false;
  /** Messages taken out of the queue by automatic acknowledgement and not processed yet. */
  inMemory = 0;
  private caughtUp: () => void = () => {};
  private readonly world: World;
  private readonly ackBefore: boolean;
  private readonly deliveryLatency: Delay;
  private readonly serviceTime: Delay;

  constructor(world: World) {
    const { bus, model } = world;
    const { consumers: members, prefetch, ackBefore: autoAck, startsAt } = model.billing;
    this.world = world;
    this.subscription = bus.subscribe(
      { id: 'billing', members, prefetch, autoAck, log: { knowsPast: startsAt === 0 } },
      this,
    );
    this.ackBefore = autoAck;
    this.deliveryLatency = model.broker.deliveryLatency;
    this.serviceTime = model.billing.serviceTime;
    this.all = Array.from({ length: members }, () => new Consumer());
  }

  /** Is told when all that was to be read again has been read. */
  whenCaughtUp(listener: () => void): void {
    this.caughtUp = listener;
  }

  /** Begins to consume, or begins again after a break. Each goes on from where the bus has it. */
  attach(): void {
    this.attached = true;
    this.connect();
  }

  /** Opens a connection for each consumer that has none, unless either end is down. */
  connect(): void {
    const { bus } = this.world;
    if (!this.attached || this.down || this.paused || !bus.up) return;
    this.all.forEach((consumer, index) => {
      if (consumer.connected) return;
      consumer.connected = true;
      consumer.connection++;
      this.subscription.consume(index);
    });
  }

  /** A runbook stops the consumers in order to rewind; `resume` lets them go on. */
  pause(): void {
    this.paused = true;
    this.subscription.disconnect();
    this.disconnected(true, null);
  }

  resume(): void {
    this.paused = false;
    this.connect();
  }

  /** Reads the log again from `time` on (0: from the first entry retained), up to where it ends now. */
  replay(time: number): void {
    const { subscription } = this;
    if (subscription.kind === 'queue') throw new Error('A queue cannot be read again.');
    this.replayUntil = subscription.rewind(time);
    this.resume();
    if (subscription.committed >= this.replayUntil) this.caughtUp();
  }

  /** The processes die by a fault. */
  die(fault: string): void {
    this.down = true;
    this.subscription.disconnect();
    this.disconnected(true, fault);
  }

  /** The connections are gone. A dead process loses all it has in memory; a living one finishes what it is doing. */
  disconnected(processDies: boolean, fault: string | null): void {
    const { ackBefore } = this;
    this.all.forEach((consumer, index) => {
      if (!ackBefore && consumer.connected) this.traceRequeues(consumer, index, fault ?? 'connection lost');
      consumer.connected = false;
      consumer.connection++;
      this.forgetUnacknowledged(consumer);
      if (ackBefore) this.loseMemory(consumer, processDies, fault);
      else consumer.held.clear();
      if (processDies || !consumer.isWorking(this.world.now)) consumer.drop();
    });
  }

  /** A queue takes back what a lost connection had not acknowledged; a log has it anyway. */
  private traceRequeues(consumer: Consumer, index: number, reason: string): void {
    const { trace } = this.world;
    if (this.subscription.kind === 'log') return;
    const requeue = (message: number, attempt: number) => trace.settled('requeue', message, index + 1, attempt, reason);
    const { acks, held } = consumer;
    for (const { message, attempt } of acks.list()) requeue(message, attempt);
    if (consumer.busy && consumer.workConnection === consumer.connection) requeue(consumer.message, consumer.attempt);
    for (const { message, attempt } of held.list()) requeue(message, attempt);
  }

  // What the bus says of the subscription.

  moved(from: number, to: number): void {
    if (from < this.replayUntil && to >= this.replayUntil) this.caughtUp();
  }

  backlogChanged(by: number): void {
    this.world.backlog.change(by);
  }

  lost(message: number): void {
    lose(this.world, message, 'broker', null);
  }

  deadLettered(message: number): void {
    const { counters, messages } = this.world;
    counters.deadLettered++;
    messages.retire(message);
  }

  delivered(index: number, tag: number, message: number, attempt: number, offset: number): void {
    const { world } = this;
    const consumer = this.all[index] as Consumer;
    world.trace.deliver(message, attempt, index + 1);
    world.counters.delivered++;
    if (attempt > 1) world.counters.redelivered++;
    if (offset >= 0 && offset < this.replayUntil) world.counters.repairReplayed++;
    if (this.ackBefore) this.inMemory++;
    let span = this.timeOf(this.deliveryLatency, PURPOSE.deliveryLatency, message, attempt);
    const { now } = world;
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
    const { messages, chance } = this.world;
    messages.open(message);
    const { user, version, word } = messages;
    return delay.draw(chance, purpose, user, version, publicationIn(word) * 64 + attempt);
  }

  /** The service time of what a consumer works on is over. */
  processed(index: number, work: number): void {
    const consumer = this.all[index] as Consumer;
    if (consumer.work !== work) return;
    const { world } = this;
    const { message, attempt, offset } = consumer;
    consumer.busy = false;
    this.apply(message, attempt, offset);
    if (this.ackBefore) {
      this.inMemory--;
      world.messages.retire(message);
    } else if (consumer.workConnection === consumer.connection) this.sendAcknowledgement(consumer, index);
    else this.appliedUnacknowledged = [...this.appliedUnacknowledged, message];
    // An acknowledgement may have brought, and begun, the next one already.
    if (!consumer.busy) this.startNext(consumer, index);
  }

  /** An acknowledgement has travelled to the broker. */
  acknowledge(index: number, connection: number): void {
    const consumer = this.all[index] as Consumer;
    if (consumer.connection !== connection) return;
    const { world } = this;
    const { acks } = consumer;
    const { tag, message, attempt } = acks.first;
    acks.shift();
    if (this.appliedUnacknowledged !== NO_MESSAGES) {
      const others = this.appliedUnacknowledged.filter((each) => each !== message);
      this.appliedUnacknowledged = others.length > 0 ? others : NO_MESSAGES;
    }
    world.trace.ack(message, index + 1, attempt);
    world.messages.retire(message);
    this.subscription.acknowledge(index, tag);
  }

  /** Turns to the oldest delivery held, if there is one. Nothing can come between its arrival and its end but the loss of both. */
  private startNext(consumer: Consumer, index: number): void {
    if (consumer.held.length === 0) return;
    consumer.turnToNext(this.world.now);
    this.begin(consumer, index);
  }

  /** It will have processed what it has turned to after its service time, from its arrival on. */
  private begin(consumer: Consumer, index: number): void {
    const { world } = this;
    const time = this.timeOf(this.serviceTime, PURPOSE.serviceTime, consumer.message, consumer.attempt);
    world.tasks.after(consumer.startsAt - world.now + time, RANK.message, TASK.processed, index, consumer.work);
  }

  private apply(message: number, attempt: number, offset: number): void {
    const { world } = this;
    const { messages, copy, policy, counters } = world;
    messages.open(message);
    const { user, version, word } = messages;
    const occurredAt = messages.occurredAt(message);
    const copyVersion = copy.versions[user] as number;
    const seen = policy.inbox && this.isRemembered(messages.eventOf(message));
    const stamp = policy.stamps ? occurredAt : 0;
    const later = policy.stamps ? stamp - copy.stampOf(user) : 0;
    const decision = policy.decide(seen, typeIn(word) === SNAPSHOT, version - copyVersion, later);
    if (version > copyVersion + 1) counters.gaps++;
    if (decision !== 'apply') return this.ignore(message, user, version, decision);
    if (version < copyVersion) counters.regressed++;
    else counters.applied++;
    world.trace.apply(message, user, version, version < copyVersion ? REGRESSED : APPLIED);
    const replayed = offset >= 0 && offset < this.replayUntil;
    const cause = COPY_CAUSE[causeIn(word)] as number;
    writeCopy(world, user, version, rowIn(word), replayed ? REPLAY : cause, stamp);
    const first = attempt === 1 || !this.appliedUnacknowledged.includes(message);
    if (first && !replayed && cause === EVENT && causeIn(word) !== DUPLICATE) world.delays.add(world.now - occurredAt);
  }

  private ignore(message: number, user: number, version: number, decision: 'stale' | 'duplicate'): void {
    const { counters, trace } = this.world;
    if (decision === 'stale') counters.ignoredStale++;
    else counters.ignoredDuplicate++;
    trace.apply(message, user, version, decision === 'stale' ? IGNORED_STALE : IGNORED_DUPLICATE);
  }

  /** Whether the inbox knew the event; it knows it from now on. */
  private isRemembered(event: number): boolean {
    const isFresh = event >= 0x80000000;
    const inbox = isFresh ? this.freshInbox : this.inbox;
    const place = isFresh ? 0xffffffff - event : event;
    const known = inbox.has(place);
    if (!known) inbox.add(place);
    return known;
  }

  private sendAcknowledgement(consumer: Consumer, index: number): void {
    const { world } = this;
    const { acks, message, attempt } = consumer;
    let span = this.timeOf(this.deliveryLatency, PURPOSE.ackLatency, message, attempt);
    const { now } = world;
    const atOnce = span === 0 && acks.length === 0;
    if (!atOnce && now + span < consumer.lastAck) span = consumer.lastAck - now;
    acks.push(consumer.tag, message, attempt, consumer.offset);
    if (atOnce) return this.acknowledge(index, consumer.connection);
    consumer.lastAck = now + span;
    world.tasks.after(span, RANK.message, TASK.acknowledge, index, consumer.connection);
  }

  /** Acknowledgements under way die with the connection; the events they are about have been applied all the same. */
  private forgetUnacknowledged({ acks }: Consumer): void {
    const applied = acks.list().map(({ message }) => message);
    if (applied.length > 0) this.appliedUnacknowledged = [...this.appliedUnacknowledged, ...applied];
    acks.clear();
  }

  /** With automatic acknowledgement the broker has forgotten what is under way or in memory: it is lost. */
  private loseMemory(consumer: Consumer, processDies: boolean, fault: string | null): void {
    const { held } = consumer;
    const { now } = this.world;
    const where = processDies ? 'consumer' : 'network';
    const lost = held.list().filter(({ arrival }) => processDies || arrival >= now);
    held.keep(held.length - lost.length);
    for (const { message, attempt } of lost.reverse()) this.forgotten(message, attempt, where, fault);
    if (consumer.busy && (processDies || !consumer.isWorking(now))) {
      this.forgotten(consumer.message, consumer.attempt, where, fault);
    }
  }

  /** A message in memory is gone. What a log hands out again has had its end before: it is not lost another time. */
  private forgotten(message: number, attempt: number, where: LostWhere, fault: string | null): void {
    this.inMemory--;
    if (attempt === 1 || this.subscription.kind === 'queue') lose(this.world, message, where, fault);
  }
}
