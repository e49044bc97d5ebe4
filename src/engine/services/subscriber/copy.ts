// Billing's own copy of user id and status, and the append-only log of every write to it. It does not decide what to write,
// nor know how far it is from the truth. A removed row is ABSENT and keeps its version as a tombstone.
import { grown } from '../../kernel/columns.ts';
import { Exceptions } from '../../kernel/exceptions.ts';
import { highOf, lowOf, RecordLog, timeOf } from '../../kernel/record-log.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import { ABSENT } from '../../rows.ts';
import { RowLog } from '../row-log.ts';
import { cellOf, rowInCell, UserTable } from '../user-table.ts';

export class Copy extends UserTable {
  readonly saved = ['writes', 'present', 'used', 'restamped'];
  /** Length of the log of writes. */
  writes = 0;
  /** How many rows the table has. */
  present = 0;
  /** The highest user number ever written. */
  private used = 0;
  /** What the policy compares besides the version, where it does: `occurredAt` of what was written last, or the versions of the fields. */
  stamps: Float64Array = new Float64Array(0);
  readonly log: RowLog;
  /** By user: the version of the change that the row tells of, where it has the version of another. */
  readonly restamped = new Exceptions();
  /** Of each write its stamp, in two words. */
  stampLog = new RecordLog(2);
  /** Whether the policy compares times, or versions of fields. */
  readonly keepsStamps: boolean;
  /** The stamp of a row that is there from the start. */
  readonly initialStamp: number;

  constructor(time: VirtualTime, keepsStamps: boolean, initialStamp = 0) {
    super();
    this.log = new RowLog(time);
    this.keepsStamps = keepsStamps;
    this.initialStamp = initialStamp;
  }

  /** Makes room for users up to `user`. Who commits changes sees to it that there is room for everybody the truth has. */
  reserve(user: number): void {
    if (user < this.cells.length) return;
    this.makeRoom(user);
    if (this.keepsStamps) this.stamps = grown(this.stamps, user + 1);
  }

  stampOf(user: number): number {
    // Of whom nothing was ever written, anything is news; so is an event of the very beginning.
    if (this.initialStamp === 0 && this.versionOf(user) === 0) return -1;
    return this.stamps[user] ?? 0;
  }

  /** Fills in a row that is there from the start; it is part of the first keyframe, not of the log. */
  setInitial(user: number, row: number): void {
    this.reserve(user);
    if (user > this.used) this.used = user;
    this.cells[user] = cellOf(1, row);
    if (this.keepsStamps) this.stamps[user] = this.initialStamp;
    if (row !== ABSENT) this.present++;
  }

  write(user: number, version: number, row: number, cause: number, stamp: number): void {
    const before = rowInCell(this.cells[user] as number);
    if (before === ABSENT && row !== ABSENT) this.present++;
    else if (before !== ABSENT && row === ABSENT) this.present--;
    if (user > this.used) this.used = user;
    this.cells[user] = cellOf(version, row);
    if (!this.restamped.none) this.restamped.delete(user);
    const write = this.writes++;
    this.log.write(write, user, version, row, cause);
    if (this.keepsStamps) this.stamp(write, user, stamp);
  }

  /** The highest user number with a row; 0 when the table is empty. */
  highestPresent(): number {
    let user = this.cells.length - 1;
    while (user > 0 && this.rowOf(user) === ABSENT) user--;
    return Math.max(user, 0);
  }

  /** Only where there are stamps. */
  stampOfWrite(write: number): number {
    return timeOf(this.stampLog.at(write, 0), this.stampLog.at(write, 1));
  }

  /** Continues the log of writes of another run of the same past. */
  continueLog(from: Copy, apart: boolean): void {
    const length = from.writes;
    this.log.continue(from.log, length, apart);
    if (this.keepsStamps) this.stampLog = this.stampLog.continuing(from.stampLog, length, apart);
  }

  /** The highest user number that the table has or had. */
  highestUsed(): number {
    return this.used;
  }

  private stamp(write: number, user: number, stamp: number): void {
    this.stamps[user] = stamp;
    const cells = this.stampLog.room(write);
    const at = this.stampLog.start(write);
    cells[at] = lowOf(stamp);
    cells[at + 1] = highOf(stamp);
  }
}
