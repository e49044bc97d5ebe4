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
  LONGEST,
  neverBegins,
  parseDuration,
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

interface Given {
  readonly spec: FaultSpec;
  readonly at: number;
  readonly ends: number;
  until: number;
  readonly injected: boolean;
}

const titleOf = ({ fault }: FaultSpec): string => findEntry(faultCatalogue, fault)?.title ?? fault;

/** The scenario's faults and then the injected ones, each with the time somebody ended it. */
function given({ faults }: Scenario, inputs: readonly Input[]): readonly Given[] {
  const all: Given[] = faults.map((spec) => {
    const at = duration(spec.at);
    const ends = at + (parseDuration(spec.for ?? '0s') ?? 0);
    return { spec, at, ends, until: ends, injected: false };
  });
  for (const input of inputs) {
    if (input.kind === 'inject') {
      const lasting = findEntry(faultCatalogue, input.fault.fault)?.lasting ?? true;
      const endless = lasting && input.fault.for === undefined;
      const ends = endless ? Number.POSITIVE_INFINITY : input.at + (parseDuration(input.fault.for ?? '0s') ?? 0);
      all.push({ spec: input.fault, at: input.at, ends, until: ends, injected: true });
    } else if (input.kind === 'remove') {
      const removed = all[input.index];
      if (removed !== undefined) removed.until = Math.min(removed.until, Math.max(input.at, removed.at));
    }
  }
  return all;
}

/** Whether it draws lots, and so depends on its place in the list. */
const isDrawn = ({ spec }: Given): boolean => Number(spec['share'] ?? 1) < 1;

function faultsOf(scenario: Scenario, inputs: readonly Input[], notes: Set<string>): readonly FaultSpec[] {
  const length = duration(scenario.length);
  const last = length + duration(scenario.settleWithin);
  const all = given(scenario, inputs);
  return all.flatMap((fault, index) => {
    const { spec, at, ends, until, injected } = fault;
    if (neverBegins(fault)) {
      if (all.slice(index + 1).some(isDrawn))
        notes.add(
          `${titleOf(spec)} was removed before it began; the faults after it draw their lots anew in the file.`,
        );
      return [];
    }
    if (injected && at >= length) {
      notes.add(`${titleOf(spec)} was injected after the end of the run; a file cannot say that, and leaves it out.`);
      return [];
    }
    if (!injected && until === ends) return [spec];
    const { fault: id, at: _at, for: lasts, ...parameters } = spec;
    const time = Math.min(LONGEST, until === Number.POSITIVE_INFINITY ? last + 1 - at : until - at);
    const timed = until > at || lasts !== undefined ? { for: formatDuration(time) } : {};
    return [{ fault: id, at: formatDuration(at), ...timed, ...parameters }];
  });
}

function repairOf(scenario: Scenario, inputs: readonly Input[]): string {
  const asked = inputs.filter(({ kind }) => kind === 'repair').map(({ at }) => at);
  const own = duration(scenario.repair.at);
  const first = Math.min(own, ...asked);
  return first === own ? scenario.repair.at : formatDuration(first);
}

/** The scenario as a file can say it. */
export function madeScenario({ scenario, seed, inputs, futures = [] }: Made): MadeScenario {
  const notes = new Set<string>();
  const apply = (base: Scenario, variant: VariantSpec) => applyVariant(base, variant, scenarioDefinition);
  const base: Scenario = {
    ...scenario,
    seed,
    faults: faultsOf(scenario, inputs, notes),
    repair: { at: repairOf(scenario, inputs) },
  };
  const lane = (variant: VariantSpec): VariantSpec => {
    const effective = apply(scenario, variant);
    const ownFaults = Object.hasOwn(variant.set, 'faults') ? { faults: faultsOf(effective, inputs, notes) } : {};
    const next = { ...variant, set: { ...variant.set, ...ownFaults } };
    return withRepair(next, repairOf(effective, inputs));
  };
  const future = (each: { readonly variant: VariantSpec; readonly inputs: readonly Input[] }): VariantSpec => {
    const effective = apply(scenario, each.variant);
    const faults = faultsOf(effective, each.inputs, notes);
    return withRepair({ ...each.variant, set: { ...each.variant.set, faults } }, repairOf(effective, each.inputs));
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
