// A run is a value: scenario, variant, seed and what people did while it ran, as plain JSON. Everything else is computed from
// it; it is the link, the file, the bug report and the test fixture.
import { findEntry } from '../catalog.ts';
import { faults } from '../faults/catalog.ts';
import { compileModel, type Model } from '../model.ts';
import type { Parameters, ParameterValues } from '../parameters.ts';
import type { FaultInstance, FaultValues } from '../points.ts';
import type { Changes, Scenario, VariantSpec } from '../scenario.ts';
import { compileDetection } from '../sections/detection.ts';
import { compileHours } from '../sections/hours.ts';
import { compilePeople } from '../sections/people.ts';
import type { ProcedureSpec } from '../sections/value.ts';
import { strategyOf } from '../steps/made.ts';
import type { Strategy } from '../strategies/runbook.ts';
import { textHash } from '../trace/sums.ts';
import { parseDuration, parseRate } from '../units.ts';
import { type Input, plannedFaults } from './inputs.ts';

export interface RunSpec {
  /** The scenario as it is with the variant's `set` applied: complete, and valid. */
  readonly scenario: Scenario;
  readonly variant: VariantSpec;
  readonly seed: number;
  readonly inputs: readonly Input[];
}

/** A strategy to be carried out, with its parameters as they stand in files. */
export interface PlannedProcedure {
  readonly strategy: Strategy;
  readonly parameters: ParameterValues;
}

/** A spec made ready to run: the model in microseconds, the faults with their times, the strategies. */
export interface PreparedRun {
  readonly spec: RunSpec;
  readonly model: Model;
  readonly faults: readonly FaultInstance[];
  readonly repair: PlannedProcedure;
  /** What follows when it has ended, one after the other. */
  readonly then: readonly PlannedProcedure[];
  /** How the copy is filled, where the scenario says so. */
  readonly seed: PlannedProcedure | null;
}

/** Parameter values as numbers: durations in microseconds, rates per microsecond; defaults filled in. */
function compileParameters(parameters: Parameters, given: Readonly<Record<string, unknown>>): FaultValues {
  const values: Record<string, number | boolean | string | readonly string[]> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = given[name] ?? parameter.default;
    if (value === undefined) continue;
    if (parameter.type === 'duration') values[name] = parseDuration(String(value)) ?? String(value);
    else if (parameter.type === 'rate') values[name] = parseRate(String(value)) ?? String(value);
    else values[name] = value as number | boolean | string | readonly string[];
  }
  return values;
}

/** Strategy parameters as they stand in files, defaults filled in. */
function withDefaults(parameters: Parameters, given: ParameterValues): ParameterValues {
  const values: Record<string, string | number | boolean | readonly string[]> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const value = given[name] ?? parameter.default;
    if (value !== undefined) values[name] = value as string;
  }
  return values;
}

/** When faults that last until they are fixed end, where the scenario says when they are noticed; Infinity: only the run shows it. */
function fixedAt({ detection, people, hours }: Pick<Model, 'detection' | 'people' | 'hours'>): number {
  if (detection.at === null || detection.by !== 'given') return Number.POSITIVE_INFINITY;
  return hours === null ? detection.at + people.fix : hours.done(detection.at, people.fix);
}

/** The faults of a scenario and of what people did in it, as they are planned, with what is known beforehand of when they are fixed. */
export function plannedIn({ faults: given, detection, people, start }: Scenario, inputs: readonly Input[]) {
  const fixes = { detection: compileDetection(detection), people: compilePeople(people) };
  return plannedFaults(given, inputs, fixedAt({ ...fixes, hours: compileHours(people, start) }));
}

function faultInstances({ faults: given }: Scenario, inputs: readonly Input[], model: Model): FaultInstance[] {
  return plannedFaults(given, inputs, fixedAt(model)).map(({ sign, spec, ...planned }, index) => {
    const fault = findEntry(faults, spec.fault);
    if (fault === undefined) throw new Error(`Not a fault: ${spec.fault}`);
    return { ...planned, index, lot: textHash(sign), fault, values: compileParameters(fault.parameters, spec) };
  });
}

/** Makes a spec ready to run; `changes` are those of `workload.file`. The scenario must be valid; what is not is an error of the caller. */
export function preparedRun(spec: RunSpec, changes?: Changes): PreparedRun {
  const { seed } = spec.scenario.billing;
  const model = compileModel(spec.scenario, changes);
  return {
    spec,
    model,
    faults: faultInstances(spec.scenario, spec.inputs, model),
    repair: planned(spec.variant),
    then: (spec.variant.then ?? []).map(planned),
    seed: seed === 'none' ? null : planned(seed),
  };
}

function planned({ strategy: spec, parameters }: ProcedureSpec): PlannedProcedure {
  const strategy = strategyOf(spec);
  if (strategy === undefined) throw new Error(`Not a strategy: ${JSON.stringify(spec)}`);
  return { strategy, parameters: withDefaults(strategy.parameters, parameters) };
}
