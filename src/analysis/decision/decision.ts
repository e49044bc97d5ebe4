// The decision: lanes ranked by what they cost over the seeds, what would change the ranking, the year, and what stands beside the
// numbers. It asks for the runs that it needs and computes none; whoever has threads or a worker makes them.
import {
  applyVariant,
  type Interval,
  interval,
  measureOf,
  measures,
  type Scenario,
  type SeedResult,
  scenarioDefinition,
  strategyId,
  type VariantSpec,
} from '../../engine/index.ts';
import { valueAt } from '../design.ts';
import { closedFormsOf, drainsOf, type LaneRuns } from './closed-forms.ts';
import { type Flip, flipsOf } from './flips.ts';
import type { ClosedForm, Draining } from './form.ts';
import { type LaneCosts, laneCosts, type Weight, weightsOf } from './lane-costs.ts';
import { noticingOf } from './noticing.ts';
import { type ObservedBeside, observedBeside } from './observed.ts';
import { type Asking, type RangeOutcome, rangesOf } from './ranges.ts';
import { type Covered, coveredBy } from './recorded.ts';
import { firstsOf, type RankedLane, standingsOf } from './standings.ts';
import { type TornadoBar, tornadoOf } from './tornado.ts';
import { type Unmodelled, unmodelledIn } from './unmodelled.ts';
import { type YearOf, yearsOf } from './yearly.ts';

export interface DecisionQuestion {
  readonly scenario: Scenario;
  readonly variants: readonly VariantSpec[];
  readonly seed: number;
}

/** A measure of every lane, in their order. */
export interface OptionRow {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly cells: readonly (Interval | string)[];
}

export interface LaneDecision {
  readonly seed: number;
  readonly seeds: number;
  readonly currency: string;
  readonly perYear: number;
  /** The lane that does nothing; where none does, the first. */
  readonly idle: { readonly id: string; readonly title: string; readonly isIdle: boolean };
  /** The cheapest first. */
  readonly standings: readonly RankedLane[];
  /** Ids of lanes whose design is another than the scenario’s, or has a price. */
  readonly designs: readonly string[];
  readonly weights: readonly (Weight & { readonly flips: readonly Flip[] })[];
  readonly ranges: readonly RangeOutcome[];
  readonly tornado: readonly TornadoBar[];
  /** Null where no lane has a price. */
  readonly years: readonly YearOf[] | null;
  /** All measures that are not the same nothing in every lane, lanes in the order of `standings`. */
  readonly options: readonly OptionRow[];
  /** Who notices, lanes in the order of `standings`; null where nobody watches in any of them. */
  readonly noticing: ReturnType<typeof noticingOf>;
  /** Of the lane that does nothing first, then what is another’s own, in the order of `standings`. */
  readonly closedForms: readonly ClosedForm[];
  readonly drains: readonly Draining[];
  readonly observed: readonly ObservedBeside[];
  readonly unmodelled: readonly Unmodelled[];
  readonly covered: readonly Covered[];
  /** The broker’s. */
  readonly profile: string;
  /** By seed, lanes in the order of the question. */
  readonly fingerprints: readonly { readonly seed: number; readonly lanes: readonly string[] }[];
}

const isPlain = ({ set, price }: VariantSpec): boolean => Object.keys(set).length === 0 && price === undefined;

/** The lane that does nothing about the incident, in the design as it is; else one that only waits; else the first. */
function idleLane(variants: readonly VariantSpec[]): VariantSpec | undefined {
  const waits = variants.filter(({ strategy }) => strategy === 'wait');
  return waits.find(isPlain) ?? waits[0] ?? variants[0];
}

type Runs = readonly (readonly SeedResult[])[];

function optionRows(runs: Runs, order: readonly number[]): readonly OptionRow[] {
  return measures.flatMap(({ id, title, unit }) => {
    const cells = order.map((lane) => {
      const values = runs.map((lanes) => measureOf((lanes[lane] as SeedResult).measures, id));
      const [first] = values;
      if (typeof first === 'string') return [...new Set(values)].join(', ');
      return interval(values.map((value) => (value === null ? null : Number(value))));
    });
    const tells = cells.some((cell) =>
      typeof cell === 'string' ? cell !== 'none' : cell.mean !== null && cell.mean !== 0,
    );
    return tells ? [{ id, title, unit, cells }] : [];
  });
}

function laneRuns({ scenario, variants }: DecisionQuestion, runs: Runs, lane: number): LaneRuns {
  const variant = variants[lane] as VariantSpec;
  return {
    variant,
    scenario: applyVariant(scenario, variant, scenarioDefinition),
    results: runs.map((results) => results[lane] as SeedResult),
  };
}

function* rangesAsked(
  question: DecisionQuestion,
  lanes: readonly LaneCosts[],
  firsts: readonly string[],
): Asking<readonly RangeOutcome[]> {
  const { scenario } = question;
  if (firsts.length === lanes.length) return [];
  return yield* rangesOf({
    ranges: scenario.ranges,
    lanes,
    firsts,
    weights: weightsOf(scenario),
    present: (path) => valueAt(scenario, path),
  });
}

/** The decision; the first runs that are asked for are those of the scenario as it is. */
export function* deciding(question: DecisionQuestion): Asking<LaneDecision> {
  const { scenario, variants, seed } = question;
  const [runs = []] = yield [{}];
  const lanes = laneCosts(runs);
  const idle = idleLane(variants) as VariantSpec;
  const standings = standingsOf(lanes, idle.id);
  const firsts = firstsOf(standings);
  const weights = weightsOf(scenario);
  const ranges = yield* rangesAsked(question, lanes, firsts);
  const strategies = new Set(variants.map(({ strategy }) => strategyId(strategy)));
  const place = (id: string): number => variants.findIndex((variant) => variant.id === id);
  const order = standings.map(({ id }) => place(id));
  const byLane = [place(idle.id), ...order.filter((lane) => lane !== place(idle.id))].map((lane) =>
    laneRuns(question, runs, lane),
  );
  const ofIdle = runs.map((results) => results[place(idle.id)] as SeedResult);
  return {
    seed,
    seeds: runs.length,
    currency: scenario.costs.currency,
    perYear: scenario.perYear,
    idle: { id: idle.id, title: idle.title, isIdle: idle.strategy === 'wait' },
    standings,
    designs: variants.filter((variant) => !isPlain(variant)).map(({ id }) => id),
    weights: weights.map((weight) => ({ ...weight, flips: flipsOf(lanes, firsts, weight) })),
    ranges,
    tornado: tornadoOf(lanes, firsts, weights, ranges),
    years: yearsOf(lanes, variants, scenario.perYear),
    options: optionRows(runs, order),
    noticing: noticingOf(scenario, variants, runs, order),
    closedForms: closedFormsOf(byLane),
    drains: drainsOf(byLane),
    observed: observedBeside(scenario, ofIdle),
    unmodelled: unmodelledIn(scenario, strategies, runs),
    covered: coveredBy(scenario, strategies),
    profile: scenario.broker.profile,
    fingerprints: runs.map((results, n) => ({ seed: seed + n, lanes: results.map(({ fingerprint }) => fingerprint) })),
  };
}
