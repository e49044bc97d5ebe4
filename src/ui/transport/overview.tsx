// The whole run behind the slider, as far as it is known: faults as bars, divergent users as one small area, and over them, moved outside
// React, what lies ahead of the shown time; the part that the timeline shows.
import { memo, useEffect, useMemo, useRef } from 'react';
import { stacked } from '../../analysis/bands.ts';
import { growingTop } from '../../analysis/numbers.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useSeen } from '../state/use-seen.ts';
import styles from './overview.module.css';

const WIDTH = 1000;
const HEIGHT = 24;

/** So many parts of a run are told apart. */
const PARTS = 600;

/** What lies ahead of the shown time is covered, so that it is faint. */
const Ahead = () => {
  const runner = useRunner();
  const cover = useRef<SVGRectElement>(null);
  useEffect(() => {
    const move = ({ time, end }: { readonly time: number; readonly end: number }) => {
      const x = end === 0 ? 0 : (time / end) * WIDTH;
      cover.current?.setAttribute('x', String(x));
      cover.current?.setAttribute('width', String(Math.max(0, WIDTH - x)));
    };
    move(runner.get());
    return runner.store.subscribe(move);
  }, [runner]);
  return <rect ref={cover} className={styles['ahead']} y={0} height={HEIGHT} />;
};

export const Overview = memo(() => {
  const end = usePage((page) => page.end);
  const facts = useSeen(Math.max(1, end / PARTS));
  const shown = usePage((page) => page.shown);
  const drawing = useMemo(() => {
    if (facts === null || end === 0) return null;
    const x = (time: number) => (time / end) * WIDTH;
    const peak = facts.isCut ? growingTop(facts.peak, facts.users) : Math.max(1, facts.peak);
    return {
      bands: stacked(facts.samples, x, (count) => HEIGHT - (count / peak) * (HEIGHT - 5)).bands,
      faults: facts.faults.map(({ name, at, until }) => ({
        name,
        x: x(at),
        width: Math.max(2, x(Math.min(until, end)) - x(at)),
      })),
    };
  }, [facts, end]);
  const part = shown.from > 0 || shown.to < end;
  return (
    <svg
      className={styles['overview']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {drawing?.bands.map(({ kind, area }) => (
        <path key={kind} className={`f-${kind}`} d={area} />
      ))}
      <Ahead />
      {drawing?.faults.map(({ name, x, width }) => (
        <rect key={name} className={styles['fault']} x={x} y={0} width={width} height={3.5} />
      ))}
      {part && end > 0 && (
        <rect
          className={styles['window']}
          x={(shown.from / end) * WIDTH}
          y={0}
          width={((shown.to - shown.from) / end) * WIDTH}
          height={HEIGHT}
        />
      )}
    </svg>
  );
});
