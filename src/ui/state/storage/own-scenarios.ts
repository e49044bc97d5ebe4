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

/** What people would miss if another stood in its place. */
const contentOf = ({ text, siblings }: Source): string => JSON.stringify([text, siblings]);

const stored = (): readonly OwnScenario[] => {
  const found = read(OWN, isList);
  return found.is === 'found' ? found.value.filter(isOwn) : [];
};

/** The name, or the first of `name-2`, `name-3` … that is free. */
function freeName(name: string, isTaken: (file: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [bare, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let file = name;
  for (let n = 2; isTaken(file); n++) file = `${bare}-${n}${ending}`;
  return file;
}

/**
 * This tab's list and what other tabs wrote meanwhile. `known`: by file what this tab last saw in the storage. Where only one of the
 * two changed a scenario, that change stands; where both did, this tab's gets another name.
 */
function merged(own: readonly OwnScenario[], known: ReadonlyMap<string, string>, removed: string | null) {
  const theirs = new Map(stored().map((each) => [each.file, each]));
  const files = new Set([...own.map(({ file }) => file), ...theirs.keys()]);
  const list = own.map((mine) => {
    const other = theirs.get(mine.file);
    if (other === undefined || contentOf(other) === contentOf(mine)) return mine;
    if (contentOf(other) === known.get(mine.file)) return mine;
    if (contentOf(mine) === known.get(mine.file)) return other;
    const file = freeName(mine.file, (each) => files.has(each));
    files.add(file);
    return { ...mine, file };
  });
  const mine = new Set(list.map(({ file }) => file));
  const isRemoved = (each: OwnScenario): boolean => each.file === removed && contentOf(each) === known.get(each.file);
  return [...list, ...[...theirs.values()].filter((each) => !mine.has(each.file) && !isRemoved(each))];
}

export class OwnScenarios {
  private readonly store: PageStore;
  /** By file: the content that this tab last read from the storage, or wrote there. */
  private readonly known = new Map<string, string>();

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
    this.remember(own);
    const lost = found.value.length - own.length;
    if (lost === 0) return null;
    setAside(OWN, JSON.stringify(found.value));
    write(OWN, own);
    return `${lost === 1 ? 'One of your scenarios' : `${lost} of your scenarios`} cannot be read any more. All was set aside in the browser’s storage, nothing was deleted.`;
  }

  /** The name, or the first of `name-2`, `name-3` … that no scenario with another text has, in this tab or in another. */
  freeFile(name: string, text: string | null): string {
    const all = [...this.all, ...stored()];
    return freeName(name, (file) => all.some((each) => each.file === file && each.text !== text));
  }

  /** The same under a name that no scenario with another text has. */
  named(source: Source): Source {
    return { ...source, file: this.freeFile(source.file, source.text) };
  }

  /** Keeps a scenario in the place of the one of the same file; returns the file, which is another when another tab took its name meanwhile. */
  keep({ file, text, siblings }: Source, draft = false): string {
    const next: OwnScenario = { file, text, siblings, ...(draft && { draft }) };
    const [first] = this.all;
    if (first !== undefined && JSON.stringify(first) === JSON.stringify(next)) return file;
    return this.put([next, ...this.all.filter((each) => each.file !== file)])[0]?.file ?? file;
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

  private put(own: readonly OwnScenario[], removed: string | null = null): readonly OwnScenario[] {
    const { setState: set, getState: get } = this.store;
    const all = merged(own, this.known, removed);
    set({ own: all });
    const kept = write(OWN, all);
    if (kept === 'kept') this.remember(all);
    if (kept !== 'kept') set({ notice: kept === 'full' ? FULL : REFUSED });
    else if (get().notice === FULL || get().notice === REFUSED) set({ notice: null });
    return all;
  }

  private remember(all: readonly OwnScenario[]): void {
    this.known.clear();
    for (const each of all) this.known.set(each.file, contentOf(each));
  }
}
