// The bus of a broker with a log: one log bound to the fan-out exchange, which every subscriber's group reads for itself, and its
// retention, which is by entry, or its compaction, which keeps the newest entry of each user for ever. Limits of segments, which real logs have besides, are not set, so that only this happens by
// itself. It knows no services but by what they hear.
import { type BrokerSink, COMPACTED, PROFILES, type ProfileId, RETENTION, UNROUTABLE } from '../../broker/index.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Limit } from '../../point-rules.ts';
import { RANK, TASK } from '../agenda.ts';
import { BrokerAccess, EXCHANGE } from './broker-access.ts';
import type {
  Bus,
  KeptListener,
  Keys,
  LogSubscription,
  PublisherListener,
  SubscriptionListener,
  SubscriptionSettings,
} from './bus.ts';
import { type Compaction, LogCleaner } from './log-cleaner.ts';
import { LogGroup } from './log-subscription.ts';

const LOG = 'user-events';

/** How long a log keeps an entry and Kafka the place of a group without members, microseconds; and how messages are published. */
export interface LogDesign {
  readonly retention: number;
  readonly offsetsRetention: number;
  /** Whether the publisher is told of messages that reach no log. */
  readonly mandatory: boolean;
  /** Into how many parts a log of Kafka's is divided. */
  readonly partitions: number;
  /** Whether old entries go by their user and not by their age; null: by their age. */
  readonly compaction: Compaction | null;
}

export class LogBus implements Bus, BrokerSink {
  readonly saved = ['access', 'groups', 'retained', 'retentionDue', 'shortened', 'cutBy', 'cleaner'];
  readonly kind = 'log';
  private readonly access: BrokerAccess;
  private readonly groups: LogGroup[] = [];
  /** By partition: entries below are gone. */
  private readonly retained: number[];
  /** The partition of which entries are just being dropped. */
  private dropping = 0;
  /** For when a task stands for the end of the oldest entry, microseconds; Infinity without one. */
  private retentionDue: number;
  /** A fault lets entries stay for a shorter time. */
  private shortened: Limit | null = null;
  /** The fault that has taken the log's binding away. */
  cutBy: string | null = null;
  /** The message on its way was returned to who published it. Only while it is published. */
  private isReturned = false;
  private publisher: PublisherListener | undefined = undefined;
  /** Hears of entries that are given up; null: nobody does. */
  private forgets: ((message: number) => void) | null = null;
  /** The broker's number of the log. */
  private readonly log: number;
  /** How long an entry stays, microseconds. */
  private readonly retention: number;
  /** Whether there is an exchange that the log is bound to, and not the log alone. */
  private readonly isBound: boolean;
  /** Whether there is more than one partition: a user's messages are all in one. */
  private readonly isDivided: boolean;
  /** Who compacts the log; null: nobody does. */
  private readonly cleaner: LogCleaner | null;
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;
  private readonly keys: Keys;

  constructor(
    profile: ProfileId,
    { retention, offsetsRetention, mandatory, partitions, compaction }: LogDesign,
    time: VirtualTime,
    tasks: TaskQueue,
    keys: Keys,
  ) {
    this.access = new BrokerAccess(this, time, tasks, offsetsRetention);
    this.retentionDue = Number.NaN; // first: see kernel/state.ts
    this.retentionDue = Number.POSITIVE_INFINITY;
    this.retention = compaction === null ? retention : Number.POSITIVE_INFINITY;
    this.isBound = PROFILES[profile].system === 'RabbitMQ';
    if (mandatory) this.access.publishMandatory();
    this.time = time;
    this.tasks = tasks;
    this.keys = keys;
    const { broker } = this.access;
    const kept = compaction === null ? {} : { cleanup: 'compact' as const, ...compaction };
    this.log = broker.declareQueue(LOG, profile === 'kafka' ? { profile, partitions, ...kept } : { profile });
    broker.bind(this.log, EXCHANGE);
    const count = broker.logs.partitions(this.log);
    this.isDivided = count > 1;
    this.cleaner =
      compaction === null ? null : new LogCleaner(this.access, this.log, count, compaction.segmentAge, time, tasks);
    this.retained = Array.from({ length: count }, (_, n) => broker.logs.tail(this.log, n));
  }

  get up(): boolean {
    return this.access.up;
  }

  get downBy(): string | null {
    return this.access.downBy;
  }

  /** The log has a past: these messages were written when the run began. Before anything else is. */
  fill(messages: ArrayLike<number>): void {
    const isKeyed = this.isDivided || this.cleaner !== null;
    const keys = isKeyed ? Array.from(messages, (message) => this.keys.userOf(message)) : undefined;
    this.access.broker.logs.appendExisting(this.log, messages, 0, 1, keys);
    for (const group of this.groups) group.standAtEnd();
    this.scheduleRetention();
  }

  accept(message: number): void {
    if (this.cutBy !== null) return this.acceptForNobody(message);
    const { groups } = this;
    for (let n = 0; n < groups.length; n++) (groups[n] as LogGroup).messageComes();
    if (this.cleaner !== null) this.keep(message, this.cleaner);
    else if (this.isDivided) this.access.publishKeyed(message, this.keys.userOf(message));
    else this.access.publish(message);
    for (let n = 0; n < groups.length; n++) (groups[n] as LogGroup).settleSent();
    this.scheduleRetention();
  }

  subscribe(settings: SubscriptionSettings, listener: SubscriptionListener): LogSubscription {
    const group = new LogGroup(this.access, this.groups.length, this.log, settings, listener, this);
    this.groups.push(group);
    return group;
  }

  stop(fault: string): void {
    this.access.stop(fault);
    for (const group of this.groups) group.connectionsLost();
  }

  start(): void {
    this.access.start();
    for (const group of this.groups) group.brokerStarted();
  }

  tell(publisher: PublisherListener): void {
    this.publisher = publisher;
  }

  cut(fault: string | null): void {
    if (fault === this.cutBy || !this.isBound) return;
    const { core } = this.access;
    if (fault === null) core.bind(this.log, EXCHANGE);
    else if (this.cutBy === null) core.unbind(this.log, EXCHANGE);
    this.cutBy = fault;
  }

  limit(): void {
    // Limits of queues are not a log's.
  }

  retain(limit: Limit | null): void {
    if (limit?.value === this.shortened?.value) return;
    this.shortened = limit;
    this.dropOld();
  }

  /** The oldest entry of the log has reached its age: it and all as old are dropped. A task that stood for another moment does nothing. */
  timer(): void {
    if (this.time.now >= this.retentionDue) this.dropOld();
    if (this.cleaner !== null) this.clean(this.cleaner);
  }

  eachKept(tell: KeptListener): void {
    for (let partition = 0; partition < this.retained.length; partition++) {
      if (this.cleaner === null) this.eachAged(partition, tell);
      else this.eachNewest(partition, this.cleaner.nextAt(partition), tell);
    }
    for (const group of this.groups)
      group.eachDeadLetter((message) => tell(message, 'dead-letters', Number.POSITIVE_INFINITY));
  }

  watch(forgets: (message: number) => void): void {
    this.forgets = forgets;
  }

  // What the broker says.

  delivered(
    client: number,
    tag: number,
    _queue: number,
    message: number,
    _again: boolean,
    attempt: number,
    _count: number,
    offset: number,
    partition: number,
  ): void {
    const { access } = this;
    const group = this.groups[access.ownerOf(client)] as LogGroup;
    group.delivered(access.memberOf(client), tag, message, attempt, offset, partition);
  }

  discarded(message: number, _queue: number, reason: number, at = -1): void {
    if (reason === UNROUTABLE) return;
    if (this.forgets !== null) this.forgets(message);
    if (reason === COMPACTED) return this.compacted(message, at);
    if (reason !== RETENTION) throw new Error('A log gives entries up for their age or their key only.');
    const { dropping } = this;
    const offset = (this.retained[dropping] as number)++;
    const fault = this.shortened?.fault ?? null;
    for (const group of this.groups) group.expired(message, offset, fault, dropping);
  }

  deadLettered(): void {
    // A log has no dead letters.
  }

  confirmed(): void {
    // Publishers act on a broker that is away; one that is there confirms at once.
  }

  returned(): void {
    this.isReturned = true;
  }

  cancelledByBroker(): void {
    // The log is never deleted.
  }

  /** A message comes to an exchange to which no log is bound. */
  private acceptForNobody(message: number): void {
    this.access.publish(message);
    const { isReturned } = this;
    this.isReturned = false;
    if (isReturned) this.publisher?.returned(message);
    else for (const group of this.groups) group.miss(message, this.cutBy);
  }

  /** A message comes to a log that keeps the newest of each user. */
  private keep(message: number, cleaner: LogCleaner): void {
    const { keys } = this;
    this.access.publishCompacted(message, keys.userOf(message), keys.removes(message));
    cleaner.written();
  }

  private clean(cleaner: LogCleaner): void {
    for (const partition of cleaner.partitionsDue()) {
      this.dropping = partition;
      this.access.core.logs.compact(this.log, partition);
      this.retained[partition] = this.access.broker.logs.head(this.log, partition);
    }
  }

  /** The entry at `offset` is superseded, or has told for long enough that somebody is gone. */
  private compacted(message: number, offset: number): void {
    for (const group of this.groups) group.compacted(message, offset, this.dropping);
  }

  /** Entries go when they have reached their age. */
  private eachAged(partition: number, tell: KeptListener): void {
    this.access.broker.logs.eachEntry(this.log, partition, (message, time) => tell(message, 'log', time + this.keeps));
  }

  /** The newest of each user stays; the others go when the log is cleaned next, at `cleaned`. */
  private eachNewest(partition: number, cleaned: number, tell: KeptListener): void {
    const { logs } = this.access.broker;
    const newest = new Map<number, number>();
    logs.eachEntry(this.log, partition, (message) => newest.set(this.keys.userOf(message), message));
    logs.eachEntry(this.log, partition, (message) => {
      const stays = newest.get(this.keys.userOf(message)) === message;
      tell(message, 'log', stays ? Number.POSITIVE_INFINITY : cleaned);
    });
  }

  /** How long an entry stays now, microseconds. */
  private get keeps(): number {
    if (this.cleaner !== null) return Number.POSITIVE_INFINITY;
    return Math.min(this.retention, this.shortened?.value ?? this.retention);
  }

  private dropOld(): void {
    this.retentionDue = Number.POSITIVE_INFINITY;
    for (let partition = 0; partition < this.retained.length; partition++) {
      this.dropping = partition;
      this.access.core.logs.dropBefore(this.log, { time: this.time.now - this.keeps + 1 }, partition);
    }
    this.scheduleRetention();
  }

  private scheduleRetention(): void {
    if (this.retention === Number.POSITIVE_INFINITY && this.cleaner !== null) return;
    if (this.retentionDue < Number.POSITIVE_INFINITY) return;
    const { logs } = this.access.broker;
    let oldest = Number.POSITIVE_INFINITY;
    for (let partition = 0; partition < this.retained.length; partition++)
      oldest = Math.min(oldest, logs.timeAt(this.log, logs.head(this.log, partition), partition));
    if (oldest === Number.POSITIVE_INFINITY) return;
    this.retentionDue = oldest + this.keeps;
    this.tasks.push(this.retentionDue, RANK.message, TASK.brokerTimer, 0, 0);
  }
}
