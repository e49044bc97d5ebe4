// The drawing of the timeline's bands, made anew when the run or the shown part changes, not with every frame.
import { memo } from 'react';
import { clockStart, lengthText, roomyTicks } from '../../analysis/clock.ts';
import type { SeenFacts } from '../../analysis/seen.ts';
import { usePage } from '../state/use-runner.ts';
import { isClose } from '../state/zoom.ts';
import { Area, AreaNotes, useArea } from './area.tsx';
import { CLOSE_UP_HEIGHT, MessageTicks } from './close-up.tsx';
import { LivesBand } from './lives-band.tsx';
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

/** Where the band of divergent users begins, pixels. */
export const areaTop = (facts: SeenFacts): number => AXIS + (rowsOf(facts) + 1) * BAR;

const rowsOf = (facts: SeenFacts): number => Math.max(1, Math.min(3, facts.faults.length));

/** Heights of the two lowest bands. Where there is little room messages go first, and invoice runs where messages are looked at closely. */
function heightsIn(height: number, close: boolean): { readonly messages: number; readonly invoices: number } {
  const isLow = height < 190;
  if (close && height >= 140) return { messages: CLOSE_UP_HEIGHT, invoices: isLow ? 0 : INVOICES };
  return { messages: isLow ? 0 : MESSAGES, invoices: INVOICES };
}

export const TimelineBands = memo(({ facts, width, height, gutter }: Props) => {
  const shown = usePage((page) => page.shown);
  const asUsers = usePage((page) => page.timelineAs === 'users');
  const plot = width - gutter;
  const x = (time: number) => gutter + ((time - shown.from) / (shown.to - shown.from)) * plot;
  const start = clockStart(facts.spec.scenario.start);
  const ticks = roomyTicks(start, shown.from, shown.to, plot);
  const rows = rowsOf(facts);
  const close = isClose(shown);
  const { messages, invoices } = heightsIn(height, close);
  const faultsAt = AXIS;
  const repairAt = faultsAt + rows * BAR;
  const areaAt = areaTop(facts);
  const invoicesAt = height - messages - invoices;
  const messagesAt = height - messages;
  const area = useArea(facts, shown, x, { top: areaAt + 4, bottom: invoicesAt, left: gutter, right: width });
  const name = (text: string, y: number) =>
    gutter > 0 && (
      <text className={styles['name']} x={0} y={y}>
        {text}
      </text>
    );
  const lines = new Set([faultsAt, repairAt, areaAt, invoicesAt, ...(messages > 0 ? [messagesAt] : [])]);
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
      {[...lines].map((y) => (
        <path key={y} className={styles['rule']} d={`M0 ${y + 0.5}H${width}`} />
      ))}
      {name('Faults', faultsAt + 14)}
      {name(facts.seeding.length > 0 ? 'Seeding, repair' : 'Repair', repairAt + 14)}
      {name('Divergent users', areaAt + 16)}
      {invoices > 0 && name('Invoice runs', invoicesAt + 22)}
      {messages > 0 && name(close ? 'Messages' : 'Messages per minute', messagesAt + 20)}
      <g clipPath="url(#plot)">
        <FaultStrip facts={facts} x={x} y={faultsAt} rows={rows} bar={BAR} width={width} left={gutter} />
        <RepairStrip facts={facts} x={x} y={repairAt} bar={BAR} width={width} left={gutter} />
        {asUsers ? <LivesBand facts={facts} shown={shown} x={x} box={area.box} /> : <Area {...area} />}
        {invoices > 0 && (
          <InvoiceStrip facts={facts} x={x} y={invoicesAt} height={invoices} width={width} left={gutter} />
        )}
        {messages > 0 && !close && <MessageStrip facts={facts} x={x} y={messagesAt} height={messages} />}
        {messages > 0 && close && <MessageTicks facts={facts} shown={shown} x={x} y={messagesAt} gutter={gutter} />}
      </g>
      {facts.repairAt !== null && facts.repairAt > shown.from && facts.repairAt < shown.to && (
        <path className={styles['repairLine']} d={`M${x(facts.repairAt)} ${repairAt}V${invoicesAt}`} />
      )}
      {/* What lies ahead of the shown time is faint; the playhead moves this. What is written at the playhead stands over it. */}
      <rect data-veil={true} className={styles['veil']} y={areaAt + 1} height={Math.max(0, height - areaAt - 1)} />
      <g clipPath="url(#plot)">{!asUsers && <AreaNotes {...area} />}</g>
      <title>{`From ${lengthText(shown.from)} to ${lengthText(shown.to)} of the run`}</title>
    </svg>
  );
});

const anchorOf = (x: number, gutter: number, width: number): 'start' | 'middle' | 'end' => {
  if (x < gutter + 20) return 'start';
  return x > width - 24 ? 'end' : 'middle';
};
