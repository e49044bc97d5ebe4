// What paper needs besides the page itself: the layout of the screen scaled to the sheet, and a footer with scenario, seed, time
// and a link that reopens the moment.
import { useEffect, useState } from 'react';
import { clockStart, momentText } from '../analysis/clock.ts';
import styles from './print.module.css';
import { linkTo } from './state/share.ts';
import { usePage, useRunner } from './state/use-runner.ts';

/** CSS pixels across a landscape sheet, A4 or Letter, within its margins. */
const SHEET = 970;
/** Lanes of a comparison are laid out side by side on paper, however many there are. */
const LANE = 204;
const GUTTER = 168;
/** Paper has room for the layout of a small desktop, also where the screen is a phone's. */
const NARROWEST = 1110;
const SETTLES = 400;

/** Paper shows the layout that the screen has: canvases cannot be laid out anew while a page is printed. */
function useSheet(): void {
  const lanes = usePage(({ comparing, comparison }) => (comparing ? (comparison?.lanes.length ?? 0) : 0));
  useEffect(() => {
    const { style } = document.documentElement;
    const measure = () => {
      const width = Math.max(window.innerWidth, NARROWEST, GUTTER + lanes * LANE);
      style.setProperty('--print-width', `${width}px`);
      style.setProperty('--print-height', `${window.innerHeight}px`);
      style.setProperty('--print-zoom', String(Math.min(1, SHEET / width)));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [lanes]);
}

/** The link to the shown moment, made while nothing moves. */
function useLink(): string {
  const runner = useRunner();
  const [link, setLink] = useState('');
  const work = usePage((page) => page.work);
  const time = usePage((page) => (page.playing ? null : page.time));
  const comparing = usePage((page) => page.comparing);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what a link tells
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const mark = runner.keeper.bookmark();
      if (mark !== null) linkTo(mark).then(setLink, () => {});
    }, SETTLES);
    return () => window.clearTimeout(timer);
  }, [work, time, comparing]);
  return link;
}

export const PrintFooter = () => {
  useSheet();
  const link = useLink();
  const work = usePage((page) => page.work);
  const time = usePage((page) => page.time);
  if (work === null) return null;
  return (
    <footer className={styles['footer']}>
      <p>
        <b>{work.scenario.title}</b>
        <span>seed {work.seed}</span>
        <span>at {momentText(clockStart(work.scenario.start), time)}</span>
        <span>Driftlab</span>
      </p>
      <p className={styles['link']}>{link}</p>
    </footer>
  );
};
