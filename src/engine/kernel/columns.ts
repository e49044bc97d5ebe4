// Columns: one typed array per field of what there are many of. A growing column is written in place (one row per user);
// a log column is append-only and cut into chunks, so that forks of a run share all full chunks of their common past.

export type Cells = Uint8Array | Uint32Array | Float64Array;
export type CellsConstructor<T extends Cells> = new (length: number) => T;

/** At least `length` long; doubled from `column` when it is shorter, so that growing is rare. */
export function grown<T extends Cells>(column: T, length: number): T {
  if (length <= column.length) return column;
  const wider = new (column.constructor as CellsConstructor<T>)(Math.max(length, column.length * 2, 64));
  wider.set(column as never);
  return wider;
}

const SHIFT = 12;
const SIZE = 1 << SHIFT;
/** Cells to a chunk of a log column. */
export const LOG_CHUNK = SIZE;
const MASK = SIZE - 1;

export class LogColumn<T extends Cells> {
  private readonly cells: CellsConstructor<T>;
  private readonly chunks: (T | undefined)[];

  constructor(cells: CellsConstructor<T>, chunks: (T | undefined)[] = []) {
    this.cells = cells;
    this.chunks = chunks;
  }

  at(index: number): number {
    return (this.chunks[index >>> SHIFT] as T)[index & MASK] as number;
  }

  write(index: number, value: number): void {
    let chunk = this.chunks[index >>> SHIFT];
    if (chunk === undefined) {
      chunk = new this.cells(SIZE);
      this.chunks[index >>> SHIFT] = chunk;
    }
    chunk[index & MASK] = value;
  }

  /** A column with the same first `length` values: full chunks are shared, the last one is copied since both will append to it. */
  fork(length: number): LogColumn<T> {
    const full = length >>> SHIFT;
    const chunks = this.chunks.slice(0, full);
    const tail = this.chunks[full];
    if ((length & MASK) > 0 && tail !== undefined) chunks[full] = tail.slice() as T;
    return new LogColumn<T>(this.cells, chunks);
  }

  /** Forgets whole chunks before `index`: nothing will ask for them again. */
  dropBefore(index: number): void {
    for (let chunk = (index >>> SHIFT) - 1; chunk >= 0 && this.chunks[chunk] !== undefined; chunk--) {
      this.chunks[chunk] = undefined;
    }
  }

  /** References to the chunks that hold `from` … `to` − 1, for a mark that must outlive `dropBefore`. */
  keep(from: number, to: number): readonly (readonly [chunk: number, cells: T])[] {
    const kept: [number, T][] = [];
    for (let chunk = from >>> SHIFT; chunk << SHIFT < to; chunk++) {
      const cells = this.chunks[chunk];
      if (cells !== undefined) kept.push([chunk, cells]);
    }
    return kept;
  }

  /** Puts kept chunks back for a log of `length` values. The unfinished chunk is copied: whoever shares it goes on writing. */
  restore(kept: readonly (readonly [chunk: number, cells: T])[], length: number): void {
    for (const [chunk, cells] of kept) this.chunks[chunk] = chunk === length >>> SHIFT ? (cells.slice() as T) : cells;
  }

  /** Bytes held, shared chunks included. */
  get bytes(): number {
    let total = 0;
    for (const chunk of this.chunks) total += chunk?.byteLength ?? 0;
    return total;
  }
}

/** One bit per index; grows. */
export class Bits {
  words: Uint32Array;

  constructor(words: Uint32Array = new Uint32Array(0)) {
    this.words = words;
  }

  has(index: number): boolean {
    return (((this.words[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  add(index: number): void {
    const word = index >>> 5;
    if (word >= this.words.length) this.words = grown(this.words, word + 1);
    this.words[word] = (this.words[word] as number) | (1 << (index & 31));
  }

  remove(index: number): void {
    const word = index >>> 5;
    if (word < this.words.length) this.words[word] = (this.words[word] as number) & ~(1 << (index & 31));
  }

  clear(): void {
    this.words = new Uint32Array(0);
  }

  save(): { readonly words: Uint32Array } {
    return { words: this.words.slice() };
  }

  load(saved: { readonly [field: string]: unknown }): void {
    this.words = (saved['words'] as Uint32Array).slice();
  }
}
