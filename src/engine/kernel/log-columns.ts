// Append-only columns: one for each field of what happened. They are cut into chunks, so that forks of a run share all full
// chunks of their common past. It knows nothing of what is logged.
import type { Cells } from './columns.ts';

const SHIFT = 12;
const SIZE = 1 << SHIFT;
/** Cells to a chunk of a log column. */
export const LOG_CHUNK = SIZE;
const MASK = SIZE - 1;

/**
 * What the three kinds have in common. Each reads and writes with code of its own, since code that meets one type of array
 * only is several times as fast as code that meets three.
 */
abstract class LogColumn<T extends Cells> {
  protected chunks: (T | undefined)[] = [];

  abstract at(index: number): number;
  abstract write(index: number, value: number): void;
  protected abstract newChunk(): T;
  protected abstract newColumn(): this;

  /** A column with the same first `length` values: full chunks are shared, the last one is copied since both will append to it. */
  fork(length: number): this {
    const full = length >>> SHIFT;
    const twin = this.newColumn();
    twin.chunks = this.chunks.slice(0, full);
    const tail = this.chunks[full];
    if ((length & MASK) > 0 && tail !== undefined) twin.chunks[full] = tail.slice() as T;
    return twin;
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

  /** Makes sure that the chunk of `index`, its first cell, is there. */
  protected begin(index: number): void {
    this.chunks[index >>> SHIFT] ??= this.newChunk();
  }
}

/** Of numbers from 0 to 255. */
export class ByteLog extends LogColumn<Uint8Array> {
  at(index: number): number {
    return (this.chunks[index >>> SHIFT] as Uint8Array)[index & MASK] as number;
  }

  write(index: number, value: number): void {
    if ((index & MASK) === 0) this.begin(index);
    (this.chunks[index >>> SHIFT] as Uint8Array)[index & MASK] = value;
  }

  protected newChunk(): Uint8Array {
    return new Uint8Array(SIZE);
  }

  protected newColumn(): this {
    return new ByteLog() as this;
  }
}

/** Of numbers from 0 to 2³² − 1. */
export class WordLog extends LogColumn<Uint32Array> {
  at(index: number): number {
    return (this.chunks[index >>> SHIFT] as Uint32Array)[index & MASK] as number;
  }

  write(index: number, value: number): void {
    if ((index & MASK) === 0) this.begin(index);
    (this.chunks[index >>> SHIFT] as Uint32Array)[index & MASK] = value;
  }

  protected newChunk(): Uint32Array {
    return new Uint32Array(SIZE);
  }

  protected newColumn(): this {
    return new WordLog() as this;
  }
}

/** Of any numbers, such as times. */
export class NumberLog extends LogColumn<Float64Array> {
  at(index: number): number {
    return (this.chunks[index >>> SHIFT] as Float64Array)[index & MASK] as number;
  }

  write(index: number, value: number): void {
    if ((index & MASK) === 0) this.begin(index);
    (this.chunks[index >>> SHIFT] as Float64Array)[index & MASK] = value;
  }

  protected newChunk(): Float64Array {
    return new Float64Array(SIZE);
  }

  protected newColumn(): this {
    return new NumberLog() as this;
  }
}

export type AnyLog = ByteLog | WordLog | NumberLog;
