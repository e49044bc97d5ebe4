// Where a study's points stand in its drawing, as shares of the room: values along the way, means up. It draws nothing.
import type { Interval } from '../../engine/index.ts';
import { sizeOf } from '../decision/scale.ts';
import { roundTop } from '../numbers.ts';
import type { StudyFigure } from './figure.ts';
import type { Varied } from './vary.ts';

/** Of each value, 0 … 1 from the first to the last. */
export function sharesAlong({ values }: Varied): readonly number[] {
  const sizes = values.map(sizeOf);
  const [first, last] = [sizes[0] ?? null, sizes.at(-1) ?? null];
  return values.map((_, n) => {
    const size = sizes[n] ?? null;
    if (first === null || last === null || size === null || first === last) return n / Math.max(1, values.length - 1);
    return (size - first) / (last - first);
  });
}

/** A round number that no interval of the lanes that are shown is above. */
export function topOfStudy({ points }: StudyFigure, isShown: (lane: number) => boolean): number {
  let top = 0;
  for (const { lanes } of points)
    for (const [n, { mean, high }] of lanes.entries()) if (isShown(n)) top = Math.max(top, mean ?? 0, high ?? 0);
  return roundTop(top) || 1;
}

/** A lane's means from point to point, those that there are: its place along the way, and the mean with its interval. */
export function laneAlong(
  { points }: StudyFigure,
  lane: number,
  shares: readonly number[],
): readonly { readonly share: number; readonly mean: number; readonly of: Interval }[] {
  return points.flatMap(({ lanes }, n) => {
    const of = lanes[lane];
    return of === undefined || of.mean === null ? [] : [{ share: shares[n] as number, mean: of.mean, of }];
  });
}

/** Places moved as little as need be so that each stands at least `gap` from the next, and none below `bottom` or above `top`. */
export function setApart(
  places: readonly number[],
  gap: number,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): readonly number[] {
  const order = places.map((place, n) => ({ place, n })).sort((a, b) => a.place - b.place || a.n - b.n);
  const moved: number[] = [];
  let least = top;
  for (const { place, n } of order) {
    moved[n] = Math.max(place, least);
    least = (moved[n] as number) + gap;
  }
  let most = bottom;
  for (const { n } of order.reverse()) {
    moved[n] = Math.min(moved[n] as number, most);
    most = (moved[n] as number) - gap;
  }
  return moved;
}
