// What is wrong with a file: where it stands and what it says, as one line of text each. It knows no formats.

export interface Problem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The key it is about, such as `faults[0].at`; `(document)` where no key can be named. */
  readonly path: string;
  readonly message: string;
}

/** What people should know of a file that is right: it refuses nothing. Said in the form of a problem. */
export type Note = Problem;

/** Stands for the path where no key can be named. */
export const DOCUMENT = '(document)';

/** At most so many problems of one file are listed; a last one says how many more there are. */
const MANY = 1000;

export const printProblem = ({ file, line, path, message }: Problem): string => `${file}:${line}: ${path}: ${message}`;

/** A note as the command line prints it. */
export const printNote = ({ file, line, path, message }: Note): string => `${file}:${line}: ${path}: note: ${message}`;

/** Sorted by line, at most a thousand. */
export function firstProblems(problems: readonly Problem[]): readonly Problem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  const [last, rest] = [sorted[MANY - 1], sorted.length - MANY];
  if (last === undefined || rest <= 0) return sorted;
  const more = {
    file: last.file,
    line: last.line,
    path: DOCUMENT,
    message: `and ${rest} more problems after this line`,
  };
  return [...sorted.slice(0, MANY), more];
}
