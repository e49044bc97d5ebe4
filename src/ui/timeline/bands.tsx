// The drawing of the timeline's bands, made anew when the run or the shown part changes, not with every frame.
import { memo } from 'react';
import { peakOf, stacked } from '../../analysis/bands.ts';
import { clockStart, lengthText, roomyTicks } from '../../analysis/clock.ts';
import { growingTop, numberText, roundTicks, roundTop } from '../../analysis/numbers.ts';
import type { SeenFacts } from '../../analysis/seen.ts';
import { samplesUpTo, samplesWith } from '../../analysis/shared-past.ts';
import type { Samples } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { FaultStrip, InvoiceStrip, MessageStrip, RepairStrip } from './strips.tsx';
import styles from './timeline.module.css';

interface Props {
  readonly facts: SeenFacts;
  readonly width: number;
  readonly height: number;
  readonly gutter: number;
}

const AXIS = 22;
const BAR = 19;
const INVOICES = 34;
const MESSAGES = 30;

const rowsOf = (facts: SeenFacts): number => Math.max(1, Math.min(3, facts.faults.length));

/** Where the band of divergent users begins, below those of faults and repair. */
export const areaTop = (facts: SeenFacts): number => AXIS + (rowsOf(facts) + 1) * BAR;

export const TimelineBands = memo(({ facts, width, height, gutter }: Props) => {
  const shown = usePage((page) => page.shown);
  const fine = usePage((page) => page.fine);
  const plot = width - gutter;
  const x = (time: number) => gutter + ((time - shown.from) / (shown.to - shown.from)) * plot;
  const start = clockStart(facts.spec.scenario.start);
  const ticks = roomyTicks(start, shown.from, shown.to, plot);
  const rows = rowsOf(facts);
  const small = height < 190;
  const messages = small ? 0 : MESSAGES;
  const faultsAt = AXIS;
  const repairAt = faultsAt + rows * BAR;
  const areaAt = repairAt + BAR;
  const invoicesAt = height - messages - INVOICES;
  const messagesAt = height - messages;
  const name = (text: string, y: number) =>
    gutter > 0 && (
      <text className={styles['name']} x={0} y={y}>
        {text}
      </text>
    );
  const lines = [faultsAt, repairAt, areaAt, invoicesAt, ...(small ? [] : [messagesAt])];
  return (
    <svg className={styles['bands']} width={width} height={height} aria-hidden="true">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles['hatchGround']} />
          <rect width="2" height="6" className={styles['hatchLine']} />
        </pattern>
        <clipPath id="plot">
          <rect x={gutter} y={0} width={plot} height={height} />
        </clipPath>
      </defs>
      {ticks.map(({ time, label }) => (
        <g key={time}>
          <path className={styles['tick']} d={`M${x(time)} ${AXIS}V${height}`} />
          <text
            className={styles['label']}
            data-tick={x(time)}
            x={x(time)}
            y={14}
            textAnchor={anchorOf(x(time), gutter, width)}
          >
            {label}
          </text>
        </g>
      ))}
      {lines.map((y) => (
        <path key={y} className={styles['rule']} d={`M0 ${y + 0.5}H${width}`} />
      ))}
      {name('Faults', faultsAt + 14)}
      {name(facts.seeding.length > 0 ? 'Seeding, repair' : 'Repair', repairAt + 14)}
      {name('Divergent users', areaAt + 16)}
      {name('Invoice runs', invoicesAt + 22)}
      {!small && name('Messages per minute', messagesAt + 20)}
      <g clipPath="url(#plot)">
        <FaultStrip facts={facts} x={x} y={faultsAt} rows={rows} bar={BAR} width={width} />
        <RepairStrip facts={facts} x={x} y={repairAt} bar={BAR} />
        <Area
          facts={facts}
          fine={fine}
          shown={shown}
          x={x}
          top={areaAt + 4}
          bottom={invoicesAt}
          gutter={gutter}
          width={width}
        />
        <InvoiceStrip facts={facts} x={x} y={invoicesAt} height={INVOICES} />
        {!small && <MessageStrip facts={facts} x={x} y={messagesAt} height={MESSAGES} />}
      </g>
      {facts.repairAt !== null && facts.repairAt > shown.from && facts.repairAt < shown.to && (
        <path className={styles['repairLine']} d={`M${x(facts.repairAt)} ${repairAt}V${invoicesAt}`} />
      )}
      <title>{`From ${lengthText(shown.from)} to ${lengthText(shown.to)} of the run`}</title>
    </svg>
  );
});

const anchorOf = (x: number, gutter: number, width: number): 'start' | 'middle' | 'end' => {
  if (x < gutter + 20) return 'start';
  return x > width - 24 ? 'end' : 'middle';
};

interface Shown {
  readonly from: number;
  readonly to: number;
}

/** Finer samples are of use as long as they reach over all that is shown. */
const covers = ({ times }: Samples, { from, to }: Shown): boolean =>
  (times[0] ?? 0) <= from && (times[times.length - 1] ?? 0) >= to;

interface AreaProps {
  readonly facts: SeenFacts;
  readonly fine: Samples | null;
  readonly shown: Shown;
  readonly x: (time: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly gutter: number;
  readonly width: number;
}

/** Up to what is known; where that is the shown moment, up to it, though no sample was taken there. */
function useKnown({ samples, until }: SeenFacts, fine: Samples | null): Samples {
  const { frame } = useRunner().get();
  const known = fine === null ? samples : samplesUpTo(fine, until);
  const last = known.times[known.times.length - 1] ?? 0;
  const reachesOn = frame !== null && Number.isFinite(until) && frame.time > last && frame.time <= until;
  return reachesOn ? samplesWith(known, frame.time, frame.byKind) : known;
}

const Area = ({ facts, fine, shown, x, top, bottom, gutter, width }: AreaProps) => {
  const samples = useKnown(facts, fine !== null && covers(fine, shown) ? fine : null);
  const highest = Math.max(facts.peak, peakOf([samples]));
  const peak = facts.isCut ? growingTop(highest) : roundTop(highest);
  const y = (count: number) => bottom - (count / peak) * (bottom - top - 2);
  const { bands, total } = stacked(samples, x, y);
  return (
    <>
      {(bottom - top < 40 ? [] : roundTicks(peak, bottom - top > 70 ? 3 : 2)).map((count) => (
        <g key={count}>
          <path className={styles['tick']} d={`M${gutter} ${y(count)}H${width}`} />
          <text className={styles['scale']} x={gutter + 3} y={y(count) + 11}>
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
