// Two lanes laid over each other: their divergent users as two lines on one scale, each with its own marks and its name at the
// line, the room between them washed, and the shown moment in words.
import { useMemo, useRef } from 'react';
import { clockText, momentText } from '../../analysis/clock.ts';
import { between, furthest, type Line, levelAt, lineOf, outline } from '../../analysis/difference.ts';
import { type Focus, focusOf } from '../../analysis/focus.ts';
import { counted, numberText, roundTop } from '../../analysis/numbers.ts';
import type { Frame, RunFacts, Samples } from '../../worker/door.ts';
import { useRoom } from '../widgets/room.ts';
import styles from './overlay.module.css';
import { Clocks, Levels } from './scales.tsx';

interface Props {
  readonly pair: readonly [RunFacts, RunFacts];
  readonly samples: readonly [Samples, Samples];
  readonly frames: readonly [Frame | null, Frame | null];
  readonly start: number;
}

export const Overlay = ({ pair, samples, frames, start }: Props) => {
  const focus = useMemo(() => focusOf(pair), [pair]);
  const lines = useMemo(() => samples.map(lineOf) as [Line, Line], [samples]);
  return (
    <section className={styles['overlay']} aria-label="Two lanes overlaid">
      <p className={`serif ${styles['said']}`}>{said(pair, frames, start)}</p>
      <ul className={styles['names']}>
        {pair.map(({ result }, n) => (
          <li key={result.id}>
            <Sign second={n === 1} />
            <b>{result.title}</b>
            <span className="muted">{result.verdict}</span>
          </li>
        ))}
      </ul>
      <Picture pair={pair} lines={lines} focus={focus} start={start} time={frames[0]?.time ?? 0} />
    </section>
  );
};

/** The shown moment in words. */
function said(pair: Props['pair'], frames: Props['frames'], start: number): string {
  const [first, second] = frames;
  if (first === null || second === null) return 'Not shown yet.';
  const more = second.divergent - first.divergent;
  const than = more === 0 ? 'as many as' : `${numberText(Math.abs(more))} ${more < 0 ? 'fewer' : 'more'} than`;
  const users = counted(second.divergent, 'divergent user');
  return `At ${momentText(start, first.time)} “${pair[1].result.title}” has ${users}, ${than} “${pair[0].result.title}” with ${numberText(first.divergent)}.`;
}

/** The mark that belongs to a line: a square for the first, a ring for the second. */
const Sign = ({ second }: { readonly second: boolean }) => (
  <svg className={second ? styles['second'] : styles['first']} width="22" height="10" aria-hidden="true">
    <path d="M0 5H22" />
    {second ? <circle cx="11" cy="5" r="3.4" /> : <rect x="7.5" y="1.5" width="7" height="7" />}
  </svg>
);

const AXIS = 20;
const MARKS = 9;

interface PictureProps {
  readonly pair: Props['pair'];
  readonly lines: readonly [Line, Line];
  readonly focus: Focus;
  readonly start: number;
  readonly time: number;
}

const Picture = ({ pair, lines, focus, start, time }: PictureProps) => {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const [first, second] = lines;
  const peak = roundTop(Math.max(1, ...first.totals, ...second.totals));
  const floor = height - AXIS;
  const x = (at: number) => ((at - focus.from) / (focus.to - focus.from)) * width;
  const y = (count: number) => floor - (count / peak) * (floor - 22);
  const now = x(time);
  return (
    <div className={styles['picture']} ref={box}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={`Divergent users of both lanes, up to ${peak}`}>
          <Levels peak={peak} count={3} width={width} y={y} below={-3} rule={styles['rule']} />
          <Clocks
            start={start}
            focus={focus}
            count={Math.max(2, Math.floor(width / 90))}
            width={width}
            x={x}
            y={height - 4}
            edges={{ left: 18, right: 20 }}
          />
          <path className={styles['between']} d={between(first, second, x, y)} />
          <path className={styles['floor']} d={`M0 ${floor + 0.5}H${width}`} />
          {pair.map(({ result }, n) => (
            <Run key={result.id} line={lines[n] as Line} second={n === 1} focus={focus} x={x} y={y} />
          ))}
          {now >= 0 && now <= width && <path className={styles['head']} d={`M${now} 0V${floor}`} />}
          <Names pair={pair} lines={lines} focus={focus} x={x} y={y} width={width} floor={floor} />
          <text className={styles['clock']} x={Math.min(width - 4, Math.max(4, now + 5))} y={10}>
            {now >= 0 && now <= width ? clockText(start, time, 'minute') : ''}
          </text>
        </svg>
      )}
    </div>
  );
};

interface Scales {
  readonly x: (time: number) => number;
  readonly y: (count: number) => number;
}

interface RunProps extends Scales {
  readonly line: Line;
  readonly second: boolean;
  readonly focus: Focus;
}

const Run = ({ line, second, focus, x, y }: RunProps) => {
  const step = (focus.to - focus.from) / MARKS;
  const times = Array.from({ length: MARKS }, (_, n) => focus.from + (n + (second ? 0.75 : 0.25)) * step);
  return (
    <g className={second ? styles['second'] : styles['first']}>
      <path d={outline(line, x, y)} />
      {times.map((at) =>
        second ? (
          <circle key={at} cx={x(at)} cy={y(levelAt(line, at))} r={3.4} />
        ) : (
          <rect key={at} x={x(at) - 3.5} y={y(levelAt(line, at)) - 3.5} width={7} height={7} />
        ),
      )}
    </g>
  );
};

interface NamesProps extends Scales {
  readonly pair: Props['pair'];
  readonly lines: readonly [Line, Line];
  readonly focus: Focus;
  readonly width: number;
  readonly floor: number;
}

/** About how wide a name is drawn. */
const wide = (name: string): number => name.length * 7;

/** The lanes' names where the lines lie furthest apart: above the upper one, below the lower one. */
const Names = ({ pair, lines, focus, x, y, width, floor }: NamesProps) => {
  const [first, second] = lines;
  const apart = furthest(first, second, focus.from + (focus.to - focus.from) * 0.2, focus.to);
  const at = apart ?? (focus.from + focus.to) / 2;
  const gap = (time: number) => Math.abs(levelAt(first, time) - levelAt(second, time));
  const aside = (focus.to - focus.from) * 0.15;
  const toRight = at + aside <= focus.to && gap(at + aside) >= gap(at - aside);
  const place = x(at) + (toRight ? 8 : -8);
  const levels = lines.map((line) => levelAt(line, at));
  const upper = (levels[0] as number) >= (levels[1] as number) ? 0 : 1;
  const heights = levels.map((level, n) => y(level) + (n === upper ? -9 : 19));
  // The upper name stands over the highest point of its line along the name.
  const along = (wide(pair[upper].result.title) / width) * (focus.to - focus.from) * (toRight ? 1 : -1);
  const over = [0, 0.25, 0.5, 0.75, 1].map((share) => levelAt(lines[upper], at + share * along));
  heights[upper] = Math.max(12, y(Math.max(...over)) - 9);
  const low = 1 - upper;
  heights[low] = Math.min(floor - 6, Math.max(heights[low] as number, (heights[upper] as number) + 16));
  if ((heights[low] as number) > floor - 7)
    heights[low] = Math.max((heights[upper] as number) + 16, y(levels[low] as number) - 9);
  return pair.map(({ result }, n) => (
    <text
      key={result.id}
      className={n === 1 ? styles['nameSecond'] : styles['nameFirst']}
      x={toRight ? Math.min(place, width - 8 - wide(result.title)) : Math.max(place, 8 + wide(result.title))}
      y={heights[n]}
      textAnchor={toRight ? 'start' : 'end'}
    >
      {result.title}
    </text>
  ));
};
