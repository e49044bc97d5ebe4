// What monitoring shows of a run: how many events come, how many wait, for how long, and how many fail. It counts what a broker and a
// consumer count and knows nothing of truth and copy: that is why it may be green while users are wrong.
import { MINUTE } from '../engine/index.ts';
import { lengthText } from './clock.ts';
import { numberText } from './numbers.ts';
import type { Totals } from './record/facts.ts';

export interface Dial {
  readonly id: 'rate' | 'queue' | 'lag' | 'errors';
  readonly title: string;
  readonly value: number;
  readonly text: string;
  readonly unit: string;
  /** Its values at equal distances up to the shown moment, the last one now. */
  readonly course: readonly number[];
}

/** So much of the past a dashboard shows, microseconds, in so many points. */
const WINDOW = 180 * MINUTE;
const POINTS = 61;
/** Rates are counted over this time, microseconds. */
const OVER = 10 * MINUTE;

/** Of a running total or a level, its value at a time: between samples in proportion. */
function at(times: Float64Array, values: Float64Array | undefined, time: number): number {
  if (values === undefined || times.length === 0) return 0;
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((times[middle] as number) <= time) low = middle;
    else high = middle - 1;
  }
  const [from, to] = [times[low] as number, times[low + 1]];
  const [value, next] = [values[low] as number, values[low + 1]];
  if (to === undefined || next === undefined || time <= from) return value;
  return value + ((next - value) * (time - from)) / (to - from);
}

/** How long ago the total was what it is without the last `waiting`: so long the oldest of them waits. */
function waitOf({ times, counters }: Totals, waiting: number, now: number): number {
  if (waiting < 1) return 0;
  const { published } = counters;
  const wanted = at(times, published, now) - waiting;
  let [low, high] = [0, now];
  for (let n = 0; n < 40 && high - low > 1000; n++) {
    const middle = (low + high) / 2;
    if (at(times, published, middle) < wanted) low = middle;
    else high = middle;
  }
  return now - high;
}

const FAILS = ['redelivered', 'deadLettered', 'apiFailed', 'runsBlocked'] as const;

/** The dashboard at a moment; the totals may be cut there. */
export function dialsOf(totals: Totals, time: number): readonly Dial[] {
  const { times, counters, backlog } = totals;
  const gained = (values: Float64Array | undefined, now: number): number =>
    Math.max(0, at(times, values, now) - at(times, values, Math.max(0, now - OVER)));
  const perMinute = (now: number): number => gained(counters.published, now) / (OVER / MINUTE);
  const waiting = (now: number): number => Math.round(at(times, backlog, now));
  const lag = (now: number): number => waitOf(totals, at(times, backlog, now), now);
  const failed = (now: number): number => Math.round(FAILS.reduce((sum, name) => sum + gained(counters[name], now), 0));
  const course = (value: (now: number) => number): readonly number[] =>
    Array.from({ length: POINTS }, (_, n) => value(Math.max(0, time - WINDOW + (WINDOW * n) / (POINTS - 1))));
  const dial = (
    id: Dial['id'],
    title: string,
    value: (now: number) => number,
    unit: string,
    text = numberText,
  ): Dial => ({
    id,
    title,
    value: value(time),
    text: text(value(time)),
    unit,
    course: course(value),
  });
  return [
    dial('rate', 'Events', perMinute, 'a minute', (value) => numberText(value, value >= 10 ? 0 : 1)),
    dial('queue', 'Queue depth', waiting, 'waiting'),
    dial('lag', 'Consumer lag', lag, '', (value) => (value < 1000 ? '0 s' : lengthText(value))),
    dial('errors', 'Errors', failed, 'in 10 min'),
  ];
}
