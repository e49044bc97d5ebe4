// A year instead of an incident: what each lane's design costs to have and the incidents of a year cost together, and from how many
// incidents a year it pays to have it, against the cheapest lane whose design costs nothing to have.
import { type Interval, interval, type VariantSpec } from '../../engine/index.ts';
import { type LaneCosts, meanOf } from './lane-costs.ts';
import { pairedOf } from './paired.ts';

export interface YearOf {
  readonly id: string;
  readonly title: string;
  readonly price: { readonly once: number; readonly perMonth: number };
  /** By the number of incidents that the scenario expects: with what it costs once, and in every year after it. */
  readonly firstYear: number;
  readonly laterYears: number;
  /**
   * What it spares each time, paired by seed, and from how many incidents a year it pays: in the first year, and in those after it.
   * Null of lanes whose design costs nothing to have.
   */
  readonly pays: {
    readonly against: string;
    readonly spares: Interval;
    readonly firstYear: Frequency | null;
    readonly laterYears: Frequency | null;
  } | null;
}

/** Incidents a year, with what the interval of the difference makes of them; `high` null: perhaps never. */
export interface Frequency {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

const MONTHS = 12;

const isFree = ({ once, perMonth }: YearOf['price']): boolean => once === 0 && perMonth === 0;

/** From how many incidents a year a yearly cost pays; null: never. */
function frequencyOf(yearly: number, { mean, low, high }: Interval, equal: boolean): Frequency | null {
  if (mean === null || mean <= 0 || (equal && yearly > 0)) return null;
  return {
    value: yearly / mean,
    low: high === null ? null : yearly / high,
    high: low === null || low <= 0 ? null : yearly / low,
  };
}

/** The cheapest year first (of those after the first one); null where no lane has a price. */
export function yearsOf(
  lanes: readonly LaneCosts[],
  variants: readonly VariantSpec[],
  perYear: number,
): readonly YearOf[] | null {
  const priceOf = (id: string) => variants.find((variant) => variant.id === id)?.price ?? { once: 0, perMonth: 0 };
  if (lanes.every(({ id }) => isFree(priceOf(id)))) return null;
  const free = lanes.filter(({ id }) => isFree(priceOf(id)));
  const [usual] = [...free].sort((a, b) => meanOf(a.totals) - meanOf(b.totals));
  const years = lanes.map((lane): YearOf => {
    const price = priceOf(lane.id);
    const running = price.perMonth * MONTHS;
    const laterYears = perYear * meanOf(lane.totals) + running;
    const year = { id: lane.id, title: lane.title, price, firstYear: laterYears + price.once, laterYears };
    if (usual === undefined || isFree(price)) return { ...year, pays: null };
    const spares = interval(usual.totals.map((total, seed) => total - (lane.totals[seed] as number)));
    const { equal } = pairedOf(usual.totals, lane.totals);
    return {
      ...year,
      pays: {
        against: usual.id,
        spares,
        firstYear: frequencyOf(running + price.once, spares, equal),
        laterYears: frequencyOf(running, spares, equal),
      },
    };
  });
  return years.sort((a, b) => a.laterYears - b.laterYears);
}
