// At which value of a weight another lane takes the first place. A cost grows evenly with a weight, so that each lane is a straight
// line and the value is where two of them cross: exact for these runs, without another one.
import { type LaneCosts, meanOf, type Weight } from './lane-costs.ts';

/** At a value, `to` becomes cheaper than every lane that has the first place now. */
export interface Flip {
  readonly value: number;
  readonly side: 'above' | 'below';
  /** The id of the lane that is first beyond it. */
  readonly to: string;
}

/** A lane's cost as it depends on one weight. */
interface CostLine {
  readonly id: string;
  readonly isFirst: boolean;
  readonly total: number;
  /** For each unit of the weight. */
  readonly slope: number;
}

/** By how much the cheapest lane that is not first now costs more than the cheapest that is; below 0 another has the first place. */
export function marginOf(
  lanes: readonly { readonly id: string; readonly mean: number }[],
  firsts: readonly string[],
): number {
  const of = (isFirst: boolean): number =>
    Math.min(...lanes.filter(({ id }) => firsts.includes(id) === isFirst).map(({ mean }) => mean));
  return of(false) - of(true);
}

/** The lanes' mean costs if the weight had another value. */
export const costsWith = (
  lanes: readonly LaneCosts[],
  { key, value }: Weight,
  other: number,
): readonly { readonly id: string; readonly mean: number }[] =>
  lanes.map(({ id, totals, charges }) => ({
    id,
    mean: meanOf(totals) + meanOf(charges[key] ?? totals.map(() => 0)) * (other - value),
  }));

const costAt = ({ total, slope }: CostLine, by: number): number => total + slope * by;

/** Whether it is the cheapest of its side when the weight is so much higher. */
function leads(lines: readonly CostLine[], line: CostLine, by: number): boolean {
  const own = costAt(line, by);
  const dust = 1e-9 * Math.max(1, Math.abs(own));
  return lines.every((other) => other.isFirst !== line.isFirst || costAt(other, by) >= own - dust);
}

/** The nearest value below and above the present one at which the first place changes; none where it never does. */
export function flipsOf(lanes: readonly LaneCosts[], firsts: readonly string[], weight: Weight): readonly Flip[] {
  const lines = lanes.map(({ id, totals, charges }) => ({
    id,
    isFirst: firsts.includes(id),
    total: meanOf(totals),
    slope: meanOf(charges[weight.key] ?? []),
  }));
  const crossings: { readonly by: number; readonly to: string }[] = [];
  for (const first of lines.filter(({ isFirst }) => isFirst))
    for (const other of lines.filter(({ isFirst }) => !isFirst)) {
      if (first.slope === other.slope) continue;
      const by = (other.total - first.total) / (first.slope - other.slope);
      if (weight.value + by < 0 || !leads(lines, first, by) || !leads(lines, other, by)) continue;
      crossings.push({ by, to: other.id });
    }
  crossings.sort((a, b) => a.by - b.by);
  const above = crossings.find(({ by }) => by > 0);
  const below = crossings.findLast(({ by }) => by < 0);
  return [
    ...(below === undefined ? [] : [{ value: weight.value + below.by, side: 'below' as const, to: below.to }]),
    ...(above === undefined ? [] : [{ value: weight.value + above.by, side: 'above' as const, to: above.to }]),
  ];
}
