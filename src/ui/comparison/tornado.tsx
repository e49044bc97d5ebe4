// The inputs that matter most as bars: by how much the first place leads at both ends of each, and the line at which another takes it.
import type { LaneDecision } from '../../analysis/decision/decision.ts';
import { marginOf } from '../../analysis/decision/flips.ts';
import { firstsOf } from '../../analysis/decision/standings.ts';
import { numberText } from '../../analysis/numbers.ts';
import { valueWords } from '../../analysis/words.ts';
import styles from './decision.module.css';

const short = (value: number): string => numberText(Number(value.toPrecision(2)));

export const Tornado = ({ decision }: { readonly decision: LaneDecision }) => {
  const { tornado, standings, currency } = decision;
  if (tornado.length === 0) return null;
  const now = marginOf(
    standings.map(({ id, cost }) => ({ id, mean: cost.mean ?? 0 })),
    firstsOf(standings),
  );
  const all = [0, now, ...tornado.flatMap(({ margins }) => margins)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const place = (value: number): string => `${(100 * (value - least)) / Math.max(1e-9, most - least)}%`;
  const span = (value: number): React.CSSProperties => ({
    left: place(Math.min(now, value)),
    width: `${(100 * Math.abs(value - now)) / Math.max(1e-9, most - least)}%`,
  });
  return (
    <figure className={styles['tornado']} aria-label="What matters most">
      <figcaption>
        <b>What matters most.</b> By how much the first place leads, {currency}, at both ends of an input; now{' '}
        {short(now)}.{least < 0 && ' Left of the line another lane is first.'}
      </figcaption>
      <ul>
        {tornado.map(({ path, ends, assumed, margins: [low, high] }) => (
          <li key={path}>
            <span className={styles['path']}>
              <code>{path}</code>{' '}
              <small>
                {valueWords(ends[0])} … {valueWords(ends[1])}
                {assumed && ', assumed'}
              </small>
            </span>
            <span className={styles['bars']} aria-hidden="true">
              <i className={styles['low']} style={span(low)} />
              <i className={styles['high']} style={span(high)} />
              {least < 0 && <i className={styles['zero']} style={{ left: place(0) }} />}
            </span>
            <span className={styles['margins']}>
              {short(low)} … {short(high)}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
};
