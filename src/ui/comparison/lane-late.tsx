// What a lane says while it shows another moment than the clock, or none: that it is being computed, or that it is not kept and has to be
// run again.
import type { Frame } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from '../widgets/late.module.css';
import { Late } from '../widgets/late.tsx';

interface Props {
  readonly id: string;
  readonly frame: Frame | null;
  readonly late: boolean;
}

export const LaneLate = ({ id, frame, late }: Props) => {
  const runner = useRunner();
  const asleep = usePage((page) => page.comparison?.asleep.includes(id) ?? false);
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
      Its moments are not kept: all lanes together would take more than 512 MB.{' '}
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
