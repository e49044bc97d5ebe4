// The sizes of type on the stage, in pixels, for what is drawn and not laid out: they follow the window's height and the chosen size.
import { useSyncExternalStore } from 'react';
import { usePage } from '../state/use-runner.ts';

/** How much larger each of the three sizes is. */
const SIZES = [1, 1.2, 1.45] as const;
/** Shares of the window's height: nothing is smaller than the first, the sentence and its numbers are never smaller than the second. */
const SMALL = 0.04;

const onResize = (changed: () => void): (() => void) => {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
};

export const useScale = (): number => SIZES[usePage((page) => page.typeSize)] ?? 1;

/** Pixels of the smallest letters on the stage. */
export function useLetters(): number {
  const height = useSyncExternalStore(onResize, () => window.innerHeight);
  return Math.ceil(height * SMALL * useScale());
}
