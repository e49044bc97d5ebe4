// An append-only log (or one partition of it): entries by index, their offsets, their times, and the segments by which old
// entries go. It knows neither readers nor groups, and decides nothing: it is told when to roll and what to drop.
import { type ColumnState, float64, LogColumn, uint32 } from './column.ts';

export interface LogState {
  readonly base: number;
  readonly first: number;
  readonly nextOffset: number;
  readonly batch: number;
  readonly added: number;
  readonly lastDeleted: number;
  readonly goneCount: number;
  readonly messages: ColumnState<Uint32Array>;
  readonly times: ColumnState<Float64Array>;
  readonly offsets: ColumnState<Float64Array> | null;
  readonly keys: ColumnState<Uint32Array> | null;
  readonly gone: Uint32Array;
  readonly starts: readonly number[];
  readonly bytes: readonly number[];
  readonly lastTimes: readonly number[];
  readonly born: readonly number[];
}

export class Log {
  /** Offset of entry 0 while offsets are dense. */
  base: number;
  /** Index of the first entry still there, and of the entry after the last. */
  first = 0;
  nextOffset: number;
  /** Index at which the last batch starts. */
  batch = 0;
  /** Entries ever added, and the highest offset deleted on its own (Redis computes lags from these). */
  added = 0;
  lastDeleted = -1;
  /** Entries between `first` and the end that were taken out one by one. */
  goneCount = 0;
  /** Dropped entries from this index on are still read by somebody who has their segment open. */
  kept = Number.POSITIVE_INFINITY;
  /** Segments: index of the first entry, bytes, newest time, and when it was started. */
  starts: number[] = [];
  bytes: number[] = [];
  lastTimes: number[] = [];
  born: number[] = [];
  readonly messages = new LogColumn(uint32);
  readonly times = new LogColumn(float64);
  private offsets: LogColumn<Float64Array> | null = null;
  private keys: LogColumn<Uint32Array> | null = null;
  private gone = new Uint32Array(0);

  constructor(base: number, keyed: boolean) {
    this.base = base;
    this.nextOffset = base;
    if (keyed) this.keys = new LogColumn(uint32);
  }

  /** Index after the last entry. */
  get end(): number {
    return this.messages.length;
  }

  /** Entries that can be read. */
  get length(): number {
    return this.messages.length - this.first - this.goneCount;
  }

  /** Appends an entry at `offset`, which must not be below `nextOffset`, and returns its index. */
  append(message: number, time: number, offset: number, size: number, key: number): number {
    const index = this.messages.length;
    if (this.offsets === null && offset !== this.base + index) this.makeOffsets();
    this.messages.push(message);
    this.times.push(time);
    if (this.offsets !== null) this.offsets.push(offset);
    if (this.keys !== null) this.keys.push(key);
    this.nextOffset = offset + 1;
    this.added++;
    const segment = this.starts.length - 1;
    this.bytes[segment] = (this.bytes[segment] as number) + size;
    this.lastTimes[segment] = time;
    return index;
  }

  /** Starts a segment at the next entry. */
  roll(now: number): void {
    this.starts.push(this.messages.length);
    this.bytes.push(0);
    this.lastTimes.push(now);
    this.born.push(now);
  }

  offsetAt(index: number): number {
    return this.offsets === null ? this.base + index : this.offsets.at(index);
  }

  keyAt(index: number): number {
    return this.keys === null ? 0 : this.keys.at(index);
  }

  /** Index of the first entry at or after `offset` (it may be gone); `end` if there is none. */
  indexFrom(offset: number): number {
    if (this.offsets === null) return Math.min(Math.max(offset - this.base, this.first), this.end);
    return this.search((index) => (this.offsets as LogColumn<Float64Array>).at(index) >= offset);
  }

  /** Index of the first entry at or after a time; `end` if there is none. */
  indexAtTime(time: number): number {
    return this.search((index) => this.times.at(index) >= time);
  }

  /** How many entries from `index` on were taken out one by one. */
  goneFrom(index: number): number {
    let gone = 0;
    if (this.goneCount > 0) for (let n = index; n < this.end; n++) if (this.isGone(n)) gone++;
    return gone;
  }

  isGone(index: number): boolean {
    const word = index >>> 5;
    return word < this.gone.length && (((this.gone[word] as number) >>> (index & 31)) & 1) === 1;
  }

  /** Takes one entry out; false if it was not there. */
  remove(index: number): boolean {
    if (index < this.first || index >= this.end || this.isGone(index)) return false;
    const word = index >>> 5;
    if (word >= this.gone.length) {
      const wider = new Uint32Array(Math.max(word + 1, this.gone.length * 2));
      wider.set(this.gone);
      this.gone = wider;
    }
    this.gone[word] = (this.gone[word] as number) | (1 << (index & 31));
    this.goneCount++;
    this.skipGone();
    return true;
  }

  /** Drops all entries before `index`, and segments that end before it. */
  dropBefore(index: number): void {
    while (this.first < index) {
      if (this.isGone(this.first)) this.goneCount--;
      this.first++;
    }
    this.skipGone();
    while (this.starts.length > 1 && (this.starts[1] as number) <= this.first) this.dropSegment();
    const unread = Math.min(this.first, this.kept);
    this.messages.dropBefore(unread);
    this.times.dropBefore(unread);
    this.offsets?.dropBefore(unread);
    this.keys?.dropBefore(unread);
  }

  /** Forgets the oldest segment's bookkeeping; its entries must be dropped already. */
  private dropSegment(): void {
    this.starts.shift();
    this.bytes.shift();
    this.lastTimes.shift();
    this.born.shift();
  }

  private skipGone(): void {
    while (this.goneCount > 0 && this.first < this.end && this.isGone(this.first)) {
      this.first++;
      this.goneCount--;
    }
  }

  private search(holds: (index: number) => boolean): number {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private makeOffsets(): void {
    this.offsets = new LogColumn(float64);
    for (let index = 0; index < this.messages.length; index++) this.offsets.push(this.base + index);
    this.offsets.dropBefore(Math.min(this.first, this.kept));
  }

  save(): LogState {
    const { base, first, nextOffset, batch, added, lastDeleted, goneCount } = this;
    return {
      ...{ base, first, nextOffset, batch, added, lastDeleted, goneCount },
      messages: this.messages.save(),
      times: this.times.save(),
      offsets: this.offsets === null ? null : this.offsets.save(),
      keys: this.keys === null ? null : this.keys.save(),
      gone: this.gone.slice(),
      starts: this.starts.slice(),
      bytes: this.bytes.slice(),
      lastTimes: this.lastTimes.slice(),
      born: this.born.slice(),
    };
  }

  load(state: LogState): void {
    this.base = state.base;
    this.first = state.first;
    this.nextOffset = state.nextOffset;
    this.batch = state.batch;
    this.added = state.added;
    this.lastDeleted = state.lastDeleted;
    this.goneCount = state.goneCount;
    this.messages.load(state.messages);
    this.times.load(state.times);
    this.offsets = state.offsets === null ? null : new LogColumn(float64);
    if (state.offsets !== null) this.offsets?.load(state.offsets);
    this.keys = state.keys === null ? null : new LogColumn(uint32);
    if (state.keys !== null) this.keys?.load(state.keys);
    this.gone = state.gone.slice();
    this.starts = state.starts.slice();
    this.bytes = state.bytes.slice();
    this.lastTimes = state.lastTimes.slice();
    this.born = state.born.slice();
  }
}
