// Reading a log's ends, filling it with a past, and cutting it: what a broker's user may ask of a log outside of
// publishing and consuming. Queue ids must be those of logs.
import { NO_QUEUE, PERSISTENT, RETENTION } from './codes.ts';
import type { Core } from './core.ts';
import { assemble, assembled, isForgotten, placeKafkaGroup } from './kafka.ts';
import type { Log } from './log.ts';
import { compact, dropEntries, store } from './log-keeping.ts';
import { type Start, startIndex } from './log-reading.ts';
import { partitionOf } from './logs.ts';
import type { Queue } from './queue.ts';

/** A group that commits its place: how many members are in it, and by partition the next offset to read, null without a place. */
interface GroupPlaces {
  readonly members: number;
  readonly places: readonly { readonly committed: number | null; readonly end: number; readonly owner: number }[];
}

export class LogAccess {
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
  }

  /** Into how many it is divided. */
  partitions(queue: number): number {
    return (this.core.queues[queue] as Queue).logs.length;
  }

  /** Offset of the first entry still there (of the next to come if there is none). */
  head(queue: number, partition = 0): number {
    const log = this.log(queue, partition);
    return log.first < log.end ? log.offsetAt(log.first) : log.nextOffset;
  }

  /** Offset of the next entry to be written. */
  tail(queue: number, partition = 0): number {
    return this.log(queue, partition).nextOffset;
  }

  /** Offset at which a reader with this start would begin. */
  offsetOf(queue: number, start: Start, partition = 0): number {
    const log = this.log(queue, partition);
    const index = startIndex(log, start);
    return index < log.end ? log.offsetAt(index) : log.nextOffset;
  }

  /** How many entries from `offset` on are in the log. */
  countFrom(queue: number, offset: number, partition = 0): number {
    const log = this.log(queue, partition);
    const from = Math.max(log.first, log.indexFrom(offset));
    return log.end - from - log.goneFrom(from);
  }

  /** The place of the first entry of the segment that is written to. */
  openFrom(queue: number, partition = 0): number {
    const { starts } = this.log(queue, partition);
    return starts[starts.length - 1] ?? 0;
  }

  /** When the segment that is written to was started, microseconds; `Infinity` if there is none. */
  openSince(queue: number, partition = 0): number {
    const { born } = this.log(queue, partition);
    return born[born.length - 1] ?? Number.POSITIVE_INFINITY;
  }

  /** Tells of every entry that is still there, oldest first, and when it was written, microseconds. */
  eachEntry(queue: number, partition: number, tell: (message: number, time: number) => void): void {
    const log = this.log(queue, partition);
    for (let i = log.first; i < log.end; i++) if (!log.isGone(i)) tell(log.messages.at(i), log.times.at(i));
  }

  /** Takes all entries but the newest of each key out of the closed segments, saying `discarded` of each. */
  compact(queue: number, partition = 0): void {
    compact(this.core, this.core.queues[queue] as Queue, this.log(queue, partition));
  }

  /** The message at `offset`, or -1 if there is none. */
  messageAt(queue: number, offset: number, partition = 0): number {
    const log = this.log(queue, partition);
    const index = log.indexFrom(offset);
    return index < log.end && log.offsetAt(index) === offset && !log.isGone(index) ? log.messages.at(index) : -1;
  }

  /** When the entry at or after `offset` was written, microseconds; `Infinity` if there is none. */
  timeAt(queue: number, offset: number, partition = 0): number {
    const log = this.log(queue, partition);
    const index = log.indexFrom(offset);
    return index < log.end ? log.times.at(index) : Number.POSITIVE_INFINITY;
  }

  /**
   * Fills a log with entries that were there before: no confirms, no deliveries. `time` is when they were written
   * (microseconds, may be negative), for all or for each; times must not go back.
   */
  appendExisting(
    queue: number,
    messages: ArrayLike<number>,
    time: number | ArrayLike<number>,
    size = 1,
    keys?: ArrayLike<number>,
  ): number {
    const found = this.core.queues[queue];
    if (found === undefined) return NO_QUEUE;
    const now = this.core.now;
    for (let i = 0; i < messages.length; i++) {
      this.core.now = typeof time === 'number' ? time : (time[i] as number);
      const key = keys === undefined ? 0 : (keys[i] as number);
      const log = found.logs[partitionOf(key, found.logs.length)] as Log;
      store(this.core, found, log, messages[i] as number, PERSISTENT, size, key, -1);
    }
    this.core.now = now;
    return 0;
  }

  /** Drops entries before a start, exactly, whatever the segments, saying `discarded` of each; returns how many. */
  dropBefore(queue: number, start: Start, partition = 0): number {
    const log = this.log(queue, partition);
    return dropEntries(this.core, this.core.queues[queue] as Queue, log, startIndex(log, start), RETENTION);
  }

  /**
   * Sets the place of a group that commits one (Kafka), making the group if there is none: the next offset it reads. `reset` says
   * where it begins when that place is gone. For a group none of whose members is connected.
   */
  placeGroup(queue: number, group: string, start: Start, reset: 'first' | 'next', partition = 0): void {
    const index = startIndex(this.log(queue, partition), start);
    placeKafkaGroup(this.core, this.core.queues[queue] as Queue, group, partition, index, reset);
  }

  /** How a group that commits its place (Kafka) stands in each partition it knows; undefined if there is none, or none any more. */
  groupPlaces(queue: number, name: string): GroupPlaces | undefined {
    const found = this.core.queues[queue] as Queue;
    const group = found.groups.find((one) => one.name === name);
    if (group === undefined || isForgotten(this.core, group)) return undefined;
    const offset = (index: number, partition: number): number | null => {
      const log = found.logs[partition] as Log;
      if (index < 0) return null;
      return index < log.end ? log.offsetAt(index) : log.nextOffset;
    };
    return {
      members: group.consumers.length,
      places: group.committed.map((index, partition) => ({
        committed: offset(index, partition),
        end: (found.logs[partition] as Log).nextOffset,
        owner: group.owner[partition] as number,
      })),
    };
  }

  /** The consumer to whom a partition is given in a group that commits its place; −1: none. */
  ownerOf(queue: number, name: string, partition: number): number {
    const group = (this.core.queues[queue] as Queue).groups.find((one) => one.name === name);
    return group?.owner[partition] ?? -1;
  }

  /** Members of a group that commits its place come or go together until `assembled`: its partitions are shared out once for all of them. */
  assemble(queue: number, group: string): void {
    assemble(this.core.queues[queue] as Queue, group);
  }

  assembled(queue: number, group: string): void {
    assembled(this.core, this.core.queues[queue] as Queue, group);
  }

  private log(queue: number, partition: number): Log {
    return (this.core.queues[queue] as Queue).logs[partition] as Log;
  }
}
