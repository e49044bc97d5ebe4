// The text of a file that was named on the command line or by a scenario, or a sentence that says why it has none. It reads no more
// than is allowed, so that a file without an end is refused soon.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { textOf } from '../files/index.ts';

/** Why a file cannot be read, or from where on it is something else. `missing`: there is no such file. */
interface Unreadable {
  readonly line: number;
  readonly message: string;
  readonly missing: boolean;
}

type FileText = { readonly text: string } | Unreadable;

const PORTION = 1 << 20;
const NEW_LINE = 10;
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

/** Opens a file for `read` and closes it again; says why where it cannot be read. */
export function whileOpen<Result>(path: string, read: (file: number) => Result): Result | Unreadable {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    if (fstatSync(file).isDirectory()) return { line: 1, message: REASONS['EISDIR'] as string, missing: false };
    return read(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const missing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
    return { line: 1, message: REASONS[code] ?? `cannot be read: ${message}`, missing };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Reads at most `most` bytes; `what` is what such a file should be. */
export const readFileText = (path: string, most: number, what: string): FileText =>
  whileOpen<FileText>(path, (file) => {
    const bytes = bytesOf(file, most);
    if (bytes !== undefined) return { missing: false, ...textOf(bytes) };
    return { line: 1, message: `has more than ${most} bytes; ${what} has fewer`, missing: false };
  });

/** A line with all bytes up to its end, counted from the file's beginning; or why it is none. */
type FileLine = { readonly text: string; readonly end: number } | { readonly message: string };

/** The lines of an open file, however long it is, each of at most `most` bytes; returns what follows the last line's end. */
export function* linesIn(file: number, most: number): Generator<FileLine, string> {
  let begun: Uint8Array[] = [];
  let length = 0;
  let end = 0;
  for (;;) {
    const portion = new Uint8Array(PORTION);
    const bytes = portion.subarray(0, readSync(file, portion));
    if (bytes.length === 0) return Buffer.concat(begun).toString();
    let from = 0;
    for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, from)) {
      const line = Buffer.concat([...begun, bytes.subarray(from, at)]);
      end += line.length + 1;
      yield { end, ...textOf(line) };
      begun = [];
      length = 0;
      from = at + 1;
    }
    begun.push(bytes.subarray(from));
    length += bytes.length - from;
    if (length > most) {
      yield { message: `has more than ${most} bytes` };
      return '';
    }
  }
}
