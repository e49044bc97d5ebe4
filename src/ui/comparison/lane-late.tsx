// What a lane says while it shows another moment than the clock, or none: that it is being computed, or that it is not kept and has to be
// run again.
import { numberText } from '../../analysis/numbers.ts';
import { type Frame, HISTORY } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from '../widgets/late.module.css';
import { Late } from '../widgets/late.tsx';

const MOST = `${numberText(HISTORY / 1e6)} MB`;

interface Props {
  readonly id: string;
  readonly frame: Frame | null;
  readonly late: boolean;
}

export const LaneLate = ({ id, frame, late }: Props) => {
  const runner = useRunner();
  const asleep = usePage(({ comparison, laneFrames }) => {
    const place = comparison?.lanes.findIndex(({ result }) => result.id === id) ?? -1;
    // Room may have been made since they were compared.
    return comparison?.asleep.includes(id) === true || laneFrames[place] === null;
  });
  const waking = usePage((page) => page.waking);
  if (!asleep) return late ? <Late at={frame?.time ?? null} /> : null;
  if (waking?.lane === id)
    return (
      <p className={styles['late']} data-late>
        Running it again: {Math.floor(waking.done * 100)} %
      </p>
    );
  return (
    <p className={`${styles['late']} ${styles['asks']}`} data-late>
      Its moments are not kept: all lanes together would take more than {MOST} of history.{' '}
      <button
        type="button"
        className="textlink"
        disabled={waking !== null}
        onClick={() => void runner.comparison.wake(id)}
      >
        Run it again
      </button>
    </p>
  );
};
