// All lanes on a phone: a row for each with its name, who is wrong now, and the picture of every wrong user on one axis.
import { useMemo, useRef } from 'react';
import { clockStart } from '../../analysis/clock.ts';
import { laneAxis } from '../../analysis/lanes/lane-axis.ts';
import { numberText } from '../../analysis/numbers.ts';
import type { Comparison as Data, RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { useLate } from '../widgets/late.tsx';
import { useRoom } from '../widgets/room.ts';
import { AxisHead } from './axis-head.tsx';
import { LaneLate } from './lane-late.tsx';
import { useFollowed, useLives, useRasters } from './lives.ts';
import { LivesKey } from './lives-key.tsx';
import { LanePicture } from './picture.tsx';
import type { RowParts } from './row-parts.ts';
import styles from './small-rows.module.css';
import { laneTold } from './told.ts';
import { LaneTwin } from './twin.tsx';
import { LaneVeil, plannedOf } from './veil.tsx';

interface Props {
  readonly data: Data;
  readonly onOpen: (lane: number) => void;
}

const PARTS: RowParts = { row: 50, bar: 0, raster: 34 };

export const SmallRows = ({ data: { lanes, result }, onOpen }: Props) => {
  const plot = useRef<HTMLDivElement>(null);
  const { width } = useRoom(plot);
  const axis = useMemo(() => laneAxis(lanes, width, false), [lanes, width]);
  const lives = useLives(lanes);
  const rasters = useRasters(lanes, axis, PARTS.raster, Math.min(2, Math.max(1, window.devicePixelRatio)));
  const followed = useFollowed(lanes);
  const start = clockStart(result.scenario.start);
  return (
    <div className={styles['rows']}>
      <LivesKey lanes={lanes} lives={lives} raster={PARTS.raster} />
      <div className={styles['head']} ref={plot}>
        {width > 0 && <AxisHead axis={axis} lanes={lanes} start={start} />}
      </div>
      <div className={styles['lanes']} aria-busy={rasters === null}>
        {lanes.map((facts, n) => (
          <SmallRow key={facts.result.id} facts={facts} place={n} start={start} onOpen={onOpen}>
            <LanePicture
              facts={facts}
              place={n}
              parts={PARTS}
              axis={axis}
              raster={rasters?.[n] ?? null}
              rows={lives?.rows ?? null}
              followed={followed === null ? null : { user: followed.user, lives: followed.lives[n] ?? [] }}
              start={start}
              hand={false}
            />
            <LaneTwin facts={facts} fate={lives?.fates[n] ?? null} start={start} />
          </SmallRow>
        ))}
        {width > 0 && <LaneVeil axis={axis} {...plannedOf(lanes, axis)} />}
      </div>
    </div>
  );
};

interface RowProps {
  readonly facts: RunFacts;
  readonly place: number;
  readonly start: number;
  readonly onOpen: (lane: number) => void;
  readonly children: React.ReactNode;
}

/** A lane that can be opened, with who is wrong at the clock's moment; while that is another moment's number, the row says so. */
const SmallRow = ({ facts, place, start, onOpen, children }: RowProps) => {
  const frame = usePage((page) => page.laneFrames[place] ?? null);
  const late = useLate(frame?.time ?? null);
  const { id, title } = facts.result;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this groups pictures and words
    <div
      className={styles['lane']}
      role="group"
      aria-label={title}
      aria-describedby={`lane-${id}-told`}
      aria-busy={late}
    >
      <LaneLate id={id} frame={frame} late={late} />
      <button
        type="button"
        className={styles['open']}
        onClick={() => onOpen(place)}
        aria-label={`Open lane ${place + 1}: ${title}`}
      >
        <b className={styles['name']}>{title}</b>
        <span>
          <b className={styles['now']}>{frame === null ? '–' : numberText(frame.divergent)}</b> divergent
        </span>
      </button>
      {children}
      <p className="sr" id={`lane-${id}-told`}>
        {laneTold(facts, frame, start)}
      </p>
    </div>
  );
};
