// How much room people gave to the panels; what nobody moved stays as designed. Kept over a reload.
import type { Sizes } from './slices/chrome.ts';
import { keepSizes } from './storage/storage.ts';
import type { PageStore } from './store.ts';

export const DESIGNED = { topology: 51, inspector: 304, timeline: 218 } as const;

export const LIMITS = {
  topology: [30, 70],
  inspector: [240, 520],
  timeline: [120, 480],
} as const;

export function resize({ getState, setState }: PageStore, part: keyof Sizes, size: number | null): void {
  const sizes = { ...getState().sizes, [part]: size };
  setState({ sizes });
  keepSizes(sizes);
}
