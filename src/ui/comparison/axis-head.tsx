// The head of the lanes: clock, faults as hatched bars, invoice runs to come as hollow ticks, and the playhead's time. Stretched time
// stands on a tinted ground. Dragging in it moves the time.
import { useEffect, useMemo, useRef } from 'react';
import { clockText } from '../../analysis/clock.ts';
import { type Axis, placeOn, timeOn } from '../../analysis/lanes/axis.ts';
import { axisTicks } from '../../analysis/lanes/lane-axis.ts';
import type { RunFacts } from '../../worker/door.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import styles from './rows.module.css';

interface Props {
  readonly axis: Axis;
  readonly lanes: readonly RunFacts[];
  readonly start: number;
}

const AXIS_HEIGHT = 34;
/** Width of the playhead's clock, pixels. */
const CLOCK = 62;
/** Pixels of a letter, roughly. */
const LETTER = 6.2;

export const AxisHead = ({ axis, lanes, start }: Props) => {
  const { width } = axis;
  const ticks = useMemo(() => axisTicks(axis, start), [axis, start]);
  // Where a machine writes, and so the finer ticks there, is seen when it is reached.
  const until = usePage((page) => {
    const shown = veiledAfter(page);
    return axis.pieces.findLast(({ from }) => from <= shown)?.from ?? axis.from;
  });
  return (
    <>
      <svg className={styles['axis']} width={width} height={AXIS_HEIGHT} aria-hidden="true">
        <defs>
          <pattern id="lanes-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="2.4" height="6" className={styles['hatchLine']} />
          </pattern>
        </defs>
        <Stretched axis={axis} height={AXIS_HEIGHT} until={until} />
        {ticks
          .filter(({ time, depth }) => depth === 0 || time <= until)
          .map(({ time, x, label, depth }) => (
            <g key={time} className={depth === 0 ? styles['round'] : ''}>
              <path d={`M${x + 0.5} 17v4`} />
              <text x={x} y={13} textAnchor="middle" data-tick={x}>
                {label}
              </text>
            </g>
          ))}
        <Faults axis={axis} lanes={lanes} />
      </svg>
      <Clock axis={axis} start={start} />
    </>
  );
};

interface StretchedProps {
  readonly axis: Axis;
  readonly height: number;
  /** Only what begins by then. */
  readonly until?: number;
}

/** The tinted ground of stretched time. */
export const Stretched = ({ axis, height, until = axis.to }: StretchedProps) => (
  <>
    {axis.pieces
      .filter(({ stretched, from }) => stretched && from <= until)
      .map(({ from, left, right }) => (
        <rect key={from} className={styles['stretched']} x={left} y={0} width={right - left} height={height} />
      ))}
  </>
);

/** Faults of all lanes, each once. */
const Faults = ({ axis, lanes }: Omit<Props, 'start'>) => {
  const all = new Map(lanes.flatMap(({ faults }) => faults).map((fault) => [`${fault.title} ${fault.at}`, fault]));
  let free = 0;
  return [...all.entries()].map(([key, { title, at, until }]) => {
    const left = placeOn(axis, at);
    const right = Math.max(left + 3, placeOn(axis, Math.min(axis.to, until)));
    const isNamed = right >= free && right + title.length * LETTER + 8 < axis.width;
    if (isNamed) free = right + title.length * LETTER + 14;
    return (
      <g key={key}>
        <rect className={styles['faultBar']} x={left} y={23} width={right - left} height={8} />
        {isNamed && (
          <text className={styles['faultName']} x={right + 5} y={31}>
            {title}
          </text>
        )}
      </g>
    );
  });
};

/** The shown time at the playhead, and the hand that moves it. */
const Clock = ({ axis, start }: Omit<Props, 'lanes'>) => {
  const runner = useRunner();
  const label = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const move = ({ time }: PageState) => {
      if (label.current === null) return;
      const at = placeOn(axis, time);
      const inside = Math.min(axis.width - CLOCK / 2, Math.max(CLOCK / 2, at));
      label.current.style.transform = `translateX(calc(${inside}px - 50%))`;
      label.current.textContent = clockText(start, time);
      for (const tick of label.current.parentElement?.parentElement?.querySelectorAll<SVGTextElement>('[data-tick]') ??
        [])
        tick.style.opacity = Math.abs(Number(tick.dataset['tick']) - inside) < CLOCK / 2 + 20 ? '0' : '';
    };
    move(runner.get());
    return runner.store.subscribe(move);
  }, [runner, axis, start]);
  const seekTo = (event: React.PointerEvent) =>
    runner.play.seek(timeOn(axis, event.clientX - event.currentTarget.getBoundingClientRect().left));
  return (
    <div
      className={styles['hand']}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        runner.play.grab();
        seekTo(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
      onPointerUp={runner.play.release}
      onPointerCancel={runner.play.release}
    >
      <span ref={label} />
    </div>
  );
};
