// Redis stream commands that are no part of publishing and consuming as such: adding at a position, groups read by hand,
// claiming, trimming. Positions are offsets; a stream comes into being with its first entry or group.
import { ENTRY_DELETED, NO_GROUP, NO_STREAM, NOT_ABOVE_LAST, RETENTION } from './codes.ts';
import type { Core } from './core.ts';
import type { Group } from './group.ts';
import { UNKNOWN } from './group.ts';
import {
  type AutoClaim,
  acknowledge,
  autoClaim,
  claim,
  createGroup,
  findGroup,
  forgetMember,
  indexOf,
  type LogEntry,
  lagOf,
  moveGroup,
  readNew,
  readPending,
} from './groups.ts';
import { declareQueue, deleteQueue } from './lifecycle.ts';
import type { Log } from './log.ts';
import { dropEntries, store } from './log-keeping.ts';
import { serveAll } from './logs.ts';
import type { Queue } from './queue.ts';

/** How long a stream may be after a command; `approximately` drops whole blocks of 100 only. */
type Limit = { readonly maxLength: number } | { readonly minOffset: number };

/** An approximate trim drops no more than this at once. */
const MOST_AT_ONCE = 10_000;

interface PendingEntry {
  readonly offset: number;
  readonly member: string;
  readonly deliveryCount: number;
}

interface GroupInfo {
  readonly consumers: number;
  readonly pending: number;
  readonly lastDelivered: number;
  readonly entriesRead: number | null;
  readonly lag: number | null;
}

export class RedisCommands {
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
  }

  /** Adds an entry at `position` (-1: the next) and confirms it; its offset or a refusal. */
  add(name: string, message: number, position: number, trim?: Limit, approximately = false): number {
    const queue = this.streamOrNew(name);
    const log = queue.logs[0] as Log;
    const offset = position < 0 ? log.nextOffset : position;
    if (offset < log.nextOffset) return NOT_ABOVE_LAST;
    store(this.core, queue, log, message, 0, 1, 0, offset);
    if (trim !== undefined) this.trim(name, trim, approximately);
    serveAll(this.core, queue);
    this.core.sink.confirmed(message, true);
    return offset;
  }

  /** Entries from `offset` on, read without a group. */
  read(name: string, offset: number, count: number): LogEntry[] {
    const log = this.find(name)?.logs[0];
    const entries: LogEntry[] = [];
    if (log === undefined) return entries;
    for (let i = log.indexFrom(offset); i < log.end && entries.length < count; i++) {
      if (!log.isGone(i)) entries.push({ offset: log.offsetAt(i), message: log.messages.at(i) });
    }
    return entries;
  }

  /** Makes a group that will be handed entries after `lastDelivered` (`last`: those still to come). */
  createGroup(name: string, group: string, lastDelivered: number | 'last', makeStream: boolean): number {
    if (this.find(name) === undefined && !makeStream) return NO_STREAM;
    const queue = this.streamOrNew(name);
    return createGroup(queue, group, after(queue, lastDelivered));
  }

  /** Moves a group's place. */
  moveGroup(name: string, group: string, lastDelivered: number | 'last'): number {
    const queue = this.find(name);
    return queue === undefined ? NO_STREAM : moveGroup(queue, group, after(queue, lastDelivered));
  }

  /** One read of what is new to the group, or undefined if there is no such group. */
  readNew(name: string, group: string, member: string, count: number, keep: boolean): LogEntry[] | undefined {
    return this.withGroup(name, group, (queue, found) => readNew(this.core, queue, found, member, count, keep));
  }

  /** One read of a member's own pending entries from `offset` on. */
  readPending(name: string, group: string, member: string, offset: number, count: number): LogEntry[] | undefined {
    return this.withGroup(name, group, (queue, found) => readPending(this.core, queue, found, member, offset, count));
  }

  /** Removes entries from pending; returns how many were there. */
  ack(name: string, group: string, offsets: readonly number[]): number {
    return this.withGroup(name, group, (_, found) => acknowledge(found, offsets)) ?? 0;
  }

  pending(name: string, group: string): PendingEntry[] | undefined {
    return this.withGroup(name, group, (_, found) => {
      const { pending } = found;
      const entries: PendingEntry[] = [];
      for (let row = pending.start; row < pending.end; row++) {
        if (pending.isHole(row)) continue;
        const member = found.members[pending.owner(row)] ?? '';
        entries.push({ offset: pending.offset(row), member, deliveryCount: pending.count(row) });
      }
      return entries;
    });
  }

  /** Makes pending entries `member`'s, if idle for `leastIdle` microseconds. */
  claim(
    ...[name, group, member, offsets, leastIdle, quietly]: readonly [
      name: string,
      group: string,
      member: string,
      offsets: readonly number[],
      leastIdle: number,
      quietly: boolean,
    ]
  ): LogEntry[] | undefined {
    return this.withGroup(name, group, (queue, found) =>
      claim(this.core, queue, found, member, offsets, leastIdle, quietly),
    );
  }

  /** The same for whatever is idle, from `offset` on, at most `count`. */
  autoClaim(
    ...[name, group, member, leastIdle, offset, count]: readonly [
      name: string,
      group: string,
      member: string,
      leastIdle: number,
      offset: number,
      count: number,
    ]
  ): AutoClaim | undefined {
    return this.withGroup(name, group, (queue, found) =>
      autoClaim(this.core, queue, found, member, leastIdle, offset, count),
    );
  }

  info(name: string, group: string): GroupInfo | undefined {
    return this.withGroup(name, group, (queue, found) => ({
      consumers: found.memberCount,
      pending: found.pending.length,
      lastDelivered: found.lastDelivered,
      entriesRead: found.entriesRead === UNKNOWN ? null : found.entriesRead,
      lag: lagOf(queue, found),
    }));
  }

  /** Forgets a member and its pending entries; how many those were, or a refusal. */
  forgetMember(name: string, group: string, member: string): number {
    if (this.find(name) === undefined) return NO_STREAM;
    return this.withGroup(name, group, (_, found) => forgetMember(found, member)) ?? NO_GROUP;
  }

  /** Drops old entries, read or not; returns how many. */
  trim(name: string, limit: Limit, approximately: boolean): number {
    const queue = this.find(name);
    if (queue === undefined) return 0;
    const log = queue.logs[0] as Log;
    const to = approximately ? wholeBlocks(log, limit) : exactly(log, limit);
    return dropEntries(this.core, queue, log, to, RETENTION);
  }

  /** Takes entries out one by one; returns how many were there. */
  deleteEntries(name: string, offsets: readonly number[]): number {
    const queue = this.find(name);
    const log = queue?.logs[0];
    let count = 0;
    for (const offset of offsets) {
      const index = log === undefined ? -1 : indexOf(log, offset);
      if (index < 0 || log === undefined || queue === undefined) continue;
      this.core.sink.discarded(log.messages.at(index), queue.id, ENTRY_DELETED);
      log.remove(index);
      log.lastDeleted = Math.max(log.lastDeleted, offset);
      count++;
    }
    return count;
  }

  /** Deletes the stream with its groups. Members of groups that wait are cancelled; other readers wait on. */
  deleteStream(name: string): boolean {
    const queue = this.find(name);
    if (queue === undefined) return false;
    deleteQueue(this.core, queue);
    return true;
  }

  private find(name: string): Queue | undefined {
    const id = this.core.names.indexOf(name);
    return id < 0 ? undefined : this.core.queues[id];
  }

  private streamOrNew(name: string): Queue {
    const id = declareQueue(this.core, name, { profile: 'redis-stream' });
    return this.core.queues[id] as Queue;
  }

  private withGroup<T>(name: string, group: string, use: (queue: Queue, group: Group) => T): T | undefined {
    const queue = this.find(name);
    const found = queue === undefined ? undefined : findGroup(queue, group);
    return queue === undefined || found === undefined ? undefined : use(queue, found);
  }
}

const after = (queue: Queue, lastDelivered: number | 'last'): number =>
  lastDelivered === 'last' ? (queue.logs[0] as Log).nextOffset - 1 : lastDelivered;

/** Index of the first entry that an exact trim keeps. */
function exactly(log: Log, limit: Limit): number {
  if ('minOffset' in limit) return log.indexFrom(limit.minOffset);
  let index = log.first;
  for (let excess = log.length - limit.maxLength; excess > 0 && index < log.end; index++) {
    if (!log.isGone(index)) excess--;
  }
  return index;
}

/** Index of the first entry that an approximate trim keeps: blocks go whole or not at all. */
function wholeBlocks(log: Log, limit: Limit): number {
  let index = log.first;
  let length = log.length;
  let dropped = 0;
  for (let block = 0; block < log.starts.length; block++) {
    const end = log.starts[block + 1] ?? log.end;
    let entries = 0;
    for (let i = index; i < end; i++) if (!log.isGone(i)) entries++;
    if (dropped + entries > MOST_AT_ONCE) break;
    const enough = 'minOffset' in limit ? log.offsetAt(end - 1) >= limit.minOffset : length - entries < limit.maxLength;
    if (enough) break;
    index = end;
    length -= entries;
    dropped += entries;
  }
  return index;
}
