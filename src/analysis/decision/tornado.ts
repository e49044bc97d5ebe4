// Which inputs matter: how far each moves the margin by which the first place leads, between the ends of its range; a weight without a
// range between half and double.
import { costsWith, marginOf } from './flips.ts';
import type { LaneCosts, Weight } from './lane-costs.ts';
import type { RangeOutcome } from './ranges.ts';
import type { RangeEnd } from './scale.ts';

export interface TornadoBar {
  readonly path: string;
  readonly ends: readonly [RangeEnd, RangeEnd];
  /** Whether nobody gave a range, and half and double were taken. */
  readonly assumed: boolean;
  /** The margin at the lower and at the upper end; below 0 another lane has the first place. */
  readonly margins: readonly [number, number];
}

/** So many inputs are shown. */
const MOST = 5;

const swing = ({ margins: [low, high] }: TornadoBar): number => Math.abs(high - low);

/** The inputs that matter most, first. */
export function tornadoOf(
  lanes: readonly LaneCosts[],
  firsts: readonly string[],
  weights: readonly Weight[],
  ranges: readonly RangeOutcome[],
): readonly TornadoBar[] {
  const given = ranges.map(({ path, range, margins }) => ({ path, ends: range, assumed: false, margins }));
  const others = weights
    .filter(({ key, value }) => value > 0 && ranges.every(({ path }) => path !== `costs.${key}`))
    .map((weight): TornadoBar => {
      const ends = [weight.value / 2, weight.value * 2] as const;
      const margins = ends.map((value) => marginOf(costsWith(lanes, weight, value), firsts)) as [number, number];
      const shown =
        weight.unit === 'h' ? (ends.map((value) => `${Number(value.toFixed(2))}h`) as [string, string]) : ends;
      return { path: `costs.${weight.key}`, ends: shown, assumed: true, margins };
    });
  return [...given, ...others]
    .filter((bar) => Number.isFinite(swing(bar)) && swing(bar) > 0)
    .sort((a, b) => swing(b) - swing(a))
    .slice(0, MOST);
}
