// Deliveries in a row, oldest first: of each its tag, its message, which attempt it is, and its offset in a log. A ring of rows
// that grows; who put them there and why is not its business.
import type { Saved, Stateful } from '../../kernel/state.ts';

const WIDTH = 4;

export class Deliveries implements Stateful {
  length = 0;
  private cells = new Int32Array(16 * WIDTH);
  /** Of the oldest, in cells; and one less than the number of cells, a power of two. */
  private head = 0;
  private mask = 16 * WIDTH - 1;

  /** `offset` is −1 for a queue's. */
  push(tag: number, message: number, attempt: number, offset: number): void {
    if (this.length * WIDTH > this.mask) this.grow();
    const { cells } = this;
    const at = (this.head + this.length++ * WIDTH) & this.mask;
    cells[at] = tag | 0;
    cells[at + 1] = message | 0;
    cells[at + 2] = attempt | 0;
    cells[at + 3] = offset | 0;
  }

  // Of the delivery `index` places behind the oldest.

  tag(index: number): number {
    return this.cells[(this.head + index * WIDTH) & this.mask] as number;
  }

  message(index: number): number {
    return this.cells[(this.head + index * WIDTH + 1) & this.mask] as number;
  }

  attempt(index: number): number {
    return this.cells[(this.head + index * WIDTH + 2) & this.mask] as number;
  }

  offset(index: number): number {
    return this.cells[(this.head + index * WIDTH + 3) & this.mask] as number;
  }

  /** Forgets the oldest; there must be one. */
  shift(): void {
    this.head = (this.head + WIDTH) & this.mask;
    this.length--;
  }

  /** Forgets the newest; there must be one. */
  pop(): void {
    this.length--;
  }

  clear(): void {
    this.head = 0;
    this.length = 0;
  }

  save(): Saved {
    return { cells: this.inOrder(this.length * WIDTH) };
  }

  load(saved: Saved): void {
    const cells = saved['cells'] as Int32Array;
    this.clear();
    while (this.cells.length < cells.length) this.grow();
    this.cells.set(cells);
    this.length = cells.length / WIDTH;
  }

  private inOrder(count: number): Int32Array {
    return Int32Array.from({ length: count }, (_, i) => this.cells[(this.head + i) & this.mask] as number);
  }

  private grow(): void {
    const wider = new Int32Array(this.cells.length * 2);
    wider.set(this.inOrder(this.cells.length));
    this.cells = wider;
    this.head = 0;
    this.mask = wider.length - 1;
  }
}
