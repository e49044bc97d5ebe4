// The canvas over the topology: messages on their way, ghosts that fall, and the heap of what was lost. Every position follows
// from the shown time. Past the speed at which single dots would lie, the roads carry numbers instead.
import { useEffect, useMemo, useRef } from 'react';
import { lengthText } from '../../analysis/clock.ts';
import { type Dot, dotsAt, flightsOf } from '../../analysis/flights.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/store.ts';
import { type Colours, useColours } from '../widgets/colours.ts';
import { sharp } from '../widgets/room.ts';
import type { Plan, Point } from './plan.ts';
import styles from './topology.module.css';

/** Wall seconds that each half of the road is drawn to take at least. */
const DRAWN = 0.4;
/** More dots than this at once are drawn small and without names; beyond the crowd, numbers tell more. */
const MANY = 12;
const CROWD = 30;
const HEAP = 400;

const reduced = window.matchMedia('(prefers-reduced-motion: reduce)');

interface Props {
  readonly plan: Plan;
  readonly width: number;
  readonly height: number;
}

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

function placeOf(plan: Plan, { at, ghost }: Dot): Point {
  const { road, heap } = plan;
  const [from, door, exit, to] = road;
  if (!ghost) return at <= 1 ? between(from, door, at) : between(exit, to, at - 1);
  const fall = at * at;
  const start = between(from, door, 0.35 * Math.min(1, at * 2));
  return { x: start.x + (heap.x - start.x) * fall, y: start.y + (heap.y - (plan.upright ? -14 : 40) - start.y) * fall };
}

export const Messages = ({ plan, width, height }: Props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = usePage((page) => page.frame);
  const lines = usePage((page) => page.window?.lines);
  const speed = usePage((page) => page.speed);
  const playing = usePage((page) => page.playing);
  const facts = usePage((page) => page.facts);
  const colours = useColours();
  const flights = useMemo(() => flightsOf(lines ?? []), [lines]);
  const lost = frame?.moment?.counters.lost ?? 0;
  const dots = frame === null ? [] : dotsAt(flights, frame.time, speed * DRAWN);
  const crowd = dots.length > CROWD || (playing && reduced.matches);
  useEffect(() => {
    if (canvas.current === null || width === 0) return;
    const context = sharp(canvas.current, width, height);
    if (context === null) return;
    drawHeap(context, plan, lost, colours);
    if (!crowd) drawDots(context, plan, dots, colours, !playing);
  });
  return (
    <>
      <canvas
        ref={canvas}
        className={styles['messages']}
        role="img"
        aria-label={`${counted(dots.length, 'message')} on the road`}
      />
      {crowd && frame !== null && facts !== null && <Flows plan={plan} facts={facts} time={frame.time} />}
      {lost > 0 && (
        <p className={styles['lost']} style={{ left: plan.heap.x, top: plan.heap.y + 6 }}>
          {counted(lost, 'event')} lost
        </p>
      )}
      <p className={styles['honest']}>
        {crowd
          ? `With 1 s showing ${lengthText(speed)}, single dots would lie: the roads carry counts`
          : 'Flights are drawn longer than they last'}
      </p>
    </>
  );
};

const HOUR = 3_600_000_000;

/** Messages per hour on each half of the road around the shown time. */
const Flows = ({ plan, facts, time }: { readonly plan: Plan; readonly facts: RunFacts; readonly time: number }) => {
  const { times, counters } = facts.totals;
  const at = Math.max(
    1,
    times.findIndex((each) => each >= time),
  );
  const rate = (column: Float64Array | undefined) =>
    column === undefined
      ? 0
      : (((column[at] ?? 0) - (column[at - 1] ?? 0)) * HOUR) / ((times[at] ?? 1) - (times[at - 1] ?? 0));
  const [from, door, exit, to] = plan.road;
  const halves = [
    { name: 'published', point: between(from, door, 0.5), value: rate(counters.published) },
    { name: 'delivered', point: between(exit, to, 0.5), value: rate(counters.delivered) },
  ];
  return halves.map(({ name, point, value }) => (
    <span key={name} className={styles['flow']} style={{ left: point.x, top: point.y }}>
      {numberText(Math.round(value))}/h
    </span>
  ));
};

function drawDots(
  context: CanvasRenderingContext2D,
  plan: Plan,
  dots: readonly Dot[],
  colours: Colours,
  named: boolean,
): void {
  context.font = '500 11px "IBM Plex Sans", system-ui, sans-serif';
  const small = dots.length > MANY;
  context.textAlign = plan.upright ? 'left' : 'center';
  dots.forEach((dot, n) => {
    const { x, y } = placeOf(plan, dot);
    context.beginPath();
    context.arc(x, y, small ? 2.4 : dot.ghost ? 5.5 : 5, 0, 7);
    context.setLineDash(dot.ghost ? [2.4, 2] : []);
    context.fillStyle = dot.ghost ? colours.paper : colours.ink;
    context.strokeStyle = dot.ghost ? colours.ghost : colours.ink;
    context.lineWidth = 1.25;
    context.fill();
    context.stroke();
    if (!named || small || n > 5) return;
    context.fillStyle = dot.ghost ? colours['ink-3'] : colours.ink;
    const text = `${dot.user} v${dot.version}`;
    if (plan.upright) context.fillText(text, x + 12, y + 4);
    else context.fillText(text, x, y - 11 - (n % 2) * 13);
  });
  context.setLineDash([]);
}

/** What was lost lies in a heap, a ring each while there is room. */
function drawHeap(context: CanvasRenderingContext2D, { heap, heapWidth }: Plan, lost: number, colours: Colours): void {
  const count = heapWidth === 0 ? 0 : Math.min(HEAP, lost);
  const widest = Math.max(8, Math.floor(Math.min(heapWidth, 190) / 7));
  context.strokeStyle = colours.ghost;
  context.lineWidth = 1;
  context.beginPath();
  for (let n = 0, row = 0; n < count; row++) {
    const wide = Math.min(count - n, Math.round(widest - row * 1.1));
    if (wide < 3 && row > 2) break;
    for (let i = 0; i < wide && n < count; i++, n++) {
      const x = heap.x + (i - (wide - 1) / 2) * 7;
      const y = heap.y - row * 6.5;
      context.moveTo(x + 2.5, y);
      context.arc(x, y, 2.5, 0, 7);
    }
  }
  context.stroke();
}
