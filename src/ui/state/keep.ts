// Keeps the work over a reload, and scenarios of one's own, in the browser's storage. Where storage is refused, nothing is
// kept and nothing fails; what another hand has written there is looked at before it is believed.
import { type Bookmark, isBookmark, isSource } from './link.ts';
import type { Sizes } from './sizes.ts';
import type { Source } from './store.ts';

const WORK = 'driftlab.work';
const OWN = 'driftlab.scenarios';
const SETTINGS = 'driftlab.settings';
const SIZES = 'driftlab.sizes';

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or refused: the page works on without it.
  }
}

export function keptWork(): Bookmark | null {
  const kept = read(WORK);
  return isBookmark(kept) ? kept : null;
}

export const keepWork = (bookmark: Bookmark): void => write(WORK, bookmark);

/** Scenarios of one's own, newest first. */
export function ownScenarios(): readonly Source[] {
  const own = read(OWN);
  return Array.isArray(own) ? own.filter(isSource) : [];
}

export function keepScenario(source: Source): void {
  const others = ownScenarios().filter(({ file }) => file !== source.file);
  write(OWN, [source, ...others].slice(0, 50));
}

export interface Settings {
  readonly singleKeys: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}

const THEMES: readonly unknown[] = ['system', 'light', 'dark'] satisfies readonly Settings['theme'][];

export function keptSettings(): Settings {
  const kept = (read(SETTINGS) ?? {}) as Partial<Record<keyof Settings, unknown>>;
  const theme = THEMES.includes(kept.theme) ? (kept.theme as Settings['theme']) : 'system';
  return { singleKeys: kept.singleKeys !== false, theme };
}

export const keepSettings = (settings: Settings): void => write(SETTINGS, settings);

/** A size that is no number is as good as none. */
export function keptSizes(): Sizes {
  const kept = (read(SIZES) ?? {}) as Partial<Record<keyof Sizes, unknown>>;
  const size = (part: keyof Sizes) => {
    const value = kept[part];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return { topology: size('topology'), inspector: size('inspector'), timeline: size('timeline') };
}
export const keepSizes = (sizes: Sizes): void => write(SIZES, sizes);
