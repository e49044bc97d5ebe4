// The words under a lane's name: what the strategy does, and once it has been seen what came of it.
import { strategyOf } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import styles from './rows.module.css';
import { useVerdict } from './verdict.ts';

interface Props {
  readonly facts: RunFacts;
  /** As many as there is room for. */
  readonly lines: number;
}

export const LaneClaim = ({ facts, lines }: Props) => {
  const { variant } = facts.spec;
  const verdict = useVerdict(facts);
  const does = strategyOf(variant.strategy)?.summary ?? '';
  return (
    <p
      className={styles['claim']}
      style={{ '--lines': lines } as React.CSSProperties}
      title={verdict === null ? does : `${verdict.whole} ${does}`}
    >
      {verdict?.short ?? does}
    </p>
  );
};
