// The cleaner of a compacted log: it looks every few minutes whether a segment has been closed since, and then has all entries but the
// newest of each user taken out of the closed ones. While nothing is written it has nothing to do.
import type { TaskQueue } from '../../kernel/tasks.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import { MINUTE } from '../../units.ts';
import { RANK, TASK } from '../agenda.ts';
import type { BrokerAccess } from './broker-access.ts';

/** When segments are closed and how long what removes a user stays, microseconds. */
export interface Compaction {
  readonly segmentAge: number;
  readonly deleteRetention: number;
}

/** Time between two looks (log.retention.check.interval.ms). */
const LOOK = 5 * MINUTE;

export class LogCleaner {
  readonly saved = ['due', 'cleaned'];
  /** For when a task stands, microseconds; Infinity without one. */
  private due: number;
  /** By partition: where its open segment began when it was cleaned last. */
  private cleaned: readonly number[];
  private readonly access: BrokerAccess;
  /** The broker's number of the log. */
  private readonly log: number;
  private readonly time: VirtualTime;
  private readonly tasks: TaskQueue;

  /** How old a segment is when it is closed, microseconds. */
  private readonly segmentAge: number;

  constructor(
    access: BrokerAccess,
    log: number,
    partitions: number,
    segmentAge: number,
    time: VirtualTime,
    tasks: TaskQueue,
  ) {
    this.due = Number.NaN; // first: see kernel/state.ts
    this.due = Number.POSITIVE_INFINITY;
    this.cleaned = Array.from({ length: partitions }, () => 0);
    this.access = access;
    this.segmentAge = segmentAge;
    this.log = log;
    this.time = time;
    this.tasks = tasks;
  }

  /** An entry was written: the next look is worth it. */
  written(): void {
    if (this.due < Number.POSITIVE_INFINITY) return;
    this.due = (Math.floor(this.time.now / LOOK) + 1) * LOOK;
    this.tasks.push(this.due, RANK.message, TASK.brokerTimer, 0, 0);
  }

  /** When a partition is cleaned next, if its segment is closed in time, as it is while something is written, microseconds. */
  nextAt(partition: number): number {
    const { logs } = this.access.broker;
    const isClosed = logs.openFrom(this.log, partition) !== this.cleaned[partition];
    const closed = isClosed ? this.time.now : logs.openSince(this.log, partition) + this.segmentAge;
    return (Math.floor(Math.max(closed, this.time.now) / LOOK) + 1) * LOOK;
  }

  /** A task's time has come: the partitions that are to be cleaned now. A task that stood for something else finds none. */
  partitionsDue(): readonly number[] {
    if (this.time.now < this.due) return [];
    this.due = Number.POSITIVE_INFINITY;
    const { logs } = this.access.core;
    const open = this.cleaned.map((_, partition) => logs.openFrom(this.log, partition));
    const due = open.flatMap((from, partition) => (from === this.cleaned[partition] ? [] : [partition]));
    this.cleaned = open;
    return due;
  }
}
