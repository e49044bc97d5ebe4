// The panel that a chapter is about is lit for an instant when the chapter begins: the others step back, and nothing moves.
import { type RefObject, useEffect, useMemo } from 'react';
import { chaptersOf } from '../../analysis/chapters.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';

/** Milliseconds; so long the style sheet has the others step back. */
const LIT = 240;

/** Sets `data-lit` on the box of the panels to the one that a chapter is about, when the time comes to it, by playing or by a jump. */
export function useLit(box: RefObject<HTMLElement | null>): void {
  const runner = useRunner();
  const facts = usePage((page) => page.facts);
  const chapters = useMemo(() => (facts === null ? [] : chaptersOf([facts], Number.POSITIVE_INFINITY)), [facts]);
  useEffect(() => {
    let timer = 0;
    const put = (place: string | null): void => {
      if (place === null) delete box.current?.dataset['lit'];
      else if (box.current !== null) box.current.dataset['lit'] = place;
    };
    const look = (now: PageState, before: PageState): void => {
      if (now.time === before.time || now.facts !== before.facts) return;
      const begins = chapters.findLast(({ time }) =>
        now.playing ? before.time < time && time <= now.time : time === now.time,
      );
      if (begins === undefined || begins.panel === null) return;
      put(begins.panel);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => put(null), LIT);
    };
    const stop = runner.store.subscribe(look);
    return () => {
      stop();
      window.clearTimeout(timer);
      put(null);
    };
  }, [runner, chapters, box]);
}
