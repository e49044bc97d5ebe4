// What stands before a lane's picture: its name, read whole, the step under way, what the lane does or what came of it, and its buttons.
import { useRef } from 'react';
import type { LitStep } from '../../analysis/lanes/runbook-bar.ts';
import { strategyOf } from '../../engine/index.ts';
import type { RunFacts } from '../../worker/door.ts';
import { useRoom } from '../widgets/room.ts';
import { LaneClaim } from './claim.tsx';
import { LaneButtons } from './lane-buttons.tsx';
import styles from './rows.module.css';
import { LitLine } from './runbook.tsx';
import { useDiffers } from './verdict.ts';

/** Heights, pixels, of a line of a claim, and of what a row keeps free over its words. */
const LINE = 16.5;
const FREE = 2;

interface Props {
  readonly facts: RunFacts;
  /** The row's height, pixels. */
  readonly row: number;
  readonly lit: LitStep;
}

export const LaneName = ({ facts: { result, spec }, facts, row, lit }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { height } = useRoom(heading);
  const differs = useDiffers(spec);
  // What a long name takes, the claim goes without.
  const lines = Math.max(1, Math.floor((row - FREE - height) / LINE));
  return (
    <>
      <h3 ref={heading} title={[result.title, ...differs, strategyOf(spec.variant.strategy)?.summary ?? ''].join('. ')}>
        <span className={styles['title']}>{result.title}</span>
        {differs.length > 0 && (
          <small className={styles['rest']}>
            <span className={styles['differs']}> {differs.join(', ')}</span>
          </small>
        )}
      </h3>
      <LitLine lit={lit} />
      <LaneClaim facts={facts} lines={lines} />
      <LaneButtons id={result.id} title={result.title} />
    </>
  );
};
