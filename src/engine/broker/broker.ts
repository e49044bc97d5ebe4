// The broker: a synchronous machine over virtual time that routes, keeps and hands out messages as a given kind of broker
// would. Messages are integers that mean nothing to it; it speaks to a `BrokerSink` and is told what time it is.
import { type ConsumeOptions, cancel, close, consume, recover, settleTags } from './channels.ts';
import {
  GET_NOT_IMPLEMENTED,
  LOCKED,
  MANDATORY,
  NEVER,
  NO_EXCHANGE,
  NO_QUEUE,
  NOT_IMPLEMENTED,
  NOT_RUNNING,
  PERSISTENT,
  PURGED,
  UNKNOWN_TAG,
  UNROUTABLE,
} from './codes.ts';
import type { BrokerConsumer } from './consumer.ts';
import { type Death, NO_DEATHS } from './copies.ts';
import { Core, type Persistence } from './core.ts';
import { sendDeadLetters } from './dead-letters.ts';
import { type Depth, depthOf, eachCopy } from './depth.ts';
import {
  declareQueue,
  deleteQueue,
  nextTimer,
  purge,
  type RedisImage,
  runTimers,
  setPolicy,
  startBroker,
  stopBroker,
} from './lifecycle.ts';
import { LogAccess } from './log-access.ts';
import { append } from './logs.ts';
import type { Profile } from './profiles.ts';
import type { Queue } from './queue.ts';
import { RedisCommands } from './redis.ts';
import type { QueuePolicy, QueueSettings } from './settings.ts';
import type { BrokerSink } from './sink.ts';
import { type BrokerState, loadBroker, saveBroker } from './state.ts';
import type { ExchangeKind } from './topology.ts';
import { ACKNOWLEDGE, CONSUMER_LATE, DISCARD, enqueue, fetch, REQUEUE } from './work-queue.ts';

interface BrokerOptions {
  /** Redis only: what survives a restart. `aof-always` if absent. */
  readonly persistence?: Persistence;
  /** Kafka only: how long the place of a group without members is remembered, microseconds. Seven days if absent. */
  readonly offsetsRetention?: number;
}

const OFFSETS_RETENTION = 604_800_000_000;

export class Broker {
  /** Logs: their ends, what is in them, what was in them before. */
  readonly logs: LogAccess;
  /** Commands that only Redis knows. */
  readonly redis: RedisCommands;
  private readonly core: Core;
  private readonly persistence: Persistence;
  private image: readonly RedisImage[] = [];

  constructor(sink: BrokerSink, options: BrokerOptions = {}) {
    this.core = new Core(sink, options.offsetsRetention ?? OFFSETS_RETENTION);
    this.persistence = options.persistence ?? 'aof-always';
    this.logs = new LogAccess(this.core);
    this.redis = new RedisCommands(this.core);
  }

  /** Virtual time, microseconds; to be set before every operation and never back. Does not run timers. */
  get now(): number {
    return this.core.now;
  }
  set now(time: number) {
    this.core.now = time;
  }

  get isUp(): boolean {
    return this.core.up;
  }

  /** Inside `delivered`: the dead-letter record of the copy, latest death first. */
  get deaths(): readonly Death[] {
    return this.core.deaths;
  }

  // Topology. All return 0 or an id, or a refusal (negative; see `refusalOf`).

  declareExchange(name: string, kind: ExchangeKind, alternate = ''): number {
    return this.core.up ? this.core.topology.declare(name, kind, alternate) : NOT_RUNNING;
  }

  /** Declares a queue or log and returns its id. A name keeps its id for good. */
  declareQueue(name: string, settings: QueueSettings): number {
    return this.core.up ? declareQueue(this.core, name, settings) : NOT_RUNNING;
  }

  /** The id of an existing queue, or a refusal. */
  queueId(name: string): number {
    const id = this.core.names.indexOf(name);
    return id >= 0 && this.core.queues[id] !== undefined ? id : NO_QUEUE;
  }

  queueName(id: number): string {
    return this.core.names[id] ?? '';
  }

  /** How a queue behaves. */
  profileOf(queue: number): Profile {
    return (this.core.queues[queue] as Queue).profile;
  }

  bind(queue: number, exchange: string, key = ''): number {
    if (this.core.queues[queue] === undefined) return NO_QUEUE;
    return this.core.topology.bind(exchange, queue, key);
  }

  unbind(queue: number, exchange: string, key = ''): number {
    return this.core.topology.unbind(exchange, queue, key);
  }

  /** An operator's limits for a work queue, in the place of those before; of two limits the lower one counts. */
  setPolicy(queue: number, policy: QueuePolicy): void {
    setPolicy(this.core, this.core.queues[queue] as Queue, policy);
    this.after(0);
  }

  /** Removes a queue; returns how many messages waited in it (0 for a log or if there was none). */
  deleteQueue(queue: number): number {
    const found = this.core.queues[queue];
    return found === undefined ? 0 : deleteQueue(this.core, found);
  }

  /** Removes waiting messages; returns how many. */
  purge(queue: number): number {
    const found = this.core.queues[queue];
    if (found === undefined) return NO_QUEUE;
    return found.isLog ? NOT_IMPLEMENTED : purge(this.core, found, PURGED);
  }

  // Publishing.

  /** The integer for an exchange (`''`: straight to the queue named by the key) and a key, for `publish`. */
  route(exchange: string, key: string): number {
    return this.core.topology.route(exchange, key);
  }

  exchangeOf(route: number): string {
    return this.core.topology.exchangeOf(route);
  }

  keyOf(route: number): string {
    return this.core.topology.keyOf(route);
  }

  /**
   * Publishes a message: says `returned`, `delivered` and so on, at last `confirmed`. `flags` is a sum of `PERSISTENT`,
   * `MANDATORY`, `SAME_BATCH`, `TOMBSTONE`; `timeToLive` in microseconds (`NEVER`: none of its own); `size` in bytes;
   * `key` chooses a partition. Returns 0 or a refusal, after which nothing was said.
   */
  publish(route: number, message: number, flags = PERSISTENT, timeToLive = NEVER, size = 1, key = 0): number {
    const core = this.core;
    if (!core.up) return NOT_RUNNING;
    const targets = core.topology.queuesOf(route);
    const count = targets.length;
    let accepted = true;
    if (count === 0) {
      if (core.topology.isMissing(route)) return NO_EXCHANGE;
      if ((flags & MANDATORY) !== 0) core.sink.returned(message);
      core.sink.discarded(message, -1, UNROUTABLE);
    }
    for (let i = 0; i < count; i++) {
      const queue = core.queues[targets[i] as number] as Queue;
      if (queue.isLog) append(core, queue, message, flags, size, key, -1);
      else if (!enqueue(core, queue, message, route, flags, timeToLive, size, NO_DEATHS, false)) accepted = false;
    }
    core.sink.confirmed(message, accepted);
    if (core.buries) sendDeadLetters(core);
    return 0;
  }

  // Consuming.

  /** Subscribes a new consumer, or `again` one that was cancelled or closed; its id or a refusal. */
  consume(queue: number, how: ConsumeOptions = {}, again = -1): number {
    return this.core.up ? this.after(consume(this.core, queue, how, again)) : NOT_RUNNING;
  }

  /** Acknowledges a delivery, or with `multiple` it and all before it. A refusal means that the channel was closed. */
  ack(consumer: number, tag: number, multiple = false): number {
    const known = this.core.consumers[consumer];
    if (known === undefined || !known.open) return UNKNOWN_TAG;
    const result = settleTags(this.core, known, tag, multiple, ACKNOWLEDGE);
    if (this.core.buries) sendDeadLetters(this.core);
    return result;
  }

  /** Hands deliveries back (`requeue`) or throws them away, which dead-letters them where there is a target. */
  nack(consumer: number, tag: number, requeue: boolean, multiple = false): number {
    const known = this.core.consumers[consumer];
    if (known === undefined || !known.open) return UNKNOWN_TAG;
    return this.after(settleTags(this.core, known, tag, multiple, requeue ? REQUEUE : DISCARD));
  }

  /** Hands everything back that the consumer holds, to be sent again. */
  recover(consumer: number): number {
    return this.after(recover(this.core, this.core.consumers[consumer] as BrokerConsumer));
  }

  /** Ends the subscription; what is held stays held and can be settled. */
  cancel(consumer: number): void {
    cancel(this.core, this.core.consumers[consumer] as BrokerConsumer);
    this.after(0);
  }

  /** The consumer is gone, politely or not: what it held goes back. */
  close(consumer: number): void {
    close(this.core, this.core.consumers[consumer] as BrokerConsumer);
    this.after(0);
  }

  /** It has had a delivery for too long: its channel is closed. */
  timeOut(consumer: number): void {
    close(this.core, this.core.consumers[consumer] as BrokerConsumer, CONSUMER_LATE);
    this.after(0);
  }

  /** Its connection dies. The broker sees no difference to `close`. */
  crash(consumer: number): void {
    this.close(consumer);
  }

  /** Fetches one waiting message, acknowledged at once (`delivered` with `FETCHED`): 1, 0 if there is none, or a refusal. */
  get(queue: number): number {
    const found = this.core.queues[queue];
    if (found === undefined) return NO_QUEUE;
    if (found.isLog) return GET_NOT_IMPLEMENTED;
    if (found.singleActive && found.profile.countsDeliveries) return LOCKED;
    return this.after(fetch(this.core, found) ? 1 : 0);
  }

  /** Messages waiting and held, and consumers; undefined if there is no such queue. Looking counts as use of a classic queue. */
  depth(queue: number): Depth | undefined {
    const found = this.core.queues[queue];
    if (found === undefined) return undefined;
    if (!found.isLog && !found.profile.countsDeliveries) found.usedAt = this.core.now;
    return depthOf(this.core, found);
  }

  /** Waiting messages, or entries in a log; -1 if there is no such queue. Looks without using. */
  ready(queue: number): number {
    const found = this.core.queues[queue];
    if (found === undefined) return NO_QUEUE;
    if (!found.isLog) return found.ready;
    let length = 0;
    for (const log of found.logs) length += log.length;
    return length;
  }

  unacked(queue: number): number {
    return this.core.queues[queue]?.unacked ?? 0;
  }

  /** Tells of every message that waits or is held in a work queue, with the queue's number, and when it expires, microseconds. */
  eachMessage(tell: (message: number, queue: number, expires: number) => void): void {
    eachCopy(this.core, tell);
  }

  /** The consumer that reads a queue alone; -1: nobody does, or all share it. */
  reader(queue: number): number {
    return this.core.queues[queue]?.current ?? -1;
  }

  /** How much more the consumer may be sent. */
  credit(consumer: number): number {
    return this.core.consumers[consumer]?.credit ?? 0;
  }

  /** How many deliveries the consumer holds. */
  holding(consumer: number): number {
    return this.core.consumers[consumer]?.holding ?? 0;
  }

  // The broker itself.

  /** The broker stops, in order or killed: all connections are gone, and what was not on disk. */
  stop(mode: 'graceful' | 'kill'): void {
    this.image = stopBroker(this.core, mode === 'kill', this.persistence, this.image);
  }

  start(): void {
    startBroker(this.core);
  }

  /** When something next happens by itself; `NEVER` if nothing will. */
  nextTimer(): number {
    return nextTimer(this.core);
  }

  /** Lets time pass up to `now`. */
  runTimers(now: number): void {
    if (this.core.timed) runTimers(this.core, now);
    else this.core.now = now;
  }

  /** Everything mutable, as a value of its own. */
  save(): BrokerState {
    return saveBroker(this.core, this.image);
  }

  /** Goes back to a saved state, which stays as it is and may be loaded again. */
  load(state: BrokerState): void {
    loadBroker(this.core, state);
    this.image = state.image;
  }

  private after(result: number): number {
    if (this.core.buries) sendDeadLetters(this.core);
    return result;
  }
}
