// What is asked of a study and what was run of it so far; and in which order its points are run: corners first, then the middles of what
// lies between, so that the whole can be seen early and becomes finer.
import type { Scenario } from '../../engine/index.ts';
import type { PointRuns } from './figure.ts';
import type { Varied } from './vary.ts';

export interface StudyAsked {
  /** With its lanes, and as its file says it. */
  readonly scenario: Scenario;
  readonly vary: readonly Varied[];
  readonly seeds: number;
}

export interface StudyState {
  readonly asked: StudyAsked;
  /** Of each point, in the order of `pointsOf`, what was run there so far. */
  readonly runs: readonly PointRuns[];
}

/** Places 0 … count − 1: both ends, the middle, the quarters … */
function byHalving(count: number): readonly number[] {
  const order = count < 2 ? [0] : [0, count - 1];
  const gaps: [number, number][] = [[0, count - 1]];
  for (const [low, high] of gaps) {
    if (high - low < 2) continue;
    const middle = Math.floor((low + high) / 2);
    order.push(middle);
    gaps.push([low, middle], [middle, high]);
  }
  return order.slice(0, count);
}

/** The places of all points of a study of so many values each, the last one varying fastest. */
export function runOrder(counts: readonly number[]): readonly number[] {
  const [first = 1, second] = counts;
  if (second === undefined) return byHalving(first);
  const [rows, columns] = [byHalving(first), byHalving(second)];
  const places = rows.flatMap((row, r) =>
    columns.map((column, c) => ({ place: row * second + column, late: Math.max(r, c), then: r + c })),
  );
  return places.sort((a, b) => a.late - b.late || a.then - b.then).map(({ place }) => place);
}

/** Whether the runs of one are runs of the other: only the number of seeds may differ. */
export const sameStudy = (a: StudyAsked, b: StudyAsked): boolean =>
  JSON.stringify([a.scenario, a.vary]) === JSON.stringify([b.scenario, b.vary]);

/** How many of its runs there are, of how many. */
export function progressOf({ asked, runs }: StudyState): { readonly done: number; readonly all: number } {
  return { done: runs.reduce((sum, point) => sum + point.length, 0), all: runs.length * asked.seeds };
}

/** What is still to be run: by the place of the point, one seed each. */
export function missingOf({ asked, runs }: StudyState): readonly { readonly job: number; readonly seed: number }[] {
  const { scenario, vary, seeds } = asked;
  return runOrder(vary.map(({ values }) => values.length)).flatMap((job) => {
    const done = runs[job]?.length ?? 0;
    return Array.from({ length: Math.max(0, seeds - done) }, (_, n) => ({ job, seed: scenario.seed + done + n }));
  });
}
