// Whether a panel still shows another moment than the clock, and the words that say so. What is late is marked at once; it is dimmed,
// and the words are seen, only when it stays so for longer than a blink.
import { clockStart, momentText } from '../../analysis/clock.ts';
import type { PageState } from '../state/store.ts';
import { usePage } from '../state/use-runner.ts';
import styles from './late.module.css';

/** While it plays what is shown may be so far behind the clock, seconds of wall time: nobody sees that. */
const SLACK = 0.25;

/** Whether another run is being computed, and what is shown is still the one before. */
const isBefore = ({ stage, comparing, comparisonStage }: PageState): boolean =>
  (stage.is === 'running' && !stage.held) || (comparing && comparisonStage.is === 'running');

/** Whether what is shown, of the moment `at` (microseconds; null: of none yet), is not of the clock's moment, or not of its run. */
export function useLate(at: number | null): boolean {
  return usePage((page) => {
    if (at === null || isBefore(page)) return true;
    return Math.abs(page.time - at) > (page.playing ? page.speed * SLACK : 0);
  });
}

interface Props {
  /** The moment that is shown; null: none yet. */
  readonly at: number | null;
  /** What is known of why it takes long. */
  readonly why?: string;
}

/** Says in words which moment is still shown, and which is being computed. Stands in a box that is `aria-busy`. */
export const Late = ({ at, why }: Props) => {
  const start = usePage((page) => clockStart(page.work?.scenario.start ?? '1970-01-01T00:00:00Z'));
  const time = usePage((page) => page.time);
  const before = usePage(isBefore);
  const wanted = momentText(start, time);
  const still = before ? 'Still the run before.' : at === null ? '' : `Still at ${momentText(start, at)}.`;
  return (
    <p className={styles['late']} data-late>
      {still} {before ? 'Computing this one.' : `Computing ${wanted}.`}
      {why !== undefined && ` ${why}`}
    </p>
  );
};
