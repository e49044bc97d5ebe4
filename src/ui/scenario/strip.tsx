// A scenario's day, 240 by 36 pixels: hatched where something is broken, a curve of the users who are wrong, a tick where the repair
// begins. A sentence beside it says what the scenario is about.
import { useId } from 'react';
import type { Strip } from '../../analysis/scenario/strip.ts';
import styles from './strip.module.css';

const [WIDTH, HEIGHT] = [240, 36] as const;
const [FAULTS, BAR, TOP, FOOT] = [2, 7, 13, 34] as const;

/** The outline of a band between two curves of shares. */
function band(upper: readonly number[], lower: readonly number[]): string {
  const x = (n: number) => ((n / Math.max(1, upper.length - 1)) * WIDTH).toFixed(1);
  const y = (share: number) => (FOOT - share * (FOOT - TOP)).toFixed(1);
  const there = upper.map((share, n) => `${x(n)} ${y(share)}`);
  const back = lower.map((share, n) => `${x(n)} ${y(share)}`).reverse();
  return `M${[...there, ...back].join('L')}z`;
}

export const DayStrip = ({ strip: { faults, repair, curve } }: { readonly strip: Strip }) => {
  const hatch = `${useId()}hatch`;
  const much = curve.map(([share]) => share);
  const all = curve.map(([more, less]) => more + less);
  return (
    <svg
      className={styles['strip']}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={styles['ground']} />
          <rect width="2" height="5" className={styles['line']} />
        </pattern>
      </defs>
      {curve.length > 0 && (
        <>
          <path className={styles['little']} d={band(all, much)} />
          <path
            className={styles['much']}
            d={band(
              much,
              much.map(() => 0),
            )}
          />
        </>
      )}
      <path className={styles['foot']} d={`M0 ${FOOT + 0.5}H${WIDTH}`} />
      {faults.map(([from, to], n) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: two faults may last equally long, and their order never changes
          key={n}
          x={from * WIDTH}
          y={FAULTS}
          width={Math.max(3, (to - from) * WIDTH)}
          height={BAR}
          fill={`url(#${hatch})`}
        />
      ))}
      {repair !== null && <path className={styles['repair']} d={`M${repair * WIDTH} ${FAULTS}V${FOOT}`} />}
    </svg>
  );
};
