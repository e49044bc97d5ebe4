// Numbers with no more digits than their interval carries: the last digit that is written is the first that is uncertain.
import type { Interval } from '../../engine/index.ts';
import { numberText } from '../numbers.ts';

/** Digits of a number of which no interval is known. */
const ALONE = 2;

/** 10 to the power of the number's first digit: 100 for 437; 0 for 0. */
function firstDigit(value: number): number {
  const size = Math.abs(value);
  return size === 0 ? 0 : Number(`1e${size.toExponential().split('e')[1]}`);
}

/** Half of an interval; null where there is none. */
export const halfOf = ({ low, high }: Pick<Interval, 'low' | 'high'>): number | null =>
  low === null || high === null ? null : (high - low) / 2;

/** The value to the digit that the half interval leaves certain; without one to two digits. */
export function carried(value: number, half: number | null): number {
  const unit = half === null ? firstDigit(value) / 10 ** (ALONE - 1) : firstDigit(half);
  // Dust of sums is no uncertainty.
  return unit === 0 || unit < 1e-9 * Math.abs(value)
    ? value
    : Number((Math.round(value / unit) * unit).toPrecision(15));
}

const decimalsOf = (unit: number): number => (unit >= 1 || unit === 0 ? 0 : Math.min(6, Math.round(-Math.log10(unit))));

/** `158 000`. */
export function carriedText(value: number, half: number | null): string {
  const rounded = carried(value, half);
  return numberText(rounded, half === null || half === 0 ? 2 : decimalsOf(firstDigit(half)));
}

/** `158 000 ± 2000`; of one run alone `≈ 160 000`; of runs that all say the same only the number; `none` of nothing. */
export function estimateText(of: Interval): string {
  if (of.mean === null) return 'none';
  const half = halfOf(of);
  if (half === null)
    return Number.isInteger(of.mean) && Math.abs(of.mean) < 100
      ? numberText(of.mean)
      : `≈ ${carriedText(of.mean, null)}`;
  const unit = firstDigit(half);
  if (unit === 0 || unit < 1e-9 * Math.abs(of.mean)) return numberText(of.mean);
  const decimals = decimalsOf(unit);
  return `${carriedText(of.mean, half)} ± ${numberText(Number((Math.ceil(half / unit - 1e-9) * unit).toPrecision(12)), decimals)}`;
}

/** A difference with its sign: `−3 170 000 ± 20 000`. */
export function differenceText(of: Interval): string {
  const text = estimateText(of);
  return of.mean !== null && of.mean > 0 ? text.replace(/^(≈ )?/, '$1+') : text;
}
