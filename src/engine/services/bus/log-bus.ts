// The bus of a broker with a log: one log bound to the fan-out exchange, which every subscriber's group reads for itself, and its
// retention, which is by entry. Limits of segments, which real logs have besides, are not set, so that only this happens by
// itself. It knows no services but by what they hear.
import { type BrokerSink, type ProfileId, RETENTION } from '../../broker/index.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import { RANK, TASK } from '../agenda.ts';
import { BrokerAccess, EXCHANGE } from './broker-access.ts';
import type { Bus, LogSubscription, SubscriptionListener, SubscriptionSettings } from './bus.ts';
import { LogGroup } from './log-subscription.ts';

const LOG = 'user-events';

export class LogBus implements Bus, BrokerSink {
  readonly saved = ['access', 'groups', 'retained', 'retentionDue'];
  readonly kind = 'log';
  private readonly access: BrokerAccess;
  private readonly groups: LogGroup[] = [];
  /** Entries below are gone. */
  private retained: number;
  /** Whether a task stands for the end of the oldest entry. */
  private retentionDue = false;
  /** The broker's number of the log. */
  private readonly log: number;
  /** How long an entry stays, microseconds. */
  private readonly retention: number;
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;

  constructor(
    profile: ProfileId,
    { retention, offsetsRetention }: { readonly retention: number; readonly offsetsRetention: number },
    time: VirtualTime,
    tasks: TaskQueue,
  ) {
    this.access = new BrokerAccess(this, time, tasks, offsetsRetention);
    this.retention = retention;
    this.time = time;
    this.tasks = tasks;
    const { broker } = this.access;
    this.log = broker.declareQueue(LOG, { profile });
    broker.bind(this.log, EXCHANGE);
    this.retained = broker.logs.tail(this.log);
  }

  get up(): boolean {
    return this.access.up;
  }

  get downBy(): string | null {
    return this.access.downBy;
  }

  /** The log has a past: these messages were written when the run began. Before anything else is. */
  fill(messages: ArrayLike<number>): void {
    this.access.broker.logs.appendExisting(this.log, messages, 0);
    for (const group of this.groups) group.standAtEnd();
    this.scheduleRetention();
  }

  accept(message: number): void {
    const { groups } = this;
    for (let n = 0; n < groups.length; n++) (groups[n] as LogGroup).messageComes();
    this.access.publish(message);
    for (let n = 0; n < groups.length; n++) (groups[n] as LogGroup).settleSent();
    this.scheduleRetention();
  }

  subscribe(settings: SubscriptionSettings, listener: SubscriptionListener): LogSubscription {
    const group = new LogGroup(this.access, this.groups.length, this.log, settings, listener);
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

  /** The oldest entry of the log has reached its age: it and all as old are dropped. */
  timer(): void {
    this.retentionDue = false;
    this.access.core.logs.dropBefore(this.log, { time: this.time.now - this.retention + 1 });
    this.scheduleRetention();
  }

  /** Entries that are older than `age` µs are dropped, read or not. */
  cut(age: number): void {
    this.access.core.logs.dropBefore(this.log, { time: this.time.now - age });
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
  ): void {
    const { access } = this;
    const group = this.groups[access.ownerOf(client)] as LogGroup;
    group.delivered(access.memberOf(client), tag, message, attempt, offset);
  }

  discarded(message: number, _queue: number, reason: number): void {
    if (reason !== RETENTION) throw new Error('A log gives entries up for their age only.');
    const offset = this.retained++;
    for (const group of this.groups) group.expired(message, offset);
  }

  deadLettered(): void {
    // A log has no dead letters.
  }

  confirmed(): void {
    // Publishers act on a broker that is away; one that is there confirms at once.
  }

  returned(): void {
    // The log is always bound.
  }

  cancelledByBroker(): void {
    // The log is never deleted.
  }

  private scheduleRetention(): void {
    if (this.retentionDue) return;
    const { logs } = this.access.broker;
    const oldest = logs.timeAt(this.log, logs.head(this.log));
    if (oldest === Number.POSITIVE_INFINITY) return;
    this.retentionDue = true;
    this.tasks.push(oldest + this.retention, RANK.message, TASK.brokerTimer, 0, 0);
  }
}
