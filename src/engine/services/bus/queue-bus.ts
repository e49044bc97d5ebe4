// The bus of a broker with queues: one fan-out exchange and a queue for each subscriber. It passes on what the broker says to
// the subscriber whose queue it is about. It knows no services but by what they hear.
import { type BrokerSink, PROFILES, type ProfileId, REASONS, type Reason, UNROUTABLE } from '../../broker/index.ts';
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import { BrokerAccess } from './broker-access.ts';
import type { Bus, BusListener, QueueSubscription, SubscriptionListener, SubscriptionSettings } from './bus.ts';
import { SubscribedQueue } from './queue-subscription.ts';

export class QueueBus implements Bus, BrokerSink {
  readonly saved = ['access', 'subscriptions'];
  readonly kind = 'queue';
  private readonly access: BrokerAccess;
  private readonly subscriptions: SubscribedQueue[] = [];
  private readonly profile: ProfileId;
  /** How often a delivery may fail, where such are counted. */
  private readonly deliveryLimit: number;
  private readonly listener: BusListener;

  constructor(profile: ProfileId, deliveryLimit: number, time: VirtualTime, tasks: TaskQueue, listener: BusListener) {
    this.access = new BrokerAccess(this, time, tasks);
    this.profile = profile;
    this.deliveryLimit = PROFILES[profile].countsDeliveries ? deliveryLimit : Number.POSITIVE_INFINITY;
    this.listener = listener;
  }

  get up(): boolean {
    return this.access.up;
  }

  get downBy(): string | null {
    return this.access.downBy;
  }

  accept(message: number): void {
    const { access, subscriptions } = this;
    for (let n = 0; n < subscriptions.length; n++) (subscriptions[n] as SubscribedQueue).messageComes();
    access.publish(message);
    if (access.isTimed) access.schedule();
  }

  subscribe(settings: SubscriptionSettings, listener: SubscriptionListener): QueueSubscription {
    const place = this.subscriptions.length;
    const { deliveryLimit, profile } = this;
    const limits = Number.isFinite(deliveryLimit)
      ? { deliveryLimit, deadLetters: true, ...settings.queue }
      : settings.queue;
    const limited = limits === undefined ? settings : { ...settings, queue: limits };
    const subscription = new SubscribedQueue(this.access, place, profile, limited, listener);
    this.subscriptions.push(subscription);
    return subscription;
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

  // What the broker says.

  delivered(client: number, tag: number, _queue: number, message: number, _again: boolean, attempt: number): void {
    const { access } = this;
    const subscription = this.subscriptions[access.ownerOf(client)] as SubscribedQueue;
    subscription.delivered(access.memberOf(client), tag, message, attempt);
  }

  discarded(message: number, queue: number, reason: number): void {
    if (reason === UNROUTABLE) this.listener.unroutable(message, this.meansToHear());
    else this.subscriptionTo(queue)?.lost(message);
  }

  deadLettered(message: number, queue: number, reason: number): void {
    this.subscriptionTo(queue)?.deadLettered(message, REASONS[reason] as Reason);
  }

  confirmed(): void {
    // Publishers act on a broker that is away; one that is there confirms at once.
  }

  returned(): void {
    // Nothing is published as mandatory yet.
  }

  cancelledByBroker(): void {
    // Only a queue that nobody consumes removes itself.
  }

  /** Whether somebody has asked for a queue. */
  private meansToHear(): boolean {
    return this.subscriptions.some(({ wanted }) => wanted);
  }

  private subscriptionTo(queue: number): SubscribedQueue | undefined {
    return this.subscriptions.find((subscription) => subscription.queue === queue);
  }
}
