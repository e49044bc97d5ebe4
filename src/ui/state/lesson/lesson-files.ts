// Lessons from files: which of some files is a lesson, with the others as what it may name beside it. A file without a text, a folder
// say, is told in a sentence; what is wrong with a lesson, in the dialog of lessons.
import { fileText } from '../file-text.ts';
import type { Runner } from '../runner.ts';

/** Longer files are no lessons, bytes; a file of changes beside one may be longer. */
const MOST = 4_000_000;
const MOST_BESIDE = 64_000_000;

/** A broker script may say what it teaches under the same key. */
const isLessonsData = (data: object): boolean =>
  Object.hasOwn(data, 'lesson') && typeof (data as { broker?: unknown }).broker !== 'string';

/** By its first keys: YAML is read elsewhere. */
function isLesson(text: string): boolean {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && isLessonsData(data);
  } catch {
    return /^(?:\{\s*)?["']?lesson["']?\s*:/m.test(text.slice(0, 20_000));
  }
}

/** The first file that is a lesson; undefined where none is, or none can be read. */
async function lessonAmong(files: readonly File[]): Promise<File | undefined> {
  for (const file of files) {
    if (!/\.(ya?ml|json)$/i.test(file.name)) continue;
    const read = await fileText(file, MOST, 'a lesson');
    if ('text' in read && isLesson(read.text)) return file;
  }
  return undefined;
}

/**
 * Opens the first lesson among the files; false where none is one. `surely`: they were chosen as a lesson, and if none is, the first is
 * told what it lacks.
 */
export async function openLessonFile(runner: Runner, files: readonly File[], surely = false): Promise<boolean> {
  const main = (await lessonAmong(files)) ?? (surely ? files[0] : undefined);
  if (main === undefined) return false;
  runner.set({ dialog: 'lessons', lessonProblems: [], lessonUnread: null });
  const texts = new Map<File, string>();
  for (const file of files) {
    const isMain = file === main;
    const read = await fileText(file, isMain ? MOST : MOST_BESIDE, isMain ? 'a lesson' : 'a file beside a lesson');
    if ('problem' in read) {
      runner.set({ lessonUnread: read.problem });
      return true;
    }
    texts.set(file, read.text);
  }
  const beside = files.filter((file) => file !== main).map((file) => [file.name, texts.get(file) as string]);
  const source = { file: main.name, text: texts.get(main) as string, siblings: Object.fromEntries(beside) };
  await runner.lessons.open(source, { bundled: null });
  return true;
}
