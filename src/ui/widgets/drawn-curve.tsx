// A curve that is drawn before it is shown: by pointer, touch or keys; then the run's own curve over it. All is sized by the font around
// it, so that it can be large.
import { useEffect, useRef, useState } from 'react';
import { timeTicks } from '../../analysis/clock.ts';
import { numberText, roundTicks } from '../../analysis/numbers.ts';
import type { Question } from '../../lessons/played.ts';
import styles from './drawn-curve.module.css';
import { useRoom } from './room.ts';

type CurveQuestion = Extract<Question, { readonly kind: 'curve' }>;

interface Props {
  readonly question: CurveQuestion;
  /** When the scenario's clock stood at 0. */
  readonly start: number;
  readonly guess: readonly number[] | undefined;
  /** Hears what is drawn; null: nothing can be drawn any more. */
  readonly onDraw: ((values: readonly number[]) => void) | null;
  /** Whether the run's curve may be seen. */
  readonly revealed: boolean;
  /** Pixels of its smallest letters. */
  readonly letters: number;
  /** Whether it is reached by the Tab key. */
  readonly byKeys?: boolean;
}

/** A drawn curve has so many points; one that was not drawn yet is below 0. */
const POINTS = 25;
const NOT_DRAWN = -1;
const EMPTY: readonly number[] = Array.from({ length: POINTS }, () => NOT_DRAWN);
/** Steps of a key press from the bottom to the top. */
const STEPS = 20;

/** The values with those from one place to another drawn as a straight line. */
function drawn(before: readonly number[], from: number, to: number, [a, b]: readonly [number, number]): number[] {
  const values = [...before];
  const span = Math.max(1, Math.abs(to - from));
  for (let n = 0; n <= span; n++) values[from + Math.sign(to - from) * n] = a + ((b - a) * n) / span;
  return values;
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

/** The line through what is known; gaps stay gaps. */
function lineOf(values: readonly number[], { x, y }: Plot): string {
  const last = values.length - 1;
  let pen = 'M';
  return values
    .map((value, n) => {
      if (value < 0) {
        pen = 'M';
        return '';
      }
      const part = `${pen}${x(n / last).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
      return part;
    })
    .join('');
}

export const DrawnCurve = (props: Props) => {
  const { question, start, guess, onDraw, revealed, letters, byKeys = true } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const plot = plotOf(width, height, question.top, letters);
  const { from, until, values } = question;
  const ticks = timeTicks(start, from, until, Math.max(2, Math.floor((plot.width - plot.left) / (letters * 4.4))));
  const shareOf = (time: number): number => (time - from) / (until - from);
  const area = `${lineOf(values, plot)}L${plot.x(1)} ${plot.floor}L${plot.x(0)} ${plot.floor}Z`;
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
          {revealed && <path className={styles['area']} d={area} />}
          {revealed && <path className={styles['run']} d={lineOf(values, plot)} />}
          <path className={styles['guess']} d={lineOf(guess ?? EMPTY, plot)} />
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
const Pen = ({ question, guess = EMPTY, plot, onDraw, byKeys }: PenProps) => {
  const { top, unit } = question;
  const [at, setAt] = useState(0);
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
    const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
    return { place: within(Math.round(share * (POINTS - 1)), POINTS - 1), value: within(high * top, top) };
  };
  const onMove = (event: React.PointerEvent) => {
    if (pen.current === null) return;
    const next = spot(event);
    draw(drawn(now.current, pen.current.place, next.place, [pen.current.value, next.value]));
    pen.current = next;
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const along = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const up = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
    if (along === undefined && up === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const value = Math.max(0, now.current[at] ?? 0);
    if (along !== undefined) {
      const next = Math.min(POINTS - 1, Math.max(0, at + along));
      setAt(next);
      // Going along draws on at the same height where nothing was drawn yet.
      if ((now.current[next] ?? NOT_DRAWN) < 0) draw(drawn(now.current, at, next, [value, value]));
      return;
    }
    const raised = Math.min(top, Math.max(0, value + ((up ?? 0) * top) / STEPS));
    draw(drawn(now.current, at, at, [raised, raised]));
  };
  const share = at / (POINTS - 1);
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
      {guess === EMPTY && <span>Draw here what you expect</span>}
      <i style={{ left: plot.x(share), top: plot.y(value) }} />
    </div>
  );
};
