// What a check of a document has found so far: complaints with the path of the key they are about. It knows neither
// files and lines nor what a scenario is.
import type { Path } from './definition.ts';
import { show } from './words.ts';

export interface Issue {
  /** Keys and list positions from the top of the document; the last may be a key that is missing. */
  readonly path: Path;
  readonly message: string;
}

/** How a value is repeated in a message; files quote numbers as they were written. */
export type Quote = (path: Path, value: unknown) => string;

const keyOf = (path: Path): string => JSON.stringify(path);

export class Findings {
  readonly issues: Issue[] = [];
  readonly quote: Quote;
  /** Paths of all issues, and those paths' beginnings. */
  private readonly exact = new Set<string>();
  private readonly above = new Set<string>();

  constructor(quote: Quote = (_path, value) => show(value)) {
    this.quote = quote;
  }

  add(path: Path, message: string): void {
    this.issues.push({ path, message });
    this.exact.add(keyOf(path));
    for (let length = 0; length <= path.length; length++) this.above.add(keyOf(path.slice(0, length)));
  }

  /** Whether something is wrong at this path, below it, or with what should hold it. */
  isBad(path: Path): boolean {
    if (this.above.has(keyOf(path)) && path.length > 0) return true;
    for (let length = 0; length < path.length; length++) if (this.exact.has(keyOf(path.slice(0, length)))) return true;
    return false;
  }
}
