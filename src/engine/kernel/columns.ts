// Columns written in place: one typed array per field of what there are many of, one row per user. Append-only logs, cut
// into chunks that forks share, stand in record-log.ts.
type Cells = Uint8Array | Int32Array | Uint32Array | Float64Array;
type CellsConstructor<T extends Cells> = new (length: number) => T;

/** At least `length` long; doubled from `column` when it is shorter, so that growing is rare. */
export function grown<T extends Cells>(column: T, length: number): T {
  if (length <= column.length) return column;
  const wider = new (column.constructor as CellsConstructor<T>)(Math.max(length, column.length * 2, 64));
  wider.set(column as never);
  return wider;
}

/** One bit per index; grows. What was saved is shared until one side changes it: many marks are taken between two changes. */
export class Bits {
  words: Uint32Array;
  /** Whether somebody else holds on to the words. */
  private isShared = false;

  constructor(words: Uint32Array = new Uint32Array(0)) {
    this.words = words;
  }

  has(index: number): boolean {
    return (((this.words[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
  }

  add(index: number): void {
    const word = index >>> 5;
    if (this.isShared || word >= this.words.length) this.own(word + 1);
    this.words[word] = (this.words[word] as number) | (1 << (index & 31));
  }

  remove(index: number): void {
    const word = index >>> 5;
    if (word >= this.words.length) return;
    if (this.isShared) this.own(word);
    this.words[word] = (this.words[word] as number) & ~(1 << (index & 31));
  }

  /** Removes `index` and all above. */
  removeFrom(index: number): void {
    const word = index >>> 5;
    if (word >= this.words.length) return;
    if (this.isShared) this.own(word);
    this.words[word] = (this.words[word] as number) & ((1 << (index & 31)) - 1);
    this.words.fill(0, word + 1);
  }

  clear(): void {
    this.words = new Uint32Array(0);
    this.isShared = false;
  }

  save(): { readonly words: Uint32Array } {
    this.isShared = true;
    return { words: this.words };
  }

  load(saved: { readonly [field: string]: unknown }): void {
    this.words = saved['words'] as Uint32Array;
    this.isShared = true;
  }

  /** Words that nobody else holds on to, at least `length` of them. */
  private own(length: number): void {
    const wider = grown(this.words, length);
    this.words = wider === this.words ? wider.slice() : wider;
    this.isShared = false;
  }
}
