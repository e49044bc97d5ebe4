// Reading a log's ends, filling it with a past, and cutting it: what a broker's user may ask of a log outside of
// publishing and consuming. Queue ids must be those of logs.
import { NO_QUEUE, PERSISTENT, RETENTION } from './codes.ts';
import type { Core } from './core.ts';
import { placeKafkaGroup } from './kafka.ts';
import type { Log } from './log.ts';
import { dropEntries, store } from './log-keeping.ts';
import { type Start, startIndex } from './log-reading.ts';
import { partitionOf } from './logs.ts';
import type { Queue } from './queue.ts';

export class LogAccess {
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
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

  /** How many entries from `offset` on are in the log, counting those taken out one by one. */
  countFrom(queue: number, offset: number, partition = 0): number {
    const log = this.log(queue, partition);
    return log.end - Math.max(log.first, log.indexFrom(offset));
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
  placeGroup(queue: number, group: string, offset: number, reset: 'first' | 'next', partition = 0): void {
    placeKafkaGroup(this.core.queues[queue] as Queue, group, partition, offset, reset);
  }

  private log(queue: number, partition: number): Log {
    return (this.core.queues[queue] as Queue).logs[partition] as Log;
  }
}
