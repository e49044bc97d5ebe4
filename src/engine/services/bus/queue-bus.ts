// The bus of a broker with queues: one fan-out exchange and a queue for each subscriber. It passes on what the broker says to
// the subscriber whose queue it is about. It knows no services but by what they hear.
import {
  type BrokerSink,
  FETCHED,
  type ProfileId,
  partitionOf,
  REASONS,
  REFUSED,
  type Reason,
  UNROUTABLE,
} from '../../broker/index.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { QueueLimits } from '../../point-rules.ts';
import { BrokerAccess } from './broker-access.ts';
import type {
  Bus,
  BusListener,
  DeclaredLimits,
  KeptListener,
  Keys,
  PublisherListener,
  QueueSubscription,
  SubscriptionListener,
  SubscriptionSettings,
} from './bus.ts';
import { DividedQueue } from './divided-queue.ts';
import { type QueueNames, type QueueOwner, SubscribedQueue } from './queue-subscription.ts';

/** How every subscriber's queue is declared, and how messages are published. */
interface QueueDesign {
  readonly limits: DeclaredLimits;
  /** Whether the publisher is told of messages that reach no queue. */
  readonly mandatory: boolean;
  /** Into how many queues each subscriber's messages are shared out, by user; mostly one. */
  readonly queues: number;
}

export class QueueBus implements Bus, BrokerSink, QueueOwner {
  readonly saved = ['access', 'subscriptions', 'isLacking'];
  readonly kind = 'queue';
  private readonly access: BrokerAccess;
  /** The queues of all subscribers, one after another. */
  private readonly subscriptions: SubscribedQueue[] = [];
  /** Whether somebody who has asked for a queue has none that is bound. */
  private isLacking = false;
  /** The message on its way was returned to who published it. Only while it is published. */
  private isReturned = false;
  /** What was taken from a queue just now. Only while it is taken. */
  private taken = -1;
  private publisher: PublisherListener | undefined = undefined;
  private readonly profile: ProfileId;
  private readonly limits: DeclaredLimits;
  private readonly listener: BusListener;
  private readonly keys: Keys;
  /** How many queues each subscriber has. */
  private readonly count: number;

  constructor(
    profile: ProfileId,
    { limits, mandatory, queues }: QueueDesign,
    time: VirtualTime,
    tasks: TaskQueue,
    listener: BusListener,
    keys: Keys,
  ) {
    const routingKeys = Array.from({ length: queues > 1 ? queues : 0 }, (_, n) => String(n + 1));
    this.access = new BrokerAccess(this, time, tasks, undefined, routingKeys);
    this.profile = profile;
    this.limits = limits;
    this.listener = listener;
    this.keys = keys;
    this.count = queues;
    if (mandatory) this.access.publishMandatory();
  }

  get up(): boolean {
    return this.access.up;
  }

  get downBy(): string | null {
    return this.access.downBy;
  }

  tell(publisher: PublisherListener): void {
    this.publisher = publisher;
  }

  accept(message: number): void {
    if (this.count > 1) return this.acceptByUser(message);
    const { access, subscriptions } = this;
    for (let n = 0; n < subscriptions.length; n++) (subscriptions[n] as SubscribedQueue).messageComes();
    access.publish(message);
    if (this.isLacking) this.misses(message, subscriptions);
    if (access.isTimed) access.schedule();
  }

  subscribe(settings: SubscriptionSettings, listener: SubscriptionListener): QueueSubscription {
    const limited = { ...settings, queue: { ...this.limits, ...settings.queue } };
    const graveyard = `${settings.id}-dead-letters`;
    if (this.count === 1) return this.queueFor(limited, { name: settings.id, key: '', graveyard }, listener);
    return new DividedQueue(this.count, listener, this.keys, this.queueOf, (n, hears) =>
      this.queueFor(limited, { name: `${settings.id}-${n + 1}`, key: String(n + 1), graveyard }, hears),
    );
  }

  cut(fault: string | null): void {
    for (const queue of this.subscriptions.slice(0, this.count)) queue.cut(fault);
  }

  limit(limits: QueueLimits): void {
    for (const queue of this.subscriptions.slice(0, this.count)) queue.limit(limits);
  }

  retain(): void {
    // A queue keeps what waits.
  }

  stop(fault: string): void {
    this.access.stop(fault);
  }

  start(): void {
    const { access } = this;
    access.start();
    for (const subscription of this.subscriptions) subscription.brokerStarted();
    if (access.isTimed) access.schedule();
  }

  timer(): void {
    this.access.runTimers();
    for (const subscription of this.subscriptions) subscription.look();
  }

  eachKept(tell: KeptListener): void {
    const { broker } = this.access;
    const graveyards = this.subscriptions.map(({ graveyard }) => broker.queueId(graveyard)).filter((id) => id >= 0);
    broker.eachMessage((message, queue, expires) => {
      tell(message, graveyards.includes(queue) ? 'dead-letters' : 'queue', expires);
    });
  }

  watch(): void {
    // A queue gives up nothing that it has to keep.
  }

  // What the broker says.

  delivered(client: number, tag: number, _queue: number, message: number, _again: boolean, attempt: number): void {
    if (client === FETCHED) {
      this.taken = message;
      return;
    }
    const { access } = this;
    const subscription = this.subscriptions[access.ownerOf(client)] as SubscribedQueue;
    subscription.delivered(access.memberOf(client), tag, message, attempt);
  }

  discarded(message: number, queue: number, reason: number): void {
    if (reason === UNROUTABLE) {
      if (!this.isLacking) this.meantForNobody(message);
      return;
    }
    const subscription = this.subscriptionTo(queue);
    if (subscription === undefined) return;
    if (reason === REFUSED) {
      const subscriber = Math.floor(this.subscriptions.indexOf(subscription) / this.count);
      this.publisher?.refused(message, subscription.refused(), subscriber);
    } else subscription.lost(message, REASONS[reason] as Reason);
  }

  deadLettered(message: number, queue: number, reason: number): void {
    this.subscriptionTo(queue)?.deadLettered(message, REASONS[reason] as Reason);
  }

  confirmed(): void {
    // Publishers act on a broker that is away; one that is there confirms at once.
  }

  returned(): void {
    this.isReturned = true;
  }

  cancelledByBroker(): void {
    // Only a queue that nobody consumes removes itself.
  }

  /** Whether anybody lacks a binding may have changed. */
  bindingChanged(): void {
    this.isLacking = this.subscriptions.some(({ wanted, bound }) => wanted && !bound);
  }

  /** Takes the oldest message out of a queue; −1: there is none. */
  takeFrom(queue: number): number {
    this.access.core.get(queue);
    const { taken } = this;
    this.taken = -1;
    return taken;
  }

  /** The queue of a subscriber in which a user's messages are. */
  private readonly queueOf = (user: number): number => partitionOf(user, this.count);

  private queueFor(settings: SubscriptionSettings, names: QueueNames, listener: SubscriptionListener): SubscribedQueue {
    const place = this.subscriptions.length;
    const queue = new SubscribedQueue(this.access, place, this.profile, settings, names, listener, this);
    this.subscriptions.push(queue);
    return queue;
  }

  /** The same where each subscriber has several queues: the message goes to one of them. */
  private acceptByUser(message: number): void {
    const { access } = this;
    const part = this.queueOf(this.keys.userOf(message));
    const queues = this.subscriptions.filter((_, n) => n % this.count === part);
    for (const queue of queues) queue.messageComes();
    access.publishWith(part, message);
    if (this.isLacking) this.misses(message, queues);
    if (access.isTimed) access.schedule();
  }

  /** Whoever published it, told or not, has nobody to keep it for. */
  private meantForNobody(message: number): void {
    this.isReturned = false;
    this.listener.unroutable(message);
  }

  /** A message was published while somebody's queue was not bound: it goes back to who published it, or that one never has it. */
  private misses(message: number, queues: readonly SubscribedQueue[]): void {
    const { isReturned } = this;
    this.isReturned = false;
    if (isReturned) this.publisher?.returned(message);
    else for (const queue of queues) queue.miss(message);
  }

  private subscriptionTo(queue: number): SubscribedQueue | undefined {
    return this.subscriptions.find((subscription) => subscription.queue === queue);
  }
}
