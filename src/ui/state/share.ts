// The address that reopens a moment, and how people get it.
import type { Bookmark } from './bookmark.ts';
import type { Runner } from './runner.ts';
import { writeLink } from './storage/link.ts';

/** Of a page that was opened as a file too, whose origin has no name. */
export const linkTo = async (mark: Bookmark): Promise<string> =>
  `${location.href.replace(/[?#].*$/s, '')}#${await writeLink(mark)}`;

/** Copies a link to the shown moment, or puts it into the address bar. */
export async function share({ get, keeper, notices }: Runner): Promise<void> {
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
