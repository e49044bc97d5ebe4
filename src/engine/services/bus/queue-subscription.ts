// One subscriber's queue: how it is declared, bound and shared by its members, and what its listener hears of it. Rules of
// queues are the broker's.
import { type ProfileId, type QueuePolicy, type QueueSettings, type Reason, refusalOf } from '../../broker/index.ts';
import type { Limit, QueueLimits } from '../../point-rules.ts';
import { type BrokerAccess, EXCHANGE } from './broker-access.ts';
import type { QueuePart, QueueSubscription, SubscriptionListener, SubscriptionSettings } from './bus.ts';
import { Members } from './members.ts';

/** The bus, as its queues see it. */
export interface QueueOwner {
  bindingChanged(): void;
  /** Takes the oldest message out of a queue of the broker's; −1: there is none. */
  takeFrom(queue: number): number;
}

/** What a queue is called, with which key it is bound, and where its dead letters go. */
export interface QueueNames {
  readonly name: string;
  readonly key: string;
  readonly graveyard: string;
}

/** By which fault a queue loses messages for a reason; null: by its declaration. */
interface Blamed {
  readonly timeToLive: string | null;
  readonly expires: string | null;
  readonly maxLength: string | null;
}

const NOBODY_BLAMED: Blamed = { timeToLive: null, expires: null, maxLength: null };

export class SubscribedQueue implements QueueSubscription {
  readonly saved = ['bound', 'wanted', 'queue', 'members', 'cutBy', 'goneBy', 'policy', 'blamed'];
  readonly kind = 'queue';
  bound = false;
  /** What the subscriber has asked for last; from a broker that is away it gets it when that is back. */
  wanted = false;
  /** The broker's number of the queue; −1 while there is none. */
  queue = -1;
  /** The fault that has taken the binding away. */
  private cutBy: string | null = null;
  /** The fault by which the queue has removed itself. */
  private goneBy: string | null = null;
  /** What an operator has put on top of the declaration. */
  private policy: QueuePolicy = {};
  private blamed = NOBODY_BLAMED;
  private readonly members: Members;
  private readonly access: BrokerAccess;
  private readonly profile: ProfileId;
  private readonly settings: SubscriptionSettings;
  private readonly names: QueueNames;
  private readonly listener: SubscriptionListener;
  private readonly owner: QueueOwner;
  private readonly autoAck: boolean;

  constructor(
    access: BrokerAccess,
    place: number,
    profile: ProfileId,
    settings: SubscriptionSettings,
    names: QueueNames,
    listener: SubscriptionListener,
    owner: QueueOwner,
  ) {
    this.access = access;
    this.profile = profile;
    this.settings = settings;
    this.names = names;
    this.listener = listener;
    this.owner = owner;
    this.autoAck = settings.autoAck;
    this.members = new Members(access, place, settings.members);
    if (settings.queue?.timeToLive !== undefined || settings.queue?.expires !== undefined) access.isTimed = true;
  }

  bind(): void {
    this.wanted = true;
    const { access } = this;
    if (!this.bound && access.up) {
      if (this.queue < 0) this.queue = this.declare();
      if (this.cutBy === null) this.bindNow();
      if (access.isTimed) access.schedule();
    }
    this.owner.bindingChanged();
  }

  unbind(): void {
    this.wanted = false;
    if (this.access.up) this.unbindNow();
    this.owner.bindingChanged();
  }

  /** Somebody takes the binding away and lets nobody bind again; null: it is as the subscriber wants it. */
  cut(fault: string | null): void {
    if (fault === this.cutBy) return;
    this.cutBy = fault;
    if (fault !== null) this.unbindNow();
    else if (this.wanted && this.queue >= 0 && !this.bound) this.bindNow();
    this.owner.bindingChanged();
  }

  /** Limits that an operator puts on the queue, in the place of those before. */
  limit({ timeToLive, expires, maxLength, overflow }: QueueLimits): void {
    const policy: QueuePolicy = {
      ...(timeToLive !== null && { timeToLive: timeToLive.value }),
      ...(expires !== null && { expires: expires.value }),
      ...(maxLength !== null && { maxLength: maxLength.value }),
      ...(overflow !== null && { overflow }),
    };
    const { blamed, settings } = this;
    const by = (limit: Limit | null, declared = Number.POSITIVE_INFINITY) =>
      limit !== null && limit.value < declared ? limit.fault : null;
    // What came while a shorter time to live held has that for good.
    const expiring = by(timeToLive, settings.queue?.timeToLive);
    this.blamed = {
      timeToLive: expiring ?? (settings.queue?.timeToLive === undefined ? blamed.timeToLive : null),
      expires: by(expires, settings.queue?.expires),
      maxLength: by(maxLength, settings.queue?.maxLength),
    };
    if (JSON.stringify(policy) === JSON.stringify(this.policy)) return;
    this.policy = policy;
    if (this.queue >= 0) this.applyPolicy();
  }

  consume(member: number): void {
    const { access, settings } = this;
    // A queue that has removed itself meanwhile is declared anew, as a client does that comes back.
    if (this.queue < 0) this.bind();
    this.members.consume(member, this.queue, { prefetch: settings.prefetch, autoAck: settings.autoAck });
    if (access.isTimed) access.schedule();
  }

  consumeTogether(members: readonly number[]): void {
    for (const member of members) this.consume(member);
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

  leave(member: number, late: boolean): void {
    const { access } = this;
    this.members.leave(member, late);
    if (access.isTimed) access.schedule();
  }

  disconnect(): void {
    const { access } = this;
    this.members.disconnect();
    if (access.isTimed) access.schedule();
  }

  get queues(): readonly QueuePart[] {
    return [this];
  }

  get waiting(): number {
    const { broker } = this.access;
    return this.queue < 0 ? 0 : broker.ready(this.queue) + broker.unacked(this.queue);
  }

  get reader(): number {
    const { access, queue } = this;
    const reader = queue < 0 ? -1 : access.broker.reader(queue);
    return reader < 0 ? -1 : access.memberOf(reader);
  }

  get isThere(): boolean {
    return this.queue >= 0 && this.access.up;
  }

  /** The name of its queue of dead letters. */
  get graveyard(): string {
    return this.names.graveyard;
  }

  get deadLetters(): number {
    const { broker } = this.access;
    const queue = broker.queueId(this.names.graveyard);
    return queue < 0 ? 0 : broker.ready(queue);
  }

  takeDeadLetter(): number {
    const { access, owner } = this;
    const queue = access.broker.queueId(this.names.graveyard);
    return queue < 0 || !access.up ? -1 : owner.takeFrom(queue);
  }

  put(message: number): void {
    const { access } = this;
    this.listener.backlogChanged(1);
    access.publishTo(this.names.name, message);
    if (access.isTimed) access.schedule();
  }

  // What the bus hears from the broker.

  /** A message comes to the exchange. */
  messageComes(): void {
    if (this.bound) this.listener.backlogChanged(1);
    else if (!this.wanted) this.listener.passedBy();
  }

  /** A message was published that is in this queue only if it is bound. */
  miss(message: number): void {
    if (this.wanted && !this.bound) this.listener.lost(message, this.cutBy ?? this.goneBy);
  }

  delivered(member: number, tag: number, message: number, attempt: number): void {
    if (this.autoAck) this.listener.backlogChanged(-1);
    this.listener.delivered(member, tag, message, attempt, -1);
  }

  lost(message: number, reason: Reason): void {
    this.listener.backlogChanged(-1);
    this.listener.lost(message, this.blameFor(reason));
  }

  /** A message was not taken in: by which fault, if by any. */
  refused(): string | null {
    this.listener.backlogChanged(-1);
    return this.blamed.maxLength;
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
    if (this.queue < 0 || this.access.broker.queueId(this.names.name) >= 0) return;
    this.queue = -1;
    this.bound = false;
    this.goneBy = this.blamed.expires;
    this.owner.bindingChanged();
  }

  private bindNow(): void {
    this.bound = true;
    this.access.core.bind(this.queue, EXCHANGE, this.names.key);
    this.listener.bound();
  }

  private unbindNow(): void {
    if (!this.bound) return;
    this.bound = false;
    this.access.core.unbind(this.queue, EXCHANGE, this.names.key);
  }

  private blameFor(reason: Reason): string | null {
    const { blamed } = this;
    switch (reason) {
      case 'expired':
        return blamed.timeToLive;
      case 'maxlen':
        return blamed.maxLength;
      case 'queue-deleted':
        return blamed.expires;
      default:
        return null;
    }
  }

  private applyPolicy(): void {
    const { access, policy } = this;
    if (policy.timeToLive !== undefined || policy.expires !== undefined) access.isTimed = true;
    access.core.setPolicy(this.queue, policy);
    if (access.isTimed) access.schedule();
  }

  /** The number of the subscriber's queue, which is there from now on. Declaring it again changes nothing. */
  private declare(): number {
    const { core } = this.access;
    const { names, settings } = this;
    const { deadLetters, ...rest } = settings.queue ?? {};
    if (deadLetters) core.declareQueue(names.graveyard, { profile: this.profile });
    const deadLetter = deadLetters ? { deadLetter: { exchange: '', key: names.graveyard } } : {};
    const single =
      settings.affinity === undefined || settings.affinity === 'none' ? {} : { singleActiveConsumer: true };
    const declared: QueueSettings = { profile: this.profile, ...rest, ...deadLetter, ...single };
    const queue = core.declareQueue(names.name, declared);
    if (queue < 0) throw new Error(`The broker refuses the queue ${names.name}: ${refusalOf(queue).about}.`);
    this.queue = queue;
    this.goneBy = null;
    if (Object.keys(this.policy).length > 0) this.applyPolicy();
    return queue;
  }
}
