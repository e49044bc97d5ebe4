// What a study says of one measure: of each point every lane's mean with its interval, which lane is best and by how much, and between
// which neighbours another becomes the best. Points that have not been run yet stand empty, so that it can be drawn while it is run.
import {
  bestChanges,
  bestLanes,
  type Interval,
  interval,
  type Measure,
  type MeasuredLane,
  measureOf,
  measures,
  pointsOf,
  type StudyChange,
  type StudyValues,
} from '../../engine/index.ts';
import type { Varied } from './vary.ts';

/** What was run at a point: one list of lanes a seed. */
export type PointRuns = readonly (readonly MeasuredLane[])[];

export interface FigurePoint {
  readonly at: StudyValues;
  /** How many seeds have been run there. */
  readonly seeds: number;
  /** Of each lane; none where nothing was run yet. */
  readonly lanes: readonly Interval[];
  /** Ids of the best; several that are as good as equal. */
  readonly best: readonly string[];
  /** By how much the best lane's mean leads that of the next that is not as good; null where there is none. */
  readonly lead: number | null;
}

interface FigureLane {
  readonly id: string;
  readonly title: string;
}

export interface StudyFigure {
  readonly measure: Measure;
  readonly vary: readonly Varied[];
  readonly lanes: readonly FigureLane[];
  readonly points: readonly FigurePoint[];
  readonly changes: readonly StudyChange[];
}

/** Measures of which a study can say which lane is best: those that are numbers of which more, or less, is better. */
export const studiedMeasures: readonly Measure[] = measures.filter(
  ({ unit, better }) => unit !== '' && better !== 'neither',
);

const numberOf = (lane: MeasuredLane | undefined, id: string): number | null => {
  const value = lane === undefined ? null : measureOf(lane.measures, id);
  return value === null ? null : Number(value);
};

function leadOf(lanes: readonly Interval[], isBest: readonly boolean[], more: boolean): number | null {
  const means = (best: boolean): readonly number[] =>
    lanes.flatMap(({ mean }, n) => (mean === null || isBest[n] !== best ? [] : [more ? -mean : mean]));
  const [best, others] = [means(true), means(false)];
  return best.length === 0 || others.length === 0 ? null : Math.min(...others) - Math.min(...best);
}

function pointOf(at: StudyValues, runs: PointRuns, { id, better }: Measure): FigurePoint {
  const [first = []] = runs;
  const lanes = first.map((_, lane) => interval(runs.map((results) => numberOf(results[lane], id))));
  const best = runs.length === 0 ? [] : bestLanes(runs, id);
  const isBest = first.map((lane) => best.includes(lane.id));
  return { at, seeds: runs.length, lanes, best, lead: leadOf(lanes, isBest, better === 'more') };
}

interface Studied {
  readonly variants: readonly FigureLane[];
  readonly vary: readonly Varied[];
}

/** `runs`: of each point, in the order of `pointsOf`, what was run there so far. Throws when there is no measure of this name. */
export function figureOf({ variants, vary }: Studied, runs: readonly PointRuns[], id: string): StudyFigure {
  const measure = measures.find((each) => each.id === id);
  if (measure === undefined) throw new Error(`${id} is no measure.`);
  const points = pointsOf(vary).map((at, n) => pointOf(at, runs[n] ?? [], measure));
  const lanes = variants.map((lane) => ({ id: lane.id, title: lane.title }));
  return { measure, vary, lanes, points, changes: bestChanges(vary, points) };
}
