// The whole run behind the slider: faults as bars, divergent users as one small area, the part that the timeline shows.
import { memo, useMemo } from 'react';
import { peakOf, stacked } from '../../analysis/bands.ts';
import { usePage } from '../state/use-runner.ts';
import styles from './overview.module.css';

const WIDTH = 1000;
const HEIGHT = 24;

export const Overview = memo(() => {
  const facts = usePage((page) => page.facts);
  const end = usePage((page) => page.end);
  const shown = usePage((page) => page.shown);
  const drawing = useMemo(() => {
    if (facts === null || end === 0) return null;
    const x = (time: number) => (time / end) * WIDTH;
    const peak = Math.max(1, peakOf([facts.samples]));
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
