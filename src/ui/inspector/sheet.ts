// Where the Inspector lies over other panels it is a sheet: focus goes into what a button opened, and back to that button when it
// is closed.
import { type RefObject, useCallback, useEffect, useRef } from 'react';

const narrow = window.matchMedia('(max-width: 1100px)');

interface Sheet {
  /** What is open; null: nothing that could be closed. */
  readonly open: string | null;
  /** Whether what is open was opened to be read at once, also where nothing is covered. */
  readonly reads: boolean;
}

export function useSheet(region: RefObject<HTMLElement | null>, { open, reads }: Sheet): void {
  const opener = useRef<Element | null>(null);
  const back = useCallback(() => {
    const { current } = opener;
    opener.current = null;
    const active = document.activeElement;
    const lost = active === document.body || active === null || region.current?.contains(active) === true;
    if (current instanceof HTMLElement && current.isConnected && lost) current.focus();
  }, [region]);
  const enters = open !== null && (reads || (narrow.matches && !open.startsWith('user')));
  useEffect(() => {
    const heading = region.current?.querySelector('h2');
    if (enters) {
      opener.current ??= document.activeElement;
      heading?.focus();
    } else back();
  }, [enters, region, back]);
  // Where the Inspector goes with what was open in it.
  useEffect(() => back, [back]);
}
