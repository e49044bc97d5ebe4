// Texts of a checked document in the engine's own units: microseconds, events per microsecond, times to be drawn. They are
// known to be valid: what is not is an error of the caller.
import { log } from '../kernel/arithmetic.ts';
import { Delay } from '../kernel/delay.ts';
import { MINUTE, parseDuration, parseRate, SECOND } from '../units.ts';
import type { Distribution } from './shape.ts';

/** z of the 99th percentile: the lognormal's p99 is median × e^(z σ). */
const Z99 = 2.3263478740408408;

/** Microseconds of a duration. */
export function duration(text: string): number {
  const value = parseDuration(text);
  if (value === undefined) throw new Error(`Not a duration: ${text}`);
  return value;
}

/** Events per microsecond of a rate; Infinity for `none`. */
export function rate(text: string): number {
  if (text === 'none') return Number.POSITIVE_INFINITY;
  const value = parseRate(text);
  if (value === undefined) throw new Error(`Not a rate: ${text}`);
  return value;
}

/** Microseconds into the day of a time such as `06:00` or `06:00:30.5`. */
export function timeOfDay(text: string): number {
  const [hours, minutes, seconds = 0] = text.split(':').map(Number) as [number, number, number?];
  return (hours * 60 + minutes) * MINUTE + Math.round(seconds * SECOND);
}

export function delay(distribution: Distribution): Delay {
  if ('constant' in distribution) return Delay.constant(duration(distribution.constant));
  if ('exponential' in distribution) return Delay.exponential(duration(distribution.exponential));
  const median = duration(distribution.lognormal.median);
  return Delay.lognormal(median, log(duration(distribution.lognormal.p99) / median) / Z99);
}
