// What was counted in reality beside what the runs measured of the lane that tells what happened, with a verdict: whether one explains
// the other within what is uncertain of both.
import { type Interval, interval, measureOf, type Scenario, type SeedResult } from '../../engine/index.ts';

export interface ObservedBeside {
  readonly measure: string;
  readonly counted: number;
  /** Plus or minus; 0 where nobody said. */
  readonly within: number;
  readonly measured: Interval;
  readonly verdict: 'agrees' | 'more' | 'less' | 'unknown';
  /** By which share the runs are off what was counted. */
  readonly off: number | null;
}

/** `results`: the runs of the lane that tells what happened. */
export const observedBeside = (
  { observed }: Pick<Scenario, 'observed'>,
  results: readonly SeedResult[],
): readonly ObservedBeside[] =>
  Object.entries(observed).map(([measure, seen]) => {
    const [counted, within] = typeof seen === 'number' ? [seen, 0] : seen;
    const measured = interval(
      results.map(({ measures }) => {
        const value = measureOf(measures, measure);
        return typeof value === 'number' ? value : null;
      }),
    );
    const { mean, low, high } = measured;
    if (mean === null) return { measure, counted, within, measured, verdict: 'unknown', off: null };
    const apart = (low ?? mean) > counted + within || (high ?? mean) < counted - within;
    return {
      measure,
      counted,
      within,
      measured,
      verdict: apart ? (mean > counted ? 'more' : 'less') : 'agrees',
      off: counted === 0 ? null : (mean - counted) / counted,
    };
  });
