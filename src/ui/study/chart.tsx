// A study of one value, drawn: a curve for each lane with the band of its interval, which lane is best beneath it, and lines where
// another becomes the best. What it says stands in the table below; here one points and clicks.
import { useRef, useState } from 'react';
import { threeDigits } from '../../analysis/lanes/outcomes.ts';
import { roundTicks } from '../../analysis/numbers.ts';
import type { StudyFigure } from '../../analysis/study/figure.ts';
import { laneAlong, setApart, sharesAlong, topOfStudy } from '../../analysis/study/scale.ts';
import { namesOf, stretchesOf } from '../../analysis/study/told.ts';
import { valueWords } from '../../analysis/words.ts';
import type { StudyValues } from '../../engine/index.ts';
import { useRoom } from '../widgets/room.ts';
import { LaneNumber, laneColour } from './lane-number.tsx';
import styles from './study.module.css';
import { meanWords } from './table.tsx';

const HEIGHT = 340;
const ABOVE = 12;
const BELOW = 62;
const FLOOR = HEIGHT - BELOW;
const STRIP = { top: FLOOR + 8, height: 18 };
const LEFT = 64;

interface Props {
  readonly figure: StudyFigure;
  /** What is varied, in words. */
  readonly title: string;
  readonly onOpen: (at: StudyValues) => void;
}

interface Scale {
  readonly x: (share: number) => number;
  readonly y: (mean: number) => number;
  readonly top: number;
  readonly right: number;
  readonly shares: readonly number[];
}

export const StudyChart = ({ figure, title, onOpen }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useRoom(box);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const [pointed, setPointed] = useState<number | null>(null);
  const isShown = (n: number): boolean => !hidden.includes(figure.lanes[n]?.id ?? '');
  const shares = sharesAlong(figure.vary[0] ?? { path: '', values: [] });
  const right = width - (width < 560 ? 30 : 176);
  const top = topOfStudy(figure, isShown);
  const scale: Scale = {
    x: (share) => LEFT + 8 + share * (right - LEFT - 16),
    y: (mean) => FLOOR - (Math.max(0, mean) / top) * (FLOOR - ABOVE),
    top,
    right,
    shares,
  };
  const toggle = (id: string) =>
    setHidden(hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id]);
  return (
    <div className={styles['figure']}>
      <div className={styles['chart']} ref={box}>
        {width > 0 && (
          <>
            <svg width={width} height={HEIGHT} aria-hidden="true">
              <Ground figure={figure} scale={scale} title={title} />
              <BestStrip figure={figure} scale={scale} />
              {figure.lanes.map(
                ({ id }, n) => isShown(n) && <LaneCurve key={id} figure={figure} n={n} scale={scale} />,
              )}
              <EndLabels figure={figure} scale={scale} isShown={isShown} width={width} />
            </svg>
            <Columns figure={figure} scale={scale} onPoint={setPointed} onOpen={onOpen} />
            {pointed !== null && <Readout figure={figure} scale={scale} n={pointed} title={title} width={width} />}
          </>
        )}
      </div>
      <ul className={styles['legend']} aria-label="Lanes of the drawing">
        {figure.lanes.map(({ id, title: lane }, n) => (
          <li key={id}>
            <button type="button" className="btn" aria-pressed={isShown(n)} onClick={() => toggle(id)}>
              <LaneNumber n={n} /> {lane}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

interface PartProps {
  readonly figure: StudyFigure;
  readonly scale: Scale;
}

/** Levels, values along the way, and the lines at which another lane becomes the best. */
const Ground = ({ figure, scale: { x, y, top, right, shares }, title }: PartProps & { readonly title: string }) => {
  const [{ values, path } = { values: [], path: '' }] = figure.vary;
  const room = (right - LEFT) / Math.max(1, values.length - 1);
  const every = Math.max(1, Math.ceil(64 / Math.max(1, room)));
  const between = figure.changes.map(({ between: [from, to] }) => {
    const [a, b] = [from, to].map((value) => shares[values.indexOf(value)] ?? 0) as [number, number];
    return (a + b) / 2;
  });
  return (
    <g className={styles['ground']}>
      {[0, ...roundTicks(top, 5)].map((level) => (
        <g key={level}>
          <path className={level === 0 ? styles['floor'] : styles['level']} d={`M${LEFT} ${y(level)}H${right}`} />
          <text x={LEFT - 8} y={y(level) + 4} textAnchor="end">
            {threeDigits(figure.measure, level)}
          </text>
        </g>
      ))}
      {values.map((value, n) =>
        n % every === 0 || n === values.length - 1 ? (
          n !== values.length - 1 && values.length - 1 - n < every ? null : (
            <text key={`${path} ${value}`} x={x(shares[n] as number)} y={FLOOR + 42} textAnchor="middle">
              {valueWords(value)}
            </text>
          )
        ) : null,
      )}
      <text className={styles['axis']} x={(LEFT + right) / 2} y={HEIGHT - 3} textAnchor="middle">
        {title}
      </text>
      {between.map((share) => (
        <path key={share} className={styles['change']} d={`M${x(share)} ${ABOVE - 8}V${STRIP.top + STRIP.height}`} />
      ))}
    </g>
  );
};

/** Which lane is best, stretch by stretch. */
const BestStrip = ({ figure, scale: { x, shares } }: PartProps) => {
  const middle = (a: number, b: number): number => ((shares[a] ?? 0) + (shares[b] ?? 0)) / 2;
  const last = shares.length - 1;
  return (
    <g>
      <text className={styles['stripname']} x={LEFT - 8} y={STRIP.top + 13} textAnchor="end">
        best
      </text>
      {stretchesOf(figure).map(({ best, first, last: until }) => {
        const from = x(first === 0 ? 0 : middle(first - 1, first));
        const to = x(until === last ? 1 : middle(until, until + 1));
        const places = best.map((id) => figure.lanes.findIndex((lane) => lane.id === id));
        const name = namesOf(figure, best);
        const fits = name.length * 6.6 < to - from - 8;
        return (
          <g key={first}>
            {places.map((n, row) => (
              <rect
                key={n}
                className={styles['best']}
                style={laneColour(n)}
                x={from}
                width={Math.max(2, to - from)}
                y={STRIP.top + (row * STRIP.height) / places.length}
                height={STRIP.height / places.length}
              />
            ))}
            <text className={styles['bestname']} x={(from + to) / 2} y={STRIP.top + 13} textAnchor="middle">
              {fits ? name : places.map((n) => n + 1).join(' ')}
            </text>
          </g>
        );
      })}
    </g>
  );
};

const LaneCurve = ({ figure, n, scale: { x, y, shares } }: PartProps & { readonly n: number }) => {
  const along = laneAlong(figure, n, shares);
  const line = along.map(({ share, mean }, k) => `${k === 0 ? 'M' : 'L'}${x(share)} ${y(mean)}`).join('');
  const banded = along.filter(({ of: { low, high } }) => low !== null && high !== null);
  const edge = (end: 'low' | 'high') => banded.map(({ share, of }) => `${x(share)} ${y(of[end] as number)}`);
  const band = banded.length > 1 ? `M${edge('high').join('L')}L${edge('low').reverse().join('L')}Z` : '';
  return (
    <g style={laneColour(n)}>
      <path className={styles['band']} d={band} />
      <path className={styles['curve']} d={line} />
      {along.map(({ share, mean }) => (
        <circle key={share} className={styles['dot']} cx={x(share)} cy={y(mean)} r={2.5} />
      ))}
    </g>
  );
};

interface EndProps extends PartProps {
  readonly isShown: (n: number) => boolean;
  readonly width: number;
}

/** Each lane's number, and its name where there is room, at the end of its curve. */
const EndLabels = ({ figure, scale: { x, y, shares }, isShown, width }: EndProps) => {
  const ends = figure.lanes.flatMap(({ title }, n) => {
    const last = isShown(n) ? laneAlong(figure, n, shares).at(-1) : undefined;
    return last === undefined ? [] : [{ n, title, at: { x: x(last.share), y: y(last.mean) } }];
  });
  const places = setApart(
    ends.map(({ at }) => at.y),
    17,
    { top: ABOVE, bottom: FLOOR },
  );
  const start = x(1) + 14;
  const room = Math.floor((width - start - 24) / 6.4);
  return (
    <g>
      {ends.map(({ n, title, at }, k) => {
        const own = places[k] as number;
        const name = title;
        return (
          <g key={title} style={laneColour(n)}>
            <path className={styles['leader']} d={`M${at.x + 4} ${at.y}L${start - 2} ${own}`} />
            <text className={styles['end']} x={start} y={own + 4}>
              <tspan className={styles['endnumber']}>{n + 1}</tspan>
              {room > 6 && ` ${name.length > room ? `${name.slice(0, room - 1)}…` : name}`}
            </text>
          </g>
        );
      })}
    </g>
  );
};

interface ColumnProps extends PartProps {
  readonly onPoint: (n: number | null) => void;
  readonly onOpen: (at: StudyValues) => void;
}

/** What is pointed at and clicked: a column for each point. Keys and screen readers have the buttons of the table. */
const Columns = ({ figure, scale: { x, shares }, onPoint, onOpen }: ColumnProps) => (
  <div className={styles['columns']} onPointerLeave={() => onPoint(null)} aria-hidden="true">
    {figure.points.map(({ at }, n) => {
      const from = n === 0 ? LEFT : (x(shares[n - 1] as number) + x(shares[n] as number)) / 2;
      const to = n === shares.length - 1 ? x(1) + 8 : (x(shares[n] as number) + x(shares[n + 1] as number)) / 2;
      return (
        <button
          key={JSON.stringify(at)}
          type="button"
          tabIndex={-1}
          style={{ left: from, width: to - from, height: STRIP.top + STRIP.height }}
          onPointerEnter={() => onPoint(n)}
          onClick={() => onOpen(at)}
        />
      );
    })}
  </div>
);

interface ReadoutProps extends PartProps {
  readonly n: number;
  readonly title: string;
  readonly width: number;
}

const Readout = ({ figure, scale: { x, shares }, n, title, width }: ReadoutProps) => {
  const point = figure.points[n];
  if (point === undefined) return null;
  const at = x(shares[n] as number);
  const side = at > width / 2 ? { right: width - at + 10 } : { left: at + 10 };
  const order = point.lanes
    .map((mean, lane) => ({ mean, lane }))
    .sort((a, b) => (a.mean.mean ?? Number.POSITIVE_INFINITY) - (b.mean.mean ?? Number.POSITIVE_INFINITY));
  return (
    <>
      <span className={styles['ruler']} style={{ left: at, height: FLOOR }} aria-hidden="true" />
      <div className={styles['readout']} style={side} aria-hidden="true">
        <p>
          {title} <b>{Object.values(point.at).map(valueWords).join(', ')}</b>
        </p>
        {order.map(({ mean, lane }) => {
          const [text, ends] = meanWords(figure.measure, mean);
          return (
            <p key={figure.lanes[lane]?.id}>
              <LaneNumber n={lane} /> {figure.lanes[lane]?.title ?? ''} <b>{text}</b> <small>{ends}</small>
            </p>
          );
        })}
        <p className="muted">{point.seeds === 0 ? 'Not run yet.' : 'A click opens it.'}</p>
      </div>
    </>
  );
};
