// Checksums over the rows of a table of users, which both services compute alike: equal rows have equal sums, whatever else is kept of
// them. A user who is absent counts for nothing.
import { ABSENT } from '../../rows.ts';

interface Table {
  readonly rows: Uint8Array;
  readonly versions: Uint32Array;
}

/** A number that mixes all bits of three. */
function mixed(user: number, version: number, row: number): number {
  let word = Math.imul(user, 0x9e3779b1) ^ Math.imul(version + 1, 0x85ebca77) ^ Math.imul(row, 0xc2b2ae3d);
  word = Math.imul(word ^ (word >>> 15), 0x2c1b3c6d);
  word = Math.imul(word ^ (word >>> 12), 0x297a2d39);
  return word ^ (word >>> 15);
}

/** The checksum of users `first` … `last`; with their versions, where rows have any. */
export function digestOf({ rows, versions }: Table, first: number, last: number, versioned: boolean): number {
  let sum = 0;
  for (let user = first; user <= Math.min(last, rows.length - 1); user++) {
    const row = rows[user] as number;
    if (row !== ABSENT) sum = (sum + mixed(user, versioned ? (versions[user] as number) : 0, row)) | 0;
  }
  return sum;
}
