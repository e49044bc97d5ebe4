// One subscriber's group in a log: its members, which of them reads which part of the log, and what its listener hears of that. How
// far it has read a part stands in group-place.ts, how a position is kept in log-position.ts.
import type { ProfileId } from '../../broker/index.ts';
import { Ring } from '../../kernel/ring.ts';
import type { BrokerAccess } from './broker-access.ts';
import type { Bus, LogPlace, LogSubscription, SubscriptionListener, SubscriptionSettings } from './bus.ts';
import { GroupPlace, type PlaceListener } from './group-place.ts';
import { type LogPosition, positionIn } from './log-position.ts';
import { Members } from './members.ts';
import { PartitionOwners } from './partition-owners.ts';
import { SoleReader } from './sole-reader.ts';

const NOBODY = -1;
/** Kafka hands out so many entries at a time (`max.poll.records`). */
const KAFKA_POLL = 500;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

export class LogGroup implements LogSubscription {
  readonly saved = ['bound', 'wanted', 'members', 'sole', 'owners', 'partitions', 'toCommit', 'isBehind', 'aside'];
  readonly kind = 'log';
  bound = false;
  readonly partitions: readonly GroupPlace[];
  /** The subscriber has asked for its position; from a broker that is away it gets it when that is back. */
  private wanted = false;
  private readonly members: Members;
  /** Where one member reads alone: which. */
  private readonly sole = new SoleReader();
  /** Of a divided log: who reads which partition. */
  private readonly owners: PartitionOwners;
  /** Deliveries that count as read when sent, settled as soon as the broker is through: member and partition in one number. */
  private readonly toCommit = new Ring();
  /** Members went with deliveries that had counted as read: the broker does not know that yet. */
  private isBehind = false;
  /** Messages that the subscriber has set aside. */
  private readonly aside = new Ring();
  /** The first part of the log, mostly the only one. */
  private readonly place: GroupPlace;
  /** How many there are. */
  private readonly count: number;
  private readonly access: BrokerAccess;
  /** The bus, by which a message comes to the log. */
  private readonly road: Pick<Bus, 'accept'>;
  /** The broker's number of the log. */
  private readonly log: number;
  private readonly position: LogPosition;
  private readonly settings: SubscriptionSettings;
  private readonly listener: SubscriptionListener;
  private readonly autoAck: boolean;
  private readonly readsAlone: boolean;

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
    const { id: profile } = access.broker.profileOf(log);
    this.position = positionIn(profile as ProfileId);
    const { autoAck, prefetch, affinity } = settings;
    const polled = profile === 'kafka' ? KAFKA_POLL : prefetch;
    this.settings = autoAck ? { ...settings, autoAck: false, prefetch: polled } : settings;
    this.listener = listener;
    this.autoAck = autoAck;
    this.readsAlone = this.position.readsAlone || affinity === 'single-active';
    this.members = new Members(access, place, settings.members);
    this.count = access.broker.logs.partitions(log);
    this.partitions = Array.from({ length: this.count }, (_, n) => new GroupPlace(access, log, n, this.hears(n)));
    this.place = this.partitions[0] as GroupPlace;
    this.owners = new PartitionOwners(this.partitions);
  }

  get committed(): number {
    return sumOf(this.partitions.map(({ committed }) => committed));
  }

  get head(): number {
    return sumOf(this.partitions.map(({ head }) => head));
  }

  get first(): number {
    return sumOf(this.partitions.map(({ first }) => first));
  }

  readerOf(partition: number): number {
    if (this.readsAlone) return this.sole.reader;
    return this.count > 1 ? this.owners.of(partition) : this.ownerOf(partition);
  }

  get positionIsOwn(): boolean {
    return this.position.readsAlone;
  }

  hasRead(offset: number): boolean {
    if (this.count === 1) return this.place.hasRead(offset);
    const partition = offset % this.count;
    return (this.partitions[partition] as GroupPlace).hasRead((offset - partition) / this.count);
  }

  holdsSince(time: number): boolean {
    return this.partitions.every((place) => place.holdsSince(time));
  }

  bind(): void {
    this.wanted = true;
    if (this.bound || !this.access.up) return;
    this.bound = true;
    this.partitions.forEach((place, partition) => {
      place.standAtEnd();
      this.position.begin(this.access.core, this.log, this.settings.id, place.head, partition);
      if (this.settings.log?.knowsPast !== true) place.lacksPast();
    });
    this.listener.bound();
  }

  consume(member: number): void {
    this.consumeTogether([member]);
  }

  consumeTogether(members: readonly number[]): void {
    const { log, settings } = this;
    if (this.count === 1 || this.readsAlone) for (const member of members) this.consumeAlone(member);
    else {
      this.catchUp(this.autoAck);
      const { logs } = this.access.core;
      logs.assemble(log, settings.id);
      for (const member of members) this.open(member);
      logs.assembled(log, settings.id);
      this.settleOwners(NOBODY);
    }
    this.settleSent();
  }

  acknowledge(member: number, tag: number): void {
    if (this.count > 1) this.acknowledgeIn(member, tag);
    else {
      this.place.commit(member);
      this.access.core.ack(this.members.clientOf(member), tag);
    }
    this.settleSent();
  }

  release(member: number, tag: number): void {
    this.access.core.ack(this.members.clientOf(member), this.count === 1 ? tag : Math.floor(tag / this.count));
    this.settleSent();
  }

  disconnect(): void {
    const { log, settings } = this;
    if (this.count === 1) this.members.disconnect();
    else {
      this.access.core.logs.assemble(log, settings.id);
      this.members.disconnect();
      this.access.core.logs.assembled(log, settings.id);
    }
    this.connectionsLost();
  }

  leave(member: number): void {
    const { access, log, settings } = this;
    // Partitions that others read may be shared out anew as well.
    if (this.autoAck)
      this.partitions.forEach(({ committed }, partition) => {
        this.position.memberGoes(access.core, log, settings, { member, offset: committed, partition });
      });
    this.members.leave(member, false);
    if (this.count > 1 && !this.readsAlone) this.settleOwners(member);
    for (const [partition, place] of this.partitions.entries()) {
      this.owners.leaves(partition, member);
      if (this.position.keepsPending) place.awaitOf(member);
      else place.releaseOf(member);
    }
    const next = this.readsAlone ? this.sole.goes(member) : NOBODY;
    if (next >= 0) this.open(next);
    this.settleSent();
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

  eachDeadLetter(tell: (message: number) => void): void {
    for (let n = 0; n < this.aside.length; n++) tell(this.aside.at(n));
  }

  takeDeadLetter(): number {
    return this.aside.length > 0 && this.access.up ? this.aside.shift() : -1;
  }

  put(message: number): void {
    this.road.accept(message);
  }

  rewind(to: LogPlace): number {
    for (const place of this.partitions) place.rewind(to);
    this.tellBroker();
    return this.head;
  }

  // What the bus tells.

  /** Nobody has read or holds anything: the group begins with what comes. */
  standAtEnd(): void {
    for (const place of this.partitions) place.standAtEnd();
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

  delivered(member: number, tag: number, message: number, attempt: number, offset: number, partition: number): void {
    if (this.count > 1) return this.deliveredFrom(partition, member, tag, message, attempt, offset);
    const isAgain = this.place.hand(member, offset);
    if (this.autoAck) this.toCommit.push(member);
    this.listener.delivered(member, tag, message, isAgain ? Math.max(2, attempt) : 1, offset);
  }

  /** Deliveries that count as read when sent are read now that the broker is through. */
  settleSent(): void {
    const { toCommit, count } = this;
    while (toCommit.length > 0) {
      const sent = toCommit.shift();
      const partition = sent % count;
      (this.partitions[partition] as GroupPlace).commit((sent - partition) / count);
    }
  }

  /** The connections are gone: what members held is read again, unless it has been dropped meanwhile. */
  connectionsLost(): void {
    this.sole.clear();
    this.owners.clear();
    this.toCommit.clear();
    this.isBehind = this.autoAck;
    for (const place of this.partitions) place.releaseAll();
  }

  /** The broker is back. */
  brokerStarted(): void {
    if (this.wanted) this.bind();
  }

  /** The entry at `offset` of a part is dropped. */
  expired(message: number, offset: number, fault: string | null, partition: number): void {
    (this.partitions[partition] as GroupPlace).expired(message, offset, fault, this.bound);
  }

  /** The entry at `offset` of a part is taken out from among others. */
  compacted(message: number, offset: number, partition: number): void {
    (this.partitions[partition] as GroupPlace).compacted(message, offset, this.bound);
  }

  // How members come to read.

  private consumeAlone(member: number): void {
    if (this.readsAlone && !this.sole.comes(member)) return;
    this.catchUp(this.isBehind);
    this.open(member);
  }

  private open(member: number): void {
    this.members.consume(member, this.log, this.position.subscription(this.settings, member, this.place.committed));
    this.settleSent();
  }

  /** A place that nobody has used for too long is forgotten: the group begins with what is still there. */
  private catchUp(isBehind: boolean): void {
    if (!this.position.remembers(this.access.core, this.log, this.settings.id)) this.rewind({ time: 0 });
    else if (isBehind) this.tellBroker();
  }

  /** The broker learns where the group goes on. */
  private tellBroker(): void {
    const { access, log, settings, position } = this;
    this.isBehind = false;
    this.partitions.forEach(({ committed }, partition) => {
      position.rewind(access.core, log, settings, committed, partition);
    });
  }

  // A divided log. Outside of here entries and tags are counted so that they tell the partition: `n × count + partition`.

  private deliveredFrom(
    partition: number,
    member: number,
    tag: number,
    message: number,
    attempt: number,
    offset: number,
  ): void {
    this.owners.reads(partition, member);
    const isAgain = (this.partitions[partition] as GroupPlace).hand(member, offset);
    const ticketOf = (n: number) => n * this.count + partition;
    if (this.autoAck) this.toCommit.push(ticketOf(member));
    this.listener.delivered(member, ticketOf(tag), message, isAgain ? Math.max(2, attempt) : 1, ticketOf(offset));
  }

  private acknowledgeIn(member: number, ticket: number): void {
    const partition = ticket % this.count;
    (this.partitions[partition] as GroupPlace).commit(member);
    this.access.core.ack(this.members.clientOf(member), (ticket - partition) / this.count);
  }

  /** Members have come or gone, and the broker has shared the partitions out anew: who lost one gives up what it had of it. */
  private settleOwners(gone: number): void {
    const { access, members, owners, listener, count } = this;
    for (let partition = 0; partition < count; partition++) owners.reads(partition, this.ownerOf(partition));
    for (const { member, partition } of owners.takenAway()) {
      if (member === gone || this.autoAck) continue;
      for (const ticket of listener.revoked(member, partition, count))
        access.core.ack(members.clientOf(member), Math.floor(ticket / count));
    }
  }

  /** The member to whom the broker has given a partition; −1: none, or all share it. */
  private ownerOf(partition: number): number {
    const client = this.access.broker.logs.ownerOf(this.log, this.settings.id, partition);
    return client < 0 ? NOBODY : this.access.memberOf(client);
  }

  /** What is told of a part is told of the log. */
  private hears(partition: number): PlaceListener {
    const { listener, count } = this;
    if (count === 1) return listener;
    return {
      backlogChanged: (by) => listener.backlogChanged(by),
      lost: (message, fault) => listener.lost(message, fault),
      moved: (from, to) => listener.moved(from * count + partition, to * count + partition),
    };
  }
}
