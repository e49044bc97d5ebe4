// From the word on the command line to a lesson that was read and played: the id of a bundled one, or the path of a file whose document
// has the key `lesson`. Errors come out as lines that name file, line and path.
import { dirname, join } from 'node:path';
import { bundledFile } from '../engine/index.ts';
import { type Note, type Problem, printProblem } from '../files/index.ts';
import { isLesson, lessons, type PlayedLesson, playLesson, type ReadLesson, readLesson } from '../lessons/index.ts';
import { MOST_CHANGES, MOST_SCENARIO, readFileText } from './read-file.ts';

type CheckedLesson =
  | { readonly lesson: ReadLesson['lesson']; readonly played: PlayedLesson; readonly notes: readonly Note[] }
  | { readonly problems: readonly string[] };

const problemsOf = (errors: readonly Problem[]): CheckedLesson => ({ problems: errors.map(printProblem) });

/** The text of a file beside the lesson; undefined when it cannot be read. */
function siblingText(path: string): string | undefined {
  const read = readFileText(path, MOST_CHANGES, 'a file beside a lesson');
  return 'text' in read ? read.text : undefined;
}

function checked(text: string, file: string, readSibling?: (name: string) => string | undefined): CheckedLesson {
  const read = readLesson(text, { file, readSibling, readBundled: bundledFile });
  if ('errors' in read) return problemsOf(read.errors);
  const outcome = playLesson(read);
  if ('errors' in outcome) return problemsOf(outcome.errors);
  if (outcome.refuted.length > 0) return problemsOf(outcome.refuted);
  return { lesson: read.lesson, played: outcome.played, notes: read.notes };
}

/** Reads, checks and plays; null when the file is no lesson, or cannot be read. */
export function tryLesson(file: string): CheckedLesson | null {
  const bundled = lessons.find(({ id }) => id === file);
  if (bundled !== undefined) return checked(bundled.text, bundled.file);
  const read = readFileText(file, MOST_SCENARIO, 'a lesson');
  if (!('text' in read) || !isLesson(read.text, file)) return null;
  return checked(read.text, file, (name) => siblingText(join(dirname(file), name)));
}
