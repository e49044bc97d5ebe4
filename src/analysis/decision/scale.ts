// Values between the ends of a range: durations, rates, numbers, and times of one law, part by part. It knows no scenario.
import { formatDuration, parseDuration, parseRate, type Scenario, SECOND } from '../../engine/index.ts';

/** The lowest and the highest value that a key may have. */
export type RangeOf = Scenario['ranges'][string];
export type RangeEnd = RangeOf[number];

/** Without the dust of binary fractions, and never with an exponent. */
const plainText = (value: number): string => String(Number(value.toFixed(Math.abs(value) < 1 ? 9 : 4)));

const mix = (low: number, high: number, share: number): number => low + (high - low) * share;

function durationBetween(low: number, high: number, share: number): string {
  // Long times go by whole seconds: nobody wants to read microseconds there.
  const unit = high - low >= 1000 * SECOND ? SECOND : 1;
  return formatDuration(Math.max(1, Math.round(mix(low, high, share) / unit) * unit));
}

function textBetween(low: string, high: string, share: number): string {
  const [from, to] = [parseDuration(low), parseDuration(high)];
  if (from !== undefined && to !== undefined) return durationBetween(from, to, share);
  const unit = low.slice(low.indexOf('/'));
  const one = parseRate(`1${unit}`) ?? 1;
  return `${plainText(mix(parseRate(low) ?? 0, parseRate(high) ?? 0, share) / one)}${unit}`;
}

function between(low: unknown, high: unknown, share: number, isWhole: boolean): unknown {
  if (typeof low === 'string') return textBetween(low, String(high), share);
  if (typeof low === 'number') {
    const value = mix(low, Number(high), share);
    return isWhole ? Math.round(value) : Number(plainText(value));
  }
  const others = high as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(low as object).map(([key, value]) => [key, between(value, others[key], share, isWhole)]),
  );
}

/** The value at a share of the way from one end to the other. */
export function valueBetween([low, high]: RangeOf, share: number, isWhole: boolean): RangeEnd {
  if (share <= 0) return low;
  return share >= 1 ? high : (between(low, high, share, isWhole) as RangeEnd);
}

/** As a number, in whatever unit; null where it is none. */
export const sizeOf = (value: unknown): number | null =>
  typeof value === 'number' ? value : (parseDuration(String(value)) ?? parseRate(String(value)) ?? null);

/** Which share of the way a value is; null where it is no number, or not between the ends. */
export function shareOf([low, high]: RangeOf, value: unknown): number | null {
  const [from, to, at] = [sizeOf(low), sizeOf(high), sizeOf(value)];
  if (from === null || to === null || at === null || from === to) return null;
  const share = (at - from) / (to - from);
  return share >= 0 && share <= 1 ? share : null;
}
