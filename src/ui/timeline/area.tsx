// The band of divergent users: stacked by kind up to what is known, the futures that were left behind as dashed lines beside it, and the
// numbers at the playhead written where the curve is.
import { peakOf, stacked } from '../../analysis/bands.ts';
import { growingTop, numberText, roundTicks, roundTop } from '../../analysis/numbers.ts';
import type { SeenFacts } from '../../analysis/seen.ts';
import { samplesUpTo, samplesWith } from '../../analysis/shared-past.ts';
import type { Samples } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { CurveLabels, type PlotBox } from './curve-labels.tsx';
import { OtherFutures } from './other-futures.tsx';
import styles from './timeline.module.css';

interface Shown {
  readonly from: number;
  readonly to: number;
}

/** Finer samples are of use as long as they reach over all that is shown. */
const covers = ({ times }: Samples, { from, to }: Shown): boolean =>
  (times[0] ?? 0) <= from && (times[times.length - 1] ?? 0) >= to;

/** Up to what is known; where that is the shown moment, up to it, though no sample was taken there. */
function useKnown({ samples, until }: SeenFacts, shown: Shown): Samples {
  const fine = usePage((page) => page.fine);
  // While it plays the bands are made anew often enough; at rest, when the frame of the shown moment has come.
  usePage((page) => (page.playing || page.held ? null : page.frame));
  const { frame } = useRunner().get();
  const known = fine !== null && covers(fine, shown) ? samplesUpTo(fine, until) : samples;
  const last = known.times[known.times.length - 1] ?? 0;
  const reachesOn = frame !== null && Number.isFinite(until) && frame.time > last && frame.time <= until;
  return reachesOn ? samplesWith(known, frame.time, frame.byKind) : known;
}

interface Plot {
  readonly samples: Samples;
  readonly peak: number;
  readonly x: (time: number) => number;
  readonly y: (count: number) => number;
  readonly box: PlotBox;
}

/** What is drawn of the curve, and to which scale. */
export function useArea(facts: SeenFacts, shown: Shown, x: Plot['x'], box: PlotBox): Plot {
  const samples = useKnown(facts, shown);
  const curves = usePage((page) => page.otherCurves);
  const futures = usePage((page) => page.work?.futures);
  const others = (futures ?? []).flatMap(({ id }) => curves[id] ?? []);
  const highest = Math.max(facts.peak, peakOf([samples]), peakOf(others));
  const peak = facts.isCut ? growingTop(highest, facts.users) : roundTop(highest);
  const { top, bottom } = box;
  return { samples, peak, x, y: (count) => bottom - (count / peak) * (bottom - top - 2), box };
}

export const Area = ({ samples, peak, x, y, box: { top, bottom, left, right } }: Plot) => {
  const { bands, total } = stacked(samples, x, y);
  return (
    <>
      {(bottom - top < 40 ? [] : roundTicks(peak, bottom - top > 70 ? 3 : 2)).map((count) => (
        <g key={count}>
          <path className={styles['tick']} d={`M${left} ${y(count)}H${right}`} />
          <text className={styles['scale']} x={left + 3} y={y(count) + 11}>
            {numberText(count)}
          </text>
        </g>
      ))}
      {bands.map(({ kind, area }) => (
        <path key={kind} className={`f-${kind} ${styles['band']}`} d={area} />
      ))}
      <path className={styles['total']} d={total} />
    </>
  );
};

/** What is written and drawn beside it, where the playhead is and beyond. */
export const AreaNotes = ({ x, y, box }: Plot) => (
  <>
    <OtherFutures x={x} y={y} box={box} />
    <CurveLabels x={x} y={y} box={box} />
  </>
);
