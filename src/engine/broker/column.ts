// An append-only column cut into chunks. Snapshots share full chunks, since those never change, and copy the open one.

type Cells = Uint32Array | Float64Array;

const SHIFT = 12;
const SIZE = 1 << SHIFT;
const MASK = SIZE - 1;

/** Full chunks are shared and must not be written; the last one is the snapshot's own. */
export interface ColumnState<T extends Cells> {
  readonly chunks: readonly (T | null)[];
  readonly length: number;
}

export class LogColumn<T extends Cells> {
  length = 0;
  private readonly make: (length: number) => T;
  private chunks: (T | null)[] = [];

  constructor(make: (length: number) => T) {
    this.make = make;
  }

  at(index: number): number {
    return (this.chunks[index >>> SHIFT] as T)[index & MASK] as number;
  }

  push(value: number): void {
    const offset = this.length & MASK;
    if (offset === 0) this.chunks.push(this.make(SIZE));
    (this.chunks[this.length >>> SHIFT] as T)[offset] = value;
    this.length++;
  }

  /** Lets go of whole chunks before `index`; nothing may ask for them again. */
  dropBefore(index: number): void {
    for (let chunk = (index >>> SHIFT) - 1; chunk >= 0 && this.chunks[chunk] !== null; chunk--) {
      this.chunks[chunk] = null;
    }
  }

  save(): ColumnState<T> {
    const chunks = this.chunks.slice();
    const open = this.length >>> SHIFT;
    if ((this.length & MASK) > 0) chunks[open] = (this.chunks[open] as T).slice() as T;
    return { chunks, length: this.length };
  }

  load(state: ColumnState<T>): void {
    this.length = state.length;
    this.chunks = state.chunks.slice();
    const open = this.length >>> SHIFT;
    if ((this.length & MASK) > 0) this.chunks[open] = (state.chunks[open] as T).slice() as T;
  }
}

export const uint32 = (length: number): Uint32Array => new Uint32Array(length);
export const float64 = (length: number): Float64Array => new Float64Array(length);
