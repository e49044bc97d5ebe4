// The services and the broker on the stage: three boxes with one number each, the road between them with what is on it, and what was lost.
import { useEffect, useMemo, useRef } from 'react';
import { activeAt, apiStatus } from '../../analysis/component-status.ts';
import { dotsAt, flightsOf } from '../../analysis/flights.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import type { Moment } from '../../engine/index.ts';
import { secondsOfPlay } from '../../lessons/pace.ts';
import type { PlayedStep } from '../../lessons/played.ts';
import { stepNow } from '../state/lesson/guesses.ts';
import { usePage } from '../state/use-runner.ts';
import { type Colours, useColours } from '../widgets/colours.ts';
import { sharp, useRoom } from '../widgets/room.ts';
import { useLetters } from './letters.ts';
import styles from './present.module.css';

const NO_LINES: readonly never[] = [];
/** Wall seconds that half of the road is drawn to take. */
const DRAWN = 0.5;
/** The boxes' edges as shares of the width, and the road's height as a share of the room's. */
const EDGES = [0.28, 0.385, 0.615, 0.72] as const;
const ROAD = 0.42;

interface Box {
  readonly title: string;
  readonly value: string;
  readonly unit: string;
  readonly fault: string | null;
}

function boxesOf(moment: Moment | null): readonly Box[] {
  const faultAt = (place: 'user' | 'broker' | 'billing'): string | null => activeAt(moment, place)[0]?.title ?? null;
  const { user, broker, billing } = moment ?? {};
  return [
    {
      title: 'User service',
      value: numberText((user?.active ?? 0) + (user?.suspended ?? 0)),
      unit: 'users',
      fault: faultAt('user'),
    },
    { title: 'Broker', value: numberText(broker?.backlog ?? 0), unit: 'waiting', fault: faultAt('broker') },
    { title: 'Billing', value: numberText(billing?.rows ?? 0), unit: 'in its copy', fault: faultAt('billing') },
  ];
}

export const StageTopology = () => {
  const frame = usePage((page) => page.frame);
  const box = useRef<HTMLDivElement>(null);
  const lost = frame?.moment?.counters.lost ?? 0;
  const moment = frame?.moment ?? null;
  return (
    <div className={styles['topology']} ref={box}>
      <Messages box={box} />
      {boxesOf(moment).map(({ title, value, unit, fault }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          <p>
            <b style={{ '--digits': value.length } as React.CSSProperties}>{value}</b> {unit}
          </p>
          {fault !== null && <p className={styles['flag']}>{fault}</p>}
        </section>
      ))}
      <p className={styles['lost']}>{lost > 0 ? `${counted(lost, 'event')} lost` : ''}</p>
      <p className={styles['api']}>
        {(moment?.api.pending ?? 0) > 0 || moment?.api.downBy != null ? apiStatus(moment).mode : ''}
      </p>
    </div>
  );
};

const Messages = ({ box }: { readonly box: React.RefObject<HTMLDivElement | null> }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useRoom(box);
  const letters = useLetters();
  const colours = useColours();
  const frame = usePage((page) => page.frame);
  const lines = usePage((page) => page.window?.lines) ?? NO_LINES;
  const pace = usePage(({ lesson }) => (lesson === null ? null : paceOf(stepNow(lesson))));
  const own = usePage((page) => page.speed);
  const speed = pace ?? own;
  const flights = useMemo(() => flightsOf(lines), [lines]);
  const dots = frame === null ? [] : dotsAt(flights, frame.time, speed * DRAWN);
  useEffect(() => {
    const context = canvas.current && width > 0 ? sharp(canvas.current, width, height) : null;
    if (context === null) return;
    drawRoads(context, width, height, colours);
    for (const { at, ghost } of dots) {
      const [left, door, exit, right] = EDGES.map((share) => share * width) as [number, number, number, number];
      const x = at <= 1 ? left + (door - left) * (ghost ? Math.min(0.5, at) : at) : exit + (right - exit) * (at - 1);
      const y = height * ROAD + (ghost ? at * at * height * 0.4 : 0);
      drawDot(context, x, y, letters * 0.3, ghost, colours);
    }
  });
  return (
    <canvas
      ref={canvas}
      className={styles['messages']}
      role="img"
      aria-label={`${counted(dots.length, 'message')} on the road`}
    />
  );
};

/** Microseconds of virtual time to a second on the wall, as the step plays: at rest as much is on the road as while it plays. */
function paceOf({ beats }: PlayedStep): number | null {
  for (const beat of beats)
    if (beat.kind === 'play') return (beat.play.until - beat.play.from) / secondsOfPlay(beat.play);
  return null;
}

function drawRoads(context: CanvasRenderingContext2D, width: number, height: number, colours: Colours): void {
  const [left, door, exit, right] = EDGES.map((share) => share * width) as [number, number, number, number];
  context.strokeStyle = colours['rule-strong'];
  context.lineWidth = 3;
  context.beginPath();
  context.moveTo(left, height * ROAD);
  context.lineTo(door, height * ROAD);
  context.moveTo(exit, height * ROAD);
  context.lineTo(right, height * ROAD);
  context.stroke();
}

function drawDot(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  ghost: boolean,
  colours: Colours,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.setLineDash(ghost ? [6, 5] : []);
  context.fillStyle = ghost ? colours.paper : colours.ink;
  context.strokeStyle = ghost ? colours.ghost : colours.ink;
  context.lineWidth = 3;
  context.fill();
  context.stroke();
  context.setLineDash([]);
}
