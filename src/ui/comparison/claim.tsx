// One line under a lane's name: what the strategy does, and once it has been seen what came of it.
import { strategyOf } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import styles from './rows.module.css';
import { useVerdict } from './verdict.ts';

export const LaneClaim = ({ facts }: { readonly facts: RunFacts }) => {
  const { variant } = facts.spec;
  const verdict = useVerdict(facts);
  const does = strategyOf(variant.strategy)?.summary ?? '';
  return (
    <p className={styles['claim']} title={verdict === null ? does : `${verdict.whole} ${does}`}>
      {verdict?.short ?? does}
    </p>
  );
};
