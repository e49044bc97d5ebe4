// The playhead: a line at the shown time with its clock, and the veil over what lies ahead. It is moved directly, outside
// React, since it moves with every frame.
import { useEffect, useRef } from 'react';
import { clockStart, clockText } from '../../analysis/clock.ts';
import { type PageState, usePage } from '../state/store.ts';
import styles from './timeline.module.css';

interface Props {
  /** Where the lanes begin in which the future is veiled. */
  readonly top: number;
  readonly gutter: number;
  readonly plot: number;
}

const LABEL = 62;

export const Playhead = ({ top, gutter, plot }: Props) => {
  const head = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLSpanElement>(null);
  const veil = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const move = ({ time, shown, work }: PageState) => {
      if (head.current === null || label.current === null || veil.current === null || work === null) return;
      const share = (time - shown.from) / (shown.to - shown.from);
      const x = gutter + Math.min(1.2, Math.max(-0.2, share)) * plot;
      head.current.style.transform = `translateX(${x}px)`;
      const inside = Math.min(gutter + plot - LABEL / 2, Math.max(gutter + LABEL / 2, x)) - x;
      label.current.style.transform = `translateX(calc(-50% + ${inside}px))`;
      label.current.textContent = clockText(clockStart(work.scenario.start), time);
      const from = Math.max(gutter, Math.min(gutter + plot, x));
      veil.current.style.left = `${from}px`;
      veil.current.style.width = `${gutter + plot - from}px`;
      head.current.hidden = share < 0 || share > 1;
    };
    move(usePage.getState());
    return usePage.subscribe(move);
  }, [gutter, plot]);
  return (
    <>
      <div ref={veil} className={styles['veil']} style={{ top }} />
      <div ref={head} className={styles['playhead']}>
        <span ref={label} />
      </div>
    </>
  );
};
