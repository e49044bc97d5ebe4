// Scenarios of one's own: kept by the name of their file, drafts too, the one touched last first. None is replaced by another of
// the same name, none is dropped for want of room without a word.
import type { Source } from '../../../worker/door.ts';
import { isSource } from '../bookmark.ts';
import type { OwnScenario } from '../slices/work.ts';
import type { PageStore } from '../store.ts';
import { OWN, read, setAside, write } from './storage.ts';

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isOwn = (value: unknown): value is OwnScenario => isSource(value);

const FULL =
  'The storage of this browser is full: your scenarios are kept only until the page is closed. Save as file what you want to keep, or delete one.';
const REFUSED =
  'This browser refuses to store anything: your scenarios are kept only until the page is closed. Save as file what you want to keep.';

/** Only a change of what others wrote meanwhile, in another tab, must not be lost. */
function merged(own: readonly OwnScenario[], removed: string | null): readonly OwnScenario[] {
  const found = read(OWN, isList);
  const stored = found.is === 'found' ? found.value.filter(isOwn) : [];
  const known = new Set(own.map(({ file }) => file));
  return [...own, ...stored.filter(({ file }) => !known.has(file) && file !== removed)];
}

export class OwnScenarios {
  private readonly store: PageStore;

  constructor(store: PageStore) {
    this.store = store;
  }

  /** Reads what is kept; a sentence when it cannot be read, or only in part. */
  load(): string | null {
    const found = read(OWN, isList);
    if (found.is === 'none') return null;
    if (found.is === 'damaged')
      return 'What this browser kept of your scenarios cannot be read. It was set aside in the browser’s storage, nothing was deleted.';
    const own = found.value.filter(isOwn);
    this.store.setState({ own });
    const lost = found.value.length - own.length;
    if (lost === 0) return null;
    setAside(OWN, JSON.stringify(found.value));
    write(OWN, own);
    return `${lost === 1 ? 'One of your scenarios' : `${lost} of your scenarios`} cannot be read any more. All was set aside in the browser’s storage, nothing was deleted.`;
  }

  /** The name, or the first of `name-2`, `name-3` … that no scenario with another text has. */
  freeFile(name: string, text: string | null): string {
    const taken = (file: string) => this.all.some((each) => each.file === file && each.text !== text);
    const dot = name.lastIndexOf('.');
    const [bare, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let file = name;
    for (let n = 2; taken(file); n++) file = `${bare}-${n}${ending}`;
    return file;
  }

  /** Keeps a scenario in the place of the one of the same file. */
  keep({ file, text, siblings }: Source, draft = false): void {
    const next: OwnScenario = { file, text, siblings, ...(draft && { draft }) };
    const [first] = this.all;
    if (first !== undefined && JSON.stringify(first) === JSON.stringify(next)) return;
    this.put([next, ...this.all.filter((each) => each.file !== file)]);
  }

  /** Takes one away and says what it was, so that it can be put back. */
  delete(file: string): OwnScenario | undefined {
    const gone = this.all.find((each) => each.file === file);
    this.put(
      this.all.filter((each) => each !== gone),
      file,
    );
    return gone;
  }

  /** `index`: where in the list it was. */
  putBack(scenario: OwnScenario, index: number): void {
    this.put([...this.all.slice(0, index), scenario, ...this.all.slice(index)]);
  }

  private get all(): readonly OwnScenario[] {
    return this.store.getState().own;
  }

  private put(own: readonly OwnScenario[], removed: string | null = null): void {
    const { setState: set, getState: get } = this.store;
    const all = merged(own, removed);
    set({ own: all });
    const kept = write(OWN, all);
    if (kept !== 'kept') set({ notice: kept === 'full' ? FULL : REFUSED });
    else if (get().notice === FULL || get().notice === REFUSED) set({ notice: null });
  }
}
