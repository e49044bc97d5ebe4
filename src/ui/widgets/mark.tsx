// The mark of a kind of divergence: its shape first, its colour second. It means nothing else anywhere.
import type { Kind } from '../../engine/index.ts';
import styles from './mark.module.css';

const SHAPES: Readonly<Record<Kind, React.ReactNode>> = {
  overbilled: <path d="M5 .8 9.6 9.2H.4z" />,
  underbilled: <path d="M5 9.2.4.8h9.2z" />,
  missing: <circle cx="5" cy="5" r="3.7" className={styles['ring']} />,
  orphan: <path d="M5 0l5 5-5 5-5-5z" />,
  wrongPlan: (
    <>
      <circle cx="5" cy="5" r="4" className={styles['thin']} />
      <path d="M5 1a4 4 0 0 1 0 8z" />
    </>
  ),
};

export const KindMark = ({ kind }: { readonly kind: Kind }) => (
  <svg className={`${styles['mark']} ${styles[kind]}`} viewBox="0 0 10 10" aria-hidden="true">
    {SHAPES[kind]}
  </svg>
);

/** A mark for what is best or worst in a row. */
export const Rank = ({ rank }: { readonly rank: 'best' | 'worst' }) => (
  <svg className={rank === 'best' ? styles['best'] : styles['worst']} viewBox="0 0 10 10" aria-hidden="true">
    {rank === 'best' ? <path d="M5 0l5 5-5 5-5-5z" /> : <path d="M1 1.5h8L5 8.5z" />}
  </svg>
);
