// A lane's number on its colour: in a study lanes are told apart by both.
import styles from './study.module.css';

/** So many colours there are; then they begin again, and the number tells. */
const COLOURS = 8;

export const laneColour = (n: number): React.CSSProperties =>
  ({ '--lane': `var(--lane-${(n % COLOURS) + 1})` }) as React.CSSProperties;

export const LaneNumber = ({ n }: { readonly n: number }) => (
  <b className={styles['number']} style={laneColour(n)}>
    {n + 1}
  </b>
);
