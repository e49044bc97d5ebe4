// How much room people gave to the panels; what nobody moved stays as designed. Kept over a reload.
import { keepSizes, keptSizes } from './keep.ts';
import { usePage } from './store.ts';

export interface Sizes {
  /** Topology's share of the room that it has together with Users, in percent. */
  readonly topology: number | null;
  /** Pixels. */
  readonly inspector: number | null;
  /** Pixels of the timeline's lanes. */
  readonly timeline: number | null;
}

export const DESIGNED = { topology: 51, inspector: 304, timeline: 218 } as const;

export const LIMITS = {
  topology: [30, 70],
  inspector: [240, 520],
  timeline: [120, 480],
} as const;

export function resize(part: keyof Sizes, size: number | null): void {
  const sizes = { ...usePage.getState().sizes, [part]: size };
  usePage.setState({ sizes });
  keepSizes(sizes);
}

export const startSizes = (): void => usePage.setState({ sizes: keptSizes() });
