// A log of who got which row, with which version, why and when: of the changes of the truth, and of the writes of the copy. A
// record takes three words: what hardly ever changes from one to the next, the upper half of the time, is kept beside them, and so
// are versions that few users ever reach. It knows nothing of the tables.
import { Exceptions } from '../kernel/exceptions.ts';
import { RecordLog, timeOf } from '../kernel/record-log.ts';
import type { VirtualTime } from '../kernel/time.ts';
import { LOGGED_ROW, LOGGED_VERSION, REASON_MASK, ROW_MASK, VERSION_ELSEWHERE } from '../packing.ts';

export class RowLog {
  private records = new RecordLog(3);
  /** Upper halves of times, rising, and of each the first record it belongs to. Whoever writes a record again writes the same. */
  private highs: number[] = [0];
  private firsts: number[] = [0];
  /** The last of them. */
  private highest = 0;
  /** The place of the one that was read last: whoever reads mostly goes on from there. */
  private near = 0;
  /** Versions that do not fit into a record, by its place. */
  private versions = new Exceptions();
  /** Of the record opened last. */
  user = 0;
  version = 0;
  row = 0;
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
    cells[at + 1] = time.low;
    cells[at + 2] = reason | (row << LOGGED_ROW) | (version << LOGGED_VERSION);
    if (time.high > this.highest || version >= VERSION_ELSEWHERE) this.writeBeside(index, version, cells, at + 2);
  }

  /** Reads a record's `user`, `version` and `row`: for whoever asks for all of them, of very many records. */
  open(index: number): void {
    const cells = this.records.cells(index);
    const at = this.records.start(index);
    const word = cells[at + 2] as number;
    const version = word >>> LOGGED_VERSION;
    this.user = cells[at] as number;
    this.row = (word >>> LOGGED_ROW) & ROW_MASK;
    this.version = version === VERSION_ELSEWHERE ? this.versions.get(index, version) : version;
  }

  userOf(index: number): number {
    return this.records.at(index, 0);
  }

  versionOf(index: number): number {
    const version = this.records.at(index, 2) >>> LOGGED_VERSION;
    return version === VERSION_ELSEWHERE ? this.versions.get(index, version) : version;
  }

  /** Virtual time, microseconds. */
  timeOf(index: number): number {
    return timeOf(this.records.at(index, 1), this.highOf(index));
  }

  rowOf(index: number): number {
    return (this.records.at(index, 2) >>> LOGGED_ROW) & ROW_MASK;
  }

  reasonOf(index: number): number {
    return this.records.at(index, 2) & REASON_MASK;
  }

  /** What both say alike is kept once. */
  share(other: RowLog): void {
    this.records.shareAlike(other.records);
  }

  /** Goes on from the first `length` records of another run of the same past; see `RecordLog.continuing`. */
  continue(from: RowLog, length: number, apart: boolean): void {
    const known = from.firsts.filter((first, n) => n === 0 || first < length).length;
    this.records = this.records.continuing(from.records, length, apart);
    this.highs = from.highs.slice(0, known);
    this.firsts = from.firsts.slice(0, known);
    this.highest = this.highs[known - 1] as number;
    this.near = 0;
    this.versions = new Exceptions();
    if (!from.versions.none) this.versions.load(from.versions.save());
  }

  /** It is written anew from its beginning, with other times. */
  restart(): void {
    this.highs = [0];
    this.firsts = [0];
    this.highest = 0;
    this.near = 0;
  }

  /** Bytes held. */
  get bytes(): number {
    return this.records.bytes;
  }

  /** What a record has no room for; seldom. */
  private writeBeside(index: number, version: number, cells: Int32Array, at: number): void {
    const { high } = this.time;
    if (high > this.highest) {
      this.highs.push(high);
      this.firsts.push(index);
      this.highest = high;
    }
    if (version < VERSION_ELSEWHERE) return;
    cells[at] = (cells[at] as number) | (VERSION_ELSEWHERE << LOGGED_VERSION);
    this.versions.set(index, version);
  }

  /** The upper half of a record's time. */
  private highOf(index: number): number {
    const { firsts } = this;
    let { near } = this;
    while (near > 0 && (firsts[near] as number) > index) near--;
    while (near + 1 < firsts.length && (firsts[near + 1] as number) <= index) near++;
    this.near = near;
    return this.highs[near] as number;
  }
}
