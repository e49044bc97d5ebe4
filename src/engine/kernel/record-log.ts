// Append-only logs: records of a few 32-bit words, one after the other. They are cut into chunks, so that forks of a run share
// all full chunks of their common past. It knows nothing of what is logged.

/** Records to a chunk, where nothing else is asked for. */
export const LOG_CHUNK = 4096;

/** Chunks that a mark holds on to. */
export interface KeptChunks {
  /** The number of the first. */
  readonly first: number;
  readonly chunks: readonly (Int32Array | undefined)[];
}

// A time is an integer of up to 53 bits: its low 32, and the other 21.

export const lowOf = (time: number): number => time | 0;
export const highOf = (time: number): number => Math.floor(time / 4294967296);
export const timeOf = (low: number, high: number): number => high * 4294967296 + (low >>> 0);

const NOTHING = new Int32Array(0);

/** Words of dropped chunks that a log keeps to write them again: a megabyte. */
const MOST_SPARE = 262_144;

function isSame(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let n = 0; n < one.length; n++) if (one[n] !== other[n]) return false;
  return true;
}

export class RecordLog {
  private chunks: (Int32Array | undefined)[] = [];
  /** The chunk that is being written, and its number; −1 when nobody knows. */
  private tail: Int32Array = NOTHING;
  private tailChunk = -1;
  /** Dropped chunks, to be written again: a log that forgets as fast as it grows takes no new memory. */
  private readonly spares: Int32Array[] = [];
  /** Chunks before this one may be shared with marks or forks, and are never written again. */
  private sharedBefore = 0;
  private readonly width: number;
  private readonly shift: number;
  private readonly mask: number;

  /** `width`: words to a record. `chunk`: records to a chunk, a power of two. */
  constructor(width: number, chunk = LOG_CHUNK) {
    this.width = width;
    this.shift = 31 - Math.clz32(chunk);
    this.mask = chunk - 1;
  }

  /** The number of the chunk that a record stands in. */
  chunkOf(index: number): number {
    return index >>> this.shift;
  }

  // Whoever writes or reads several words of a record asks once where it stands: word n is `cells(index)[start(index) + n]`.

  cells(index: number): Int32Array {
    return this.chunks[index >>> this.shift] as Int32Array;
  }

  start(index: number): number {
    return (index & this.mask) * this.width;
  }

  /** The same as `cells`, for a record that is to be written: the next one, or after a step back one that was written before. */
  room(index: number): Int32Array {
    if (index >>> this.shift !== this.tailChunk) this.moveTail(index >>> this.shift);
    return this.tail;
  }

  /** One word of a record, as a signed number. */
  at(index: number, word: number): number {
    return this.cells(index)[this.start(index) + word] as number;
  }

  /** A log with the same first `length` records: full chunks are shared, the last one is copied since both will append to it. */
  fork(length: number): RecordLog {
    const full = length >>> this.shift;
    const twin = new RecordLog(this.width, this.mask + 1);
    this.share(length);
    twin.share(length);
    twin.chunks = this.chunks.slice(0, full);
    const tail = this.chunks[full];
    if ((length & this.mask) > 0 && tail !== undefined) twin.chunks[full] = tail.slice();
    return twin;
  }

  /**
   * What goes on from another log's first `length` records: `apart` a fork of that; else this one, which copies them into its own chunks,
   * whatever stood there. Nobody else may hold on to those.
   */
  continuing(from: RecordLog, length: number, apart: boolean): RecordLog {
    if (apart) return from.fork(length);
    for (let first = 0; first < length; first += this.mask + 1) {
      const end = Math.min(length - first, this.mask + 1) * this.width;
      this.room(first).set(from.cells(first).subarray(0, end));
    }
    return this;
  }

  /** Takes the other log's chunks in place of its own wherever they say the same; neither may write to them any more. */
  shareAlike(other: RecordLog): void {
    const full = Math.min(this.chunks.length, other.chunks.length) - 1;
    for (let chunk = 0; chunk < full; chunk++) {
      const [own, theirs] = [this.chunks[chunk], other.chunks[chunk]];
      if (own !== theirs && own !== undefined && theirs !== undefined && isSame(own, theirs))
        this.chunks[chunk] = theirs;
    }
  }

  /** Forgets whole chunks before `index`: nothing will ask for them again. */
  dropBefore(index: number): void {
    for (let chunk = (index >>> this.shift) - 1; chunk >= 0 && this.chunks[chunk] !== undefined; chunk--) {
      this.recycle(chunk);
      this.chunks[chunk] = undefined;
    }
  }

  /** References to the chunks that hold `from` … `to` − 1, for a mark that must outlive `dropBefore`. */
  keep(from: number, to: number): KeptChunks {
    const first = from >>> this.shift;
    this.share(to);
    return { first, chunks: this.chunks.slice(first, (to + this.mask) >>> this.shift) };
  }

  /** Puts kept chunks back for a log of `length` records. The unfinished chunk is copied: whoever shares it goes on writing. */
  restore(kept: KeptChunks, length: number): void {
    this.share(length);
    kept.chunks.forEach((cells, n) => {
      const chunk = kept.first + n;
      this.chunks[chunk] = chunk === length >>> this.shift ? cells?.slice() : cells;
    });
    this.tailChunk = -1;
  }

  /** Bytes held, shared chunks included. */
  get bytes(): number {
    let total = 0;
    for (const chunk of this.chunks) total += chunk?.byteLength ?? 0;
    return total;
  }

  private moveTail(chunk: number): void {
    this.tail = this.chunks[chunk] ?? this.spares.pop() ?? new Int32Array((this.mask + 1) * this.width);
    this.tailChunk = chunk;
    this.chunks[chunk] = this.tail;
  }

  /** A chunk that is being dropped may be written anew, if nobody else can still see it. */
  private recycle(chunk: number): void {
    const cells = this.chunks[chunk];
    if (chunk === this.tailChunk) this.tailChunk = -1;
    if (cells === undefined || chunk < this.sharedBefore) return;
    if (this.spares.length * cells.length < MOST_SPARE) this.spares.push(cells);
  }

  /** Somebody else holds on to the chunks of the first `length` records. */
  private share(length: number): void {
    this.sharedBefore = Math.max(this.sharedBefore, (length + this.mask) >>> this.shift);
  }
}
