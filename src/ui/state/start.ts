// How the page begins: with what the link says, else with the work that was kept, else with the first bundled scenario.
import { connect } from '../../worker/connection.ts';
import { type Bookmark, isBookmark } from './bookmark.ts';
import { openDebugDoor } from './debug-door.ts';
import { askBeforeLeaving } from './leaving.ts';
import { bundledLesson, type LessonLink, lessonIn } from './lesson/lesson-link.ts';
import { notesFor } from './lesson/notes.ts';
import type { Opened } from './opening.ts';
import { createRunner, type Runner } from './runner.ts';
import { present } from './slices/stage.ts';
import { BrowserHistory, type CoveringView } from './storage/browser-history.ts';
import { readLink } from './storage/link.ts';
import { browserMemory } from './storage/memory.ts';
import { keepSettings, keptSettings, keptSizes, read, setAside, WORK } from './storage/storage.ts';
import type { PageState } from './store.ts';

/** A work whose run was cancelled, or gave way to another, is what people wanted; only one that cannot be shown is in vain. */
const inVain = (opened: Opened): boolean => opened === 'unreadable' || opened === 'failed';

const tried = ({ opening, get }: Runner, mark: Bookmark, onRead?: () => void): Promise<Opened> =>
  opening.bookmark(mark, onRead).catch(() => (get().stage.is === 'lost' ? 'lost' : 'unreadable'));

/** The same, at most once. */
function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

/**
 * Opens what a link says; false when there is none or it cannot be read. `settle`: the browser made an entry for it, and its address
 * goes. Not before the link's work is the page's: who reloads meanwhile would be left with neither.
 */
async function openLink(runner: Runner, settle: () => void): Promise<boolean> {
  const { get, set, keeper } = runner;
  if (location.hash.length < 2) return false;
  const lesson = lessonIn(location.hash);
  if (lesson !== null) return openLesson(runner, lesson, once(settle));
  if (location.hash.startsWith('#broker-lab')) {
    set({ dialog: 'broker' });
    return false;
  }
  const outcome = await readLink(location.hash);
  keeper.keep();
  const settled = once(settle);
  if ('problem' in outcome) {
    settled();
    set({ notice: outcome.problem });
    keeper.keep();
    return false;
  }
  const opened = await tried(runner, outcome.bookmark, settled);
  settled();
  if (opened === 'unreadable') {
    const [first] = get().problems;
    const why = first === undefined ? '' : `: line ${first.line}: ${first.path}: ${first.message}`;
    set({ notice: `The scenario in this link cannot be read${why}. Your work is untouched.`, problems: [] });
  }
  // Beside what was shown before the failure tells itself; here something else is opened in its place.
  const { stage, facts } = get();
  if (stage.is === 'failed' && facts === null)
    set({ notice: `What this link opens cannot be run: ${stage.reason}. Your work is untouched.` });
  if (opened === 'opened') tellOpened(runner, outcome.bookmark);
  keeper.keep();
  return !inVain(opened) || get().facts !== null;
}

/** Opens the bundled lesson that a link names; one that is not there is told, and what was open stays. */
async function openLesson(runner: Runner, { id, step }: LessonLink, settled: () => void): Promise<boolean> {
  runner.keeper.keep();
  const source = bundledLesson(id);
  if (source === undefined) {
    settled();
    runner.set({ notice: `This Driftlab has no lesson “${id}”. Your work is untouched.` });
    return false;
  }
  const isOpen = await runner.lessons.open(source, { bundled: id, step, onReady: settled });
  settled();
  return isOpen;
}

const isFingerprint = (text: unknown): boolean => typeof text === 'string' && /^[0-9a-f]{16}$/.test(text);

/** Whether it is the run that the link was made of: another version of the engine may compute another one. */
function tellOpened({ get, set, notices }: Runner, { fingerprint }: Bookmark): void {
  const own = get().facts?.result.fingerprint;
  if (fingerprint === undefined || own === undefined) return;
  if (fingerprint === own)
    return notices.toast('The same run as where this link was made.', { detail: `Fingerprint ${own}` });
  const told = isFingerprint(fingerprint)
    ? `This Driftlab computes another run (fingerprint ${own}) than the one this link was made of (${fingerprint}): the versions differ.`
    : `What this link gives as its run’s fingerprint is none; whether this run (fingerprint ${own}) is the same cannot be said.`;
  const { notice } = get();
  set({ notice: notice === null ? told : `${notice} ${told}` });
}

/** The work that was kept; where it cannot be opened any more it is set aside and a sentence says so. */
async function openKept(runner: Runner): Promise<boolean> {
  const found = read(WORK, isBookmark);
  if (found.is === 'none') return false;
  if (found.is === 'found') {
    if (!inVain(await tried(runner, found.value))) return true;
    const { scenario } = found.value;
    if (typeof scenario !== 'string') runner.own.keep(runner.own.named(scenario), true);
    setAside(WORK, JSON.stringify(found.value));
  }
  runner.set({
    notice:
      'The work that this browser kept cannot be opened any more. It was set aside, nothing was deleted; the page begins anew.',
    problems: [],
  });
  return false;
}

async function begin(runner: Runner, history: BrowserHistory): Promise<void> {
  const damaged = runner.own.load();
  if (damaged !== null) runner.set({ notice: damaged });
  if (await openLink(runner, history.tidy)) return;
  if (history.left === null && (await runner.lessons.resume())) return;
  if (history.left !== null && !inVain(await tried(runner, history.left))) return;
  if (await openKept(runner)) return;
  await runner.opening.first();
}

/** The page's own run, which the address, the browser's storage and its Back are about. */
export function startPage(): Runner {
  const history = new BrowserHistory();
  const runner = createRunner(connect, browserMemory(history));
  const { keep } = runner.keeper;
  runner.set({ ...keptSettings(), sizes: keptSizes() });
  runner.store.subscribe(({ theme, singleKeys }, before) => {
    if (theme === before.theme && singleKeys === before.singleKeys) return;
    showTheme(theme);
    keepSettings({ theme, singleKeys });
  });
  showTheme(runner.get().theme);
  window.addEventListener('hashchange', () => void openLink(runner, history.settle));
  history.onTravel(
    () => leaveEntry(runner),
    (entry) => void ('lesson' in entry ? runner.lessons.reopen(entry.lesson) : tried(runner, entry)),
    (view) => showView(runner, view),
  );
  followViews(runner, history);
  askBeforeLeaving(runner.store, window);
  window.addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', keep);
  if (new URLSearchParams(location.search).has('debug')) openDebugDoor(runner);
  notesFor(runner);
  const isFilm = new URLSearchParams(location.search).has('film');
  void begin(runner, history).then(() => isFilm && runner.film.begin());
  return runner;
}

/** Milliseconds in which a view may be closed and opened again without the browser hearing of it. */
const VIEW_SETTLES = 50;

const viewOf = (page: PageState): CoveringView | null => {
  if (present(page).comparing) return 'comparison';
  return page.historyOpen ? 'history' : null;
};

/** The browser's history knows which view is open. */
function followViews({ store, get }: Runner, history: BrowserHistory): void {
  let timer = 0;
  store.subscribe((page, before) => {
    // The views of a lesson are its beats: Back leaves them all.
    if (page.lesson !== null || viewOf(page) === viewOf(before)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => history.follow(viewOf(get())), VIEW_SETTLES);
  });
}

/** The entry of a lesson that is still being opened stays the lesson's; whoever went on wants it no more. */
function leaveEntry({ get, keeper, lessons }: Runner): void {
  if (get().lessonComing === null) keeper.keep();
  else lessons.cancel();
}

function showView({ get, set, comparison }: Runner, view: CoveringView | null): void {
  const { comparing, selected } = get();
  if (comparing && view !== 'comparison') comparison.close();
  if (view === 'comparison' && !comparing) void comparison.open();
  const historyOpen = view === 'history' && selected !== null;
  if (historyOpen !== get().historyOpen) set({ historyOpen, tab: historyOpen ? 'history' : 'users' });
}

function showTheme(theme: 'system' | 'light' | 'dark'): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
