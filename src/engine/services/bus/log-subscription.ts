// One subscriber's group in a log: its position, what its members hold, what retention takes away before it is read, and what
// its listener hears of that. How a position is kept is told in log-position.ts.
import type { ProfileId } from '../../broker/index.ts';
import { Ring } from '../../kernel/ring.ts';
import type { BrokerAccess } from './broker-access.ts';
import type { Bus, LogPlace, LogSubscription, SubscriptionListener, SubscriptionSettings } from './bus.ts';
import { Handed } from './handed.ts';
import { type LogPosition, positionIn } from './log-position.ts';
import { Members } from './members.ts';

const NOBODY = -1;
/** Kafka hands out so many entries at a time (`max.poll.records`). */
const KAFKA_POLL = 500;

export class LogGroup implements LogSubscription {
  readonly saved = [
    'bound',
    'wanted',
    'committed',
    'members',
    'reader',
    'handed',
    'deliveredTo',
    'olderFrom',
    'olderTo',
    'readTo',
    'toCommit',
    'isBehind',
    'goneOffsets',
    'goneMessages',
    'goneBy',
    'goneAt',
    'aside',
  ];
  readonly kind = 'log';
  bound = false;
  /** The subscriber has asked for its position; from a broker that is away it gets it when that is back. */
  private wanted = false;
  committed = 0;
  private readonly members: Members;
  /** Where one member reads alone: which. */
  private reader = NOBODY;
  private readonly handed = new Handed();
  /** Entries below were handed out before. */
  private deliveredTo = 0;
  /** Entries older than the group, which has not been handed them yet. */
  private olderFrom = 0;
  private olderTo = 0;
  /** Entries below have been read for good once, whatever the group's position is now. */
  private readTo = 0;
  /** Members of deliveries that count as read when sent, settled as soon as the broker is through. */
  private readonly toCommit = new Ring();
  /** Members went with deliveries that had counted as read: the broker does not know that yet. */
  private isBehind = false;
  /** Entries dropped while a member holds them (lost if it does not get to commit them), or others before them (−1: lost already). */
  private readonly goneOffsets = new Ring();
  private readonly goneMessages = new Ring();
  /** The fault by which entries were dropped last. */
  private goneBy: string | null = null;
  /** Messages that the subscriber has set aside. */
  private readonly aside = new Ring();
  /** When the newest of the entries was written that have been dropped, microseconds. */
  private goneAt = Number.NEGATIVE_INFINITY;
  /** The broker's number of the very first entry. */
  private readonly begin: number;
  private readonly access: BrokerAccess;
  /** The bus, by which a message comes to the log. */
  private readonly road: Pick<Bus, 'accept'>;
  /** The broker's number of the log. */
  private readonly log: number;
  private readonly position: LogPosition;
  private readonly settings: SubscriptionSettings;
  private readonly listener: SubscriptionListener;
  private readonly autoAck: boolean;

  constructor(
    access: BrokerAccess,
    place: number,
    log: number,
    settings: SubscriptionSettings,
    listener: SubscriptionListener,
    road: Pick<Bus, 'accept'>,
  ) {
    this.access = access;
    this.road = road;
    this.log = log;
    this.position = positionIn(access.broker.profileOf(log).id as ProfileId);
    const { autoAck, prefetch } = settings;
    const polled = access.broker.profileOf(log).id === 'kafka' ? KAFKA_POLL : prefetch;
    this.settings = autoAck ? { ...settings, autoAck: false, prefetch: polled } : settings;
    this.listener = listener;
    this.autoAck = autoAck;
    this.members = new Members(access, place, settings.members);
    this.begin = this.head;
    this.standAtEnd();
  }

  get head(): number {
    return this.access.broker.logs.tail(this.log);
  }

  get first(): number {
    return this.access.broker.logs.head(this.log);
  }

  hasRead(offset: number): boolean {
    return offset < this.readTo;
  }

  holdsSince(time: number): boolean {
    return this.goneAt < time;
  }

  bind(): void {
    this.wanted = true;
    if (this.bound || !this.access.up) return;
    this.bound = true;
    this.standAtEnd();
    this.position.begin(this.access.core, this.log, this.settings.id, this.head);
    if (this.settings.log?.knowsPast !== true) this.olderTo = this.head;
    this.listener.bound();
  }

  consume(member: number): void {
    if (this.position.readsAlone) {
      if (this.reader !== NOBODY) return;
      this.reader = member;
    }
    // A place that nobody has used for too long is forgotten: the group begins with what is still there.
    if (!this.position.remembers(this.access.core, this.log, this.settings.id)) this.rewind({ time: 0 });
    else if (this.isBehind) this.position.rewind(this.access.core, this.log, this.settings, this.committed);
    this.isBehind = false;
    const how = this.position.subscription(this.settings, member, this.committed);
    this.members.consume(member, this.log, how);
    this.settleSent();
  }

  acknowledge(member: number, tag: number): void {
    this.commit(member);
    this.access.core.ack(this.members.clientOf(member), tag);
    this.settleSent();
  }

  release(member: number, tag: number): void {
    this.access.core.ack(this.members.clientOf(member), tag);
    this.settleSent();
  }

  disconnect(): void {
    this.members.disconnect();
    this.connectionsLost();
  }

  leave(member: number): void {
    const { handed } = this;
    this.members.leave(member);
    if (this.reader === member) this.reader = NOBODY;
    handed.releaseOf(member);
    this.isBehind = this.autoAck;
    if (handed.held === 0) this.passGone();
  }

  get isThere(): boolean {
    return this.access.up;
  }

  get deadLetters(): number {
    return this.aside.length;
  }

  setAside(message: number): void {
    this.aside.push(message);
  }

  takeDeadLetter(): number {
    return this.aside.length > 0 && this.access.up ? this.aside.shift() : -1;
  }

  put(message: number): void {
    this.road.accept(message);
  }

  rewind(to: LogPlace): number {
    const { log, handed } = this;
    const { logs } = this.access.broker;
    const from = Math.min(this.offsetOf(to), this.committed); // back, never on: what has not been read stays to be read
    const unread = logs.countFrom(log, this.committed) - handed.readAhead;
    this.listener.backlogChanged(logs.countFrom(log, from) - unread);
    handed.clear();
    this.committed = from;
    this.position.rewind(this.access.core, log, this.settings, from);
    this.isBehind = false;
    return this.head;
  }

  // What the bus tells.

  /** Nobody has read or holds anything: the group begins with what comes. */
  standAtEnd(): void {
    this.committed = this.head;
    this.deliveredTo = this.head;
  }

  /** A message was published that no log has. */
  miss(message: number, fault: string | null): void {
    if (this.wanted) this.listener.lost(message, fault);
    else this.listener.passedBy();
  }

  /** A message comes to the log. */
  messageComes(): void {
    if (this.bound) this.listener.backlogChanged(1);
  }

  delivered(member: number, tag: number, message: number, attempt: number, offset: number): void {
    this.handed.add(offset, member);
    if (this.autoAck) this.toCommit.push(member);
    this.listener.delivered(member, tag, message, this.isAgain(offset) ? Math.max(2, attempt) : 1, offset);
  }

  /** Deliveries that count as read when sent are read now that the broker is through. */
  settleSent(): void {
    const { toCommit } = this;
    while (toCommit.length > 0) this.commit(toCommit.shift());
  }

  /** The connections are gone: what members held is read again, unless it has been dropped meanwhile. */
  connectionsLost(): void {
    this.reader = NOBODY;
    this.handed.release();
    this.toCommit.clear();
    this.isBehind = this.autoAck;
    this.passGone();
  }

  /** The broker is back. */
  brokerStarted(): void {
    if (this.wanted) this.bind();
  }

  /** The entry at `offset` is dropped: if the group has not read it, it never will. */
  expired(message: number, offset: number, fault: string | null): void {
    const { handed } = this;
    this.goneBy = fault;
    this.goneAt = this.access.broker.logs.timeAt(this.log, offset);
    if (!this.bound || offset < this.committed || handed.hasReadAhead(offset)) return;
    const isHeld = handed.reaches(offset);
    if (!isHeld) this.unread(message, offset);
    if (handed.held === 0) return this.moveTo(offset + 1);
    this.goneOffsets.push(offset);
    this.goneMessages.push(isHeld ? message : -1);
  }

  private offsetOf(to: LogPlace): number {
    if ('offset' in to) return Math.max(this.begin + to.offset, this.first);
    if ('back' in to) return Math.max(this.committed - to.back, this.first);
    return to.time === 0 ? this.first : this.access.broker.logs.offsetOf(this.log, to);
  }

  /** Whether an entry now handed out was handed out before. */
  private isAgain(offset: number): boolean {
    if (offset >= this.olderFrom && offset < this.olderTo) {
      this.olderFrom = offset + 1;
      return false;
    }
    if (offset < this.deliveredTo) return true;
    this.deliveredTo = offset + 1;
    return false;
  }

  /** A member has read the oldest entry it holds for good. */
  private commit(member: number): void {
    const { handed, goneOffsets, goneMessages } = this;
    const next = handed.settle(member);
    if (next >= 0) {
      this.moveTo(next);
      this.readTo = Math.max(this.readTo, this.committed);
      while (goneOffsets.length > 0 && goneOffsets.at(0) < this.committed) {
        goneOffsets.shift();
        goneMessages.shift();
      }
    }
    this.listener.backlogChanged(-1);
    if (handed.held === 0) this.passGone();
  }

  private moveTo(offset: number): void {
    const before = this.committed;
    this.committed = this.handed.readUpTo(offset);
    this.listener.moved(before, this.committed);
  }

  /** Nobody holds anything any more: the group's position passes over what has been dropped. */
  private passGone(): void {
    while (this.goneOffsets.length > 0) {
      const offset = this.goneOffsets.shift();
      const message = this.goneMessages.shift();
      if (message >= 0) this.unread(message, offset);
      this.moveTo(offset + 1);
    }
  }

  /** An entry that was to be read is there no more. It is lost, unless it was only to be read again. */
  private unread(message: number, offset: number): void {
    this.listener.backlogChanged(-1);
    if (offset >= this.readTo) this.listener.lost(message, this.goneBy);
  }
}
