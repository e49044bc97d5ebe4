// The chapters of what is shown, as far as they may be told, and going to one of them.
import { type Chapter, chaptersOf } from '../../analysis/chapters.ts';
import type { RunFacts } from '../../worker/door.ts';
import type { Page } from './page.ts';
import type { Playing } from './playing.ts';
import type { PageState } from './store.ts';
import { veiledAfter } from './veil.ts';

/** The runs that are shown: the one on the stage, or all lanes that are compared. */
export function shownLanes({ comparing, comparison, facts }: PageState): readonly RunFacts[] {
  if (comparing && comparison !== null) return comparison.lanes;
  return facts === null ? [] : [facts];
}

export class Chapters {
  private readonly page: Page;
  private readonly play: Playing;

  constructor(page: Page, play: Playing) {
    this.page = page;
    this.play = play;
  }

  get told(): readonly Chapter[] {
    const now = this.page.get();
    return chaptersOf(shownLanes(now), veiledAfter(now));
  }

  /** Goes to the `n`-th, from 1; while it plays it goes on from there. */
  goTo(n: number): void {
    const { notices } = this.page;
    const chapter = this.told[n - 1];
    if (chapter === undefined) return notices.announce(`There is no chapter ${n} yet.`);
    this.play.seek(chapter.time);
    notices.announce(`Chapter ${n}: ${chapter.words}, ${notices.clock(chapter.time)}.`);
  }
}
