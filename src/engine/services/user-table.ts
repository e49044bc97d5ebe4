// A table of users, by number: of each the row and its version in one word, since whoever changes one changes both, and a user whom
// nobody has looked at for long is then fetched from memory once.
import { grown } from '../kernel/columns.ts';
import { CELL_VERSION, ROW_MASK } from '../packing.ts';

/** Versions in as few bytes as hold them: most are small. */
export type Narrow = Uint8Array | Uint16Array | Uint32Array;

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

  /** All rows up to that of user `length` − 1. */
  rowsTo(length: number): Uint8Array {
    const rows = new Uint8Array(length);
    for (let user = 1; user < length; user++) rows[user] = this.rowOf(user);
    return rows;
  }

  /** The same of the versions. */
  versionsTo(length: number): Narrow {
    let bits = 0;
    for (let user = 1; user < length; user++) bits |= this.versionOf(user);
    const Cells = bits >>> 8 === 0 ? Uint8Array : bits >>> 16 === 0 ? Uint16Array : Uint32Array;
    const versions = new Cells(length);
    for (let user = 1; user < length; user++) versions[user] = this.versionOf(user);
    return versions;
  }

  /** From now on it holds these. */
  become(rows: Uint8Array, versions: Narrow): void {
    const cells = new Uint32Array(Math.max(1, rows.length));
    for (let user = 1; user < rows.length; user++) cells[user] = cellOf(versions[user] as number, rows[user] as number);
    this.cells = cells;
  }

  /** Room for users up to `user`. */
  protected makeRoom(user: number): void {
    this.cells = grown(this.cells, user + 1);
  }
}
