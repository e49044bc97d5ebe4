// Lessons from files: which of some files is a lesson, with the others as what it may name beside it.
import type { Runner } from '../runner.ts';

/** Longer files are no lessons, bytes. */
const MOST = 4_000_000;

const isLesson = (text: string): boolean => /^\s*\{?\s*"?lesson"?\s*:/m.test(text.slice(0, 20_000));

/** Opens the first lesson among the files; false where none is one. What is wrong with it is told in the dialog of lessons. */
export async function openLessonFile(runner: Runner, files: readonly File[], surely = false): Promise<boolean> {
  const small = files.filter(({ size }) => size <= MOST);
  const texts = await Promise.all(small.map(async (file) => ({ file: file.name, text: await file.text() })));
  const found =
    texts.find(({ file, text }) => /\.(ya?ml|json)$/i.test(file) && isLesson(text)) ?? (surely ? texts[0] : undefined);
  if (found === undefined) return false;
  const siblings = Object.fromEntries(texts.filter((each) => each !== found).map(({ file, text }) => [file, text]));
  runner.set({ dialog: 'lessons', lessonProblems: [] });
  await runner.lessons.open({ ...found, siblings }, { bundled: null });
  return true;
}
