// In a lane's picture, the window in which what changes is heard by nobody: the copy is being read, and the queue is not bound yet.
import { useMemo } from 'react';
import { clockStart, clockText } from '../../analysis/clock.ts';
import { type Axis, placeOn } from '../../analysis/lanes/axis.ts';
import { deafWindow } from '../../analysis/lanes/deaf-window.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import styles from './rows.module.css';

interface Props {
  readonly facts: RunFacts;
  readonly axis: Axis;
  readonly height: number;
}

/** Pixels of a letter, roughly. */
const LETTER = 5.6;
const WORDS = ['changes now are heard by nobody', 'heard by nobody', 'deaf'];

export const Deaf = ({ facts, axis, height }: Props) => {
  const window = useMemo(() => deafWindow(facts), [facts]);
  const hasBegun = usePage((page) => window !== null && window.from <= veiledAfter(page));
  const isOver = usePage((page) => window !== null && window.to <= veiledAfter(page));
  if (window === null || !hasBegun) return null;
  const [left, right] = [placeOn(axis, window.from), placeOn(axis, Math.min(axis.to, window.to))];
  const width = Math.max(3, right - left);
  const words = WORDS.find((text) => text.length * LETTER + 10 <= width) ?? '';
  const start = clockStart(facts.spec.scenario.start);
  const until = isOver ? ` until ${clockText(start, window.to)}` : '';
  return (
    <>
      <svg className={styles['deaf']} width={axis.width} height={height} aria-hidden="true">
        <rect x={left} y={0} width={width} height={height} />
        <path d={`M${left + 0.75} 0V${height}M${left + width - 0.75} 0V${height}`} />
        {words !== '' && (
          <text x={left + 6} y={Math.min(height - 4, 13)}>
            {words}
          </text>
        )}
      </svg>
      <span className="sr">
        From {clockText(start, window.from)}
        {until} the queue is not bound while the copy is read: what changes is heard by nobody.
      </span>
    </>
  );
};
