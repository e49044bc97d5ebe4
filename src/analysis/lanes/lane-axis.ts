// The one time axis that all lanes of a comparison share: from a little before the incident to the end of the longest lane, at the
// pace at which it is played, with the moments that are written on it. It draws nothing.
import { DAY, HOUR, MINUTE, SECOND } from '../../engine/index.ts';
import { clockText, dateText } from '../clock.ts';
import { type Course, paceOf } from '../pace.ts';
import { endOf } from '../planned.ts';
import { type Axis, axisOf, type Going, linearAxis, placeOn } from './axis.ts';

/** This share of the incident is shown before it, and at least so long. */
const BEFORE = { share: 0.02, least: 10 * MINUTE } as const;
/** So much slower than the rest of the axis, and time is drawn stretched. */
const STRETCHED = 4;

function windowOf(courses: readonly Course[]): { readonly from: number; readonly to: number } {
  const to = Math.max(1, ...courses.map(endOf));
  const begins = Math.min(
    to,
    ...courses.flatMap(({ faults, seeding, repairAt, startsAt }) => [
      ...faults.map(({ at }) => at),
      ...(seeding.length > 0 ? [startsAt] : []),
      repairAt ?? to,
    ]),
  );
  return { from: Math.max(0, begins - Math.min(to / 24, Math.max(BEFORE.least, (to - begins) * BEFORE.share))), to };
}

/** The axis of lanes in so many pixels. `linear`: every hour as wide as every other. */
export function laneAxis(courses: readonly Course[], width: number, linear: boolean): Axis {
  const { from, to } = windowOf(courses);
  return linear ? linearAxis(from, to, width) : axisOf(goingsOf(courses, from, to), from, to, width);
}

function goingsOf(courses: readonly Course[], from: number, to: number): readonly Going[] {
  const stretches = paceOf(courses)
    .map((stretch) => ({ ...stretch, from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }))
    .filter((stretch) => stretch.to > stretch.from);
  const usual = usualRate(stretches.filter(({ kind }) => kind !== 'machine' && kind !== 'run' && kind !== 'over'));
  return stretches.map(({ from: begins, to: ends, rate, kind }, n) => {
    // A machine goes on while an invoice run is held.
    const isBetween = kind === 'run' && stretches[n - 1]?.kind === 'machine' && stretches[n + 1]?.kind === 'machine';
    const wide = kind === 'machine' || isBetween;
    return { from: begins, to: ends, rate, wide, stretched: wide || (kind !== 'run' && rate * STRETCHED < usual) };
  });
}

/** The rate at which most of the time goes. */
function usualRate(all: readonly { readonly from: number; readonly to: number; readonly rate: number }[]): number {
  const byRate = [...all].sort((a, b) => a.rate - b.rate);
  const half = byRate.reduce((sum, { from, to }) => sum + to - from, 0) / 2;
  let before = 0;
  for (const { from, to, rate } of byRate) {
    before += to - from;
    if (before >= half) return rate;
  }
  return 0;
}

interface AxisTick {
  readonly time: number;
  readonly x: number;
  readonly label: string;
  /** How round it is: 0 for hours and days. */
  readonly depth: 0 | 1;
}

/** Distances between round moments, the roundest first; those below a quarter of an hour are for stretched parts. */
const ROUND = [
  ...[28, 7, 2, 1].map((n) => n * DAY),
  ...[12, 6, 4, 2, 1].map((n) => n * HOUR),
  ...[30, 15, 5, 1].map((n) => n * MINUTE),
  ...[30, 10].map((n) => n * SECOND),
];
/** Where a stretched part has no rounder moment. */
const FINEST = [5 * SECOND, SECOND];
const FINE = 15 * MINUTE;
/** Pixels of a letter, roughly, and the room between two labels. */
const LETTER = 6.3;
const APART = 14;
/** More moments of one distance than this are not looked at. */
const MOST = 800;

/** Round moments that have room for their labels, the rounder ones first. */
export function axisTicks(axis: Axis, start: number): readonly AxisTick[] {
  const ticks: AxisTick[] = [];
  const put = (time: number, step: number): void => {
    const x = placeOn(axis, time);
    const label = labelOf(start, time, step);
    const half = (label.length * LETTER + APART) / 2;
    if (x < half - APART || x > axis.width - half + APART / 2) return;
    if (ticks.some((tick) => Math.abs(tick.x - x) < half + (tick.label.length * LETTER) / 2)) return;
    ticks.push({ time, x, label, depth: step < FINE ? 1 : 0 });
  };
  for (const step of ROUND)
    for (const { from, to, stretched } of axis.pieces) {
      if ((step < FINE && !stretched) || (to - from) / step > MOST) continue;
      for (const time of roundMoments(start, from, to, step)) put(time, step);
    }
  for (const { from, to, stretched } of axis.pieces)
    for (const step of FINEST) {
      if (!stretched || ticks.some(({ time }) => time >= from && time <= to)) continue;
      for (const time of roundMoments(start, from, to, step)) put(time, step);
    }
  return ticks.sort((a, b) => a.time - b.time);
}

/** From `from` to `to`, both included, moments that are round on the clock. */
function roundMoments(start: number, from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil((start + from) / step) * step - start;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, n) => first + n * step);
}

function labelOf(start: number, time: number, step: number): string {
  const midnight = (start + time) % DAY === 0 && time > 0;
  if (step >= DAY || midnight) return dateText(start, time).replace(/^(\w+ \d+ \w{3})\w*$/, '$1');
  return clockText(start, time, step < MINUTE ? 'second' : 'minute');
}
