// A point of a study as a scenario of its own: its text with these values put in, opened as any other is, so that it can be undone.
import { fileNamed, titleIn } from '../../analysis/scenario/title.ts';
import { valueWords } from '../../analysis/words.ts';
import type { StudyValues } from '../../engine/index.ts';
import { withValue } from '../../files/index.ts';
import type { Runner } from '../state/runner.ts';
import type { Work } from '../state/slices/work.ts';

const keysOf = (path: string): (string | number)[] =>
  path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

/** `said`: what is varied, in words, as it is told in the title. */
export async function openPoint(
  { opening, own }: Runner,
  work: Work,
  at: StudyValues,
  { said, onRead }: { readonly said: (path: string) => string; readonly onRead: () => void },
): Promise<void> {
  const { text } = await opening.madeText(work);
  const told = Object.entries(at).map(([path, value]) => `${said(path)} ${valueWords(value)}`);
  const title = `${titleIn(text)} (${told.join(', ')})`.slice(0, 180);
  const changed = Object.entries({ ...at, title }).reduce(
    (before, [path, value]) => withValue(before, keysOf(path), value),
    text,
  );
  const source = own.named({ file: fileNamed(title), text: changed, siblings: work.source.siblings });
  await opening.source(source, { onRead, entry: true });
}
