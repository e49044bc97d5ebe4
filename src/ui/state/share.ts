// The address that reopens a moment, and how people get it.
import type { Bookmark } from './bookmark.ts';
import { lessonHash } from './lesson/lesson-link.ts';
import type { Runner } from './runner.ts';
import type { OpenLesson } from './slices/lesson.ts';
import { writeLink } from './storage/link.ts';

/** Of a page that was opened as a file too, whose origin has no name. */
export const linkTo = async (mark: Bookmark): Promise<string> =>
  `${location.href.replace(/[?#].*$/s, '')}#${await writeLink(mark)}`;

/** Copies a link to the step at hand of a bundled lesson; anybody's own has no address. */
async function shareLesson(notices: Runner['notices'], { bundled, step }: OpenLesson): Promise<void> {
  if (bundled === null) return notices.toast('A lesson of your own has no link: pass on its file.');
  const link = `${location.href.replace(/[?#].*$/s, '')}${lessonHash(bundled, step)}`;
  try {
    await navigator.clipboard.writeText(link);
    notices.toast('Link copied. It opens this lesson at this step.');
    notices.announce('Link copied.');
  } catch {
    history.replaceState(history.state, '', link);
    notices.toast('The link stands in the address bar now; copying was refused.');
  }
}

/** Copies a link to the shown moment, or puts it into the address bar. */
export async function share({ get, keeper, notices }: Runner): Promise<void> {
  const { lesson } = get();
  if (lesson !== null) return shareLesson(notices, lesson);
  const mark = keeper.bookmark();
  if (mark === null) return;
  const fingerprint = get().facts?.result.fingerprint;
  const link = await linkTo({ ...mark, fingerprint });
  try {
    await navigator.clipboard.writeText(link);
    notices.toast('Link copied. It reopens this moment, without a server.', { detail: `Fingerprint ${fingerprint}` });
    notices.announce('Link copied.');
  } catch {
    history.replaceState(history.state, '', link);
    notices.toast('The link stands in the address bar now; copying was refused.');
  }
}
