// Two runs against each other: their divergent users as two lines on one scale, and for every measure
// what the second has more or less than the first.
import type { Measure } from '../../engine/index.ts';
import type { Counts } from '../bands.ts';
import { numberText } from '../numbers.ts';
import { type OutcomeRow, valueText } from './outcomes.ts';
import { isApart, type Sample } from './ranking.ts';

export interface Line {
  readonly times: Float64Array;
  /** Divergent users, all kinds together. */
  readonly totals: Float64Array;
}

export function lineOf({ times, byKind }: Counts): Line {
  const totals = Float64Array.from(times, (_, n) => {
    let sum = 0;
    for (const column of byKind) sum += column[n] ?? 0;
    return sum;
  });
  return { times, totals };
}

/** The level of the last sample at or before `time`; both lines may have samples of their own. */
export function levelAt({ times, totals }: Line, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return totals[Math.max(0, low - 1)] ?? 0;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/** A line of steps and slopes as an outline for SVG; samples that change nothing are left out. */
export function outline({ times, totals }: Line, x: (time: number) => number, y: (count: number) => number): string {
  const points: string[] = [];
  for (let n = 0; n < times.length; n++) {
    const flat = n > 0 && n < times.length - 1 && totals[n] === totals[n - 1] && totals[n] === totals[n + 1];
    if (!flat) points.push(`${round(x(times[n] as number))} ${round(y(totals[n] as number))}`);
  }
  return points.length === 0 ? '' : `M${points.join('L')}`;
}

/** The closed area between two lines, as an outline for SVG. */
export function between(one: Line, other: Line, x: (time: number) => number, y: (count: number) => number): string {
  const there = outline(one, x, y);
  const back = outline(other, x, y).slice(1).split('L').reverse().join('L');
  return there === '' || back === '' ? '' : `${there}L${back}Z`;
}

interface Difference {
  readonly value: number | null;
  readonly text: string;
  /** What it is worth, where the measure says which is better, and it is more than chance or 1 % can explain. */
  readonly word: 'better' | 'worse' | null;
}

const worth = ({ better }: Measure, value: number): Difference['word'] => {
  if (better === 'neither' || value === 0) return null;
  return value > 0 === (better === 'more') ? 'better' : 'worse';
};

/** The 95 % interval of the difference, paired by seed, where one of the two is the lane that others are paired with. */
function pairedOf(first: Sample, second: Sample): readonly [number, number] | null {
  if (first.isFirst) return second.versusFirst;
  const other = second.isFirst ? first.versusFirst : null;
  return other === null ? null : [-other[1], -other[0]];
}

/** The second cell of a row less its first. */
export function differenceOf({ measure, samples }: Pick<OutcomeRow, 'measure' | 'samples'>): Difference {
  const [one, other] = samples;
  const [first, second] = [one?.value ?? null, other?.value ?? null];
  if (one === undefined || other === undefined || first === second)
    return { value: typeof first === 'number' ? 0 : null, text: 'same', word: null };
  if (typeof first !== 'number' || typeof second !== 'number') {
    const never = valueText(measure, null);
    if (never !== 'never') return { value: null, text: 'differs', word: null };
    return first === null
      ? { value: null, text: 'instead of never', word: 'better' }
      : { value: null, text: 'never', word: 'worse' };
  }
  const value = second - first;
  const told = (each: number) =>
    `${each < 0 ? '−' : '+'}${measure.unit === 's' ? valueText(measure, Math.abs(each)) : numberText(Math.abs(each))}`;
  const paired = pairedOf(one, other);
  const bounds = paired === null ? '' : ` [${paired.map(told).join(', ')}]`;
  return { value, text: `${told(value)}${bounds}`, word: isApart(one, other) ? worth(measure, value) : null };
}
