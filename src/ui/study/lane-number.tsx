// A lane's number on its colour: in a study lanes are told apart by both.
import styles from './study.module.css';

/** So many colours there are; then they begin again, and the number tells. */
const COLOURS = 8;

const colourOf = (n: number): string => `var(--lane-${(n % COLOURS) + 1})`;

export const laneColour = (n: number): React.CSSProperties => ({ '--lane': colourOf(n) }) as React.CSSProperties;

/** Of a lane that is as good as the one before, where there is one. */
export const otherColour = (n: number | undefined): React.CSSProperties =>
  (n === undefined ? {} : { '--other': colourOf(n) }) as React.CSSProperties;

export const LaneNumber = ({ n }: { readonly n: number }) => (
  <b className={styles['number']} style={laneColour(n)}>
    {n + 1}
  </b>
);
