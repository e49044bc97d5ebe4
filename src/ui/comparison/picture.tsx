// The picture of a lane: the runbook's bar, the lines of all wrong users, the line of the one who is followed, and the sums under the
// invoice runs. None of it depends on the shown time.
import { useEffect, useId, useRef } from 'react';
import { kindAt } from '../../analysis/kinds.ts';
import { type Axis, placeOn } from '../../analysis/lanes/axis.ts';
import { crossingsOf } from '../../analysis/lanes/crossings.ts';
import type { LifeRaster } from '../../analysis/lanes/life-raster.ts';
import { type LifeRows, rowScale, rowTop } from '../../analysis/lanes/life-rows.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import { useColours } from '../widgets/colours.ts';
import { Counting } from '../widgets/counting.tsx';
import { paintLives } from '../widgets/paint-lives.ts';
import { Stretched } from './axis-head.tsx';
import { Deaf } from './deaf.tsx';
import { Follow } from './follow.tsx';
import { useKnownLives } from './lives.ts';
import type { FollowedHere, RowParts } from './row-parts.ts';
import styles from './rows.module.css';
import { RunbookBar } from './runbook-bar.tsx';

interface Props {
  readonly facts: RunFacts;
  readonly place: number;
  readonly parts: RowParts;
  readonly axis: Axis;
  readonly raster: LifeRaster | null;
  readonly rows: LifeRows | null;
  readonly followed: FollowedHere | null;
  readonly start: number;
  /** Whether users can be followed from it. */
  readonly hand?: boolean;
}

export const LanePicture = ({ facts, place, parts, axis, raster, rows, followed, start, hand = true }: Props) => {
  const told = useId();
  const { title } = facts.result;
  return (
    <div className={styles['picture']}>
      <svg className={styles['ground']} width={axis.width} height={parts.row} aria-hidden="true">
        <Stretched axis={axis} height={parts.row} />
        {facts.repairAt !== null && (
          <path
            className={styles['forkLine']}
            d={`M${placeOn(axis, facts.repairAt)} 0V${parts.bar + parts.raster + 6}`}
          />
        )}
      </svg>
      {parts.bar > 0 && <RunbookBar facts={facts} axis={axis} height={parts.bar} />}
      <div className={styles['raster']} style={{ height: parts.raster }}>
        <Lines title={title} raster={raster} told={told} />
        <Deaf facts={facts} axis={axis} height={parts.raster} />
        {rows !== null && followed !== null && (
          <FollowedLine axis={axis} rows={rows} height={parts.raster} followed={followed} />
        )}
        {hand && rows !== null && (
          <Follow
            facts={facts}
            place={place}
            axis={axis}
            rows={rows}
            height={parts.raster}
            followed={followed}
            start={start}
          />
        )}
      </div>
      <Crossings facts={facts} axis={axis} tall={parts.raster} />
    </div>
  );
};

const Lines = ({
  title,
  raster,
  told,
}: {
  readonly title: string;
  readonly raster: LifeRaster | null;
  readonly told: string;
}) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  useEffect(() => {
    if (canvas.current !== null && raster !== null) paintLives(canvas.current, raster, colours);
  }, [raster, colours]);
  return <canvas ref={canvas} id={told} role="img" aria-label={`Every wrong user of ${title}`} />;
};

interface FollowedProps {
  readonly axis: Axis;
  readonly rows: LifeRows;
  readonly height: number;
  readonly followed: FollowedHere;
}

/** The user who is followed: one thick line on a paper ground, and a mark where it crosses a run that goes wrong for it. */
const FollowedLine = ({ axis, rows, height, followed }: FollowedProps) => {
  const known = useKnownLives(followed.lives);
  const row = rows.users.indexOf(followed.user);
  if (row < 0 || known.length === 0) return null;
  const scale = rowScale(rows, height);
  const y = Math.min(height - 2, Math.max(2, (rowTop(scale, row) + rowTop(scale, row + 1)) / 2));
  return (
    <svg className={styles['followed']} width={axis.width} height={height} aria-hidden="true">
      {known.map(({ from, to, kind }) => {
        const [left, right] = [placeOn(axis, from), placeOn(axis, Math.min(axis.to, to))];
        const wide = Math.max(1.5, right - left);
        return (
          <g key={from} data-from={from} data-to={Number.isFinite(to) ? to : ''} data-kind={kindAt(kind)?.kind}>
            <rect className={styles['halo']} x={left - 1.5} y={y - 3} width={wide + 3} height={6} />
            <rect className={`f-${kindAt(kind)?.kind}`} x={left} y={y - 1} width={wide} height={2} />
          </g>
        );
      })}
    </svg>
  );
};

interface CrossingProps {
  readonly facts: RunFacts;
  readonly axis: Axis;
  readonly tall: number;
}

/** The invoice runs as verticals, and under each how many invoices went out wrong and how many were missed. */
const Crossings = ({ facts, axis, tall }: CrossingProps) => {
  const runs = facts.invoiceRuns.filter(({ time }) => time >= axis.from && time <= axis.to);
  const reached = usePage((page) => {
    const until = veiledAfter(page);
    return runs.filter(({ time }) => time <= until).length;
  });
  const until = runs[reached - 1]?.time ?? -1;
  const x = (time: number): number => placeOn(axis, time);
  return (
    <>
      <svg className={styles['runs']} width={axis.width} height={tall + 4} aria-hidden="true">
        {runs.slice(0, reached).map(({ time, wrong, missed }) => (
          <path
            key={time}
            className={wrong + missed > 0 ? '' : styles['right']}
            d={`M${Math.round(x(time))} 0V${tall + 4}`}
          />
        ))}
      </svg>
      <svg className={styles['sums']} width={axis.width} height={14} aria-hidden="true">
        {crossingsOf(runs, { x, width: axis.width }, until).map(({ first, last, x: at, wrong, missed, newest }) =>
          newest === null ? null : (
            <Sum
              key={first}
              at={at}
              wrong={wrong}
              missed={missed}
              runs={last - first + 1}
              first={runs[first]?.time ?? 0}
              newest={newest}
            />
          ),
        )}
      </svg>
    </>
  );
};

interface SumProps {
  readonly at: number;
  readonly wrong: number;
  readonly missed: number;
  readonly runs: number;
  /** When the first of its runs was, microseconds. */
  readonly first: number;
  /** The last run that is counted. */
  readonly newest: { readonly time: number; readonly wrong: number; readonly missed: number };
}

/** Above so many, an invoice run is a catastrophe and is written larger. */
const MANY = 1000;

const Sum = ({ at, wrong, missed, runs, first, newest }: SumProps) => {
  const more = runs > 1 ? ` ${runs} runs` : '';
  if (wrong + missed === 0)
    return (
      <text
        className={styles['allRight']}
        x={at}
        y={11}
        textAnchor="middle"
        data-run={first}
        data-wrong={0}
        data-missed={0}
      >
        all right{more}
      </text>
    );
  return (
    <g data-run={first} data-wrong={wrong} data-missed={missed}>
      {wrong > 0 && (
        <text className={styles['wrong']} x={at - 4} y={11.5} textAnchor="end">
          <Counting count={wrong} added={newest.wrong} at={newest.time} />
        </text>
      )}
      {(missed > 0 || runs > 1) && (
        <text
          className={`${styles['missed']} ${missed >= MANY && runs === 1 ? styles['many'] : ''}`}
          x={at + 4}
          y={11.5}
        >
          {missed > 0 && <Counting count={missed} added={newest.missed} at={newest.time} />}
          {more !== '' && <tspan className={styles['allRight']}>{more}</tspan>}
        </text>
      )}
    </g>
  );
};
