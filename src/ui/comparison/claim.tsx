// One line under a lane's name: what the strategy does, and once it has been seen what came of it.
import { findEntry, strategies } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { isOver } from '../state/veil.ts';
import styles from './rows.module.css';

export const LaneClaim = ({ facts }: { readonly facts: RunFacts }) => {
  const { result } = facts;
  const over = usePage((page) => isOver(page, facts));
  const words = over ? result.verdict : (findEntry(strategies, result.strategy)?.summary ?? '');
  return (
    <p className={styles['claim']} title={words}>
      {words}
    </p>
  );
};
