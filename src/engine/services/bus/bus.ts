// What services may ask of the message bus, and what it tells them. They know an exchange that takes messages and one
// subscription for each subscriber, which hands them out; which broker stands behind it, and how it keeps what it has, they do
// not know. A queue and a log have each what only they can do.
import type { Limit, QueueLimits } from '../../point-rules.ts';

/** Hears what becomes of messages that the broker has not taken. It must not ask the bus for anything from inside a call. */
export interface PublisherListener {
  /** A subscriber's queue is full and refuses, by that fault if by any; which one's, in the order in which they subscribed. */
  refused(message: number, fault: string | null, subscriber: number): void;
  /** It reached no queue, and the publisher had asked to be told. */
  returned(message: number): void;
}

/** By what messages are told apart that must keep their order. */
export interface Keys {
  userOf(message: number): number;
  /** Whether it tells that the user is gone. */
  removes(message: number): boolean;
}

/** Where the broker, or a subscriber for itself, keeps a message. */
export type KeptIn = 'queue' | 'log' | 'dead-letters';

/** Hears of a message that is kept, and until when if nobody does anything, microseconds; Infinity: nothing that happens by itself takes it away. */
export type KeptListener = (message: number, where: KeptIn, until: number) => void;

/** What both kinds of bus do. */
export interface Bus {
  /** Whether the broker runs. */
  readonly up: boolean;
  /** The fault that keeps it away; null while it runs. */
  readonly downBy: string | null;
  /** Takes a message that has arrived and is confirmed. */
  accept(message: number): void;
  /** Makes the subscription of a subscriber, which is not bound yet. Once for each, before the run begins. */
  subscribe(settings: SubscriptionSettings, listener: SubscriptionListener): Subscription;
  /** The broker goes away in order; all connections are gone, and it keeps what it has. */
  stop(fault: string): void;
  /** Who publishes, and hears of what comes back. Once, before the run begins. */
  tell(publisher: PublisherListener): void;
  /** A fault takes the binding of the first subscriber's queue away, of a log everybody's; null: it is there as before. */
  cut(fault: string | null): void;
  /** Limits put on the first subscriber's queue by an operator, besides those it was declared with. */
  limit(limits: QueueLimits): void;
  /** A log keeps its entries no longer than that, by a fault; null: as long as before. */
  retain(limit: Limit | null): void;
  /** The broker is back; whoever asked for a queue or position meanwhile gets it. */
  start(): void;
  /** Does what has fallen due: a task for which the bus itself has asked. */
  timer(): void;
  /** Tells of every message that is kept. */
  eachKept(tell: KeptListener): void;
  /** From now on `forgets` hears of every entry that a log gives up. Once, before the run begins. */
  watch(forgets: (message: number) => void): void;
}

/** Hears of messages that no subscriber is concerned with. */
export interface BusListener {
  /** It matched no queue, and none was meant to be there; it is gone, confirmed all the same. */
  unroutable(message: number): void;
}

/** What a queue does by itself. Times in microseconds, lengths in messages; what is absent does not apply. */
export interface DeclaredLimits {
  /** How long a message may wait. */
  readonly timeToLive?: number;
  /** The queue removes itself after being unused for so long. */
  readonly expires?: number;
  readonly maxLength?: number;
  /** What happens to a message too many; the head goes if absent. */
  readonly overflow?: 'drop-head' | 'reject-publish';
  /** How often a delivery may fail (quorum queues only). */
  readonly deliveryLimit?: number;
  /** Whether what a consumer hands back counts against the limit, and what the broker takes from one that hangs; both do if absent. */
  readonly countsHandbacks?: boolean;
  readonly countsTimeouts?: boolean;
  /** Whether what the queue gives up goes to a queue of dead letters, where it stays. If not, it is lost. */
  readonly deadLetters?: boolean;
}

export interface SubscriptionSettings {
  /** The subscriber's name, and that of its queue or group; its members are `id-1`, `id-2` and so on. */
  readonly id: string;
  /** How many members share the work, counted from 0 in calls. */
  readonly members: number;
  /** Deliveries that a member may hold; 0: no limit. */
  readonly prefetch: number;
  /** Whether deliveries count as acknowledged when sent. */
  readonly autoAck: boolean;
  /** How members share the work: as it comes if absent; each user's messages to one of them; or one for all, while the others stand by. */
  readonly affinity?: 'none' | 'partition' | 'single-active';
  /** Where the bus is one of queues. */
  readonly queue?: DeclaredLimits;
  /** Where the bus is a log. `knowsPast`: the subscriber has what was written before it began; reading that is reading again. */
  readonly log?: { readonly knowsPast: boolean };
}

/** Hears what becomes of one subscriber's messages. It must not ask the bus for anything from inside a call. */
export interface SubscriptionListener {
  /** Its queue is there and bound, or its group has a position. */
  bound(): void;
  /** A message is on its way to `member` for the `attempt`-th time; `offset` is its entry in a log, −1 from a queue. */
  delivered(member: number, tag: number, message: number, attempt: number, offset: number): void;
  /** The messages waiting or unacknowledged, or entries that the group has not acknowledged, are so many more. */
  backlogChanged(by: number): void;
  /** The broker has given a message up that the subscriber has not had, by that fault if by any. */
  lost(message: number, fault: string | null): void;
  /** A message came while the subscriber had no queue and had not asked for one: it is not meant to have it. */
  passedBy(): void;
  /** The message has gone to the queue of dead letters; why, in the broker's word. */
  deadLettered(message: number, reason: string): void;
  /** The group's position in the log went on from one offset to another; of a divided log, in one of its partitions. */
  moved(from: number, to: number): void;
  /**
   * A partition is another member's from now on: `member` gives up what it holds of it (entries whose `offset % partitions` it is), and
   * cannot acknowledge what it works on. Returns the tags of all that.
   */
  revoked(member: number, partition: number, partitions: number): readonly number[];
}

/**
 * Where reading of a log begins: the first entry at or after a time, microseconds; the entry at a place
 * counted from the log's first, or the first retained after it; or so many entries before the group's position.
 */
export type LogPlace = { readonly time: number } | { readonly offset: number } | { readonly back: number };

export type Subscription = QueueSubscription | LogSubscription;

/** What can be asked of any subscription. */
interface AnySubscription {
  /** Whether the subscriber's queue exists and is bound, or, of a log, whether its group has a position. */
  readonly bound: boolean;
  /** Declares and binds the queue, or gives the group a position at the end of the log. Again: nothing. */
  bind(): void;
  /** A member opens its connection and goes on where it left off. */
  consume(member: number): void;
  /** Several do at the same moment, in this order. */
  consumeTogether(members: readonly number[]): void;
  /** Settles a delivery; of a log, the oldest that the member holds. */
  acknowledge(member: number, tag: number): void;
  /** The processes of all members are gone. */
  disconnect(): void;
  /** The process of one member is gone; or, if it is `late`, the broker waits for it no longer. */
  leave(member: number, late: boolean): void;
  /** Whether there is a queue or log, on a broker that is there, into which a message can be put. */
  readonly isThere: boolean;
  /** Dead letters that nobody has taken. */
  readonly deadLetters: number;
  /** Takes the oldest dead letter, which is nobody's then; −1: there is none. */
  takeDeadLetter(): number;
  /** Puts a message where the subscriber reads: into its queue, or into the log, where everybody reads it. */
  put(message: number): void;
}

/** One of the queues to which a subscriber’s messages are shared out, by user. */
export interface QueuePart {
  /** Messages waiting or unacknowledged. */
  readonly waiting: number;
  /** The member that reads it alone; −1: nobody does. */
  readonly reader: number;
}

export interface QueueSubscription extends AnySubscription {
  readonly kind: 'queue';
  /** Mostly one. */
  readonly queues: readonly QueuePart[];
  /** Ends the binding: later messages do not come here, what is in the queue stays. */
  unbind(): void;
  /** Hands a delivery back to be sent again (`requeue`), or gives it up. */
  nack(member: number, tag: number, requeue: boolean): void;
}

/** One part of a log, as a group has read it. Offsets are those of the part. */
export interface LogPart {
  /** The next entry that the group has not acknowledged. */
  readonly committed: number;
  /** The next entry to be written. */
  readonly head: number;
  /** The first entry retained; `head` when there is none. */
  readonly first: number;
}

/** Of a divided log `committed`, `head` and `first` are sums over its partitions, and an entry's `offset` is `its own × partitions + partition`. */
export interface LogSubscription extends AnySubscription, LogPart {
  readonly kind: 'log';
  /** Whether the subscriber keeps its position itself, beside its data. */
  readonly positionIsOwn: boolean;
  /** Mostly one. Order holds within each. */
  readonly partitions: readonly LogPart[];
  /** The member that reads a partition alone; −1: nobody does, or all share it. */
  readerOf(partition: number): number;
  /** Whether every entry is still there that was written at or after `time`, microseconds. */
  holdsSince(time: number): boolean;
  /** Whether the entry at `offset` has been read for good before, wherever the position is now. */
  hasRead(offset: number): boolean;
  /** The subscriber sets a message of its own aside, since a log cannot; it is read for good apart from that. */
  setAside(message: number): void;
  /** A member whose deliveries count as read when sent is through with one, and has room for the next. */
  release(member: number, tag: number): void;
  /** Puts the group's position back, never on, while no member is connected; returns the end of the log. */
  rewind(to: LogPlace): number;
}
