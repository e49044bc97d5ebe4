// The scale of two lanes laid over each other, and what is said of a line that leaves it.
import type { Focus } from '../focus.ts';
import { roundTop } from '../numbers.ts';
import { type Line, levelAt } from './difference.ts';

/** A line that is above the scale for longer than this share of the picture would be missed in it. */
const SHORT = 0.1;

const peakOf = ({ totals }: Line): number => totals.reduce((most, total) => Math.max(most, total), 0);

/** How long a line is above `top`, microseconds of what the picture shows. */
function timeAbove(line: Line, top: number, { from, to }: Focus): number {
  let above = levelAt(line, from) > top ? from : null;
  let sum = 0;
  line.times.forEach((time, n) => {
    if (time < from || time > to) return;
    const isAbove = (line.totals[n] as number) > top;
    if (isAbove && above === null) above = time;
    if (isAbove || above === null) return;
    sum += time - above;
    above = null;
  });
  return above === null ? sum : sum + to - above;
}

/** A little above the lower of the two peaks where the other line towers over it for a short time only; else over both. */
export function overlayTop(lines: readonly [Line, Line], focus: Focus): number {
  const [low, high] = lines.map(peakOf).sort((a, b) => a - b) as [number, number];
  const top = roundTop(Math.max(1, low === 0 ? high : Math.min(high, low * 1.5)));
  const longest = Math.max(...lines.map((line) => timeAbove(line, top, focus)));
  return longest > (focus.to - focus.from) * SHORT ? roundTop(high) : top;
}

interface Tower {
  readonly from: number;
  /** Most users so far. */
  readonly users: number;
  /** Null while it has not come back. */
  readonly lasts: number | null;
}

/** Of a line that has left the scale by `until`; nothing later is told. */
export function towerOf({ times, totals }: Line, top: number, until: number): Tower | null {
  const seen = totals.filter((_, n) => (times[n] as number) <= until);
  const first = seen.findIndex((total) => total > top);
  if (first < 0) return null;
  const from = times[first] as number;
  const last = seen.findLastIndex((total) => total > top);
  const users = seen.reduce((most, total) => Math.max(most, total), 0);
  return { from, users, lasts: last + 1 < seen.length ? (times[last + 1] as number) - from : null };
}
