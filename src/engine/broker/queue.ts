// One queue or log: its settings as numbers, its waiting copies as a linked list over the pool, its line of consumers. It
// holds no rules: who is served, what expires and where things go is decided by the files that act on it.
import { NEVER } from './codes.ts';
import { type Copies, NONE, type QueueCopy } from './copies.ts';
import type { Group, GroupState } from './group.ts';
import type { Log, LogState } from './log.ts';
import type { Profile } from './profiles.ts';
import type { QueuePolicy, QueueSettings } from './settings.ts';

/** What happens to a message that finds the queue full. */
export const DROP_HEAD = 0;
const REJECT = 1;
export const REJECT_AND_DEAD_LETTER = 2;

/** Copies that came back to the front stand before all others, whose positions start at 0. */
const FRONT = -1_073_741_824;

const NO_POLICY: QueuePolicy = {};

/** The plain values of a queue that snapshots carry. */
export interface QueueState {
  readonly settings: QueueSettings;
  readonly policy: QueuePolicy;
  readonly readyCount: number;
  readonly nextPosition: number;
  readonly nextFront: number;
  readonly line: readonly number[];
  readonly members: readonly number[];
  readonly current: number;
  readonly prioritised: boolean;
  readonly refusing: boolean;
  readonly mayExpire: boolean;
  readonly usedAt: number;
  readonly declaredAt: number;
  readonly refreshAt: number;
  readonly logs: readonly LogState[];
  readonly groups: readonly GroupState[];
}

export class Queue {
  readonly id: number;
  readonly settings: QueueSettings;
  readonly profile: Profile;
  readonly isLog: boolean;
  readonly durable: boolean;
  readonly leavesLineAtOnce: boolean;
  readonly maxBytes: number;
  readonly singleActive: boolean;
  readonly deliveryLimit: number;
  readonly returnsToEnd: boolean;
  /** What an operator has put on top of the declaration. */
  policy: QueuePolicy = NO_POLICY;
  /** Limits that follow from both. */
  timeToLive: number;
  expires: number;
  maxLength: number;
  limited: boolean;
  overflow: number;

  first = NONE;
  last = NONE;
  ready = 0;
  readyBytes = 0;
  unacked = 0;
  nextPosition = 0;
  nextFront = FRONT;
  /** Consumers that may be served, in order. */
  line: number[] = [];
  /** All consumers subscribed, in the order in which they came. */
  members: number[] = [];
  /** The single active consumer, or -1. */
  current = NONE;
  prioritised = false;
  /** A quorum queue over its limit refuses until it has fallen well below. */
  refusing = false;
  /** Whether any copy ever had a time to live. */
  mayExpire = false;
  /** When the queue was last used, as far as `expires` is concerned. */
  usedAt: number;
  declaredAt: number;
  /** Kafka: when its groups learn of partitions that were added. */
  refreshAt = NEVER;
  logs: Log[] = [];
  groups: Group[] = [];
  /** Where the last copy was put back, since the next one usually belongs beside it. */
  private hint = NONE;

  constructor(id: number, settings: QueueSettings, profile: Profile) {
    this.id = id;
    this.usedAt = Number.NaN; // first: see kernel/state.ts
    this.declaredAt = Number.NaN;
    this.usedAt = 0;
    this.declaredAt = 0;
    this.settings = settings;
    this.profile = profile;
    this.isLog = profile.log;
    this.durable = settings.durable ?? true;
    this.leavesLineAtOnce = profile.leavesLine === 'at once';
    this.timeToLive = settings.timeToLive ?? NEVER;
    this.expires = settings.expires ?? NEVER;
    this.maxLength = settings.maxLength ?? NEVER;
    this.maxBytes = settings.maxLengthBytes ?? NEVER;
    this.limited = this.maxLength !== NEVER || this.maxBytes !== NEVER;
    this.overflow = overflowOf(settings, profile);
    this.singleActive = settings.singleActiveConsumer ?? false;
    this.deliveryLimit = Math.max(0, settings.deliveryLimit ?? NEVER);
    this.returnsToEnd = profile.handedBack === 'end' && settings.deliveryLimit === undefined;
  }

  /** An operator's policy takes the place of the one before. Of two limits the lower one counts; how a full queue behaves, the policy says. */
  setPolicy(policy: QueuePolicy): void {
    const { settings, profile } = this;
    this.policy = policy;
    this.timeToLive = Math.min(settings.timeToLive ?? NEVER, policy.timeToLive ?? NEVER);
    this.expires = Math.min(settings.expires ?? NEVER, policy.expires ?? NEVER);
    this.maxLength = Math.min(settings.maxLength ?? NEVER, policy.maxLength ?? NEVER);
    this.limited = this.maxLength !== NEVER || this.maxBytes !== NEVER;
    this.overflow = overflowOf(policy.overflow === undefined ? settings : { ...settings, ...policy }, profile);
    this.refusing = this.refusing && this.limited;
  }

  /** Puts a new copy at the end. */
  pushBack(copies: Copies, copy: QueueCopy): void {
    copy.position = this.nextPosition++;
    this.append(copies, copy);
  }

  /** Puts a copy with the highest position at the end. */
  append(copies: Copies, copy: QueueCopy): void {
    const { row } = copy;
    copy.previous = this.last;
    copy.next = NONE;
    if (this.last === NONE) this.first = row;
    else copies.at(this.last).next = row;
    this.last = row;
    this.ready++;
    this.readyBytes += copy.size;
  }

  /** Gives a copy a place in front of all that never left, behind those that came back before it. */
  pushFront(copies: Copies, copy: QueueCopy): void {
    copy.position = this.nextFront++;
    this.putBack(copies, copy);
  }

  /** Puts a copy back at its own position. */
  putBack(copies: Copies, copy: QueueCopy): void {
    const { row, position } = copy;
    let before = this.hint;
    if (before !== NONE && copies.at(before).position > position) before = NONE;
    let after = before === NONE ? this.first : copies.at(before).next;
    while (after !== NONE && copies.at(after).position < position) {
      before = after;
      after = copies.at(after).next;
    }
    copy.previous = before;
    copy.next = after;
    if (before === NONE) this.first = row;
    else copies.at(before).next = row;
    if (after === NONE) this.last = row;
    else copies.at(after).previous = row;
    this.hint = row;
    this.ready++;
    this.readyBytes += copy.size;
  }

  /** Takes the copy at the head, which must exist. */
  popFront(copies: Copies): QueueCopy {
    const copy = copies.at(this.first);
    const { row, next } = copy;
    this.first = next;
    if (next === NONE) this.last = NONE;
    else copies.at(next).previous = NONE;
    if (this.hint === row) this.hint = NONE;
    this.ready--;
    this.readyBytes -= copy.size;
    return copy;
  }

  isFull(size: number): boolean {
    return this.ready + 1 > this.maxLength || this.readyBytes + size > this.maxBytes;
  }

  isOver(): boolean {
    return this.ready > this.maxLength || this.readyBytes > this.maxBytes;
  }

  /** Whether a quorum queue has fallen far enough to take messages again. */
  isWellBelow(): boolean {
    return this.ready <= Math.floor(this.maxLength * 0.8) && this.readyBytes <= Math.floor(this.maxBytes * 0.8);
  }

  /** Whether entries are kept with their keys, by which they may be compacted. */
  get isKeyed(): boolean {
    return (this.settings.cleanup ?? 'delete') !== 'delete';
  }

  /** When an unused queue removes itself, looked at in ticks where the broker does so. */
  expiresAt(): number {
    if (this.expires === NEVER || this.members.length > 0) return NEVER;
    const due = this.usedAt + this.expires;
    const tick = this.profile.expiryTick;
    return tick === 0 ? due : this.declaredAt + Math.ceil((due - this.declaredAt + 1) / tick) * tick;
  }
}

function overflowOf(settings: QueueSettings, profile: Profile): number {
  if (settings.overflow === 'reject-publish') return REJECT;
  // A quorum queue does not know the third way and falls back to the default.
  if (settings.overflow === 'reject-publish-dlx' && !profile.countsDeliveries) return REJECT_AND_DEAD_LETTER;
  return DROP_HEAD;
}
