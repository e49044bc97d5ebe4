// The keys of the page. Single keys are silent while somebody types, where the focused widget has its own use for them, and
// where they are turned off.

import { onStageKey } from './lesson/stage-keys.ts';
import type { Runner } from './runner.ts';

interface KeyEntry {
  readonly keys: readonly string[];
  readonly does: string;
}

export const KEYS: readonly KeyEntry[] = [
  { keys: ['Space'], does: 'Play or pause' },
  { keys: ['→', '←'], does: 'Step, step back, unless the focused widget uses them' },
  { keys: ['.', ','], does: 'Step, step back, always' },
  { keys: ['Shift'], does: 'With a step: to the next fault, phase or invoice run' },
  { keys: ['Home', 'End'], does: 'Beginning; the furthest moment shown, then the end' },
  { keys: ['1 – 9'], does: 'To a chapter of the day' },
  { keys: ['[', ']'], does: 'Slower, faster: one speed instead of the pace of events' },
  { keys: ['+', '−', '0'], does: 'Timeline: closer, further, the whole run' },
  { keys: ['n', 'N'], does: 'Next, previous divergent user' },
  { keys: ['p'], does: 'Present: the stage for a room; ? there shows its keys' },
  { keys: ['u'], does: 'Find a user by number' },
  { keys: ['h'], does: 'History of the chosen user, and back' },
  { keys: ['f'], does: 'Fault menu' },
  { keys: ['c'], does: 'Compare strategies, or close the comparison' },
  { keys: ['Ctrl Z'], does: 'Undo the last change (on a Mac: ⌘ Z)' },
  { keys: ['Ctrl Shift Z'], does: 'Redo what was undone (on a Mac: ⇧ ⌘ Z)' },
  { keys: ['Esc'], does: 'Close what is open, comparison and history too, then choose nobody' },
  { keys: ['?'], does: 'All keys' },
];

const TYPES =
  'input:not([type=range],[type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=true]';
/** Widgets that use arrows, Home and End themselves. */
const ARROWS = `${TYPES},input,[role=menu],[role=separator],[role=slider],[role=grid],[role=tablist],section[tabindex="0"]`;
const PRESSES = 'button,a[href],summary,[role=menuitem],input:not([type=range])';

/** What a key that is held down does again and again. */
const REPEATS: ReadonlySet<string> = new Set(['.', ',', '>', '<', '[', ']', 'ArrowRight', 'ArrowLeft']);

type Action = (runner: Runner, event: KeyboardEvent) => void;

const always: Readonly<Record<string, Action>> = {
  '.': ({ play }, { shiftKey }) => void play.step('next', shiftKey),
  '>': ({ play }) => void play.step('next', true),
  ',': ({ play }, { shiftKey }) => void play.step('previous', shiftKey),
  '<': ({ play }) => void play.step('previous', true),
  '[': ({ play }) => play.faster(-1),
  ']': ({ play }) => play.faster(1),
  '+': ({ zoom }) => zoom.by(0.5),
  '=': ({ zoom }) => zoom.by(0.5),
  '-': ({ zoom }) => zoom.by(2),
  '0': ({ zoom }) => zoom.all(),
  n: ({ choice }) => void choice.nextDivergent(1),
  N: ({ choice }) => void choice.nextDivergent(-1),
  p: ({ set }) => set({ presenting: true }),
  u: ({ get, set, comparison }) => {
    if (get().comparing) comparison.close();
    set({ finding: true, historyOpen: false, tab: 'users' });
  },
  h: ({ get, set, notices }) => {
    const { selected, historyOpen, comparing } = get();
    if (comparing) return;
    if (historyOpen) set({ historyOpen: false, letter: null, tab: 'users' });
    else if (selected === null) notices.announce('Nobody is selected: choose a user first.');
    else set({ historyOpen: true, tab: 'history' });
  },
  f: ({ get, set, comparison }) => {
    if (get().comparing) comparison.close();
    set({ menuOpen: true, historyOpen: false, tab: 'topology' });
  },
  c: ({ get, comparison }) => (get().comparing ? comparison.close() : void comparison.open()),
  '?': ({ set }) => set({ dialog: 'keys' }),
};

const arrows: Readonly<Record<string, Action>> = {
  ArrowRight: ({ play }, { shiftKey }) => void play.step('next', shiftKey),
  ArrowLeft: ({ play }, { shiftKey }) => void play.step('previous', shiftKey),
  Home: ({ play }) => play.seek(0),
  End: ({ play }) => play.toEnd(),
};

const chapter: Action = ({ chapters }, { key }) => chapters.goTo(Number(key));

const toggle: Action = ({ play }) => play.toggle();

function actionFor(event: KeyboardEvent): Action | undefined {
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest(TYPES) !== null) return undefined;
  if (event.key === ' ') return target.closest(PRESSES) === null ? toggle : undefined;
  if (arrows[event.key] !== undefined) return target.closest(ARROWS) === null ? arrows[event.key] : undefined;
  if (/^[1-9]$/.test(event.key)) return chapter;
  return always[event.key];
}

/** Undo and redo as everywhere; a text that is being typed has its own. */
function chord({ undo }: Runner, event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.altKey || (key !== 'z' && key !== 'y') || target.closest(TYPES) !== null) return;
  event.preventDefault();
  void (key === 'y' || event.shiftKey ? undo.redo() : undo.undo());
}

/** Escape closes the view that is open, else lets go of what is chosen, whether single keys are on or off; menus and text inputs have their own use for it. */
function letGo({ get, set, choice, comparison, film }: Runner, { target }: KeyboardEvent): void {
  if (target instanceof Element && target.closest(`${TYPES},[role=menu]`) !== null) return;
  const { letter, place, sheet, comparing, historyOpen, film: shown } = get();
  if (shown === 'over') return film.close();
  if (!comparing && letter !== null) return void choice.message(null);
  if (comparing) return comparison.close();
  if (historyOpen) return set({ historyOpen: false, tab: 'users' });
  if (place !== null) set({ place: null });
  else if (sheet) set({ sheet: false });
  else void choice.user(null);
}

function onKeyDown(runner: Runner, event: KeyboardEvent): void {
  const { singleKeys, stage, dialog, presenting } = runner.get();
  if (presenting) {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && onStageKey(runner, event)) event.preventDefault();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && !event.defaultPrevented && dialog === 'none') return chord(runner, event);
  if (event.key === 'Escape' && !event.defaultPrevented && dialog === 'none') return letGo(runner, event);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialog !== 'none') return;
  if (!singleKeys) return;
  const action = actionFor(event);
  // What is being computed can be played as soon as it is there; everything else has nothing to act on yet.
  const isComing = stage.is === 'empty' || stage.is === 'running';
  if (action === undefined || !(stage.is === 'ready' || (isComing && action === toggle))) return;
  event.preventDefault();
  if (!event.repeat || REPEATS.has(event.key)) action(runner, event);
}

/** Listens until the returned function is called. */
export function listenToKeys(runner: Runner): () => void {
  const heard = (event: KeyboardEvent) => onKeyDown(runner, event);
  document.addEventListener('keydown', heard);
  return () => document.removeEventListener('keydown', heard);
}
