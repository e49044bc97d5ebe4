// Scenarios of one's own: kept by the name of their file, drafts too, the one touched last first. None is replaced by another of
// the same name, none is dropped for want of room without a word.

import { OWN, read, setAside, write } from './keep.ts';
import { isSource } from './link.ts';
import { type OwnScenario, type Source, usePage } from './store.ts';

const get = usePage.getState;
const set = usePage.setState;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isOwn = (value: unknown): value is OwnScenario => isSource(value);

const FULL =
  'The storage of this browser is full: your scenarios are kept only until the page is closed. Save as file what you want to keep, or delete one.';
const REFUSED =
  'This browser refuses to store anything: your scenarios are kept only until the page is closed. Save as file what you want to keep.';

/** Reads what is kept; a sentence when it cannot be read, or only in part. */
export function loadOwn(): string | null {
  const found = read(OWN, isList);
  if (found.is === 'none') return null;
  if (found.is === 'damaged')
    return 'What this browser kept of your scenarios cannot be read. It was set aside in the browser’s storage, nothing was deleted.';
  const own = found.value.filter(isOwn);
  set({ own });
  const lost = found.value.length - own.length;
  if (lost === 0) return null;
  setAside(OWN, JSON.stringify(found.value));
  write(OWN, own);
  return `${lost === 1 ? 'One of your scenarios' : `${lost} of your scenarios`} cannot be read any more. All was set aside in the browser’s storage, nothing was deleted.`;
}

/** Only a change of what others wrote meanwhile, in another tab, must not be lost. */
function merged(own: readonly OwnScenario[], removed: string | null): readonly OwnScenario[] {
  const found = read(OWN, isList);
  const stored = found.is === 'found' ? found.value.filter(isOwn) : [];
  const known = new Set(own.map(({ file }) => file));
  return [...own, ...stored.filter(({ file }) => !known.has(file) && file !== removed)];
}

function put(own: readonly OwnScenario[], removed: string | null = null): void {
  const all = merged(own, removed);
  set({ own: all });
  const kept = write(OWN, all);
  if (kept !== 'kept') set({ notice: kept === 'full' ? FULL : REFUSED });
  else if (get().notice === FULL || get().notice === REFUSED) set({ notice: null });
}

/** The name, or the first of `name-2`, `name-3` … that no scenario with another text has. */
export function freeFile(name: string, text: string | null): string {
  const { own } = get();
  const taken = (file: string) => own.some((each) => each.file === file && each.text !== text);
  const dot = name.lastIndexOf('.');
  const [bare, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let file = name;
  for (let n = 2; taken(file); n++) file = `${bare}-${n}${ending}`;
  return file;
}

/** Keeps a scenario in the place of the one of the same file. */
export function keepOwn({ file, text, siblings }: Source, draft = false): void {
  const next: OwnScenario = { file, text, siblings, ...(draft && { draft }) };
  const [first] = get().own;
  if (first !== undefined && JSON.stringify(first) === JSON.stringify(next)) return;
  put([next, ...get().own.filter((each) => each.file !== file)]);
}

/** Takes one away and says what it was, so that it can be put back. */
export function deleteOwn(file: string): OwnScenario | undefined {
  const { own } = get();
  const gone = own.find((each) => each.file === file);
  put(
    own.filter((each) => each !== gone),
    file,
  );
  return gone;
}

export const putBack = (scenario: OwnScenario, place: number): void => {
  const { own } = get();
  put([...own.slice(0, place), scenario, ...own.slice(place)]);
};
