// When nothing was published although people changed things: the gap that a monitoring of the broker takes for rest.
import type { Totals } from './record/facts.ts';

interface Silence {
  /** Microseconds. */
  readonly from: number;
  readonly to: number;
  /** Whether the broker shows nothing of it: nothing waits there. */
  readonly isUnseen: boolean;
}

/** Shorter than this, microseconds, is a pause. */
const LEAST = 600_000_000;
/** So few messages that wait are no backlog. */
const FEW = 5;

/** In order; measured in whole samples. */
export function silencesOf({ times, counters, backlog }: Totals): readonly Silence[] {
  const { published, committed } = counters;
  const found: Silence[] = [];
  const grew = (column: Float64Array | undefined, from: number, to: number) =>
    (column?.[to] ?? 0) > (column?.[from] ?? 0);
  for (let n = 1; n < times.length; n++) {
    let end = n;
    while (end < times.length && !grew(published, end - 1, end)) end++;
    const [first, last] = [n - 1, end - 1];
    const [from, to] = [times[first] as number, times[last] as number];
    if (to - from >= LEAST && grew(committed, first, last))
      found.push({ from, to, isUnseen: Math.max(...backlog.subarray(first, end)) <= FEW });
    n = end;
  }
  return found;
}
