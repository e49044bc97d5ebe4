// From one divergent user to the next at the shown moment.
import { nextDivergent } from '../../analysis/raster.ts';
import { CELL_BITS } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './history.module.css';

const WAYS = [
  ['Previous', -1],
  ['Next', 1],
] as const;

export const NextDivergent = () => {
  const runner = useRunner();
  const selected = usePage((page) => page.selected);
  const frame = usePage((page) => page.frame);
  const none = frame === null || frame.divergent === 0;
  const go = (step: 1 | -1) => {
    const next = frame === null ? undefined : nextDivergent(frame.cells, selected ?? 0, step, CELL_BITS.kind);
    if (next !== undefined) void runner.choice.user(next);
  };
  return (
    <span className={styles['walk']}>
      {WAYS.map(([word, step]) => (
        <button
          key={word}
          type="button"
          className="btn"
          aria-label={`${word} divergent user`}
          disabled={none}
          onClick={() => go(step)}
        >
          <span>
            {word}
            <span className={styles['long']}> divergent user</span>
          </span>
        </button>
      ))}
    </span>
  );
};
