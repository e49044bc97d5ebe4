// A group's pending entries in order of offset: handed to a member, not yet acknowledged. Appending and removing in order
// cost next to nothing; anything else is a search. It knows neither the log nor the members.

const NOBODY = -1;

export interface PendingState {
  readonly offsets: Float64Array;
  readonly owners: Int32Array;
  readonly times: Float64Array;
  readonly counts: Uint32Array;
}

export class Pending {
  /** Entries pending. */
  length = 0;
  /** Rows run from `start` to `end`; those without an owner are holes. */
  start = 0;
  end = 0;
  private offsets = new Float64Array(16);
  private owners = new Int32Array(16);
  private times = new Float64Array(16);
  private counts = new Uint32Array(16);

  /** Row of an offset, or -1. */
  find(offset: number): number {
    const row = this.from(offset);
    return row < this.end && this.offsets[row] === offset && this.owners[row] !== NOBODY ? row : -1;
  }

  /** First row at or after an offset, holes included. */
  from(offset: number): number {
    let low = this.start;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.offsets[middle] as number) >= offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  isHole(row: number): boolean {
    return this.owners[row] === NOBODY;
  }

  offset(row: number): number {
    return this.offsets[row] as number;
  }

  owner(row: number): number {
    return this.owners[row] as number;
  }

  /** When it was last handed out. */
  time(row: number): number {
    return this.times[row] as number;
  }

  /** How often it was handed out. */
  count(row: number): number {
    return this.counts[row] as number;
  }

  /** Adds an entry, or changes the one that is there. */
  set(offset: number, owner: number, time: number, count: number): void {
    let row = this.from(offset);
    if (row === this.end || this.offsets[row] !== offset) {
      row = this.open(row, offset);
      this.length++;
    } else if (this.owners[row] === NOBODY) this.length++;
    this.owners[row] = owner;
    this.times[row] = time;
    this.counts[row] = count;
  }

  remove(row: number): void {
    this.owners[row] = NOBODY;
    this.length--;
    while (this.start < this.end && this.owners[this.start] === NOBODY) this.start++;
    if (this.start === this.end) {
      this.start = 0;
      this.end = 0;
    }
  }

  save(): PendingState {
    const rows: number[] = [];
    for (let row = this.start; row < this.end; row++) if (!this.isHole(row)) rows.push(row);
    return {
      offsets: Float64Array.from(rows, (row) => this.offset(row)),
      owners: Int32Array.from(rows, (row) => this.owner(row)),
      times: Float64Array.from(rows, (row) => this.time(row)),
      counts: Uint32Array.from(rows, (row) => this.count(row)),
    };
  }

  load(state: PendingState): void {
    this.length = 0;
    this.start = 0;
    this.end = 0;
    for (let row = 0; row < state.offsets.length; row++) {
      this.set(
        state.offsets[row] as number,
        state.owners[row] as number,
        state.times[row] as number,
        state.counts[row] as number,
      );
    }
  }

  /** Makes room for a row at `row` and writes its offset; returns where it ended up. */
  private open(row: number, offset: number): number {
    const last = row === this.end;
    if (this.end === this.offsets.length) {
      this.makeRoom();
      row = last ? this.end : this.from(offset);
    }
    for (let to = this.end; to > row; to--) this.move(to - 1, to);
    this.end++;
    this.offsets[row] = offset;
    return row;
  }

  /** Closes the holes, and widens the columns if that was not enough. */
  private makeRoom(): void {
    let to = 0;
    for (let row = this.start; row < this.end; row++) if (!this.isHole(row)) this.move(row, to++);
    this.start = 0;
    this.end = to;
    if (to < this.offsets.length / 2) return;
    const length = this.offsets.length * 2;
    const wider = [new Float64Array(length), new Int32Array(length), new Float64Array(length)] as const;
    wider[0].set(this.offsets);
    wider[1].set(this.owners);
    wider[2].set(this.times);
    const counts = new Uint32Array(length);
    counts.set(this.counts);
    [this.offsets, this.owners, this.times] = wider;
    this.counts = counts;
  }

  private move(from: number, to: number): void {
    this.offsets[to] = this.offsets[from] as number;
    this.owners[to] = this.owners[from] as number;
    this.times[to] = this.times[from] as number;
    this.counts[to] = this.counts[from] as number;
  }
}
