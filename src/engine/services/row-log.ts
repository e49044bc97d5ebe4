// A log of who got which row, with which version, why and when: of the changes of the truth, and of the writes of the copy. A
// record takes four words. It knows nothing of the tables.
import { RecordLog, timeOf } from '../kernel/record-log.ts';
import type { VirtualTime } from '../kernel/time.ts';
import { LOGGED_REASON, LOGGED_ROW, ROW_MASK, TIME_HIGH_MASK } from '../packing.ts';

export class RowLog {
  private records = new RecordLog(4);
  private readonly time: VirtualTime;

  constructor(time: VirtualTime) {
    this.time = time;
  }

  /** Writes record `index`, the next one, for now. `reason`: 0 … 255. */
  write(index: number, user: number, version: number, row: number, reason: number): void {
    const { time } = this;
    const cells = this.records.room(index);
    const at = this.records.start(index);
    cells[at] = user | 0;
    cells[at + 1] = version | 0;
    cells[at + 2] = time.low;
    cells[at + 3] = time.high | (row << LOGGED_ROW) | (reason << LOGGED_REASON);
  }

  userOf(index: number): number {
    return this.records.at(index, 0);
  }

  versionOf(index: number): number {
    return this.records.at(index, 1);
  }

  /** Virtual time, microseconds. */
  timeOf(index: number): number {
    return timeOf(this.records.at(index, 2), this.records.at(index, 3) & TIME_HIGH_MASK);
  }

  rowOf(index: number): number {
    return (this.records.at(index, 3) >>> LOGGED_ROW) & ROW_MASK;
  }

  reasonOf(index: number): number {
    return this.records.at(index, 3) >>> LOGGED_REASON;
  }

  /** What both say alike is kept once. */
  share(other: RowLog): void {
    this.records.shareAlike(other.records);
  }

  /** Goes on from the first `length` records of another run of the same past. */
  continue(from: RowLog, length: number): void {
    this.records = from.records.fork(length);
  }

  /** Bytes held. */
  get bytes(): number {
    return this.records.bytes;
  }
}
