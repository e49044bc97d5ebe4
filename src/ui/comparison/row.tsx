// One lane as a row: its name and what comes of it, its runbook as a bar, every wrong user as a line, the invoices under the runs,
// and what it has cost at the shown moment. The name never leaves the lane.
import { memo, useState } from 'react';
import { type Axis, placeOn } from '../../analysis/lanes/axis.ts';
import type { LaneFate } from '../../analysis/lanes/lane-lives.ts';
import type { LifeRaster } from '../../analysis/lanes/life-raster.ts';
import type { LifeRows } from '../../analysis/lanes/life-rows.ts';
import { litStep } from '../../analysis/lanes/runbook-bar.ts';
import type { Frame, RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import { useLate } from '../widgets/late.tsx';
import { LaneField } from './lane-field.tsx';
import { LaneLate } from './lane-late.tsx';
import { LaneName } from './lane-name.tsx';
import { LanePicture } from './picture.tsx';
import { RowFigures } from './row-figures.tsx';
import type { FollowedHere, RowParts } from './row-parts.ts';
import styles from './rows.module.css';
import { Statechart } from './runbook.tsx';
import { laneTold } from './told.ts';
import { LaneTwin } from './twin.tsx';

interface Props {
  readonly facts: RunFacts;
  readonly place: number;
  readonly frame: Frame | null;
  /** Of all lanes. */
  readonly all: readonly (Frame | null)[];
  readonly parts: RowParts;
  readonly axis: Axis;
  readonly raster: LifeRaster | null;
  readonly rows: LifeRows | null;
  readonly fate: LaneFate | null;
  readonly followed: FollowedHere | null;
  readonly start: number;
}

export const LaneRow = ({ facts, place, frame, all, parts, axis, raster, rows, fate, followed, start }: Props) => {
  const { result } = facts;
  const id = `lane-${result.id}`;
  const late = useLate(frame?.time ?? null);
  const isFuture = usePage((page) => page.work?.futures?.some((future) => future.id === result.id) ?? false);
  const open = usePage((page) => page.runbooks);
  const [card, setCard] = useState(false);
  const until = usePage(veiledAfter);
  const lit = litStep(facts, frame?.time ?? 0, until);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls; this groups pictures and words
    <div
      className={`${styles['lane']} ${isFuture ? styles['future'] : ''}`}
      role="group"
      aria-label={result.title}
      aria-describedby={`${id}-told`}
      aria-busy={late}
    >
      <LaneLate id={result.id} frame={frame} late={late} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is shown meanwhile is told by the lane's description too */}
      <div
        className={styles['name']}
        onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setCard(true)}
        onPointerLeave={() => setCard(false)}
        onFocus={() => setCard(true)}
        onBlur={() => setCard(false)}
      >
        <LaneName facts={facts} row={parts.row} lit={lit} />
      </div>
      <Picture
        facts={facts}
        place={place}
        parts={parts}
        axis={axis}
        raster={raster}
        rows={rows}
        followed={followed}
        start={start}
      />
      {/* Where the runbooks are unfolded, it would lie over them. */}
      {card && !open && frame !== null && (
        <div className={styles['card']} style={{ '--at': `${placeOn(axis, frame.time)}px` } as React.CSSProperties}>
          <LaneField frame={frame} inTheEnd={facts.users} />
        </div>
      )}
      <RowFigures facts={facts} frame={frame} all={all} />
      {open && <Statechart facts={facts} lit={lit.rests ? null : lit.title} />}
      <LaneTwin facts={facts} fate={fate} start={start} />
      <p className="sr" id={`${id}-told`}>
        {laneTold(facts, frame, start)}
      </p>
    </div>
  );
};

/** It is drawn once, whatever the time is. */
const Picture = memo(LanePicture);
