// What is found in a file of changes, line by line: problems and notes. What many lines have in common is told once, at the first
// of them. It knows no formats.
import { DOCUMENT, type Note, type Problem } from '../problems.ts';

/** After so many problems the rest of a file is not read. */
const MANY = 1000;

interface Once {
  readonly line: number;
  readonly path: string;
  readonly message: string;
  lines: number;
}

export class Told {
  private readonly file: string;
  private readonly found: Problem[] = [];
  private readonly often = new Map<string, Once>();
  private readonly heard = new Map<string, Once>();

  constructor(file: string) {
    this.file = file;
  }

  /** A copy that goes on by itself. */
  continued(): Told {
    const next = new Told(this.file);
    next.found.push(...this.found);
    for (const [key, once] of this.often) next.often.set(key, { ...once });
    for (const [key, once] of this.heard) next.heard.set(key, { ...once });
    return next;
  }

  get count(): number {
    return this.found.length + this.often.size;
  }

  get isFull(): boolean {
    return this.count >= MANY;
  }

  add(line: number, path: string, message: string): void {
    this.found.push({ file: this.file, line, path, message });
  }

  /** A problem that further lines have too, by the same key. */
  once(key: string, line: number, path: string, message: string): void {
    count(this.often, key, { line, path, message, lines: 1 });
  }

  note(key: string, line: number, path: string, message: string): void {
    count(this.heard, key, { line, path, message, lines: 1 });
  }

  problems(): readonly Problem[] {
    const all = [...this.found, ...this.written(this.often)].sort((a, b) => a.line - b.line);
    if (!this.isFull) return all;
    const { line } = all.at(-1) as Problem;
    const message = `more than ${MANY} problems; the rest of the file was not read`;
    return [...all, { file: this.file, line, path: DOCUMENT, message }];
  }

  notes(): readonly Note[] {
    return this.written(this.heard).sort((a, b) => a.line - b.line);
  }

  private written(all: ReadonlyMap<string, Once>): Problem[] {
    return [...all.values()].map(({ line, path, message, lines }) => {
      const more = lines > 1 ? ` (${lines - 1} more like it)` : '';
      return { file: this.file, line, path, message: message + more };
    });
  }
}

function count(all: Map<string, Once>, key: string, first: Once): void {
  const known = all.get(key);
  if (known === undefined) all.set(key, first);
  else known.lines++;
}
