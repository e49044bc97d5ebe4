// Billing's consumers: they take deliveries into memory, process them one at a time, let the policy decide, write the copy and
// acknowledge. They know the bus, the copy and nothing of who published.
import { CELL, count } from '../../counters.ts';
import { Bits } from '../../kernel/columns.ts';
import { draw } from '../../model.ts';
import { SNAPSHOT } from '../../rows.ts';
import { type CopyCause, EFFECTS, type Effect, type LostWhere, PUBLISH_CAUSES } from '../../trace.ts';
import { PURPOSE, RANK, TASK } from '../agenda.ts';
import { writeCopy } from '../ledger.ts';
import type { World } from '../world.ts';
import { Consumer } from './consumer.ts';

const EFFECT_CODES = Object.fromEntries(EFFECTS.map((effect, code) => [effect, code])) as Record<Effect, number>;
const DUPLICATE = PUBLISH_CAUSES.indexOf('duplicate');
const COPY_CAUSE: readonly CopyCause[] = PUBLISH_CAUSES.map((cause) =>
  cause === 'republish' || cause === 'snapshot' ? cause : 'event',
);

export class Consumers {
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
  /** Numbers of processed events: those of changes, and (counted from the top) those of renewed events. */
  private readonly inbox = new Bits();
  private readonly freshInbox = new Bits();
  /** Messages whose event was applied, but whose acknowledgement never arrived: they will come again. */
  private appliedUnacknowledged: number[] = [];
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
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
    this.all = Array.from({ length: world.model.billing.consumers }, () => new Consumer());
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
      bus.consume(index);
    });
  }

  /** A runbook stops the consumers in order to rewind; `resume` lets them go on. */
  pause(): void {
    this.paused = true;
    this.world.bus.disconnectConsumers();
    this.disconnected(true, null);
  }

  resume(): void {
    this.paused = false;
    this.connect();
  }

  /** The connections are gone. A dead process loses all it has in memory; a living one finishes what it is doing. */
  disconnected(processDies: boolean, fault: string | null): void {
    const { ackBefore } = this.world.model.billing;
    this.all.forEach((consumer, index) => {
      if (!ackBefore && consumer.connected) this.traceRequeues(consumer, index, fault ?? 'connection lost');
      consumer.connected = false;
      consumer.connection++;
      this.forgetUnacknowledged(consumer);
      if (ackBefore) this.loseMemory(consumer, processDies, fault);
      else consumer.dropWaiting();
      if (processDies) consumer.die();
    });
  }

  /** A queue takes back what a lost connection had not acknowledged; a log has it anyway. */
  private traceRequeues(consumer: Consumer, index: number, reason: string): void {
    const { trace, now, model } = this.world;
    if (model.broker.log) return;
    const requeue = (message: number, attempt: number) =>
      trace.settled(now, 'requeue', message, index + 1, attempt, reason);
    for (let i = 0; i < consumer.ackMessages.length; i++)
      requeue(consumer.ackMessages.at(i), consumer.ackAttempts.at(i));
    if (consumer.busy && consumer.workConnection === consumer.connection) requeue(consumer.message, consumer.attempt);
    for (let i = 0; i < consumer.messages.length; i++) requeue(consumer.messages.at(i), consumer.attempts.at(i));
  }

  /** The broker hands a message to a consumer. */
  delivered(index: number, tag: number, message: number, attempt: number, offset: number): void {
    const { world } = this;
    const { model, messages } = world;
    const consumer = this.all[index] as Consumer;
    world.trace.deliver(world.now, message, attempt, index + 1);
    count(world.counters, CELL.delivered);
    if (attempt > 1) count(world.counters, CELL.redelivered);
    if (offset >= 0 && offset < this.replayUntil) count(world.counters, CELL.repairReplayed);
    if (model.billing.ackBefore) this.inMemory++;
    consumer.take(tag, message, attempt, offset);
    const publication = messages.publicationOf(message) * 64 + attempt;
    const latency = draw(
      model.broker.deliveryLatency,
      world.chance,
      PURPOSE.deliveryLatency,
      messages.userOf(message),
      messages.versionOf(message),
      publication,
    );
    if (latency === 0 && consumer.travelling === 0) return this.received(consumer, index);
    consumer.travelling++;
    consumer.lastArrival = Math.max(consumer.lastArrival, world.now + latency);
    world.tasks.push(consumer.lastArrival, RANK.message, TASK.receive, index, consumer.connection);
  }

  /** A delivery has travelled to its consumer. */
  receive(index: number, connection: number): void {
    const consumer = this.all[index] as Consumer;
    if (consumer.connection !== connection) return;
    consumer.travelling--;
    this.received(consumer, index);
  }

  /** The service time of what a consumer works on is over. */
  processed(index: number, life: number): void {
    const consumer = this.all[index] as Consumer;
    if (consumer.life !== life) return;
    const { world } = this;
    const { message, attempt, offset } = consumer;
    consumer.busy = false;
    this.apply(message, attempt, offset);
    if (world.model.billing.ackBefore) {
      this.inMemory--;
      world.messages.retire(message);
    } else if (consumer.workConnection === consumer.connection) this.sendAcknowledgement(consumer, index);
    else this.appliedUnacknowledged = [...this.appliedUnacknowledged, message];
    this.startNext(consumer, index);
  }

  /** An acknowledgement has travelled to the broker. */
  acknowledge(index: number, connection: number): void {
    const consumer = this.all[index] as Consumer;
    if (consumer.connection !== connection) return;
    const { world } = this;
    const tag = consumer.ackTags.shift();
    const message = consumer.ackMessages.shift();
    const attempt = consumer.ackAttempts.shift();
    if (this.appliedUnacknowledged.length > 0) {
      this.appliedUnacknowledged = this.appliedUnacknowledged.filter((each) => each !== message);
    }
    world.trace.settled(world.now, 'ack', message, index + 1, attempt, 'processed');
    world.messages.retire(message);
    world.bus.acknowledge(index, tag);
  }

  private received(consumer: Consumer, index: number): void {
    consumer.waiting++;
    this.startNext(consumer, index);
  }

  /** Begins with the oldest delivery that waits. An acknowledgement may have brought, and begun, the next one already. */
  private startNext(consumer: Consumer, index: number): void {
    if (consumer.busy || consumer.waiting === 0) return;
    const { world } = this;
    const { messages } = world;
    consumer.start();
    const time = draw(
      world.model.billing.serviceTime,
      world.chance,
      PURPOSE.serviceTime,
      messages.userOf(consumer.message),
      messages.versionOf(consumer.message),
      messages.publicationOf(consumer.message) * 64 + consumer.attempt,
    );
    world.tasks.push(world.now + time, RANK.message, TASK.processed, index, consumer.life);
  }

  private apply(message: number, attempt: number, offset: number): void {
    const { world } = this;
    const { messages, copy, policy, counters } = world;
    const user = messages.userOf(message);
    const version = messages.versionOf(message);
    const event = messages.eventOf(message);
    const cause = messages.causeOf(message);
    const stamp = messages.occurredAt(message);
    copy.reserve(user);
    const copyVersion = copy.versions[user] as number;
    const decision = policy.decide({
      seen: policy.inbox && this.hasSeen(event),
      snapshot: messages.typeOf(message) === SNAPSHOT,
      version,
      copyVersion,
      stamp,
      copyStamp: copy.stampOf(user),
    });
    if (policy.inbox) this.remember(event);
    if (version > copyVersion + 1) count(counters, CELL.gaps);
    const effect: Effect = decision === 'apply' ? (version < copyVersion ? 'regressed' : 'applied') : decision;
    this.tally(effect);
    world.trace.apply(world.now, message, user, version, EFFECT_CODES[effect]);
    if (decision !== 'apply') return;
    const replayed = offset >= 0 && offset < this.replayUntil;
    const copyCause = COPY_CAUSE[cause] as CopyCause;
    writeCopy(world, user, version, messages.rowOf(message), replayed ? 'replay' : copyCause, stamp);
    const first = attempt === 1 || !this.appliedUnacknowledged.includes(message);
    if (first && !replayed && copyCause === 'event' && cause !== DUPLICATE) world.delays.add(world.now - stamp);
  }

  private tally(effect: Effect): void {
    const { counters } = this.world;
    if (effect === 'applied') count(counters, CELL.applied);
    else if (effect === 'duplicate') count(counters, CELL.ignoredDuplicate);
    else if (effect === 'stale') count(counters, CELL.ignoredStale);
    else count(counters, CELL.regressed);
  }

  private hasSeen(event: number): boolean {
    return event < 0x80000000 ? this.inbox.has(event) : this.freshInbox.has(0xffffffff - event);
  }

  private remember(event: number): void {
    if (event < 0x80000000) this.inbox.add(event);
    else this.freshInbox.add(0xffffffff - event);
  }

  private sendAcknowledgement(consumer: Consumer, index: number): void {
    const { world } = this;
    const { messages } = world;
    const { message, attempt } = consumer;
    consumer.ackTags.push(consumer.tag);
    consumer.ackMessages.push(message);
    consumer.ackAttempts.push(attempt);
    const latency = draw(
      world.model.broker.deliveryLatency,
      world.chance,
      PURPOSE.ackLatency,
      messages.userOf(message),
      messages.versionOf(message),
      messages.publicationOf(message) * 64 + attempt,
    );
    if (latency === 0 && consumer.ackTags.length === 1) return this.acknowledge(index, consumer.connection);
    consumer.lastAck = Math.max(consumer.lastAck, world.now + latency);
    world.tasks.push(consumer.lastAck, RANK.message, TASK.acknowledge, index, consumer.connection);
  }

  /** Acknowledgements under way die with the connection; the events they are about have been applied all the same. */
  private forgetUnacknowledged(consumer: Consumer): void {
    const applied: number[] = [];
    for (let i = 0; i < consumer.ackMessages.length; i++) applied.push(consumer.ackMessages.at(i));
    if (applied.length > 0) this.appliedUnacknowledged = [...this.appliedUnacknowledged, ...applied];
    consumer.ackTags.clear();
    consumer.ackMessages.clear();
    consumer.ackAttempts.clear();
  }

  /** With automatic acknowledgement the broker has forgotten what is under way or in memory: it is lost. */
  private loseMemory(consumer: Consumer, processDies: boolean, fault: string | null): void {
    const keep = processDies ? 0 : consumer.waiting;
    while (consumer.messages.length > keep) {
      const attempt = consumer.attempts.at(consumer.attempts.length - 1);
      this.forgotten(consumer.dropLast(), attempt, processDies ? 'consumer' : 'network', fault);
    }
    if (processDies && consumer.busy) this.forgotten(consumer.message, consumer.attempt, 'consumer', fault);
    consumer.travelling = 0;
    consumer.waiting = keep;
  }

  /** A message in memory is gone. What a log hands out again has had its end before: it is not lost another time. */
  private forgotten(message: number, attempt: number, where: LostWhere, fault: string | null): void {
    const { transport, model } = this.world;
    this.inMemory--;
    if (attempt === 1 || !model.broker.log) transport.lose(message, where, fault);
  }
}
