// Back and forward of the browser: every scenario, lesson or link that is opened is an entry of its own in the browser's history, and
// going to an entry opens what was there, as it was when it was left. A view over the stage is an entry of the same number: Back
// leaves the view. Entries last as long as the tab.
import { type Bookmark, isBookmark } from '../bookmark.ts';
import { isKeptLesson, type KeptLesson } from './lessons.ts';

const ENTRIES = 'driftlab.places';

/** What is shown at an entry: a work, or a lesson, which keeps by itself where one stands. */
type Entry = Bookmark | { readonly lesson: KeptLesson };

const isEntry = (value: unknown): value is Entry =>
  isBookmark(value) || isKeptLesson((value as { readonly lesson?: unknown } | null)?.lesson);

function stored(): Map<number, Entry> {
  try {
    const entries: unknown = JSON.parse(sessionStorage.getItem(ENTRIES) ?? '[]');
    if (!Array.isArray(entries)) return new Map();
    return new Map(entries.filter(([n, entry]) => Number.isInteger(n) && isEntry(entry)));
  } catch {
    return new Map();
  }
}

const numberIn = (state: unknown): number | null => {
  const entry = typeof state === 'object' && state !== null ? (state as { driftlab?: unknown }).driftlab : undefined;
  return Number.isInteger(entry) ? (entry as number) : null;
};

/** What covers the stage. */
export type CoveringView = 'comparison' | 'history';

const viewIn = (state: unknown): CoveringView | null => {
  const view = typeof state === 'object' && state !== null ? (state as { view?: unknown }).view : undefined;
  return view === 'comparison' || view === 'history' ? view : null;
};

const plainAddress = (): string => location.pathname + location.search;

export class BrowserHistory {
  private readonly entries = stored();
  /** The number of the present entry. */
  private here: number;
  /** The work that was shown here when the page was loaded; null: none was. */
  readonly left: Bookmark | null;
  /** The page itself goes back: nobody has to hear of it. */
  private leaving = false;

  constructor() {
    const known = numberIn(history.state);
    this.here = 0;
    this.here = known ?? this.fresh();
    history.replaceState({ ...history.state, driftlab: this.here }, '');
    const left = known === null ? undefined : this.entries.get(known);
    this.left = isBookmark(left) ? left : null;
  }

  /** Remembers what is shown at the present entry. */
  remark(entry: Entry): void {
    this.entries.set(this.here, entry);
    try {
      sessionStorage.setItem(ENTRIES, JSON.stringify([...this.entries]));
    } catch {
      // Back and forward then work until the page is loaded again.
    }
  }

  /** A new entry, for what is opened now. */
  enter(): void {
    this.here = this.fresh();
    history.pushState({ driftlab: this.here }, '', plainAddress());
  }

  /** The browser has made a new entry by itself, for an address with a link. */
  readonly settle = (): void => {
    this.here = this.fresh();
    this.tidy();
  };

  /** The address without its link, at the same entry. */
  readonly tidy = (): void => history.replaceState({ driftlab: this.here }, '', plainAddress());

  /** A view was opened or closed, so that Back leaves it and not the page. */
  follow(view: CoveringView | null): void {
    const now = viewIn(history.state);
    if (view === now) return;
    if (view === null) {
      this.leaving = true;
      return history.back();
    }
    const entry = { driftlab: this.here, view };
    if (now === null) history.pushState(entry, '');
    else history.replaceState(entry, '');
  }

  /**
   * Hears when somebody goes back or forward, with what was at the entry; `leave` is called before. Within an entry `show` hears which
   * view is there.
   */
  onTravel(leave: () => void, arrive: (entry: Entry) => void, show: (view: CoveringView | null) => void): void {
    window.addEventListener('popstate', (event) => {
      const to = numberIn(event.state);
      const { leaving } = this;
      this.leaving = false;
      if (to === null || leaving) return;
      if (to === this.here) return show(viewIn(event.state));
      leave();
      this.here = to;
      const entry = this.entries.get(to);
      if (entry !== undefined) arrive(entry);
    });
  }

  private fresh(): number {
    return Math.max(0, this.here, ...this.entries.keys()) + 1;
  }
}
