// The difference between two lanes, paired by seed: common random numbers make it narrow. One is called better than another only by
// more than chance explains and by more than 1 %.
import { type Interval, interval } from '../../engine/index.ts';

export interface Paired extends Interval {
  /** Whether the two are as good as equal. */
  readonly equal: boolean;
}

/** A difference of up to this share is none. */
const SHARE = 0.01;

/** The first less the second. */
export function pairedOf(own: readonly number[], other: readonly number[]): Paired {
  const difference = interval(own.map((value, seed) => value - (other[seed] ?? value)));
  const { mean, low, high } = difference;
  const size = Math.max(Math.abs(interval(own).mean ?? 0), Math.abs(interval(other).mean ?? 0));
  const byChance = low !== null && high !== null && low <= 0 && high >= 0;
  return { ...difference, equal: byChance || Math.abs(mean ?? 0) <= SHARE * size };
}
