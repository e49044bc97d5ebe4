// The file that a trace is written to: never one that the run is read from, in portions of whole lines, and a sentence when there is
// no room for it.
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { type TraceLine, writtenLine } from '../engine/index.ts';
import { tell } from './dispatch.ts';
import { WrongInput } from './input.ts';

/** Trace lines are written in portions of about this many characters. */
const PORTION = 1 << 20;

/** Which file a path leads to, whatever it is called; undefined when there is none. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}

/** Refuses a target that is one of the files `read`; `option` named it. */
export function refuseRead(path: string, read: readonly string[], option: string): void {
  const target = identityOf(path);
  const same = target === undefined ? undefined : read.find((each) => identityOf(each) === target);
  if (same !== undefined)
    throw new WrongInput(
      `${path}:1: ${option}: is the file that the run is read from (${same}); allowed is another file`,
    );
}

export class TraceFile {
  private readonly path: string;
  private readonly file: number;
  private waiting = '';

  /** `read`: the files that the run is read from. */
  constructor(path: string, read: readonly string[]) {
    refuseRead(path, read, '--trace');
    this.path = path;
    this.file = this.attempt(() => openSync(path, 'w'));
    tell({ is: 'tracing', path });
  }

  readonly write = (line: TraceLine): void => {
    this.waiting += `${JSON.stringify(writtenLine(line))}\n`;
    if (this.waiting.length > PORTION) this.flush();
  };

  close(): void {
    this.flush();
    this.attempt(() => closeSync(this.file));
    tell({ is: 'tracing', path: null });
  }

  private flush(): void {
    const bytes = Buffer.from(this.waiting);
    for (let written = 0; written < bytes.length; ) written += this.attempt(() => writeSync(this.file, bytes, written));
    this.waiting = '';
  }

  private attempt<Result>(what: () => Result): Result {
    try {
      return what();
    } catch (error) {
      throw new WrongInput(`${this.path}:1: --trace: cannot be written: ${(error as Error).message}`);
    }
  }
}

/** Cuts off a last line that was not written to its end, as far as the file is one that can be cut; returns whether it is whole now. */
export function endWithWholeLine(path: string): boolean {
  try {
    const file = openSync(path, 'r+');
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, 2 * PORTION));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const last = tail.lastIndexOf('\n');
    if (last >= 0 || size <= tail.length) ftruncateSync(file, size - tail.length + last + 1);
    closeSync(file);
    return true;
  } catch {
    return false;
  }
}
