// Divergent users over time in large type, as far as they have been shown: one run, or a lane beside others on the same scale.
import { useRef } from 'react';
import { stacked } from '../../analysis/bands.ts';
import { timeTicks } from '../../analysis/clock.ts';
import { numberText, roundTicks } from '../../analysis/numbers.ts';
import { samplesUpTo, samplesWith } from '../../analysis/shared-past.ts';
import type { FaultSpan, Samples } from '../../worker/door.ts';
import { useRoom } from '../widgets/room.ts';
import styles from './present.module.css';

interface Props {
  readonly samples: Samples;
  /** The shown moment, and who is divergent then. */
  readonly time: number;
  readonly byKind: readonly number[] | null;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  /** When the scenario's clock stood at 0. */
  readonly start: number;
  readonly letters: number;
  readonly faults?: readonly FaultSpan[];
  /** Whether clock and levels are written. */
  readonly scales?: boolean;
  readonly label: string;
}

/** Nothing later than the shown moment is in it. */
export const Plot = (props: Props) => {
  const { samples, time, byKind, from, to, top, start, letters, faults = [], scales = true, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const left = scales ? letters * (numberText(top).length * 0.6 + 0.7) : 0;
  const right = width - letters * (scales ? 1.4 : 0);
  const floor = height - (scales ? letters * 1.6 : 2);
  const x = (at: number): number => left + Math.min(1, Math.max(0, (at - from) / (to - from))) * (right - left);
  const y = (count: number): number => floor - (count / top) * (floor - letters * (scales ? 0.8 : 0.2));
  const known = samplesUpTo(samples, time);
  const shown = byKind === null ? known : samplesWith(known, time, byKind);
  const { bands, total } = stacked(shown, x, y);
  const ticks = timeTicks(start, from, to, Math.max(2, Math.floor((right - left) / (letters * 4.6))));
  return (
    <div className={styles['plot']} ref={box}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          {faults
            .filter(({ at }) => at <= time)
            .map(({ name, at, until }) => (
              <rect
                key={name}
                className={styles['fault']}
                x={x(at)}
                y={0}
                width={Math.max(0, x(Math.min(until, time)) - x(at))}
                height={floor}
              />
            ))}
          {scales &&
            roundTicks(top, 2).map((count) => (
              <g key={count}>
                <path className={styles['level']} d={`M${left} ${y(count)}H${right}`} />
                <text x={left - letters * 0.4} y={y(count) + letters * 0.35} textAnchor="end">
                  {numberText(count)}
                </text>
              </g>
            ))}
          {scales &&
            ticks.map(({ time: at, label: words }) => (
              <text key={at} x={x(at)} y={height - letters * 0.3} textAnchor="middle">
                {words}
              </text>
            ))}
          {bands.map(({ kind, area }) => (
            <path key={kind} className={`f-${kind}`} d={area} />
          ))}
          <path className={styles['total']} d={total} />
          <path className={styles['floor']} d={`M${left} ${floor}H${right}`} />
          <path className={styles['now']} d={`M${x(time)} 0V${floor}`} />
        </svg>
      )}
    </div>
  );
};
