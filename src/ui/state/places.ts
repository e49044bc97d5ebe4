// Back and forward of the browser: every scenario or link that is opened is a place of its own in the browser's history, and
// going to a place opens what was there, as it was when it was left. Places last as long as the tab.
import { type Bookmark, isBookmark } from './link.ts';

const PLACES = 'driftlab.places';

let places = new Map<number, Bookmark>();
let here = 0;

function stored(): Map<number, Bookmark> {
  try {
    const entries: unknown = JSON.parse(sessionStorage.getItem(PLACES) ?? '[]');
    if (!Array.isArray(entries)) return new Map();
    return new Map(entries.filter(([n, mark]) => Number.isInteger(n) && isBookmark(mark)));
  } catch {
    return new Map();
  }
}

function store(): void {
  try {
    sessionStorage.setItem(PLACES, JSON.stringify([...places]));
  } catch {
    // Back and forward then work until the page is loaded again.
  }
}

const numberIn = (state: unknown): number | null => {
  const place = typeof state === 'object' && state !== null ? (state as { driftlab?: unknown }).driftlab : undefined;
  return Number.isInteger(place) ? (place as number) : null;
};

const plainAddress = (): string => location.pathname + location.search;
const fresh = (): number => Math.max(0, here, ...places.keys()) + 1;

/** Where this tab was when the page was loaded: what was shown there, or null. */
export function begin(): Bookmark | null {
  places = stored();
  const known = numberIn(history.state);
  here = known ?? fresh();
  history.replaceState({ driftlab: here }, '');
  return known === null ? null : (places.get(known) ?? null);
}

/** Remembers what is shown at the present place. */
export function remark(mark: Bookmark | null): void {
  if (mark !== null) places.set(here, mark);
  store();
}

/** A new place, for what is opened now. */
export function enter(): void {
  here = fresh();
  history.pushState({ driftlab: here }, '', plainAddress());
}

/** The browser has made a new place by itself, for an address with a link. */
export function settle(): void {
  here = fresh();
  history.replaceState({ driftlab: here }, '', plainAddress());
}

/** The address without its link, at the same place. */
export const tidy = (): void => history.replaceState({ driftlab: here }, '', plainAddress());

/** Hears when somebody goes back or forward, with what was at the place. `leave` is called before. */
export function onTravel(leave: () => void, arrive: (mark: Bookmark) => void): void {
  window.addEventListener('popstate', (event) => {
    const to = numberIn(event.state);
    if (to === null || to === here) return;
    leave();
    here = to;
    const mark = places.get(to);
    if (mark !== undefined) arrive(mark);
  });
}
