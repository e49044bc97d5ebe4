// A group's place in one part of a log: up to where it has read for good, what its members hold beyond, and what retention takes
// away before it is read. Offsets are those of that part. Who the members are, and who is handed what, it is told.
import { Bits } from '../../kernel/columns.ts';
import { Ring } from '../../kernel/ring.ts';
import type { BrokerAccess } from './broker-access.ts';
import type { LogPart, LogPlace, SubscriptionListener } from './bus.ts';
import { Handed } from './handed.ts';

/** Hears what becomes of the entries of one part. */
export type PlaceListener = Pick<SubscriptionListener, 'backlogChanged' | 'lost' | 'moved'>;

export class GroupPlace implements LogPart {
  readonly saved = [
    'committed',
    'handed',
    'deliveredTo',
    'olderTo',
    'older',
    'readTo',
    'readAhead',
    'neverRead',
    'goneOffsets',
    'goneMessages',
    'goneBy',
    'goneAt',
    'holes',
  ];
  committed = 0;
  private readonly handed = new Handed();
  /** Entries below were handed out before. */
  private deliveredTo = 0;
  /** Entries below are older than the group, and which of those it has been handed since. */
  private olderTo = 0;
  private readonly older = new Bits();
  /** Entries below that are not older have been read for good once, whatever the group's position is now. */
  private readTo = 0;
  /** Others that have been read for good: ahead of others, before the group went back, and older ones. */
  private readonly readAhead = new Bits();
  /** Entries that were dropped before the group had read them: its position passed over them. */
  private readonly neverRead = new Bits();
  /** Entries dropped while a member holds them (lost if it does not get to commit them), or others before them (−1: lost already). */
  private readonly goneOffsets = new Ring();
  private readonly goneMessages = new Ring();
  /** The fault by which entries were dropped last. */
  private goneBy: string | null = null;
  /** When the newest of the entries was written that have been dropped, microseconds. */
  private goneAt = Number.NEGATIVE_INFINITY;
  /** Entries that were taken out from among others while a member holds them: offset and message of each. */
  private holes: readonly (readonly [offset: number, message: number])[] = [];
  /** The broker's number of the very first entry. */
  private readonly begin: number;
  private readonly access: BrokerAccess;
  /** The broker's number of the log, and which part of it this is. */
  private readonly log: number;
  private readonly partition: number;
  private readonly listener: PlaceListener;

  constructor(access: BrokerAccess, log: number, partition: number, listener: PlaceListener) {
    this.access = access;
    this.log = log;
    this.partition = partition;
    this.listener = listener;
    this.begin = this.head;
    this.standAtEnd();
  }

  get head(): number {
    return this.access.broker.logs.tail(this.log, this.partition);
  }

  get first(): number {
    return this.access.broker.logs.head(this.log, this.partition);
  }

  hasRead(offset: number): boolean {
    const isPassed = offset >= this.olderTo && offset < this.readTo;
    return (isPassed && !this.neverRead.has(offset)) || this.readAhead.has(offset);
  }

  /** Whether every entry is still there that was written at or after `time`, microseconds. */
  holdsSince(time: number): boolean {
    return this.goneAt < time;
  }

  /** Nobody holds anything: the group begins with what comes, as if it had read what was there. */
  standAtEnd(): void {
    this.committed = this.head;
    this.deliveredTo = this.head;
    this.readTo = this.head;
  }

  /** What has been written so far the subscriber never had: reading it is no reading again. */
  lacksPast(): void {
    this.olderTo = this.head;
    this.readTo = 0;
  }

  /** A member is handed the entry at `offset`; returns whether it was handed out before. */
  hand(member: number, offset: number): boolean {
    this.handed.add(offset, member);
    if (offset < this.olderTo) return this.handOlder(offset);
    if (offset < this.deliveredTo) return true;
    this.deliveredTo = offset + 1;
    return false;
  }

  private handOlder(offset: number): boolean {
    const isAgain = this.older.has(offset);
    this.older.add(offset);
    return isAgain;
  }

  /** A member has read the oldest entry it holds for good. */
  commit(member: number): void {
    const { handed, goneOffsets, goneMessages } = this;
    const next = handed.settle(member);
    if (next >= 0) {
      const before = this.committed;
      this.moveTo(next);
      for (let older = before; older < Math.min(this.committed, this.olderTo); older++) this.readAhead.add(older);
      this.readTo = Math.max(this.readTo, this.committed);
      while (goneOffsets.length > 0 && goneOffsets.at(0) < this.committed) {
        goneOffsets.shift();
        goneMessages.shift();
      }
    }
    this.listener.backlogChanged(-1);
    if (handed.held === 0) this.passGone();
    if (this.holes.length > 0) this.passHoles();
  }

  /** What all members held is read again, unless it has been dropped meanwhile. */
  releaseAll(): void {
    this.handed.release();
    this.passGone();
    this.passHoles();
  }

  /** The same of what one member held. */
  releaseOf(member: number): void {
    const { handed } = this;
    handed.releaseOf(member);
    if (handed.held === 0) this.passGone();
    this.passHoles();
  }

  /** The same, but that it is handed it again itself when it is back. */
  awaitOf(member: number): void {
    const { handed } = this;
    handed.awaitOf(member);
    if (handed.held === 0) this.passGone();
  }

  /** Goes back, never on: what has not been read stays to be read. While no member holds anything. */
  rewind(to: LogPlace): void {
    const { log, handed, partition } = this;
    const { logs } = this.access.broker;
    const from = Math.min(this.offsetOf(to), this.committed);
    const unread = logs.countFrom(log, this.committed, partition) - handed.readAhead;
    this.listener.backlogChanged(logs.countFrom(log, from, partition) - unread);
    for (const offset of handed.listReadAhead()) this.readAhead.add(offset);
    handed.clear();
    this.committed = from;
  }

  /** The entry at `offset` is dropped: if the group has not read it, it never will. */
  expired(message: number, offset: number, fault: string | null, isBound: boolean): void {
    const { handed } = this;
    this.goneBy = fault;
    this.goneAt = this.access.broker.logs.timeAt(this.log, offset, this.partition);
    if (!isBound || offset < this.committed || handed.hasReadAhead(offset)) return;
    const isHeld = handed.reaches(offset);
    if (!isHeld) this.unread(message, offset);
    if (handed.held === 0) return this.moveTo(offset + 1);
    this.goneOffsets.push(offset);
    this.goneMessages.push(isHeld ? message : -1);
  }

  /** The entry at `offset` is taken out, and others before it stay: if the group has not read it, it never will. */
  compacted(message: number, offset: number, isBound: boolean): void {
    const { handed } = this;
    if (!isBound || offset < this.committed || handed.hasReadAhead(offset)) return;
    if (handed.holds(offset)) this.holes = [...this.holes, [offset, message]];
    else this.superseded(message, offset);
  }

  /** Of the entries that were taken out while somebody held them: those that nobody holds any more have been read, or never will be. */
  private passHoles(): void {
    const { handed } = this;
    const open = this.holes.filter(([offset]) => handed.holds(offset));
    const over = this.holes.filter(([offset]) => !handed.holds(offset));
    this.holes = open;
    for (const [offset, message] of over)
      if (offset >= this.committed && !handed.hasReadAhead(offset)) this.superseded(message, offset);
  }

  private offsetOf(to: LogPlace): number {
    if ('offset' in to) return Math.max(this.begin + to.offset, this.first);
    if ('back' in to) return Math.max(this.committed - to.back, this.first);
    return to.time === 0 ? this.first : this.access.broker.logs.offsetOf(this.log, to, this.partition);
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
      // What was read ahead of it is behind the position already.
      if (offset < this.committed) continue;
      if (message >= 0) this.unread(message, offset);
      this.moveTo(offset + 1);
    }
  }

  /** A newer entry of its user has taken its place. Who was not there when it was written has lost nothing. */
  private superseded(message: number, offset: number): void {
    if (offset < this.olderTo) this.listener.backlogChanged(-1);
    else this.unread(message, offset, null);
  }

  /** An entry that was to be read is there no more. It is lost, unless it was only to be read again. */
  private unread(message: number, offset: number, by = this.goneBy): void {
    this.listener.backlogChanged(-1);
    if (this.hasRead(offset)) return;
    this.neverRead.add(offset);
    this.listener.lost(message, by);
  }
}
