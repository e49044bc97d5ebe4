// The pool of message copies that stand in queues or are held by consumers: one row per copy, its fields side by side, rows
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

/** Cells to a row, and what is in each: `cells[row * COPY_WIDTH + MESSAGE]`. */
export const COPY_WIDTH = 16;
export const MESSAGE = 0;
export const QUEUE = 1;
export const ROUTE = 2;
export const SIZE = 3;
export const IS_PERSISTENT = 4;
export const REDELIVERED = 5;
export const ATTEMPTS = 6;
/** Failed deliveries so far. */
export const RETURNS = 7;
/** Only written for dead-lettered copies. */
export const HAS_DEATHS = 8;
export const NEXT = 9;
export const PREVIOUS = 10;

/** Numbers to a row: its place in the order of its queue, and when it expires. */
export const NUMBERS_WIDTH = 2;
export const POSITION = 0;
export const EXPIRY = 1;

const ROWS = 64;

export class Copies {
  live = 0;
  cells = new Int32Array(ROWS * COPY_WIDTH);
  numbers = new Float64Array(ROWS * NUMBERS_WIDTH);
  private readonly deathLists = new Map<number, readonly Death[]>();
  private used = 0;
  private free = NONE;

  get(row: number, cell: number): number {
    return this.cells[row * COPY_WIDTH + cell] as number;
  }

  set(row: number, cell: number, value: number): void {
    this.cells[row * COPY_WIDTH + cell] = value;
  }

  /** A row to fill in; every cell and number must be written but ATTEMPTS, RETURNS, REDELIVERED, HAS_DEATHS, which are 0. */
  take(): number {
    const row = this.free;
    this.live++;
    if (row === NONE) {
      if (this.used * COPY_WIDTH === this.cells.length) this.grow();
      return this.used++;
    }
    const { cells } = this;
    const at = row * COPY_WIDTH;
    this.free = cells[at + NEXT] as number;
    cells[at + REDELIVERED] = 0;
    cells[at + ATTEMPTS] = 0;
    cells[at + RETURNS] = 0;
    return row;
  }

  give(row: number): void {
    const { cells } = this;
    const at = row * COPY_WIDTH;
    if (cells[at + HAS_DEATHS] === 1) this.clearDeaths(row);
    cells[at + NEXT] = this.free;
    this.free = row;
    this.live--;
  }

  deathsOf(row: number): readonly Death[] {
    return this.get(row, HAS_DEATHS) === 1 ? (this.deathLists.get(row) as readonly Death[]) : NO_DEATHS;
  }

  setDeaths(row: number, deaths: readonly Death[]): void {
    if (deaths.length === 0) return;
    this.set(row, HAS_DEATHS, 1);
    this.deathLists.set(row, deaths);
  }

  clear(): void {
    this.live = 0;
    this.used = 0;
    this.free = NONE;
    this.cells.fill(0);
    this.deathLists.clear();
  }

  /** Writes the row's values to `to` from `at` on. */
  write(row: number, to: Float64Array, at: number): void {
    for (let cell = MESSAGE; cell <= RETURNS; cell++) to[at + cell] = this.get(row, cell);
    to[at + 8] = this.numbers[row * NUMBERS_WIDTH + POSITION] as number;
    to[at + 9] = this.numbers[row * NUMBERS_WIDTH + EXPIRY] as number;
    to[at + 10] = this.get(row, HAS_DEATHS);
  }

  /** A new row with values written by `write`. */
  read(from: Float64Array, at: number): number {
    const row = this.take();
    for (let cell = MESSAGE; cell <= RETURNS; cell++) this.set(row, cell, from[at + cell] as number);
    this.numbers[row * NUMBERS_WIDTH + POSITION] = from[at + 8] as number;
    this.numbers[row * NUMBERS_WIDTH + EXPIRY] = from[at + 9] as number;
    return row;
  }

  private clearDeaths(row: number): void {
    this.set(row, HAS_DEATHS, 0);
    this.deathLists.delete(row);
  }

  private grow(): void {
    const { cells, numbers } = this;
    this.cells = new Int32Array(cells.length * 2);
    this.cells.set(cells);
    this.numbers = new Float64Array(numbers.length * 2);
    this.numbers.set(numbers);
  }
}
