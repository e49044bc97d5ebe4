// The space-time diagram itself: faults and repair as bars, four life lines, messages between them, a wash where truth and copy
// differ. What lies ahead of the shown moment is faint. Its words stand beside it, so it is hidden from screen readers.
import { memo, useState } from 'react';
import { clockText, lengthText } from '../../analysis/clock.ts';
import { kinds } from '../../analysis/kinds.ts';
import type { Bar } from '../../analysis/user/bars.ts';
import { labelLevels, toldTogether } from '../../analysis/user/labels.ts';
import { relatedTo } from '../../analysis/user/related.ts';
import type { Span } from '../../analysis/user/spans.ts';
import type { Lifeline, Story, StoryArrow, StoryMark } from '../../analysis/user/story.ts';
import { usePage } from '../state/use-runner.ts';
import washes from '../widgets/wash.module.css';
import styles from './diagram.module.css';
import { BAR, type Drawing, fallOf, HALF } from './drawing.ts';
import { historyVeil } from './seen-lines.ts';
import { type LabelPoint, labelPoint, Sign } from './signs.tsx';

interface Props {
  readonly story: Story;
  readonly start: number;
  readonly x: (time: number) => number;
  readonly width: number;
  readonly byClock: boolean;
  readonly bars: readonly Bar[];
  readonly drawing: Drawing;
}

const middleOf = (x: Props['x'], { time, until }: { readonly time: number; readonly until: number }): number =>
  until - time > 1_000_000 ? (x(time) + x(until)) / 2 : x(time);

export const Diagram = memo(({ story, start, x, width, byClock, bars, drawing }: Props) => {
  const { marks, arrows, columns } = story;
  const { y, height } = drawing;
  const end = usePage((page) => page.end);
  const [pointed, setPointed] = useState<number | null>(null);
  // Marks come one after the other, so this changes only where one is passed.
  const past = usePage(({ time }) => marks.findLastIndex((mark) => mark.time <= time));
  const places = marks.map((mark) => middleOf(x, mark));
  const said = new Set(
    story.truth.filter((span) => hasWord(span, x, width)).map(({ from, value }) => `${from} ${value}`),
  );
  const told = toldTogether(marks, places, past).map((each, n) => {
    const { time, lifeline, label } = marks[n] as StoryMark;
    // The bar that begins there says it.
    return lifeline === 'truth' && said.has(`${time} ${label}`) ? { ...each, text: '' } : each;
  });
  const led = new Set(arrows.filter(({ kind }) => kind === 'read').map(({ to }) => to));
  const points = marks.map((mark, n) => labelPoint(mark, told[n]?.x as number, y, led.has(n)));
  const levels = labelLevels(
    points.map(({ x: at, anchor, line }, n) => ({ x: at, anchor, line, text: told[n]?.text ?? '' })),
    3,
  );
  const related = pointed === null || marks[pointed] === undefined ? null : relatedTo(story, pointed);
  const faint = (...all: readonly number[]) => related !== null && !all.every((place) => related.has(place));
  return (
    <svg className={styles['diagram']} width={width} height={height} aria-hidden="true">
      <defs>
        <pattern id="history-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className={styles['hatchGround']} />
          <rect width="2" height="6" className={styles['hatchLine']} />
        </pattern>
      </defs>
      {columns.map((column) => (
        <path key={column.time} className={styles['column']} d={`M${middleOf(x, column)} ${y.truth - 34}V${height}`} />
      ))}
      {bars.map((bar, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars keep their places
        <BarSign key={n} bar={bar} x={x} width={width} />
      ))}
      {story.divergent.map((span) => (
        <Difference key={span.from} span={span} x={x} y={y} end={end} start={start} />
      ))}
      <Now x={x} from={y.truth - 34} to={height} />
      <LifeLine y={y.truth} spans={story.truth} x={x} width={width} />
      <path className={styles['broker']} d={`M0 ${y.broker}H${width}`} />
      {story.waits.map(({ from, to, value }) => (
        <path key={`${value}.${from}`} className={styles['wait']} d={`M${x(from)} ${y.broker}H${x(to)}`} />
      ))}
      <LifeLine y={y.copy} spans={story.copy} x={x} width={width} />
      <path className={styles['api']} d={`M0 ${y.api}H${width}`} />
      {arrows.map((arrow) => (
        <g key={`${arrow.from}.${arrow.to}`} className={faint(arrow.from, arrow.to) ? styles['faint'] : ''}>
          <Arrow
            arrow={arrow}
            tail={marks[arrow.from] as StoryMark}
            head={marks[arrow.to] as StoryMark}
            from={places[arrow.from] as number}
            to={places[arrow.to] as number}
            y={y}
          />
        </g>
      ))}
      <Ahead x={x} width={width} height={height} below={y.truth - 34} />
      {bars.map((bar, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars keep their places
        <BarWords key={n} bar={bar} x={x} width={width} />
      ))}
      {marks.map((mark, n) => (
        <Sign
          // biome-ignore lint/suspicious/noArrayIndexKey: marks keep their places
          key={n}
          mark={mark}
          x={places[n] as number}
          y={y}
          point={points[n] as LabelPoint}
          text={told[n]?.text ?? ''}
          level={levels[n] ?? 0}
          wordless={byClock && (levels[n] ?? 0) >= 3}
          look={faint(n) ? 'faint' : n > past ? 'ahead' : 'past'}
          onPoint={(on) => setPointed(on ? n : null)}
        />
      ))}
    </svg>
  );
});

/** The shown moment, behind whatever has words. */
const Now = ({ x, from, to }: { readonly x: Props['x']; readonly from: number; readonly to: number }) => {
  const at = usePage((page) => x(page.time));
  return <path className={styles['now']} d={`M${at} ${from}V${to}`} />;
};

interface AheadProps extends Pick<Props, 'x' | 'width'> {
  readonly height: number;
  /** Above it only what was planned is drawn. */
  readonly below: number;
}

/** Makes faint what has not happened yet at the shown moment, and hides what nobody has seen. */
const Ahead = ({ x, width, height, below }: AheadProps) => {
  const at = usePage((page) => Math.max(0, x(page.time)));
  const veil = usePage((page) => {
    const until = historyVeil(page);
    return until < page.end ? Math.max(0, x(until)) : null;
  });
  return (
    <>
      <rect className={styles['ahead']} x={at + 1} y={0} width={Math.max(0, width - at)} height={height} />
      {veil !== null && <rect className={styles['veil']} x={veil + 1} y={below} width={width} height={height} />}
    </>
  );
};

/** Width of a text, roughly. */
const roomFor = (text: string): number => text.length * 6.4 + 14;

const LETTERS = { fault: '', user: 'U  ', billing: 'B  ', none: '' } as const;

interface BarProps extends Pick<Props, 'x' | 'width'> {
  readonly bar: Bar;
}

/** Where a bar lies; null where nothing of it is seen. What is over at once is a stroke. */
function placeOfBar({ bar, x, width }: BarProps): { left: number; right: number; top: number } | null {
  const left = Math.max(0, x(bar.from));
  const right = Math.min(width, x(bar.to));
  const isStroke = bar.kind === 'fault' && bar.to <= bar.from;
  if (right < 0 || left > width || (right - left < 1 && !isStroke)) return null;
  return { left, right, top: 12 + bar.row * BAR };
}

const BarSign = (props: BarProps) => {
  const { kind } = props.bar;
  const place = placeOfBar(props);
  if (place === null) return null;
  const { left, right, top } = place;
  return (
    <>
      <rect
        className={styles[`bar-${kind}`]}
        x={left + 0.5}
        y={top}
        width={Math.max(2, right - left - 1)}
        height={BAR - 5}
        rx={1}
      />
      {kind === 'fault' && <rect className={styles['faultEdge']} x={left} y={top} width={3} height={BAR - 5} />}
    </>
  );
};

/** What a bar is called, in full as soon as it has begun. */
const BarWords = (props: BarProps) => {
  const { bar } = props;
  const isAhead = usePage((page) => bar.from > page.time);
  const place = placeOfBar(props);
  if (place === null) return null;
  const { left, right, top } = place;
  const fault = bar.kind === 'fault';
  const length = fault && Number.isFinite(bar.to) && bar.to > bar.from ? `, ${lengthText(bar.to - bar.from)}` : '';
  const text = `${LETTERS[bar.kind]}${bar.title}${length}`;
  const room = roomFor(text);
  const inside = right - left > room;
  return (
    <g className={isAhead ? styles['faint'] : ''}>
      {fault && <rect className={styles['paper']} x={left + 3} y={top} width={room - 4} height={BAR - 5} />}
      <text
        className={inside && !fault ? styles[`word-${bar.kind}`] : styles['barWord']}
        x={inside || fault ? left + 8 : right + 5}
        y={top + 11.5}
      >
        {text}
      </text>
    </g>
  );
};

interface DifferenceProps extends Pick<Props, 'x' | 'start'> {
  readonly span: Span;
  readonly y: Readonly<Record<Lifeline, number>>;
  /** Of the run: what lasts until then has no end yet. */
  readonly end: number;
}

const MARKS: Readonly<Record<string, string>> = {
  overbilled: 'M-5 4.5L0 -4.5L5 4.5z',
  underbilled: 'M-5 -4.5L0 4.5L5 -4.5z',
  missing: 'M4 0a4 4 0 1 1 -8 0a4 4 0 1 1 8 0',
  orphan: 'M0 -5L5 0L0 5L-5 0z',
  wrongPlan: 'M0 -4.5a4.5 4.5 0 0 1 0 9z',
};

const Difference = ({ span, x, y, end, start }: DifferenceProps) => {
  const seen = usePage((page) => (historyVeil(page) < page.end ? x(historyVeil(page)) : Number.POSITIVE_INFINITY));
  const [left, right] = [x(span.from), Math.min(x(span.to), seen)];
  if (right - left < 2) return null;
  const title = kinds.find(({ kind }) => kind === span.value)?.title ?? span.value;
  const lasted = span.to >= end ? `since ${clockText(start, span.from)}` : `for ${lengthText(span.to - span.from)}`;
  const fits = (text: string): boolean => right - left > roomFor(text) + 26;
  // How long it lasted is read from the line below as well.
  const words = [`${title} ${lasted}`, title].find(fits);
  return (
    <>
      <rect
        className={washes[`wash-${span.value}`]}
        x={left}
        y={y.truth}
        width={right - left}
        height={y.copy - y.truth}
      />
      {right - left > 24 && (
        <g transform={`translate(${left + 22} ${y.truth + 26})`}>
          <path className={styles[`fill-${span.value}`]} d={MARKS[span.value]} />
          <text className={styles[`ink-${span.value}`]} x={10} y={4}>
            {words}
          </text>
        </g>
      )}
    </>
  );
};

interface LineProps {
  readonly y: number;
  readonly spans: readonly Span[];
  readonly x: Props['x'];
  readonly width: number;
}

/** Room for the word of a state in its bar. */
const WORD = 78;

const hasWord = ({ from, to, value }: Span, x: Props['x'], width: number): boolean =>
  value !== 'absent' && Math.min(width, x(to)) - Math.max(0, x(from)) > WORD;

const LifeLine = ({ y, spans, x, width }: LineProps) =>
  spans.map((span) => {
    const left = Math.max(0, x(span.from));
    const right = Math.min(width, x(span.to));
    return right <= left ? null : (
      <g key={span.from}>
        <rect className={styles[`life-${span.value}`]} x={left} y={y - HALF} width={right - left} height={2 * HALF} />
        {hasWord(span, x, width) && (
          <text className={styles[`lifeWord-${span.value}`]} x={left + 14} y={y + 4}>
            {span.value}
          </text>
        )}
      </g>
    );
  });

interface ArrowProps {
  readonly arrow: StoryArrow;
  readonly tail: StoryMark;
  readonly head: StoryMark;
  readonly from: number;
  readonly to: number;
  readonly y: Readonly<Record<Lifeline, number>>;
}

const Arrow = ({ arrow: { kind, obsolete }, tail, head, from, to, y }: ArrowProps) => {
  const tint = obsolete ? styles['obsolete'] : '';
  if (kind === 'lost') {
    return <path className={styles['gone']} d={`M${from} ${y[tail.lifeline] + 8}L${to} ${fallOf(head, y) - 8}`} />;
  }
  if (kind === 'read') {
    return (
      <path
        className={styles['read']}
        d={`M${from - 12} ${y.copy + HALF}L${from} ${y.api - 5}L${to} ${y.copy + HALF + 1}m-5 6l5 -6l4 7`}
      />
    );
  }
  const [y1, y2] = [y[tail.lifeline] + HALF, y[head.lifeline] - (head.lifeline === 'copy' ? HALF + 1 : 5)];
  return (
    <g>
      <path className={`${styles['flight']} ${tint}`} d={`M${from} ${y1}L${to} ${y2}`} />
      {kind === 'bounce' && (
        <path className={styles['flight']} d={`M${to} ${y2}l9 -18m-6 3l6 -3l2 6M${to - 8} ${y2 + 3}h16`} />
      )}
      {kind === 'deliver' && <path className={styles['flight']} d={`M${to - 4.5} ${y2 - 7}L${to} ${y2}l4 -7`} />}
    </g>
  );
};
