// Checksums over the rows of a table of users, which both services compute alike: equal rows have equal sums, whatever else is kept of
// them. A user who is absent counts for nothing.
import { ABSENT } from '../../rows.ts';
import type { UserTable } from '../user-table.ts';

/** A number that mixes all bits of three. */
function mixed(user: number, version: number, row: number): number {
  let word = Math.imul(user, 0x9e3779b1) ^ Math.imul(version + 1, 0x85ebca77) ^ Math.imul(row, 0xc2b2ae3d);
  word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
  word = Math.imul(word ^ (word >>> 12), 0x297a2d39);
  return word ^ (word >>> 15);
}

/** The checksum of users `first` … `last`; with their versions, where rows have any. */
export function digestOf(table: UserTable, first: number, last: number, versioned: boolean): number {
  let sum = 0;
  for (let user = first; user <= Math.min(last, table.cells.length - 1); user++) {
    const row = table.rowOf(user);
    if (row !== ABSENT) sum = (sum + mixed(user, versioned ? table.versionOf(user) : 0, row)) | 0;
  }
  return sum;
}
