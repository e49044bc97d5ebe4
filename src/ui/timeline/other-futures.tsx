// The futures that were left behind: each a dashed line that leaves the curve where somebody changed the past, as far as it was seen. The
// one that people point at is ink, and says how far it is from what is played.
import { useEffect, useState } from 'react';
import { summed } from '../../analysis/bands.ts';
import { clockStart, clockText } from '../../analysis/clock.ts';
import { lastSample, outlineFrom } from '../../analysis/fork.ts';
import { futureTitles, partedAt } from '../../analysis/futures.ts';
import { numberText } from '../../analysis/numbers.ts';
import type { Samples } from '../../worker/door.ts';
import { unlessNone } from '../state/page.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import type { PlotBox } from './curve-labels.tsx';
import styles from './timeline.module.css';

interface Props {
  readonly x: (time: number) => number;
  readonly y: (count: number) => number;
  readonly box: PlotBox;
}

export const OtherFutures = ({ x, y, box }: Props) => {
  const work = usePage((page) => page.work);
  const curves = usePage((page) => page.otherCurves);
  const pointed = usePage((page) => page.pointedFuture);
  const { futures = [] } = work ?? {};
  if (work === null || futures.length === 0) return null;
  const titles = futureTitles(work.scenario, futures, work.inputs);
  return futures.map((future, n) => {
    const curve = curves[future.id];
    const from = partedAt(future, work.inputs) ?? 0;
    const line = curve === undefined ? '' : outlineFrom(curve, [from, future.reached], x, y);
    if (curve === undefined || line === '') return null;
    const isPointed = pointed === future.id;
    const end = Math.min(box.right - 6, x(future.reached));
    const [endX, endY] = line
      .slice(line.lastIndexOf('L') + 1)
      .split(' ')
      .map(Number) as [number, number];
    const [forkX, forkY] = line.slice(1, line.indexOf('L')).split(' ').map(Number) as [number, number];
    return (
      <g key={future.id} className={isPointed ? styles['pointed'] : styles['other']}>
        <path d={line} />
        <circle cx={forkX} cy={forkY} r={2.5} />
        <path className={styles['forkSign']} d={`M${forkX} ${box.top}V${forkY}`} />
        <text
          x={end}
          y={Math.max(box.top + 10, Math.min(endX <= box.right ? endY - 5 : box.top + 12, box.bottom - 6))}
          textAnchor="end"
        >
          {titles[n]}
        </text>
        {isPointed && <Difference curve={curve} from={from} start={work.scenario.start} x={x} box={box} />}
      </g>
    );
  });
};

interface DifferenceProps {
  readonly curve: Samples;
  /** Where the two futures part. */
  readonly from: number;
  readonly start: string;
  readonly x: (time: number) => number;
  readonly box: PlotBox;
}

/** Divergent users of the run that is played, at one moment; null until the worker has said it. */
function useOwn(time: number | undefined): number | null {
  const { connection } = useRunner();
  const facts = usePage((page) => page.facts);
  const [own, setOwn] = useState<{ readonly of: unknown; readonly time: number; readonly users: number } | null>(null);
  useEffect(() => {
    if (time === undefined) return;
    let gone = false;
    const hear = (samples: Samples | undefined) => {
      if (!gone && samples !== undefined) setOwn({ of: facts, time, users: summed(samples, 0) });
    };
    unlessNone(connection.door.samples(time, time + 1, 2)).then(hear, () => {});
    return () => {
      gone = true;
    };
  }, [connection, facts, time]);
  return own !== null && own.of === facts && own.time === time ? own.users : null;
}

const Difference = ({ curve, from, start, x, box }: DifferenceProps) => {
  const time = usePage((page) => page.time);
  const other = lastSample(curve, from, time);
  const own = useOwn(other?.time);
  if (other === null || own === null) return null;
  const more = other.users - own;
  const text = `${more < 0 ? '−' : '+'}${numberText(Math.abs(more))}`;
  const at = Math.max(box.left + 6, Math.min(box.right, x(time)) - 8);
  return (
    <text className={styles['difference']} x={at} y={box.top + 12} textAnchor={at < box.left + 150 ? 'start' : 'end'}>
      {text} at {clockText(clockStart(start), other.time, 'minute')}
    </text>
  );
};
