// The entries of a log that a group has been handed and has not read for good, oldest first, each with the member that holds
// it. Members that share a log settle out of order: what was read ahead of something older stays until that is read too.
import { Ring } from '../../kernel/ring.ts';
import { firstWhere } from '../../search.ts';

/** In place of a member: the entry has been read, something older has not. */
const READ = -1;
/** The same: its member is away, and is handed it again when it is back. */
const PENDING = -2;

export class Handed {
  readonly saved = ['offsets', 'holders', 'held', 'pending'];
  private readonly offsets = new Ring();
  private readonly holders = new Ring();
  /** How many of them members hold. */
  held = 0;
  /** How many wait for a member that is away. */
  private pending = 0;

  /** Entries read ahead of the group's position. */
  get readAhead(): number {
    return this.offsets.length - this.held - this.pending;
  }

  /** `member` is handed the entry at `offset`. */
  add(offset: number, member: number): void {
    const { offsets, holders } = this;
    if (this.pending > 0 && this.takeUp(offset, member)) return;
    const last = offsets.length - 1;
    if (last >= 0 && offset < offsets.at(last)) this.insert(offset, member);
    else {
      offsets.push(offset);
      holders.push(member);
    }
    this.held++;
  }

  /** `member` has read the oldest entry it holds. Returns the offset after it; −1 if something older has not been read. */
  settle(member: number): number {
    const { offsets, holders } = this;
    this.held--;
    if (holders.at(0) === member) {
      holders.shift();
      return offsets.shift() + 1;
    }
    for (let n = 1; n < holders.length; n++) {
      if (holders.at(n) !== member) continue;
      holders.set(n, READ);
      break;
    }
    return -1;
  }

  /** All before `offset` is read: where the next unread entry is, past those read ahead, which are forgotten. */
  readUpTo(offset: number): number {
    const { offsets, holders } = this;
    let next = offset;
    while (holders.length > 0 && this.isPassed(next)) {
      next = Math.max(next, offsets.shift() + 1);
      if (holders.shift() === PENDING) this.pending--;
    }
    return next;
  }

  /** Whether the oldest is behind a position, or has been read and is next. */
  private isPassed(next: number): boolean {
    const offset = this.offsets.at(0);
    const holder = this.holders.at(0);
    return holder === READ ? offset <= next : holder === PENDING && offset < next;
  }

  /** Whether members hold the entry at `offset` or a later one. */
  reaches(offset: number): boolean {
    return this.held > 0 && offset <= this.offsets.at(this.offsets.length - 1);
  }

  /** Whether a member holds the entry at `offset`. */
  holds(offset: number): boolean {
    const n = this.placeOf(offset);
    return this.isAt(n, offset) && this.holders.at(n) !== READ;
  }

  hasReadAhead(offset: number): boolean {
    if (this.readAhead === 0) return false;
    const n = this.placeOf(offset);
    return this.isAt(n, offset) && this.holders.at(n) === READ;
  }

  /** The entries read ahead of the group's position. */
  listReadAhead(): readonly number[] {
    if (this.readAhead === 0) return [];
    return Array.from({ length: this.offsets.length }, (_, n) => n)
      .filter((n) => this.holders.at(n) === READ)
      .map((n) => this.offsets.at(n));
  }

  /** Nobody holds anything any more. */
  release(): void {
    this.keep((holder) => holder < 0);
    this.held = 0;
  }

  /** One member holds nothing any more. */
  releaseOf(member: number): void {
    const before = this.offsets.length;
    this.keep((holder) => holder !== member);
    this.held -= before - this.offsets.length;
  }

  /** One member goes, and is handed what it holds again when it is back: until then nobody else is. */
  awaitOf(member: number): void {
    const { holders } = this;
    for (let n = 0; n < holders.length; n++) {
      if (holders.at(n) !== member) continue;
      holders.set(n, PENDING);
      this.held--;
      this.pending++;
    }
  }

  /** The group begins anew somewhere else. */
  clear(): void {
    this.offsets.clear();
    this.holders.clear();
    this.held = 0;
    this.pending = 0;
  }

  /** Forgets the entries with other holders than these. */
  private keep(stays: (holder: number) => boolean): void {
    const { offsets, holders } = this;
    for (let n = offsets.length; n > 0; n--) {
      const [offset, holder] = [offsets.shift(), holders.shift()];
      if (!stays(holder)) continue;
      offsets.push(offset);
      holders.push(holder);
    }
  }

  /** Hands out again what waited for that; returns whether it did. */
  private takeUp(offset: number, member: number): boolean {
    const { holders } = this;
    for (let n = this.placeOf(offset); this.isAt(n, offset); n++) {
      if (holders.at(n) !== PENDING) continue;
      holders.set(n, member);
      this.pending--;
      this.held++;
      return true;
    }
    return false;
  }

  /** Where the first entry stands at `offset` or after it; they stand in the order of the log, and there may be very many. */
  private placeOf(offset: number): number {
    const { offsets } = this;
    return firstWhere(0, offsets.length, (place) => offsets.at(place) >= offset);
  }

  private isAt(place: number, offset: number): boolean {
    return place < this.offsets.length && this.offsets.at(place) === offset;
  }

  /** Puts an entry before later ones: a member that came back was handed what it had held before. */
  private insert(offset: number, member: number): void {
    const { offsets, holders } = this;
    let n = offsets.length;
    offsets.push(offset);
    holders.push(member);
    for (; n > 0 && offsets.at(n - 1) > offset; n--) {
      offsets.set(n, offsets.at(n - 1));
      holders.set(n, holders.at(n - 1));
    }
    offsets.set(n, offset);
    holders.set(n, member);
  }
}
