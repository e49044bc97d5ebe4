// From one divergent user to the next at the shown moment.
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './history.module.css';

const WAYS = [
  ['Previous', -1],
  ['Next', 1],
] as const;

export const NextDivergent = () => {
  const runner = useRunner();
  const none = usePage(({ frame }) => frame === null || frame.divergent === 0);
  return (
    <span className={styles['walk']}>
      {WAYS.map(([word, step]) => (
        <button
          key={word}
          type="button"
          className="btn"
          aria-label={`${word} divergent user`}
          disabled={none}
          onClick={() => void runner.choice.nextDivergent(step)}
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
