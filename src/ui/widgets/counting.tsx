// A number under an invoice run: while the run is held in playing it counts up to what the run has added, and stands there. Whoever
// goes to a moment by hand, or wants no motion, sees at once what the run came to.
import { useEffect, useRef } from 'react';
import { numberText } from '../../analysis/numbers.ts';
import { HOLD } from '../../analysis/pace.ts';
import type { PageState } from '../state/store.ts';
import { useRunner } from '../state/use-runner.ts';

interface Props {
  /** What the run came to, with those that it stands for together. */
  readonly count: number;
  /** How much of it the run that is held has added. */
  readonly added: number;
  /** When that run was, microseconds. */
  readonly at: number;
}

/** It is counted in less than the run is held, so that it can be read too. */
const COUNTED = 0.7;

const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

/** What is written at a moment. */
function countedAt({ count, added, at }: Props, { time, playing }: Pick<PageState, 'time' | 'playing'>): number {
  const share = (time - at) / (HOLD * COUNTED);
  if (!playing || reduced.matches || share < 0 || share >= 1) return count;
  return count - added + Math.floor(added * share);
}

export const Counting = (props: Props) => {
  const runner = useRunner();
  const { count, added, at } = props;
  const text = useRef<SVGTSpanElement>(null);
  useEffect(() => {
    let shown = -1;
    const write = (page: PageState): void => {
      const now = countedAt({ count, added, at }, page);
      if (text.current === null || now === shown) return;
      shown = now;
      text.current.textContent = numberText(now);
    };
    write(runner.get());
    return runner.store.subscribe(write);
  }, [runner, count, added, at]);
  return <tspan ref={text}>{numberText(countedAt(props, runner.get()))}</tspan>;
};
