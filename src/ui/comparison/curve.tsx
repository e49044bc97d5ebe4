// A lane's curve: divergent users by kind over the same time and to the same scale as every other lane. What lies ahead of the
// shown time is faint.
import { useRef } from 'react';
import { peakOfRuns, stacked, summitOf } from '../../analysis/bands.ts';
import type { Focus } from '../../analysis/focus.ts';
import { numberText } from '../../analysis/numbers.ts';
import type { RunFacts, Samples } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import { useRoom } from '../widgets/room.ts';
import styles from './comparison.module.css';
import { Clocks, Levels } from './scales.tsx';

interface Props {
  readonly facts: RunFacts;
  readonly samples: Samples;
  readonly focus: Focus;
  readonly peak: number;
  readonly start: number;
  readonly time: number;
}

const AXIS = 16;

export const Curve = ({ facts, samples, focus, peak, start, time }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const known = Math.max(time, usePage(veiledAfter));
  const floor = height - AXIS;
  const x = (at: number) => ((at - focus.from) / (focus.to - focus.from)) * width;
  const inside = (at: number) => Math.min(width, Math.max(0, x(at)));
  const y = (count: number) => floor - (count / peak) * (floor - 6);
  return (
    <div className={styles['curve']} ref={box} aria-hidden="true">
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          <Levels peak={peak} count={2} width={width} y={y} below={11} rule={styles['rule']} />
          <Clocks
            start={start}
            focus={focus}
            count={Math.max(2, Math.floor(width / 54))}
            width={width}
            x={x}
            y={height - 3}
            edges={{ left: 16, right: 18 }}
          />
          <Bands samples={samples} x={x} y={y} />
          <rect className={styles['ahead']} x={inside(time)} width={width - inside(time)} height={floor} />
          <rect className={styles['unreached']} x={inside(known)} width={width - inside(known)} height={floor} />
          <Tower facts={facts} samples={samples} peak={peak} until={known} x={x} width={width} />
          <path className={styles['floor']} d={`M0 ${floor + 0.5}H${width}`} />
          {facts.repairAt !== null && <path className={styles['fork']} d={`M${x(facts.repairAt)} 4V${floor}`} />}
          {x(time) >= 0 && x(time) <= width && <path className={styles['head']} d={`M${x(time)} 0V${floor + 2}`} />}
        </svg>
      )}
    </div>
  );
};

interface TowerProps {
  readonly facts: RunFacts;
  readonly samples: Samples;
  readonly peak: number;
  readonly until: number;
  readonly x: (time: number) => number;
  readonly width: number;
}

const GAP = 5;
/** A letter of the label is about so wide, pixels. */
const LETTER = 7;

/** On which side of `at` a label of this width stands: where it has room, and where the line of the fork does not run through it. */
function isLeft(at: number, wide: number, fork: number, width: number): boolean {
  const [onLeft, onRight] = [at - GAP - wide, at + GAP + wide];
  if (onLeft < 0 || onRight > width) return onRight > width;
  const crossed = (from: number, to: number) => fork > from - GAP && fork < to + GAP;
  if (crossed(onLeft, at)) return false;
  return at > width / 2 || crossed(at, onRight);
}

/** A peak that goes beyond the common scale says how high it is. */
const Tower = ({ facts, samples, peak, until, x, width }: TowerProps) => {
  const own = peakOfRuns([facts.result]);
  const { time } = summitOf(samples);
  if (own <= peak || time > until) return null;
  const at = x(time);
  const text = `↑ ${numberText(own)}`;
  const left = isLeft(at, text.length * LETTER, x(facts.repairAt ?? facts.endedAt), width);
  return (
    <text className={styles['tower']} x={left ? at - GAP : at + GAP} y={12} textAnchor={left ? 'end' : 'start'}>
      {text}
    </text>
  );
};

interface BandsProps {
  readonly samples: Samples;
  readonly x: (time: number) => number;
  readonly y: (count: number) => number;
}

const Bands = ({ samples, x, y }: BandsProps) => {
  const { bands, total } = stacked(samples, x, y);
  return (
    <>
      {bands.map(({ kind, area }) => (
        <path key={kind} className={`f-${kind}`} d={area} />
      ))}
      <path className={styles['total']} d={total} />
    </>
  );
};
