// The pool of message copies that stand in queues or are held by consumers. Copies are used again when they are done, and each
// has a number for good, its row. A copy is not a message: a message routed to two queues has two. It does not know what a
// queue does with it.

/** One line of a dead-letter record. Never changed once made, so copies and snapshots may share it. */
export interface Death {
  readonly queue: number;
  readonly reason: number;
  readonly count: number;
  /** The route (exchange and key) by which the message had come into that queue. */
  readonly route: number;
  /** Whether this was the message's first death of all. */
  readonly isFirst: boolean;
}

export const NO_DEATHS: readonly Death[] = [];
export const NONE = -1;

/** The plain values of one copy, for snapshots. */
export const COPY_FIELDS = 11;

export class QueueCopy {
  readonly row: number;
  message = 0;
  /** The queue it belongs to; `NONE` once that is deleted. */
  queue = NONE;
  route = 0;
  size = 0;
  isPersistent = false;
  redelivered = false;
  attempts = 0;
  /** Failed deliveries so far. */
  returns = 0;
  deaths: readonly Death[] = NO_DEATHS;
  /** Rows of its neighbours in its queue; of an unused copy, the next unused. */
  next = NONE;
  previous = NONE;
  /** Its place in the order of its queue. */
  position = 0;
  expiry: number;

  constructor(row: number) {
    this.row = row;
    this.expiry = Number.NaN; // first: see kernel/state.ts
  }
}

/** So many stay when all go, some ten megabytes: runs one after another need them again and again. */
const KEPT = 65_536;

export class Copies {
  live = 0;
  private readonly rows: QueueCopy[] = [];
  /** Rows from here on have not been given out since all went. */
  private fresh = 0;
  private free = NONE;

  at(row: number): QueueCopy {
    return this.rows[row] as QueueCopy;
  }

  /** A copy to fill in: attempts, returns, redelivered and deaths are as of a new one, everything else must be written. */
  take(): QueueCopy {
    this.live++;
    if (this.free === NONE) return this.another();
    const copy = this.at(this.free);
    this.free = copy.next;
    copy.redelivered = false;
    copy.attempts = 0;
    copy.returns = 0;
    return copy;
  }

  give(copy: QueueCopy): void {
    if (copy.deaths !== NO_DEATHS) copy.deaths = NO_DEATHS;
    copy.next = this.free;
    this.free = copy.row;
    this.live--;
  }

  /** All go, most of them with the room that they took: where a million waited once, few may ever wait again. */
  clear(): void {
    this.free = NONE;
    this.fresh = 0;
    if (this.rows.length > KEPT) this.rows.length = KEPT;
    this.live = 0;
  }

  private another(): QueueCopy {
    const row = this.fresh++;
    if (row === this.rows.length) this.rows.push(new QueueCopy(row));
    const copy = this.at(row);
    copy.redelivered = false;
    copy.attempts = 0;
    copy.returns = 0;
    if (copy.deaths !== NO_DEATHS) copy.deaths = NO_DEATHS;
    return copy;
  }
}

/** Writes a copy's values to `to` from `at` on. */
export function packCopy(copy: QueueCopy, to: Float64Array, at: number): void {
  to[at] = copy.message;
  to[at + 1] = copy.queue;
  to[at + 2] = copy.route;
  to[at + 3] = copy.size;
  to[at + 4] = Number(copy.isPersistent);
  to[at + 5] = Number(copy.redelivered);
  to[at + 6] = copy.attempts;
  to[at + 7] = copy.returns;
  to[at + 8] = copy.position;
  to[at + 9] = copy.expiry;
  to[at + 10] = Number(copy.deaths.length > 0);
}

/** Fills a copy with values written by `packCopy`; its deaths come separately. */
export function unpackCopy(copy: QueueCopy, from: Float64Array, at: number): void {
  const value = (field: number) => from[at + field] as number;
  copy.message = value(0);
  copy.queue = value(1);
  copy.route = value(2);
  copy.size = value(3);
  copy.isPersistent = value(4) === 1;
  copy.redelivered = value(5) === 1;
  copy.attempts = value(6);
  copy.returns = value(7);
  copy.position = value(8);
  copy.expiry = value(9);
}
