// The sizes of type on the stage, in pixels, for what is drawn and not laid out: they follow the window and the chosen size.
import { useSyncExternalStore } from 'react';
import { usePage } from '../state/use-runner.ts';

/** How much larger each of the three sizes is. */
const SIZES = [1, 1.2, 1.45] as const;
/** Share of the window's height, of a projector's shape: nothing is smaller. */
const SMALL = 0.04;
/** Of a narrower window the width takes the height's place, as in the style sheet: by so much, and by so much of an upright one. */
const [NARROW, UPRIGHT] = [0.75, 1.05];

const onResize = (changed: () => void): (() => void) => {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
};

export const useScale = (): number => SIZES[usePage((page) => page.typeSize)] ?? 1;

/** Pixels of the smallest letters on the stage. */
export function useLetters(): number {
  const height = useSyncExternalStore(onResize, () => window.innerHeight);
  const width = useSyncExternalStore(onResize, () => window.innerWidth);
  const most = width * (width > height ? NARROW : UPRIGHT);
  return Math.ceil(Math.min(height, most) * SMALL * useScale());
}
