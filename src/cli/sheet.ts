// The verb `sheet`: lessons on paper, as a document that any browser prints.
import { type SheetKind, sheetOf, sheetPages } from '../lessons/index.ts';
import { WrongInput } from './input.ts';
import { tryLesson } from './lesson.ts';

export interface SheetOptions {
  readonly answers?: true;
}

export function sheetVerb(files: readonly string[], { answers }: SheetOptions): void {
  const kind: SheetKind = answers === true ? 'answers' : 'questions';
  const problems: string[] = [];
  const sheets = files.flatMap((file) => {
    const read = tryLesson(file);
    if (read !== null && 'played' in read) return [sheetOf(read.played, kind)];
    problems.push(
      ...(read?.problems ?? [
        `${file}:1: file: is no lesson; allowed are a lesson’s file and the ids that "driftlab list lessons" lists`,
      ]),
    );
    return [];
  });
  if (problems.length > 0) throw new WrongInput(problems.join('\n'));
  process.stdout.write(sheetPages(sheets));
}
