// A curve that is drawn before it is shown: by pointer, touch or keys; then the run's own curve over it. All is sized by the font around
// it, so that it can be large.
import { useEffect, useRef, useState } from 'react';
import { timeTicks } from '../../analysis/clock.ts';
import { numberText, roundTicks } from '../../analysis/numbers.ts';
import type { Question } from '../../lessons/played.ts';
import { drawn, drawnByKey, NOTHING_DRAWN, PEN_PLACES, within } from '../state/lesson/drawing.ts';
import styles from './drawn-curve.module.css';
import { useRoom } from './room.ts';

export type CurveQuestion = Extract<Question, { readonly kind: 'curve' }>;

interface Props {
  readonly question: CurveQuestion;
  /** When the scenario's clock stood at 0. */
  readonly start: number;
  readonly guess: readonly number[] | undefined;
  /** Hears what is drawn; null: nothing can be drawn any more. */
  readonly onDraw: ((values: readonly number[]) => void) | null;
  /** Up to which moment the run's curve may be seen, and its value then where that is known exactly; null: none of it. */
  readonly known: { readonly time: number; readonly value: number | null } | null;
  /** Pixels of its smallest letters. */
  readonly letters: number;
  /** Whether it is reached by the Tab key. */
  readonly byKeys?: boolean;
  /** The point at which a pen is that others move; null: nobody does. */
  readonly pen?: number | null;
}

interface Plot {
  readonly left: number;
  readonly floor: number;
  readonly width: number;
  readonly x: (share: number) => number;
  readonly y: (value: number) => number;
}

function plotOf(width: number, height: number, top: number, letters: number): Plot {
  const left = letters * (String(Math.round(top)).length * 0.62 + 0.6);
  const floor = height - letters * 1.5;
  const right = width - letters * 1.3;
  return {
    left,
    floor,
    width: right,
    x: (share) => left + share * (right - left),
    y: (value) => floor - (value / top) * (floor - letters * 0.7),
  };
}

/** A point of a line: its share of the way, and its value; below 0 where nothing was drawn. */
type Point = readonly [share: number, value: number];

/** The line through what was drawn; gaps stay gaps, and a point between two of them is a dot. */
function lineOf(points: readonly Point[], { x, y }: Plot): string {
  let isDown = false;
  return points
    .map(([share, value]) => {
      const wasDown = isDown;
      isDown = value >= 0;
      if (!isDown) return '';
      const [left, top] = [x(share).toFixed(1), y(value).toFixed(1)];
      return wasDown ? `L${left} ${top}` : `M${left} ${top}h0`;
    })
    .join('');
}

const evenly = (values: readonly number[]): readonly Point[] =>
  values.map((value, n) => [n / (values.length - 1), value]);

/** The run's own curve, as far as it is known: the moments of the question, and the last that has been shown. */
function knownPoints({ from, until, values }: CurveQuestion, known: Props['known']): readonly Point[] {
  if (known === null || known.time < from) return [];
  const share = Math.min(1, (known.time - from) / (until - from));
  const before = evenly(values).filter(([at]) => at <= share);
  return [...before, [share, (share < 1 ? known.value : null) ?? before.at(-1)?.[1] ?? 0]];
}

export const DrawnCurve = (props: Props) => {
  const { question, start, guess, onDraw, known, letters, byKeys = true } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const plot = plotOf(width, height, question.top, letters);
  const { from, until } = question;
  const ticks = timeTicks(start, from, until, Math.max(2, Math.floor((plot.width - plot.left) / (letters * 4.4))));
  const shareOf = (time: number): number => (time - from) / (until - from);
  const run = knownPoints(question, known);
  const area = `${lineOf(run, plot)}L${plot.x(run.at(-1)?.[0] ?? 0)} ${plot.floor}L${plot.x(0)} ${plot.floor}Z`;
  return (
    <div className={styles['curve']} ref={box} style={{ fontSize: letters }}>
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          {roundTicks(question.top, 2).map((count) => (
            <g key={count}>
              <path className={styles['level']} d={`M${plot.left} ${plot.y(count)}H${plot.width}`} />
              <text
                className={styles['word']}
                x={plot.left - letters * 0.4}
                y={plot.y(count) + letters * 0.35}
                textAnchor="end"
              >
                {numberText(count)}
              </text>
            </g>
          ))}
          {ticks.map(({ time, label }) => (
            <text
              key={time}
              className={styles['word']}
              x={plot.x(shareOf(time))}
              y={height - letters * 0.25}
              textAnchor="middle"
            >
              {label}
            </text>
          ))}
          <path className={styles['floor']} d={`M${plot.left} ${plot.floor}H${plot.width}`} />
          {run.length > 0 && <path className={styles['area']} d={area} />}
          {run.length > 0 && <path className={styles['run']} d={lineOf(run, plot)} />}
          <path className={styles['guess']} d={lineOf(evenly(guess ?? NOTHING_DRAWN), plot)} />
        </svg>
      )}
      {onDraw !== null && width > 0 && <Pen {...props} plot={plot} onDraw={onDraw} byKeys={byKeys} />}
    </div>
  );
};

interface PenProps extends Props {
  readonly plot: Plot;
  readonly onDraw: (values: readonly number[]) => void;
}

/** What is drawn with: along the axis left and right, up and down the value there. */
const Pen = ({ question, guess = NOTHING_DRAWN, plot, onDraw, byKeys, pen: place = null }: PenProps) => {
  const { top, unit } = question;
  const [own, setOwn] = useState(0);
  const at = place ?? own;
  const pen = useRef<{ readonly place: number; readonly value: number } | null>(null);
  const now = useRef(guess);
  useEffect(() => {
    now.current = guess;
  }, [guess]);
  const draw = (values: readonly number[]) => {
    now.current = values;
    onDraw(values);
  };
  const spot = (event: React.PointerEvent) => {
    const { left, top: edge } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - plot.left) / (plot.width - plot.left);
    const high = (plot.floor - (event.clientY - edge)) / (plot.floor - plot.y(top));
    return { place: within(Math.round(share * (PEN_PLACES - 1)), PEN_PLACES - 1), value: within(high * top, top) };
  };
  const onMove = (event: React.PointerEvent) => {
    if (pen.current === null) return;
    const next = spot(event);
    draw(drawn(now.current, pen.current.place, next.place, [pen.current.value, next.value]));
    pen.current = next;
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = drawnByKey({ values: now.current, at }, event.key, top);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    setOwn(next.at);
    if (next.values !== now.current) draw(next.values);
  };
  const share = at / (PEN_PLACES - 1);
  const value = Math.max(0, guess[at] ?? 0);
  return (
    <div
      className={styles['pen']}
      role="slider"
      tabIndex={byKeys ? 0 : -1}
      aria-label="Your curve"
      aria-roledescription="curve to draw: left and right go along, up and down draw"
      aria-valuemin={0}
      aria-valuemax={top}
      aria-valuenow={Math.round(value)}
      aria-valuetext={`${Math.round(share * 100)} % of the way, ${numberText(Math.round(value))} ${unit}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pen.current = spot(event);
        draw(drawn(now.current, pen.current.place, pen.current.place, [pen.current.value, pen.current.value]));
      }}
      onPointerMove={onMove}
      onPointerUp={() => {
        pen.current = null;
      }}
      onKeyDown={onKeyDown}
    >
      {guess === NOTHING_DRAWN && <span>Draw here what you expect</span>}
      <i data-moved={place !== null} style={{ left: plot.x(share), top: plot.y(value) }} />
    </div>
  );
};
