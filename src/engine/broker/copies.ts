// The pool of message copies that stand in queues or are held by consumers: one row per copy, one column per field, rows
// reused. A copy is not a message: a message routed to two queues has two. It does not know what a queue does with it.

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

export class Copies {
  live = 0;
  message = new Uint32Array(64);
  queue = new Int32Array(64);
  route = new Int32Array(64);
  size = new Uint32Array(64);
  persistent = new Uint8Array(64);
  redelivered = new Uint8Array(64);
  attempts = new Uint32Array(64);
  /** Failed deliveries so far. */
  returns = new Uint32Array(64);
  position = new Float64Array(64);
  expiry = new Float64Array(64);
  next = new Int32Array(64);
  previous = new Int32Array(64);
  /** Only written for dead-lettered copies. */
  hasDeaths = new Uint8Array(64);
  private readonly deathLists = new Map<number, readonly Death[]>();
  private used = 0;
  private free = NONE;

  /** A row to fill in; every column must be written but `attempts`, `returns`, `redelivered`, `hasDeaths`, which are 0. */
  take(): number {
    const row = this.free;
    this.live++;
    if (row === NONE) {
      if (this.used === this.message.length) this.grow();
      return this.used++;
    }
    this.free = this.next[row] as number;
    this.redelivered[row] = 0;
    this.attempts[row] = 0;
    this.returns[row] = 0;
    return row;
  }

  give(row: number): void {
    if (this.hasDeaths[row] === 1) this.clearDeaths(row);
    this.next[row] = this.free;
    this.free = row;
    this.live--;
  }

  deathsOf(row: number): readonly Death[] {
    return this.hasDeaths[row] === 1 ? (this.deathLists.get(row) as readonly Death[]) : NO_DEATHS;
  }

  setDeaths(row: number, deaths: readonly Death[]): void {
    if (deaths.length === 0) return;
    this.hasDeaths[row] = 1;
    this.deathLists.set(row, deaths);
  }

  clear(): void {
    this.live = 0;
    this.used = 0;
    this.free = NONE;
    this.attempts.fill(0);
    this.returns.fill(0);
    this.redelivered.fill(0);
    this.hasDeaths.fill(0);
    this.deathLists.clear();
  }

  /** Writes the row's values to `to` from `at` on. */
  write(row: number, to: Float64Array, at: number): void {
    to[at] = this.message[row] as number;
    to[at + 1] = this.queue[row] as number;
    to[at + 2] = this.route[row] as number;
    to[at + 3] = this.size[row] as number;
    to[at + 4] = this.persistent[row] as number;
    to[at + 5] = this.redelivered[row] as number;
    to[at + 6] = this.attempts[row] as number;
    to[at + 7] = this.returns[row] as number;
    to[at + 8] = this.position[row] as number;
    to[at + 9] = this.expiry[row] as number;
    to[at + 10] = this.hasDeaths[row] as number;
  }

  /** A new row with values written by `write`. */
  read(from: Float64Array, at: number): number {
    const row = this.take();
    this.message[row] = from[at] as number;
    this.queue[row] = from[at + 1] as number;
    this.route[row] = from[at + 2] as number;
    this.size[row] = from[at + 3] as number;
    this.persistent[row] = from[at + 4] as number;
    this.redelivered[row] = from[at + 5] as number;
    this.attempts[row] = from[at + 6] as number;
    this.returns[row] = from[at + 7] as number;
    this.position[row] = from[at + 8] as number;
    this.expiry[row] = from[at + 9] as number;
    return row;
  }

  private clearDeaths(row: number): void {
    this.hasDeaths[row] = 0;
    this.deathLists.delete(row);
  }

  private grow(): void {
    const length = this.message.length * 2;
    this.message = wider(this.message, new Uint32Array(length));
    this.queue = wider(this.queue, new Int32Array(length));
    this.route = wider(this.route, new Int32Array(length));
    this.size = wider(this.size, new Uint32Array(length));
    this.persistent = wider(this.persistent, new Uint8Array(length));
    this.redelivered = wider(this.redelivered, new Uint8Array(length));
    this.attempts = wider(this.attempts, new Uint32Array(length));
    this.returns = wider(this.returns, new Uint32Array(length));
    this.position = wider(this.position, new Float64Array(length));
    this.expiry = wider(this.expiry, new Float64Array(length));
    this.next = wider(this.next, new Int32Array(length));
    this.previous = wider(this.previous, new Int32Array(length));
    this.hasDeaths = wider(this.hasDeaths, new Uint8Array(length));
  }
}

function wider<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
