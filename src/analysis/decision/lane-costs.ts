// What lanes cost, seed by seed, and how much of what each weight of `costs` prices: of any other value of a weight the cost follows
// without another run.
import {
  duration,
  HOUR,
  interval,
  measureOf,
  type Scenario,
  type SeedResult,
  scenarioDefinition,
  shapeAt,
} from '../../engine/index.ts';

export interface LaneCosts {
  readonly id: string;
  readonly title: string;
  readonly strategy: string;
  /** `cost.total`, seed by seed. */
  readonly totals: readonly number[];
  /** `divergent.userHours`, on average: of lanes that cost the same the one with less of it is told first. */
  readonly userHours: number;
  /** By weight, seed by seed: how much the total grows for each unit of it. */
  readonly charges: Readonly<Record<string, readonly number[]>>;
}

/** One weight of `costs`: money, or `horizon` in hours. */
export interface Weight {
  /** Its key under `costs`. */
  readonly key: string;
  readonly summary: string;
  readonly value: number;
  /** What `value` is counted in; `money` for money. */
  readonly unit: 'money' | 'h';
}

/** All weights with their values in a scenario, in its order. */
export function weightsOf({ costs }: Scenario): readonly Weight[] {
  const section = shapeAt(scenarioDefinition.document, ['costs']);
  if (section?.type !== 'section') return [];
  return Object.entries(section.keys).flatMap(([key, shape]): readonly Weight[] => {
    const value = (costs as Readonly<Record<string, unknown>>)[key];
    if (shape.type === 'number') return [{ key, summary: shape.summary, value: Number(value), unit: 'money' }];
    if (shape.type !== 'duration') return [];
    return [{ key, summary: shape.summary, value: duration(String(value)) / HOUR, unit: 'h' }];
  });
}

/** The lanes' costs over the seeds: `runs` has one list of lanes a seed. */
export function laneCosts(runs: readonly (readonly SeedResult[])[]): readonly LaneCosts[] {
  const [lanes = []] = runs;
  return lanes.map(({ id, title, strategy, charges }, lane) => {
    const own = runs.map((results) => results[lane] as SeedResult);
    return {
      id,
      title,
      strategy,
      totals: own.map(({ measures }) => Number(measureOf(measures, 'cost.total'))),
      userHours: meanOf(own.map(({ measures }) => Number(measureOf(measures, 'divergent.userHours')))),
      charges: Object.fromEntries(
        Object.keys(charges).map((key) => [key, own.map((run) => run.charges[key as keyof typeof charges])]),
      ),
    };
  });
}

/** The mean of numbers of which there is at least one. */
export const meanOf = (numbers: readonly number[]): number => interval(numbers).mean ?? 0;
