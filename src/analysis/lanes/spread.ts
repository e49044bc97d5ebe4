// How far the runs of many seeds lie apart: a measure of every seed, lane by lane, and what each seed cost in work against the damage
// it left. It draws nothing.
import { type Interval, interval, type Measure, measureOf, measures, type SeedResult } from '../../engine/index.ts';
import { roundTop } from '../numbers.ts';

interface SpreadLane {
  readonly id: string;
  readonly title: string;
  /** By seed; null where there is none, as of a run that never converges. */
  readonly values: readonly (number | null)[];
  readonly mean: Interval;
}

export interface Spread {
  readonly measure: Measure;
  readonly lanes: readonly SpreadLane[];
  /** A round number that no value is above. */
  readonly top: number;
}

/** What each seed cost of one lane: hands-on work, and the damage with what is still to come of it. */
interface SeedPrice {
  readonly work: number;
  readonly damage: number;
}

export interface Scatter {
  readonly lanes: readonly {
    readonly id: string;
    readonly title: string;
    readonly points: readonly SeedPrice[];
    readonly mean: SeedPrice;
  }[];
  readonly topWork: number;
  readonly topDamage: number;
}

type Runs = readonly (readonly SeedResult[])[];

const numberOf = (result: SeedResult | undefined, id: string): number | null => {
  const value = result === undefined ? null : measureOf(result.measures, id);
  return value === null || typeof value === 'string' ? null : Number(value);
};

/** Measures of which a spread can be drawn: those that are numbers. */
export const spreadMeasures = (runs: Runs): readonly Measure[] =>
  measures.filter(({ id }) => runs.some((lanes) => lanes.some((lane) => numberOf(lane, id) !== null)));

const topOf = (values: readonly number[]): number => roundTop(Math.max(0, ...values)) || 1;

/** One measure of every seed. Throws when there is no measure of this name. */
export function spreadOf(runs: Runs, id: string): Spread {
  const measure = measures.find((each) => each.id === id);
  if (measure === undefined) throw new Error(`${id} is no measure.`);
  const lanes = (runs[0] ?? []).map((lane, n) => {
    const values = runs.map((each) => numberOf(each[n], id));
    return { id: lane.id, title: lane.title, values, mean: interval(values) };
  });
  const all = lanes.flatMap(({ values, mean }) => [...values, mean.high]);
  return { measure, lanes, top: topOf(all.filter((value) => value !== null)) };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Work against damage of every seed; what would go on costing is damage too. */
export function scatterOf(runs: Runs): Scatter {
  const lanes = (runs[0] ?? []).map(({ id, title }, n) => {
    const points = runs.map((each) => {
      const of = (name: string): number => numberOf(each[n], name) ?? 0;
      return { work: of('cost.work'), damage: of('cost.damage') + of('cost.residual') };
    });
    const mean = { work: meanOf(points.map(({ work }) => work)), damage: meanOf(points.map(({ damage }) => damage)) };
    return { id, title, points, mean };
  });
  const points = lanes.flatMap((lane) => lane.points);
  return {
    lanes,
    topWork: topOf(points.map(({ work }) => work)),
    topDamage: topOf(points.map(({ damage }) => damage)),
  };
}

/** A dot of a distribution: where it stands between 0 and the top, 0 … 1, and how many lie beneath it. */
interface SeedDot {
  readonly at: number;
  readonly level: number;
  readonly seed: number;
}

/** Values as dots, those of one of `bins` bins upon each other. */
export function seedDots(values: readonly (number | null)[], top: number, bins: number): readonly SeedDot[] {
  const levels = new Map<number, number>();
  return values.flatMap((value, seed) => {
    if (value === null) return [];
    const bin = Math.round((value / top) * bins);
    const level = levels.get(bin) ?? 0;
    levels.set(bin, level + 1);
    return [{ at: bin / bins, level, seed }];
  });
}
