// Keeps things in the browser's storage, and says when it cannot. What cannot be read any more is set aside under another name,
// never deleted. Of works and scenarios it knows keys and texts, not what they mean.
import type { Sizes } from '../slices/chrome.ts';

export const WORK = 'driftlab.work';
export const OWN = 'driftlab.scenarios';
const SETTINGS = 'driftlab.settings';
const SIZES = 'driftlab.sizes';

type Kept = 'kept' | 'full' | 'refused';

/** Whether something of this form is what is expected. */
type Check<T> = (value: unknown) => value is T;

type Found<T> = { readonly is: 'found'; readonly value: T } | { readonly is: 'none' } | { readonly is: 'damaged' };

/** Moves a text that cannot be read to a name of its own, so that nothing is lost when its place is used again. */
export function setAside(key: string, text: string): void {
  try {
    let n = 1;
    while (localStorage.getItem(`${key}.unreadable-${n}`) !== null) n++;
    localStorage.setItem(`${key}.unreadable-${n}`, text);
    localStorage.removeItem(key);
  } catch {
    // There is no room for a second copy; the first stays until its place is used.
  }
}

export function read<T>(key: string, check: Check<T>): Found<T> {
  let text: string | null;
  try {
    text = localStorage.getItem(key);
  } catch {
    return { is: 'none' };
  }
  if (text === null || text === 'null') return { is: 'none' };
  try {
    const value: unknown = JSON.parse(text);
    if (check(value)) return { is: 'found', value };
  } catch {
    // No JSON: damaged.
  }
  setAside(key, text);
  return { is: 'damaged' };
}

export function write(key: string, value: unknown): Kept {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return 'kept';
  } catch (error) {
    const full = error instanceof DOMException && /quota/i.test(error.name);
    return full ? 'full' : 'refused';
  }
}

interface Settings {
  readonly singleKeys: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}

const THEMES: readonly unknown[] = ['system', 'light', 'dark'] satisfies readonly Settings['theme'][];
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export function keptSettings(): Settings {
  const found = read(SETTINGS, isRecord);
  const kept = found.is === 'found' ? found.value : {};
  const theme = THEMES.includes(kept['theme']) ? (kept['theme'] as Settings['theme']) : 'system';
  return { singleKeys: kept['singleKeys'] !== false, theme };
}

export const keepSettings = (settings: Settings): Kept => write(SETTINGS, settings);

/** A size that is no number is as good as none. */
export function keptSizes(): Sizes {
  const found = read(SIZES, isRecord);
  const size = (part: keyof Sizes) => {
    const value = found.is === 'found' ? found.value[part] : null;
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return { topology: size('topology'), inspector: size('inspector'), timeline: size('timeline') };
}
export const keepSizes = (sizes: Sizes): Kept => write(SIZES, sizes);
