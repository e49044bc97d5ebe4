// What people made on the page, as a scenario that says the same: injected and removed faults as faults, a repair begun by hand
// as the repair's time, lanes and futures that were left behind as variants. Running it gives the same fingerprints. It knows no text.
import {
  applyVariant,
  checkScenario,
  duration,
  type FaultSpec,
  faults as faultCatalogue,
  findEntry,
  formatDuration,
  type Input,
  neverBegins,
  plannedIn,
  type Scenario,
  scenarioDefinition,
  type VariantSpec,
} from '../engine/index.ts';

interface Made {
  /** Its variants are the lanes as they are now. */
  readonly scenario: Scenario;
  readonly seed: number;
  readonly inputs: readonly Input[];
  /** Lanes with inputs of their own: ids and titles that no other lane has. */
  readonly futures?: readonly { readonly variant: VariantSpec; readonly inputs: readonly Input[] }[];
}

interface MadeScenario {
  readonly scenario: Scenario;
  /** What a file cannot say exactly, one sentence each; usually none. */
  readonly notes: readonly string[];
}

const titleOf = ({ fault }: FaultSpec): string => findEntry(faultCatalogue, fault)?.title ?? fault;

/**
 * The faults with the times at which they began and ended; one that was removed before it began never was. Where the repair follows from
 * what is noticed, it waits for what lasts until it is fixed, and for nothing that was injected before that was there.
 */
function faultsOf(scenario: Scenario, inputs: readonly Input[], notes: Set<string>): readonly FaultSpec[] {
  const length = duration(scenario.length);
  const last = length + duration(scenario.settleWithin);
  const follows = scenario.repair.at === 'detected';
  return plannedIn(scenario, inputs).flatMap((fault) => {
    const { spec, at, ends, until, injected, untilFixed, foreseen } = fault;
    if (neverBegins(fault)) {
      if (follows && foreseen)
        notes.add(
          `${titleOf(spec)} was removed before it began, and the repair waited for its time all the same; a file cannot say that, and leaves it out.`,
        );
      return [];
    }
    if (injected && at >= length) {
      notes.add(`${titleOf(spec)} was injected after the end of the run; a file cannot say that, and leaves it out.`);
      return [];
    }
    if (!injected && until === ends) return [spec];
    const { fault: id, at: _at, for: lasts, atMost: _atMost, ...parameters } = spec;
    const begins = { fault: id, at: formatDuration(at) };
    const planned = follows && injected ? { unplanned: true } : {};
    const time = until === Number.POSITIVE_INFINITY ? last + 1 - at : until - at;
    if (untilFixed && follows) {
      const removed = until === Number.POSITIVE_INFINITY ? {} : { atMost: formatDuration(time) };
      return [{ ...begins, for: spec.for as string, ...removed, ...planned, ...parameters }];
    }
    const timed = until > at || lasts !== undefined ? { for: formatDuration(time) } : {};
    return [{ ...begins, ...timed, ...planned, ...parameters }];
  });
}

/** When the repair begins; begun by hand where it follows from what is noticed, then at the latest. */
function repairOf({ repair, billing }: Scenario, inputs: readonly Input[]): Scenario['repair'] {
  const asked = inputs.filter(({ kind }) => kind === 'repair').map(({ at }) => at);
  const starts = duration(billing.startsAt);
  if (repair.at === 'detected') {
    if (asked.length === 0) return repair;
    const { atLatest = 'none' } = repair;
    const before = atLatest === 'none' ? [] : [duration(atLatest)];
    return { at: repair.at, atLatest: formatDuration(Math.max(starts, Math.min(...before, ...asked))) };
  }
  const own = duration(repair.at);
  const first = Math.max(starts, Math.min(own, ...asked));
  return first === own ? repair : { ...repair, at: formatDuration(first) };
}

/** The scenario as a file can say it. */
export function madeScenario({ scenario, seed, inputs, futures = [] }: Made): MadeScenario {
  const notes = new Set<string>();
  const apply = (base: Scenario, variant: VariantSpec) => applyVariant(base, variant, scenarioDefinition);
  const base: Scenario = {
    ...scenario,
    seed,
    faults: faultsOf(scenario, inputs, notes),
    repair: repairOf(scenario, inputs),
  };
  const lane = (variant: VariantSpec): VariantSpec => {
    const effective = apply(scenario, variant);
    const faults = faultsOf(effective, inputs, notes);
    const isOwn = inputs.length > 0 && Object.keys(variant.set).some((path) => path.split('.')[0] === 'faults');
    const next = isOwn || !isSame(base.faults, faults) ? withFaults(variant, faults) : variant;
    return withRepair(next, repairOf(effective, inputs));
  };
  const future = (each: { readonly variant: VariantSpec; readonly inputs: readonly Input[] }): VariantSpec => {
    const effective = apply(scenario, each.variant);
    const faults = faultsOf(effective, each.inputs, notes);
    return withRepair(withFaults(each.variant, faults), repairOf(effective, each.inputs));
  };
  /** Undefined where the lane does not go together with what was done to the scenario. */
  const repairIn = (variant: VariantSpec): Scenario['repair'] | undefined => {
    try {
      return apply(base, variant).repair;
    } catch {
      return undefined;
    }
  };
  const withRepair = (variant: VariantSpec, { at, atLatest = 'none' }: Scenario['repair']): VariantSpec => {
    const repair = repairIn(variant);
    const begins = repair?.at === at ? {} : { 'repair.at': at };
    const latest = (repair?.atLatest ?? 'none') === atLatest ? {} : { 'repair.atLatest': atLatest };
    return { ...variant, set: { ...variant.set, ...begins, ...latest } };
  };
  const variants = [...scenario.variants.map(lane), ...futures.map(future)];
  return { scenario: normal({ ...base, variants }), notes: [...notes] };
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A lane with a list of faults of its own, in place of changes to another. */
function withFaults(variant: VariantSpec, faults: readonly FaultSpec[]): VariantSpec {
  const others = Object.entries(variant.set).filter(([path]) => path.split('.')[0] !== 'faults');
  return { ...variant, set: { ...Object.fromEntries(others), faults } };
}

/** As reading its file gives it: every default in its place. */
function normal(scenario: Scenario): Scenario {
  const checked = checkScenario(scenario, scenarioDefinition, { id: scenario.id });
  return 'scenario' in checked ? checked.scenario : scenario;
}
