// The verb `check`: validates scenario and lesson files and tells every error at once. What is right and worth knowing is told as notes,
// on standard error. A lesson is right when its runs say what it expects, too.
import { printNote } from '../files/index.ts';
import { type Options, WrongInput, writeOut } from './input.ts';
import { tryLesson } from './lesson.ts';
import { tryScenario } from './load.ts';
import { printCells, printJson } from './print.ts';

export function checkVerb(files: readonly string[], { format }: Options): void {
  const checked = files.map((file) => ({ file, read: tryLesson(file) ?? tryScenario(file) }));
  const problems = checked.flatMap(({ read }) => ('problems' in read ? read.problems : []));
  if (problems.length > 0) throw new WrongInput(problems.join('\n'));
  const notes = checked.flatMap(({ read }) => ('notes' in read ? read.notes : []));
  process.stderr.write(notes.map((note) => `${printNote(note)}\n`).join(''));
  const rows = checked.map(({ file, read }) => {
    if ('lesson' in read)
      return { file, id: read.lesson.id, title: read.lesson.title, steps: read.lesson.steps.length };
    const scenario = 'scenario' in read ? read.scenario : undefined;
    return { file, id: scenario?.id ?? '', title: scenario?.title ?? '', variants: scenario?.variants.length ?? 0 };
  });
  if (format === 'json') return writeOut(printJson(rows));
  const kinds = (['variants', 'steps'] as const).filter((kind) => rows.some((row) => kind in row));
  const countOf = (row: (typeof rows)[number], kind: string) => String((row as Record<string, unknown>)[kind] ?? '');
  const cells = rows.map((row) => [row.file, row.id, row.title, ...kinds.map((kind) => countOf(row, kind))]);
  writeOut(printCells([['file', 'id', 'title', ...kinds], ...cells], format));
}
