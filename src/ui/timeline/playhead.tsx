// The playhead: a line at the shown time with its clock, and the cover over what lies ahead, which the bands keep for it. They are moved
// directly, outside React, since they move with every frame.
import { useEffect, useRef } from 'react';
import { clockStart, clockText } from '../../analysis/clock.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './timeline.module.css';

interface Props {
  readonly gutter: number;
  readonly plot: number;
}

const LABEL = 62;

/** Labels of the axis fade where the playhead's clock stands. */
function makeRoom(head: HTMLElement, at: number, hidden: boolean): void {
  for (const tick of head.parentElement?.querySelectorAll<SVGTextElement>('[data-tick]') ?? []) {
    const near = !hidden && Math.abs(Number(tick.dataset['tick']) - at) < LABEL / 2 + tick.textContent.length * 3.4;
    tick.style.opacity = near ? '0' : '';
  }
}

export const Playhead = ({ gutter, plot }: Props) => {
  const runner = useRunner();
  const head = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLSpanElement>(null);
  const shown = usePage((page) => page.shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part of the run has other labels to make room among
  useEffect(() => {
    const move = ({ time, shown: part, work }: PageState) => {
      if (head.current === null || label.current === null || work === null) return;
      const share = (time - part.from) / (part.to - part.from);
      const x = gutter + Math.min(1.2, Math.max(-0.2, share)) * plot;
      head.current.style.transform = `translateX(${x}px)`;
      const inside = Math.min(gutter + plot - LABEL / 2, Math.max(gutter + LABEL / 2, x)) - x;
      label.current.style.transform = `translateX(calc(-50% + ${inside}px))`;
      label.current.textContent = clockText(clockStart(work.scenario.start), time);
      const from = Math.max(gutter, Math.min(gutter + plot, x));
      const veil = head.current.parentElement?.querySelector('[data-veil]');
      veil?.setAttribute('x', String(from));
      veil?.setAttribute('width', String(gutter + plot - from));
      head.current.hidden = share < 0 || share > 1;
      makeRoom(head.current, x + inside, head.current.hidden);
    };
    move(runner.get());
    return runner.store.subscribe(move);
  }, [gutter, plot, shown]);

  return (
    <div ref={head} className={styles['playhead']}>
      <span ref={label} />
    </div>
  );
};
