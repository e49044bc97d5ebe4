// The verb `check`: validates scenario files and tells every error at once. What is right and worth knowing is told as notes, on
// standard error.
import { printNote } from '../files/index.ts';
import { type Options, WrongInput, writeOut } from './input.ts';
import { tryScenario } from './load.ts';
import { printCells, printJson } from './print.ts';

export function checkVerb(files: readonly string[], { format }: Options): void {
  const checked = files.map((file) => ({ file, read: tryScenario(file) }));
  const problems = checked.flatMap(({ read }) => ('problems' in read ? read.problems : []));
  if (problems.length > 0) throw new WrongInput(problems.join('\n'));
  const notes = checked.flatMap(({ read }) => ('notes' in read ? read.notes : []));
  process.stderr.write(notes.map((note) => `${printNote(note)}\n`).join(''));
  const rows = checked.map(({ file, read }) => {
    const scenario = 'scenario' in read ? read.scenario : undefined;
    return { file, id: scenario?.id ?? '', title: scenario?.title ?? '', variants: scenario?.variants.length ?? 0 };
  });
  if (format === 'json') return writeOut(printJson(rows));
  const cells = rows.map(({ file, id, title, variants }) => [file, id, title, String(variants)]);
  writeOut(printCells([['file', 'id', 'title', 'variants'], ...cells], format));
}
