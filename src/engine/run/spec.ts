// A run is a value: scenario, variant, seed and what people did while it ran, as plain JSON. Everything else is computed from
// it; it is the link, the file, the bug report and the test fixture.
import { findEntry } from '../catalog.ts';
import { faults } from '../faults/catalog.ts';
import { compileModel, type Model } from '../model.ts';
import type { Parameters, ParameterValues } from '../parameters.ts';
import type { FaultInstance, FaultValues } from '../points.ts';
import type { Changes, FaultSpec, Scenario, VariantSpec } from '../scenario.ts';
import { duration } from '../sections/compiled.ts';
import { strategies } from '../strategies/catalog.ts';
import type { Strategy } from '../strategies/runbook.ts';
import { parseDuration, parseRate } from '../units.ts';

/** What a person did while the run was played. It acts at `at`, microseconds of virtual time. */
export type Input =
  | { readonly kind: 'inject'; readonly at: number; readonly fault: FaultSpec }
  /** Ends the n-th fault of the run: the scenario's come first, then the injected ones in order. */
  | { readonly kind: 'remove'; readonly at: number; readonly index: number }
  /** The repair begins now instead of when the scenario says. */
  | { readonly kind: 'repair'; readonly at: number };

export interface RunSpec {
  /** The scenario as it is with the variant's `set` applied: complete, and valid. */
  readonly scenario: Scenario;
  readonly variant: VariantSpec;
  readonly seed: number;
  readonly inputs: readonly Input[];
}

/** A spec made ready to run: the model in microseconds, the faults with their times, the strategy. */
export interface PreparedRun {
  readonly spec: RunSpec;
  readonly model: Model;
  readonly faults: readonly FaultInstance[];
  readonly strategy: Strategy;
  readonly parameters: ParameterValues;
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

function faultInstances(scenario: Scenario, inputs: readonly Input[]): FaultInstance[] {
  const given: { spec: FaultSpec; at: number; ends: number; until: number }[] = scenario.faults.map((spec) => {
    const at = duration(spec.at);
    const ends = spec.for === undefined ? at : at + duration(spec.for);
    return { spec, at, ends, until: ends };
  });
  for (const input of inputs) {
    if (input.kind === 'inject') {
      const lasts = input.fault.for === undefined ? Number.POSITIVE_INFINITY : duration(input.fault.for);
      given.push({ spec: input.fault, at: input.at, ends: input.at + lasts, until: input.at + lasts });
    } else if (input.kind === 'remove') {
      const removed = given[input.index];
      if (removed !== undefined) removed.until = Math.min(removed.until, Math.max(input.at, removed.at));
    }
  }
  return given.map(({ spec, at, ends, until }, index) => {
    const fault = findEntry(faults, spec.fault);
    if (fault === undefined) throw new Error(`Not a fault: ${spec.fault}`);
    return { index, fault, at, ends, until, values: compileParameters(fault.parameters, spec) };
  });
}

/** Makes a spec ready to run; `changes` are those of `workload.file`. The scenario must be valid; what is not is an error of the caller. */
export function preparedRun(spec: RunSpec, changes?: Changes): PreparedRun {
  const strategy = findEntry(strategies, spec.variant.strategy);
  if (strategy === undefined) throw new Error(`Not a strategy: ${spec.variant.strategy}`);
  const model = compileModel(spec.scenario, spec.seed, changes);
  return {
    spec,
    model,
    faults: faultInstances(spec.scenario, spec.inputs),
    strategy,
    parameters: withDefaults(strategy.parameters, spec.variant.parameters),
  };
}
