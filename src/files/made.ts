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
  plannedFaults,
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

/** The faults with the times at which they began and ended; one that was removed before it began never was. */
function faultsOf(scenario: Scenario, inputs: readonly Input[], notes: Set<string>): readonly FaultSpec[] {
  const length = duration(scenario.length);
  const last = length + duration(scenario.settleWithin);
  return plannedFaults(scenario.faults, inputs).flatMap((fault) => {
    const { spec, at, ends, until, injected, untilFixed } = fault;
    if (neverBegins(fault)) return [];
    if (injected && at >= length) {
      notes.add(`${titleOf(spec)} was injected after the end of the run; a file cannot say that, and leaves it out.`);
      return [];
    }
    if (!injected && until === ends) return [spec];
    if (untilFixed && until === ends) return [{ ...spec, at: formatDuration(at) }];
    const { fault: id, at: _at, for: lasts, ...parameters } = spec;
    const time = until === Number.POSITIVE_INFINITY ? last + 1 - at : until - at;
    const timed = until > at || lasts !== undefined ? { for: formatDuration(time) } : {};
    return [{ fault: id, at: formatDuration(at), ...timed, ...parameters }];
  });
}

function repairOf(scenario: Scenario, inputs: readonly Input[], notes: Set<string>): string {
  const asked = inputs.filter(({ kind }) => kind === 'repair').map(({ at }) => at);
  if (scenario.repair.at === 'detected' && asked.length > 0) {
    notes.add(
      'The repair was begun by hand; a file in which it begins when it is noticed cannot say that, and leaves it out.',
    );
    return scenario.repair.at;
  }
  if (scenario.repair.at === 'detected') return scenario.repair.at;
  const own = duration(scenario.repair.at);
  const first = Math.max(duration(scenario.billing.startsAt), Math.min(own, ...asked));
  return first === own ? scenario.repair.at : formatDuration(first);
}

const injects = (inputs: readonly Input[]): boolean => inputs.some(({ kind }) => kind === 'inject');

/** The scenario as a file can say it. */
export function madeScenario({ scenario, seed, inputs, futures = [] }: Made): MadeScenario {
  const notes = new Set<string>();
  if (scenario.repair.at === 'detected' && [inputs, ...futures.map((each) => each.inputs)].some(injects))
    notes.add(
      'A repair that begins when something is noticed waits in a file for all that was injected, and may begin later.',
    );
  const apply = (base: Scenario, variant: VariantSpec) => applyVariant(base, variant, scenarioDefinition);
  const base: Scenario = {
    ...scenario,
    seed,
    faults: faultsOf(scenario, inputs, notes),
    repair: { at: repairOf(scenario, inputs, notes) },
  };
  const lane = (variant: VariantSpec): VariantSpec => {
    const effective = apply(scenario, variant);
    const ownFaults = Object.hasOwn(variant.set, 'faults') ? { faults: faultsOf(effective, inputs, notes) } : {};
    const next = { ...variant, set: { ...variant.set, ...ownFaults } };
    return withRepair(next, repairOf(effective, inputs, notes));
  };
  const future = (each: { readonly variant: VariantSpec; readonly inputs: readonly Input[] }): VariantSpec => {
    const effective = apply(scenario, each.variant);
    const faults = faultsOf(effective, each.inputs, notes);
    return withRepair(
      { ...each.variant, set: { ...each.variant.set, faults } },
      repairOf(effective, each.inputs, notes),
    );
  };
  const withRepair = (variant: VariantSpec, at: string): VariantSpec =>
    apply(base, variant).repair.at === at ? variant : { ...variant, set: { ...variant.set, 'repair.at': at } };
  const variants = [...scenario.variants.map(lane), ...futures.map(future)];
  return { scenario: normal({ ...base, variants }), notes: [...notes] };
}

/** As reading its file gives it: every default in its place. */
function normal(scenario: Scenario): Scenario {
  const checked = checkScenario(scenario, scenarioDefinition, { id: scenario.id });
  return 'scenario' in checked ? checked.scenario : scenario;
}
