// The comparison as rows on one axis of time: every user who is ever wrong is a line, in the same row in every lane; where a line
// crosses an invoice run, an invoice goes out wrong or is missed.
import { useMemo, useRef } from 'react';
import { clockStart } from '../../analysis/clock.ts';
import { laneAxis } from '../../analysis/lanes/lane-axis.ts';
import type { Comparison as Data } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { useMedia, useRoom } from '../widgets/room.ts';
import { AxisHead } from './axis-head.tsx';
import { useFollowed, useLives, useRasters } from './lives.ts';
import { LivesKey } from './lives-key.tsx';
import { useLaneOrder } from './order.ts';
import { LaneRow } from './row.tsx';
import { RowFigureHeads } from './row-figures.tsx';
import type { RowParts } from './row-parts.ts';
import styles from './rows.module.css';
import { LaneVeil, plannedOf } from './veil.tsx';

const ABOVE = 3;
const NUMBERS = 14;
const GAP = 1;

const partsOf = (row: number): RowParts => {
  const bar = row >= 96 ? 16 : 11;
  return { row, bar, raster: row - ABOVE - bar - GAP - NUMBERS };
};

/** What the lanes' head and the table of outcomes are left at least, pixels; and the bounds of a row. */
const LEFT = 340;
const LEAST = 56;
/** Where fingers press: a step and two buttons, one over the other. */
const LEAST_FOR_FINGERS = 74;
const MOST = 132;
/** The line over a row. */
const RULE = 1;

const fingers = window.matchMedia('(pointer: coarse)');

const rowHeight = (room: number, lanes: number, least: number): number =>
  Math.max(least, Math.min(MOST, Math.floor((room - LEFT) / Math.max(1, lanes)) - RULE));

interface Props {
  readonly data: Data;
  /** Pixels from the top to the bottom of all that scrolls. */
  readonly room: number;
}

export const LaneRows = ({ data: { lanes, result }, room }: Props) => {
  const plot = useRef<HTMLDivElement>(null);
  const { width } = useRoom(plot);
  const linear = usePage((page) => page.linear);
  const frames = usePage((page) => page.laneFrames);
  const axis = useMemo(() => laneAxis(lanes, width, linear), [lanes, width, linear]);
  const parts = partsOf(rowHeight(room, lanes.length, useMedia(fingers) ? LEAST_FOR_FINGERS : LEAST));
  const lives = useLives(lanes);
  const ratio = Math.min(2, Math.max(1, window.devicePixelRatio));
  const rasters = useRasters(lanes, axis, parts.raster, ratio);
  const followed = useFollowed(lanes);
  const start = clockStart(result.scenario.start);
  const order = useLaneOrder(lanes);
  return (
    <div className={styles['rows']} style={{ '--row': `${parts.row}px` } as React.CSSProperties}>
      <div className={styles['head']}>
        <LivesKey lanes={lanes} lives={lives} raster={parts.raster} />
        <div className={styles['plot']} ref={plot}>
          {width > 0 && <AxisHead axis={axis} lanes={lanes} start={start} />}
        </div>
        <RowFigureHeads />
      </div>
      <div className={styles['lanes']} aria-busy={rasters === null}>
        {order.map(([facts, n]) => (
          <LaneRow
            key={facts.result.id}
            facts={facts}
            place={n}
            frame={frames[n] ?? null}
            all={frames}
            parts={parts}
            axis={axis}
            raster={rasters?.[n] ?? null}
            rows={lives?.rows ?? null}
            fate={lives?.fates[n] ?? null}
            followed={followed === null ? null : { user: followed.user, lives: followed.lives[n] ?? [] }}
            start={start}
          />
        ))}
        {width > 0 && <LaneVeil axis={axis} {...plannedOf(lanes, axis)} />}
      </div>
    </div>
  );
};
