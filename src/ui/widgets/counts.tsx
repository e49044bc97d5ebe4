// Users by kind in words: the text twin of every picture of users. Shape, number and name together, never colour alone.
import { kinds } from '../../analysis/kinds.ts';
import { numberText } from '../../analysis/numbers.ts';
import styles from './counts.module.css';
import { KindMark } from './mark.tsx';

interface Props {
  readonly byKind: readonly number[];
  readonly label: string;
  /** Whether plans are tracked: without, nobody can have a wrong one. */
  readonly plans?: boolean;
}

/** All kinds that can occur are told, also when nobody is of that kind. */
export const KindCounts = ({ byKind, label, plans = false }: Props) => (
  <ul className={styles['counts']} aria-label={label}>
    {kinds
      .filter(({ kind, index }) => kind !== 'wrongPlan' || plans || (byKind[index] ?? 0) > 0)
      .map(({ kind, index, title, meaning }) => (
        <li key={kind} className={`k-${kind}`} title={meaning}>
          <KindMark kind={kind} />
          <b>{numberText(byKind[index] ?? 0)}</b> <span>{title}</span>
        </li>
      ))}
  </ul>
);
