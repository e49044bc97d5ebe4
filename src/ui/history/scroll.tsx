// The room in which the space-time diagram lies: the lines' names stay while it is moved sideways, every moment's clock is a
// button, arrow keys go from moment to moment, and a list says the same in words.
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react';
import { clockText, lengthText, momentText } from '../../analysis/clock.ts';
import { barsOf } from '../../analysis/user/bars.ts';
import { placer } from '../../analysis/user/columns.ts';
import type { Story, StoryMark } from '../../analysis/user/story.ts';
import { LIFELINES, markWords } from '../../analysis/user/story-words.ts';
import { strategyTitle } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useSeen } from '../state/use-seen.ts';
import { useRoom } from '../widgets/room.ts';
import { Diagram } from './diagram.tsx';
import { CLOCKS, drawingFor, GUTTER, leastHeight, NARROW_GUTTER } from './drawing.ts';
import styles from './history.module.css';
import { walk } from './moment.tsx';

/** Room for one column at least, when each event has one. */
const STEP = 112;
const NARROW = 560;
const SCROLLBAR = 16;
/** So far under Billing's line the words beside its marks end, two of them under each other. */
const BELOW_WORDS = 44;

interface Props {
  readonly story: Story;
  /** With what may not be told yet: it says where moments stand. */
  readonly whole: Story;
  readonly start: number;
  readonly byClock: boolean;
  readonly onAsk: (time: number) => void;
}

export const Scroll = ({ story, whole, start, byClock, onAsk }: Props) => {
  const runner = useRunner();
  const facts = useSeen(Number.POSITIVE_INFINITY);
  const end = usePage((page) => page.end);
  const box = useRef<HTMLElement>(null);
  const room = useRoom(box);
  const gutter = room.width < NARROW ? NARROW_GUTTER : GUTTER;
  const width = Math.max(room.width - gutter - 12, byClock ? 300 : whole.columns.length * STEP);
  const bars = useMemo(() => {
    if (facts === null) return [];
    const { scenario, variant } = facts.spec;
    const { seed } = scenario.billing;
    const seeding =
      seed === 'none' ? [] : [{ phases: facts.seeding, name: `Seeding: ${strategyTitle(seed.strategy)}` }];
    const repair = { phases: facts.phases, name: strategyTitle(variant.strategy) };
    return barsOf({ faults: facts.faults, procedures: [...seeding, repair], end });
  }, [facts, end]);
  const x = useMemo(
    () =>
      placer(whole.columns, {
        left: byClock ? 44 : 8,
        right: width - (byClock ? Math.min(100, width * 0.2) : 8),
        end,
        byClock,
      }),
    [whole, width, end, byClock],
  );
  const drawing = drawingFor(bars, room.height);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    walk(runner, whole, start, event.key === 'ArrowRight' ? 1 : -1);
  };
  return (
    <section
      className={styles['scroll']}
      ref={box}
      style={{ minHeight: leastHeight(bars) + SCROLLBAR }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Space-time diagram"
      onKeyDown={keys}
    >
      {room.width > 0 && (
        <div className={styles['sheet']} style={{ width: gutter + width, height: drawing.height + CLOCKS }}>
          <Names drawing={drawing} gutter={gutter} />
          <div className={styles['plot']} style={{ width }}>
            <Diagram story={story} start={start} x={x} width={width} byClock={byClock} bars={bars} drawing={drawing} />
            <KeepInSight x={x} box={box} gutter={gutter} room={room.width} />
            <Clock story={story} start={start} x={x} byClock={byClock} top={drawing.height} />
            {!byClock && <Whys story={story} x={x} start={start} top={drawing.y.copy + BELOW_WORDS} onAsk={onAsk} />}
          </div>
        </div>
      )}
      <ol className={styles['list']} aria-label="Moments">
        {story.marks.map((mark, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: marks keep their places
          <li key={n}>
            {momentText(start, mark.time)}: {markWords(mark, start)}
          </li>
        ))}
      </ol>
    </section>
  );
};

const Names = ({ drawing, gutter }: { readonly drawing: ReturnType<typeof drawingFor>; readonly gutter: number }) => {
  const policy = usePage((page) => page.facts?.spec.scenario.billing.policy);
  const kind = usePage((page) => page.facts?.spec.scenario.broker.kind);
  const { y } = drawing;
  const names = [
    ['Faults, repair', '', y.bars],
    [LIFELINES.truth, 'truth', y.truth],
    [LIFELINES.broker, kind ?? '', y.broker],
    [LIFELINES.copy, `policy ${policy}`, y.copy],
    [LIFELINES.api, 'of the User service', y.api],
    ['Clock', '', drawing.height + 12],
  ] as const;
  return (
    <div className={styles['names']} style={{ width: gutter, height: drawing.height + CLOCKS }} aria-hidden="true">
      {names.map(([name, sub, top]) => (
        <p key={name} style={{ top }}>
          <b>{name}</b>
          {sub !== '' && <span>{sub}</span>}
        </p>
      ))}
    </div>
  );
};

interface InSightProps {
  readonly x: (time: number) => number;
  readonly box: React.RefObject<HTMLElement | null>;
  readonly gutter: number;
  readonly room: number;
}

/** The diagram moves along when the shown moment would be out of sight. */
const KeepInSight = ({ x, box, gutter, room }: InSightProps) => {
  const at = usePage((page) => x(page.time));
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const [seen, left] = [room - gutter, element.scrollLeft];
    if (at < left + 40 || at > left + seen - 60) element.scrollLeft = Math.max(0, at - seen / 2);
  }, [at, box, gutter, room]);
  return null;
};

interface ClockProps {
  readonly story: Story;
  readonly start: number;
  readonly x: (time: number) => number;
  readonly byClock: boolean;
  readonly top: number;
}

/** Labels closer than this would touch. */
const LABEL = 68;

/** A button per moment, and how long it is to the next. */
const Clock = memo(({ story, start, x, byClock, top }: ClockProps) => {
  const runner = useRunner();
  const { columns, marks } = story;
  let last = Number.NEGATIVE_INFINITY;
  return columns.map(({ time, until, marks: places }, n) => {
    const at = (x(time) + (until - time > 1_000_000 ? x(until) : x(time))) / 2;
    if (byClock && at - last < LABEL) return null;
    last = at;
    const words = places.map((place) => markWords(marks[place] as StoryMark, start)).join('. ');
    const next = columns[n + 1];
    const run = until - time > 1_000_000;
    return (
      <div key={time} className={styles['tick']} style={{ left: at, top }}>
        <button
          type="button"
          onClick={() => runner.play.seek(time)}
          aria-label={`${momentText(start, time)}. ${words}`}
        >
          {run && !byClock
            ? `${clockText(start, time, 'minute')} to ${clockText(start, until, 'minute')}`
            : clockText(start, time)}
        </button>
        {!byClock && next !== undefined && (
          <span style={{ left: (x(next.time) - at) / 2 }} aria-hidden="true">
            {lengthText(next.time - until)}
          </span>
        )}
      </div>
    );
  });
});

/** Under every wrong invoice that stands by itself: why? */
const Whys = memo(({ story, x, start, top, onAsk }: Omit<ClockProps, 'byClock'> & Pick<Props, 'onAsk'>) =>
  story.marks
    .filter(({ what, wrong }) => what === 'invoice' && wrong)
    .map(({ time, until }) => (
      <button
        key={time}
        type="button"
        className={`textlink ${styles['ask']}`}
        style={{ left: (x(time) + x(until)) / 2, top }}
        aria-label={`Why was invoice ${momentText(start, time, 'minute')} wrong?`}
        onClick={() => onAsk(time)}
      >
        Why?
      </button>
    )),
);
