// The keys of the page. Single keys are silent while somebody types, where the focused widget has its own use for them, and
// where they are turned off.
import { closeComparison, compare, select } from './driver.ts';
import { chooseLetter } from './letters.ts';
import { redoLast, undoLast } from './past.ts';
import { play } from './playing.ts';
import { usePage } from './store.ts';
import { showAll, zoom } from './zoom.ts';

export interface KeyEntry {
  readonly keys: readonly string[];
  readonly does: string;
}

export const KEYS: readonly KeyEntry[] = [
  { keys: ['Space'], does: 'Play or pause' },
  { keys: ['→', '←'], does: 'Step, step back, unless the focused widget uses them' },
  { keys: ['.', ','], does: 'Step, step back, always' },
  { keys: ['Shift'], does: 'With a step: to the next fault, phase or invoice run' },
  { keys: ['Home', 'End'], does: 'Beginning, end' },
  { keys: ['[', ']'], does: 'Slower, faster' },
  { keys: ['+', '−', '0'], does: 'Timeline: closer, further, the whole run' },
  { keys: ['f'], does: 'Fault menu' },
  { keys: ['c'], does: 'Compare strategies, or close the comparison' },
  { keys: ['Ctrl Z'], does: 'Undo the last change (on a Mac: ⌘ Z)' },
  { keys: ['Ctrl Shift Z'], does: 'Redo what was undone (on a Mac: ⇧ ⌘ Z)' },
  { keys: ['Esc'], does: 'Close what is open, then choose nobody' },
  { keys: ['?'], does: 'All keys' },
];

const TYPES =
  'input:not([type=range],[type=checkbox],[type=radio],[type=button]),textarea,select,[contenteditable=true]';
/** Widgets that use arrows, Home and End themselves. */
const ARROWS = `${TYPES},input,[role=menu],[role=separator],[role=slider],[role=grid],[role=tablist],section[tabindex="0"]`;
const PRESSES = 'button,a[href],summary,[role=menuitem],input:not([type=range])';

/** What a key that is held down does again and again. */
const REPEATS: ReadonlySet<string> = new Set(['.', ',', '>', '<', '[', ']', 'ArrowRight', 'ArrowLeft']);

type Action = (event: KeyboardEvent) => void;

const always: Readonly<Record<string, Action>> = {
  '.': (event) => void play.step('next', event.shiftKey),
  '>': () => void play.step('next', true),
  ',': (event) => void play.step('previous', event.shiftKey),
  '<': () => void play.step('previous', true),
  '[': () => play.faster(-1),
  ']': () => play.faster(1),
  '+': () => zoom(0.5),
  '=': () => zoom(0.5),
  '-': () => zoom(2),
  '0': showAll,
  f: () => {
    if (usePage.getState().comparing) closeComparison();
    usePage.setState({ menuOpen: true, historyOpen: false, tab: 'topology' });
  },
  c: () => (usePage.getState().comparing ? closeComparison() : void compare()),
  '?': () => usePage.setState({ dialog: 'keys' }),
};

const arrows: Readonly<Record<string, Action>> = {
  ArrowRight: (event) => void play.step('next', event.shiftKey),
  ArrowLeft: (event) => void play.step('previous', event.shiftKey),
  Home: () => play.seek(0),
  End: () => play.seek(usePage.getState().end),
};

function actionFor(event: KeyboardEvent): Action | undefined {
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest(TYPES) !== null) return undefined;
  if (event.key === ' ') return target.closest(PRESSES) === null ? play.toggle : undefined;
  if (arrows[event.key] !== undefined) return target.closest(ARROWS) === null ? arrows[event.key] : undefined;
  return always[event.key];
}

/** Undo and redo as everywhere; a text that is being typed has its own. */
function chord(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  const target = event.target instanceof Element ? event.target : document.body;
  if (event.altKey || (key !== 'z' && key !== 'y') || target.closest(TYPES) !== null) return;
  event.preventDefault();
  void (key === 'y' || event.shiftKey ? redoLast() : undoLast());
}

/** Escape lets go of what is chosen, whether single keys are on or off; menus and fields have their own use for it. */
function letGo({ target }: KeyboardEvent): void {
  if (target instanceof Element && target.closest(`${TYPES},[role=menu]`) !== null) return;
  const { letter, place, sheet, comparing, historyOpen } = usePage.getState();
  if (!comparing && letter !== null) return void chooseLetter(null);
  if (comparing || historyOpen) return;
  if (place !== null) usePage.setState({ place: null });
  else if (sheet) usePage.setState({ sheet: false });
  else void select(null);
}

function onKeyDown(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && !event.defaultPrevented && usePage.getState().dialog === 'none')
    return chord(event);
  const { singleKeys, stage, dialog } = usePage.getState();
  if (event.key === 'Escape' && !event.defaultPrevented && dialog === 'none') return letGo(event);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialog !== 'none') return;
  if (!singleKeys || stage.is !== 'ready') return;
  const action = actionFor(event);
  if (action === undefined) return;
  event.preventDefault();
  if (!event.repeat || REPEATS.has(event.key)) action(event);
}

/** Listens until the returned function is called. */
export function listenToKeys(): () => void {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}
