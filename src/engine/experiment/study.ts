// A study: the same comparison at several values of one or two of the scenario's keys. What is best where is decided over the seeds,
// paired: lanes that differ by no more than chance are equal.
import { measures } from '../measures/catalog.ts';
import { measureOf } from '../run/result.ts';
import type { Scenario, VariantSpec } from '../scenario.ts';
import { interval } from './statistics.ts';
import { type MeasuredLane, type SweepResult, sweptOf } from './sweep.ts';

/** One value for each path that is varied. */
export type StudyValues = Readonly<Record<string, unknown>>;

interface PointBest {
  readonly at: StudyValues;
  /** The lanes that are best there by the study's measure; several where they are equal, none where nothing was run yet. */
  readonly best: readonly string[];
}

interface StudyPoint extends PointBest {
  readonly variants: SweepResult['variants'];
}

/** Between two neighbouring points another lane is best. */
export interface StudyChange {
  readonly path: string;
  /** The values of the other path, where there is one. */
  readonly at: StudyValues;
  readonly between: readonly [unknown, unknown];
  readonly best: readonly [from: readonly string[], to: readonly string[]];
}

export interface StudyResult {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly seeds: number;
  /** By which lanes are called best. */
  readonly measure: string;
  readonly vary: readonly { readonly path: string; readonly values: readonly unknown[] }[];
  readonly points: readonly StudyPoint[];
  readonly changes: readonly StudyChange[];
}

/** The variants as they are at one point of a study: what a lane sets itself it keeps. */
export const variantsAt = (variants: readonly VariantSpec[], values: StudyValues): readonly VariantSpec[] =>
  variants.map((variant) => ({ ...variant, set: { ...values, ...variant.set } }));

/** All combinations of the values, the last path varying fastest. */
export function pointsOf(vary: StudyResult['vary']): readonly StudyValues[] {
  return vary.reduce<readonly StudyValues[]>(
    (points, { path, values }) => points.flatMap((point) => values.map((value) => ({ ...point, [path]: value }))),
    [{}],
  );
}

/** What a study found: `runs` has for each of its points one list of variants a seed. */
export function studyOf(
  study: Pick<StudyResult, 'scenario' | 'seed' | 'seeds' | 'measure' | 'vary'>,
  runs: readonly (readonly (readonly MeasuredLane[])[])[],
): StudyResult {
  const points = pointsOf(study.vary).map((at, n) => {
    const own = runs[n] as readonly (readonly MeasuredLane[])[];
    const { variants } = sweptOf(study.scenario, study.seed, own);
    return { at, best: bestLanes(own, study.measure), variants };
  });
  return { ...study, points, changes: bestChanges(study.vary, points) };
}

/** A difference of up to this share is none. */
const SHARE = 0.01;

/** Whose mean is best by a measure, with those that differ from it by no more than chance explains (paired by seed, 95 %), or 1 %. */
export function bestLanes(runs: readonly (readonly MeasuredLane[])[], id: string): readonly string[] {
  const [lanes = []] = runs;
  const sign = measures.find((measure) => measure.id === id)?.better === 'more' ? -1 : 1;
  const numbers = lanes.map((_, lane) =>
    runs.map((results) => {
      const value = measureOf((results[lane] as MeasuredLane).measures, id);
      return value === null ? null : sign * Number(value);
    }),
  );
  const means = numbers.map((each) => interval(each).mean ?? Number.POSITIVE_INFINITY);
  const first = means.indexOf(Math.min(...means));
  const isBest = (lane: number): boolean => lane === first || isEqual(numbers[lane], numbers[first], means[lane]);
  return lanes.filter((_, lane) => isBest(lane)).map(({ id: lane }) => lane);
}

/** Whether a lane, of this mean, is as good as the best. */
function isEqual(lane: readonly (number | null)[] = [], best: readonly (number | null)[] = [], of = 0): boolean {
  const differences = lane.map((value, seed) => {
    const other = best[seed] ?? null;
    return value === null || other === null ? null : value - other;
  });
  const { mean, low, n } = interval(differences);
  if (n < differences.length || mean === null) return false;
  return mean <= SHARE * Math.abs(of) || (low !== null && low <= 0);
}

/** Where the best lane changes between two neighbours, path by path. */
export function bestChanges(vary: StudyResult['vary'], points: readonly PointBest[]): readonly StudyChange[] {
  const changes: StudyChange[] = [];
  let stride = points.length;
  for (const { path, values } of vary) {
    stride /= values.length;
    for (const [n, before] of points.entries()) {
      const isLast = Math.floor(n / stride) % values.length === values.length - 1;
      const after = points[n + stride];
      if (isLast || after === undefined || before.best.join() === after.best.join()) continue;
      if (before.best.length === 0 || after.best.length === 0) continue;
      const { [path]: from, ...at } = before.at;
      changes.push({ path, at, between: [from, after.at[path]], best: [before.best, after.best] });
    }
  }
  return changes;
}
