// How a room voted: a bar for every option, the first vote thin under the second, what the run says marked. All is sized by the font
// around it.
import { numberText } from '../../analysis/numbers.ts';
import type { VoteOption } from '../state/lesson/votes.ts';
import styles from './vote-bars.module.css';

export const VoteBars = ({ options, label }: { readonly options: readonly VoteOption[]; readonly label: string }) => {
  const most = Math.max(1, ...options.flatMap(({ hands, before }) => [hands ?? 0, before ?? 0]));
  return (
    <ul className={styles['bars']} aria-label={label}>
      {options.map(({ letter, text, hands, before, isMine, isAnswer }) => (
        <li key={letter} data-answer={isAnswer === true} data-mine={isMine}>
          <span className={styles['letter']}>{letter}</span>
          <span className={styles['text']}>
            {text}
            {isMine && <em> you</em>}
            {isAnswer === true && <em> the run</em>}
          </span>
          {hands !== null && <b className={styles['count']}>{numberText(hands)}</b>}
          {hands !== null && (
            <span className={styles['track']} aria-hidden="true">
              <i style={{ width: `${(hands / most) * 100}%` }} />
              {before !== null && <i className={styles['before']} style={{ width: `${(before / most) * 100}%` }} />}
            </span>
          )}
          {before !== null && <span className="sr">, {numberText(before)} before the discussion</span>}
        </li>
      ))}
    </ul>
  );
};
