// A table of users, by number: of each the row and its version in one word, since whoever changes one changes both, and a user whom
// nobody has looked at for long is then fetched from memory once.
import { grown } from '../kernel/columns.ts';
import { CELL_VERSION, ROW_MASK } from '../packing.ts';
import type { RowLog } from './row-log.ts';

/** Versions in as few bytes as hold them: most are small. */
export type Narrow = Uint8Array | Uint16Array | Uint32Array;

/** A table by columns, by user number; cell 0 is unused. */
interface Columns {
  readonly rows: Uint8Array;
  readonly versions: Narrow;
}

/** A version of at most 2²⁹ − 1 with its row. */
export const cellOf = (version: number, row: number): number => row | (version << CELL_VERSION);
export const rowInCell = (cell: number): number => cell & ROW_MASK;
export const versionInCell = (cell: number): number => cell >>> CELL_VERSION;

export class UserTable {
  /** By user number; cell 0 is unused. */
  cells: Uint32Array = new Uint32Array(1);

  /** The row of a user; ABSENT of one whom the table has no room for. */
  rowOf(user: number): number {
    return rowInCell(this.cells[user] ?? 0);
  }

  /** The version of a user's row; 0 where there was none. */
  versionOf(user: number): number {
    return versionInCell(this.cells[user] ?? 0);
  }

  /** Rows and versions up to those of user `length` − 1. */
  columnsTo(length: number): Columns {
    const { cells } = this;
    const end = Math.min(length, cells.length);
    const [rows, narrow] = [new Uint8Array(length), new Uint8Array(length)];
    let bits = 0;
    for (let user = 1; user < end; user++) {
      const cell = cells[user] as number;
      rows[user] = rowInCell(cell);
      narrow[user] = versionInCell(cell);
      bits |= cell;
    }
    const most = versionInCell(bits);
    if (most >>> 8 === 0) return { rows, versions: narrow };
    const versions = most >>> 16 === 0 ? new Uint16Array(length) : new Uint32Array(length);
    for (let user = 1; user < end; user++) versions[user] = versionInCell(cells[user] as number);
    return { rows, versions };
  }

  /** From now on it holds these, in the room that it has where they are as many. */
  become(rows: Uint8Array, versions: Narrow): void {
    const length = Math.max(1, rows.length);
    if (this.cells.length !== length) this.cells = new Uint32Array(length);
    const { cells } = this;
    for (let user = 1; user < length; user++) cells[user] = cellOf(versions[user] as number, rows[user] as number);
  }

  /** The records `from` … `to` − 1 of its log are written again. */
  redo(log: RowLog, from: number, to: number): void {
    for (let record = from; record < to; record++) {
      log.open(record);
      const { user } = log;
      if (user >= this.cells.length) this.makeRoom(user);
      this.cells[user] = cellOf(log.version, log.row);
    }
  }

  /** Room for users up to `user`. */
  protected makeRoom(user: number): void {
    this.cells = grown(this.cells, user + 1);
  }
}
