// Lanes ranked by what they cost in all, those as good as equal on one place, each beside doing nothing. It knows costs and no runs.
import { type Interval, interval } from '../../engine/index.ts';
import { type LaneCosts, meanOf } from './lane-costs.ts';
import { type Paired, pairedOf } from './paired.ts';

export interface RankedLane {
  readonly id: string;
  readonly title: string;
  /** From 1; lanes as good as equal share one. */
  readonly place: number;
  readonly cost: Interval;
  /** Less doing nothing, paired by seed; null of doing nothing itself. */
  readonly versusIdle: Paired | null;
  /** In so many seeds it was the cheapest, or as cheap. */
  readonly cheapestIn: number;
}

/** Ids of the lanes that share the first place. */
export const firstsOf = (standings: readonly RankedLane[]): readonly string[] =>
  standings.filter(({ place }) => place === 1).map(({ id }) => id);

/** The cheapest first, of those on one place the one that leaves fewest users wrong for the shortest time. `idle`: the id of the lane that does nothing. */
export function standingsOf(lanes: readonly LaneCosts[], idle: string): readonly RankedLane[] {
  const nothing = lanes.find(({ id }) => id === idle);
  const ranked = [...lanes].sort((a, b) => meanOf(a.totals) - meanOf(b.totals));
  const cheapest = (ranked[0]?.totals ?? []).map((_, seed) =>
    Math.min(...lanes.map(({ totals }) => totals[seed] as number)),
  );
  let head = ranked[0];
  let place = 1;
  const placed = ranked.map((lane, n) => {
    if (head !== undefined && lane !== head && !pairedOf(lane.totals, head.totals).equal) {
      head = lane;
      place = n + 1;
    }
    return {
      id: lane.id,
      title: lane.title,
      place,
      cost: interval(lane.totals),
      versusIdle: nothing === undefined || lane === nothing ? null : pairedOf(lane.totals, nothing.totals),
      cheapestIn: lane.totals.filter((total, seed) => total <= (cheapest[seed] as number)).length,
    };
  });
  const userHours = (id: string): number => lanes.find((lane) => lane.id === id)?.userHours ?? 0;
  return placed.sort((a, b) => a.place - b.place || userHours(a.id) - userHours(b.id));
}
