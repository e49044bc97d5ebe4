// One subscriber's queue: how it is declared, bound and shared by its members, and what its listener hears of it. Rules of
// queues are the broker's.
import { type ProfileId, type QueueSettings, type Reason, refusalOf } from '../../broker/index.ts';
import { type BrokerAccess, EXCHANGE } from './broker-access.ts';
import type { QueueSubscription, SubscriptionListener, SubscriptionSettings } from './bus.ts';
import { Members } from './members.ts';

export class SubscribedQueue implements QueueSubscription {
  readonly saved = ['bound', 'wanted', 'queue', 'members'];
  readonly kind = 'queue';
  bound = false;
  /** What the subscriber has asked for last; from a broker that is away it gets it when that is back. */
  wanted = false;
  /** The broker's number of the queue; −1 while there is none. */
  queue = -1;
  private readonly members: Members;
  private readonly access: BrokerAccess;
  private readonly profile: ProfileId;
  private readonly settings: SubscriptionSettings;
  private readonly listener: SubscriptionListener;
  private readonly autoAck: boolean;

  constructor(
    access: BrokerAccess,
    place: number,
    profile: ProfileId,
    settings: SubscriptionSettings,
    listener: SubscriptionListener,
  ) {
    this.access = access;
    this.profile = profile;
    this.settings = settings;
    this.listener = listener;
    this.autoAck = settings.autoAck;
    this.members = new Members(access, place, settings.members);
    if (settings.queue?.timeToLive !== undefined || settings.queue?.expires !== undefined) access.isTimed = true;
  }

  bind(): void {
    this.wanted = true;
    const { access } = this;
    if (this.bound || !access.up) return;
    this.bound = true;
    this.queue = this.declare();
    access.core.bind(this.queue, EXCHANGE);
    if (access.isTimed) access.schedule();
    this.listener.bound();
  }

  unbind(): void {
    this.wanted = false;
    const { access } = this;
    if (!this.bound || !access.up) return;
    this.bound = false;
    access.core.unbind(this.queue, EXCHANGE);
  }

  consume(member: number): void {
    const { access, settings } = this;
    // A queue that has removed itself meanwhile is declared anew, as a client does that comes back.
    if (this.queue < 0) this.bind();
    this.members.consume(member, this.queue, { prefetch: settings.prefetch, autoAck: settings.autoAck });
    if (access.isTimed) access.schedule();
  }

  acknowledge(member: number, tag: number): void {
    const { access } = this;
    this.listener.backlogChanged(-1);
    access.core.ack(this.members.clientOf(member), tag);
    if (access.isTimed) access.schedule();
  }

  nack(member: number, tag: number, requeue: boolean): void {
    const { access } = this;
    access.core.nack(this.members.clientOf(member), tag, requeue);
    if (access.isTimed) access.schedule();
  }

  disconnect(): void {
    const { access } = this;
    this.members.disconnect();
    if (access.isTimed) access.schedule();
  }

  // What the bus hears from the broker.

  /** A message comes to the exchange. */
  messageComes(): void {
    if (this.bound) this.listener.backlogChanged(1);
    else if (!this.wanted) this.listener.passedBy();
  }

  delivered(member: number, tag: number, message: number, attempt: number): void {
    if (this.autoAck) this.listener.backlogChanged(-1);
    this.listener.delivered(member, tag, message, attempt, -1);
  }

  lost(message: number): void {
    this.listener.backlogChanged(-1);
    this.listener.lost(message);
  }

  deadLettered(message: number, reason: Reason): void {
    this.listener.backlogChanged(-1);
    this.listener.deadLettered(message, reason);
  }

  /** The broker is back. */
  brokerStarted(): void {
    if (this.wanted) this.bind();
    else this.unbind();
  }

  /** Time has passed on the broker: is the queue still there? */
  look(): void {
    if (this.queue < 0 || this.access.broker.queueId(this.settings.id) >= 0) return;
    this.queue = -1;
    this.bound = false;
  }

  /** The number of the subscriber's queue, which is there from now on. Declaring it again changes nothing. */
  private declare(): number {
    const { core } = this.access;
    const { id, queue: limits = {} } = this.settings;
    const { deadLetters, ...rest } = limits;
    const graveyard = `${id}-dead-letters`;
    if (deadLetters) core.declareQueue(graveyard, { profile: this.profile });
    const deadLetter = deadLetters ? { deadLetter: { exchange: '', key: graveyard } } : {};
    const settings: QueueSettings = { profile: this.profile, ...rest, ...deadLetter };
    const queue = core.declareQueue(id, settings);
    if (queue < 0) throw new Error(`The broker refuses the queue ${id}: ${refusalOf(queue).about}.`);
    return queue;
  }
}
