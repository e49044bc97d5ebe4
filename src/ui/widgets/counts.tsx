// Users by kind in words: the text twin of every picture of users. Shape, number and name together, never colour alone.
import { kinds } from '../../analysis/kinds.ts';
import { numberText } from '../../analysis/numbers.ts';
import styles from './counts.module.css';
import { Mark } from './mark.tsx';

interface Props {
  readonly byKind: readonly number[];
  readonly label: string;
}

/** All kinds are always told; a kind that cannot occur (a plan that is not tracked) only when it does. */
export const Counts = ({ byKind, label }: Props) => (
  <ul className={styles['counts']} aria-label={label}>
    {kinds
      .filter(({ kind, index }) => kind !== 'wrongPlan' || (byKind[index] ?? 0) > 0)
      .map(({ kind, index, title, meaning }) => (
        <li key={kind} className={`k-${kind}`} title={meaning}>
          <Mark kind={kind} />
          <b>{numberText(byKind[index] ?? 0)}</b> {title}
        </li>
      ))}
  </ul>
);
