// The canvas over the topology: messages on their way, ghosts that fall, and the heap of what was lost. Every position follows
// from the shown time. Where single dots could not be followed, beads count them, and past that numbers stand on the roads.
import { useEffect, useMemo, useRef } from 'react';
import { lengthText } from '../../analysis/clock.ts';
import {
  beadsAt,
  callsAt,
  type Dot,
  type Drawn,
  dotsAt,
  drawnAs,
  type Flight,
  flightsOf,
  leftWithin,
  readableSpan,
} from '../../analysis/flights.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import { SPEEDS } from '../../player/player.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useColours } from '../widgets/colours.ts';
import { sharp } from '../widgets/room.ts';
import { atRest, dotSpot, drawBeads, drawCalls, drawDots, drawHeap, pointBetween } from './drawing.ts';
import type { Layout } from './layout.ts';
import styles from './topology.module.css';

/** Wall seconds that each half of the road is drawn to take at least; beads take as long and set out twice as often. */
const DRAWN = 0.5;
const EVERY = 0.25;
/** Wall seconds for a call to go along the second road. */
const CALL = 0.9;
/** Dots that are drawn while nothing moves, at most. */
const AT_REST = 4;
const NO_LINES: readonly never[] = [];

const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

interface Props {
  readonly layout: Layout;
  readonly width: number;
  readonly height: number;
}

/** Messages that leave in a wall second: on the whole, or just now where there are more. */
function rateOf(facts: RunFacts, flights: readonly Flight[], time: number, speed: number): number {
  const { times, counters } = facts.totals;
  const { published } = counters;
  const last = times.length - 1;
  const mean = last < 1 ? 0 : ((published?.[last] ?? 0) / (times[last] ?? 1)) * speed;
  return Math.max(mean, leftWithin(flights, time, 2 * speed) / 2);
}

export const MovingMessages = ({ layout, width, height }: Props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = usePage((page) => page.frame);
  const told = usePage((page) => page.window?.lines);
  const countless = told === null;
  const lines = told ?? NO_LINES;
  const speed = usePage((page) => page.speed);
  const playing = usePage((page) => page.playing);
  const facts = usePage((page) => page.facts);
  const colours = useColours();
  const flights = useMemo(() => flightsOf(lines), [lines]);
  const time = frame?.time ?? 0;
  const lost = frame?.moment?.counters.lost ?? 0;
  const rate = facts === null ? 0 : rateOf(facts, flights, time, speed);
  const drawn: Drawn = countless || (playing && reduced.matches) ? 'numbers' : playing ? drawnAs(rate) : 'dots';
  const longest = speed * DRAWN;
  const span = playing ? longest : readableSpan(flights, time, longest, AT_REST);
  const onRoad = frame === null || drawn !== 'dots' ? [] : dotsAt(flights, time, span);
  const dots = playing ? onRoad : atRest(layout, onRoad);
  useEffect(() => {
    if (canvas.current === null || width === 0) return;
    const context = sharp(canvas.current, width, height);
    if (context === null) return;
    drawHeap(context, layout, lost, colours);
    if (drawn === 'dots') drawDots(context, layout, dots, colours, !playing);
    if (drawn === 'beads') drawBeads(context, layout, beadsAt(flights, time, speed * EVERY, longest), colours);
    if (!(playing && reduced.matches))
      drawCalls(context, layout, callsAt(lines, time, speed * EVERY, speed * CALL), colours);
  });
  return (
    <>
      <canvas
        ref={canvas}
        className={styles['messages']}
        role="img"
        aria-label={
          countless
            ? 'More messages on the road than can be told apart'
            : `${counted(leftWithin(flights, time, span), 'message')} on the road`
        }
      />
      {!playing && <Grips layout={layout} dots={dots} />}
      {drawn === 'numbers' && facts !== null && <Numbers layout={layout} facts={facts} time={time} />}
      {lost > 0 && (
        <p
          className={layout.beside ? styles['lostBeside'] : styles['lost']}
          style={{ left: layout.lostLabel.x, top: layout.lostLabel.y }}
        >
          {counted(lost, 'event')} lost
        </p>
      )}
      <Honest drawn={drawn} speed={speed} rate={rate} playing={playing} />
    </>
  );
};

/** Where a resting dot is taken up by pointer; the broker’s card lists the same messages as buttons. */
const Grips = ({ layout, dots }: { readonly layout: Layout; readonly dots: readonly Dot[] }) => {
  const runner = useRunner();
  return dots.map((dot) => {
    const { x, y } = dotSpot(layout, dot);
    const name = JSON.stringify(dot.letter);
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: for pointers only, see above
      // biome-ignore lint/a11y/useKeyWithClickEvents: for pointers only, see above
      <i
        key={name}
        className={styles['grip']}
        style={{ left: x, top: y }}
        data-letter={name}
        data-name={`${dot.user} v${dot.version}`}
        onClick={() => void runner.choice.message(dot.letter)}
      />
    );
  });
};

interface HonestProps {
  readonly drawn: Drawn;
  readonly speed: number;
  readonly rate: number;
  readonly playing: boolean;
}

/** What the drawing bends, and how fast would be slow enough for single messages. */
const Honest = ({ drawn, speed, rate, playing }: HonestProps) => {
  const runner = useRunner();
  const slower = [...SPEEDS].reverse().find((each) => each < speed && drawnAs((rate / speed) * each) === 'dots');
  const motionless = playing && reduced.matches;
  const text = {
    dots: 'Flights are drawn longer than they last',
    beads: `Too fast for single dots: each bead is ${lengthText(speed * EVERY)} of messages`,
    numbers: motionless ? 'With reduced motion the roads carry numbers' : 'Too fast for dots: the roads carry numbers',
  }[drawn];
  return (
    <p className={styles['honest']}>
      {text}
      {drawn !== 'dots' && !motionless && slower !== undefined && (
        <>
          .{' '}
          <button type="button" className="textlink" onClick={() => runner.play.speed(slower)}>
            Slow down to {lengthText(slower)}
          </button>
        </>
      )}
    </p>
  );
};

const HOUR = 3_600_000_000;

/** Messages per hour on each half of the road around the shown time. */
const Numbers = ({
  layout,
  facts,
  time,
}: {
  readonly layout: Layout;
  readonly facts: RunFacts;
  readonly time: number;
}) => {
  const { times, counters } = facts.totals;
  const at = Math.max(
    1,
    times.findIndex((each) => each >= time),
  );
  const rate = (column: Float64Array | undefined) =>
    column === undefined
      ? 0
      : (((column[at] ?? 0) - (column[at - 1] ?? 0)) * HOUR) / ((times[at] ?? 1) - (times[at - 1] ?? 0));
  const [from, door, exit, to] = layout.road;
  const halves = [
    { name: 'published', point: pointBetween(from, door, 0.5), value: rate(counters.published) },
    { name: 'delivered', point: pointBetween(exit, to, 0.5), value: rate(counters.delivered) },
  ];
  return halves.map(({ name, point, value }) => (
    <span key={name} className={styles['flow']} style={{ left: point.x, top: point.y }}>
      {numberText(Math.round(value))}/h
    </span>
  ));
};
