// Keeps the work over a reload, and scenarios of one's own, in the browser's storage. Where storage is refused, nothing is
// kept and nothing fails.
import type { Bookmark } from './link.ts';
import type { Source } from './store.ts';

const WORK = 'driftlab.work';
const OWN = 'driftlab.scenarios';
const SETTINGS = 'driftlab.settings';

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
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

export const keptWork = (): Bookmark | null => read<Bookmark>(WORK);
export const keepWork = (bookmark: Bookmark): void => write(WORK, bookmark);

/** Scenarios of one's own, newest first. */
export const ownScenarios = (): readonly Source[] => read<Source[]>(OWN) ?? [];

export function keepScenario(source: Source): void {
  const others = ownScenarios().filter(({ file }) => file !== source.file);
  write(OWN, [source, ...others].slice(0, 50));
}

export interface Settings {
  readonly singleKeys: boolean;
  readonly theme: 'system' | 'light' | 'dark';
}

export const keptSettings = (): Settings => ({
  singleKeys: true,
  theme: 'system',
  ...read<Partial<Settings>>(SETTINGS),
});
export const keepSettings = (settings: Settings): void => write(SETTINGS, settings);
