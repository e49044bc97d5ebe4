// Back and forward of the browser: every scenario or link that is opened is an entry of its own in the browser's history, and
// going to an entry opens what was there, as it was when it was left. Entries last as long as the tab.
import { type Bookmark, isBookmark } from '../bookmark.ts';

const ENTRIES = 'driftlab.places';

function stored(): Map<number, Bookmark> {
  try {
    const entries: unknown = JSON.parse(sessionStorage.getItem(ENTRIES) ?? '[]');
    if (!Array.isArray(entries)) return new Map();
    return new Map(entries.filter(([n, mark]) => Number.isInteger(n) && isBookmark(mark)));
  } catch {
    return new Map();
  }
}

const numberIn = (state: unknown): number | null => {
  const entry = typeof state === 'object' && state !== null ? (state as { driftlab?: unknown }).driftlab : undefined;
  return Number.isInteger(entry) ? (entry as number) : null;
};

const plainAddress = (): string => location.pathname + location.search;

export class BrowserHistory {
  private readonly entries = stored();
  /** The number of the present entry. */
  private here: number;
  /** What was shown here when the page was loaded; null: nothing was. */
  readonly left: Bookmark | null;

  constructor() {
    const known = numberIn(history.state);
    this.here = 0;
    this.here = known ?? this.fresh();
    history.replaceState({ driftlab: this.here }, '');
    this.left = known === null ? null : (this.entries.get(known) ?? null);
  }

  /** Remembers what is shown at the present entry. */
  remark(mark: Bookmark): void {
    this.entries.set(this.here, mark);
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

  /** Hears when somebody goes back or forward, with what was at the entry. `leave` is called before. */
  onTravel(leave: () => void, arrive: (mark: Bookmark) => void): void {
    window.addEventListener('popstate', (event) => {
      const to = numberIn(event.state);
      if (to === null || to === this.here) return;
      leave();
      this.here = to;
      const mark = this.entries.get(to);
      if (mark !== undefined) arrive(mark);
    });
  }

  private fresh(): number {
    return Math.max(0, this.here, ...this.entries.keys()) + 1;
  }
}
