// The text of a file that was named on the command line or by a scenario, or a sentence that says why it has none. It reads no more
// than is allowed, so that a file without an end is refused soon.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { textOf } from '../files/index.ts';

type FileText =
  | { readonly text: string }
  /** `missing`: there is no such file. */
  | { readonly line: number; readonly message: string; readonly missing: boolean };

const PORTION = 1 << 20;
export const MOST_SCENARIO = 4_000_000;
/** Of a file of changes; the page reads fewer. */
export const MOST_CHANGES = 256_000_000;

/** All bytes of an open file, or undefined when it has more than `most`. */
function bytesOf(file: number, most: number): Uint8Array | undefined {
  const portions: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const portion = new Uint8Array(PORTION);
    const read = readSync(file, portion);
    if (read === 0) return Buffer.concat(portions);
    size += read;
    if (size > most) return undefined;
    portions.push(portion.subarray(0, read));
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read: its permissions forbid it',
  EISDIR: 'is a directory; allowed is a file',
};

/** Reads at most `most` bytes; `what` is what such a file should be. */
export function readFileText(path: string, most: number, what: string): FileText {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    if (fstatSync(file).isDirectory()) return { line: 1, message: REASONS['EISDIR'] as string, missing: false };
    const bytes = bytesOf(file, most);
    if (bytes !== undefined) return { missing: false, ...textOf(bytes) };
    return { line: 1, message: `has more than ${most} bytes; ${what} has fewer`, missing: false };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const missing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
    return { line: 1, message: REASONS[code] ?? `cannot be read: ${message}`, missing };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
