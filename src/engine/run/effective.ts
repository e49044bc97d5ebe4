// The scenario one variant runs on: the common one with the variant's `set` applied. Values that follow from others by default
// (the broker's profile, when the repair begins) follow again.
import { duration } from '../model.ts';
import type { Scenario, VariantSpec } from '../scenario.ts';
import { formatDuration } from '../units.ts';

/** The broker profile a kind has by default. */
export const DEFAULT_PROFILES: Readonly<Record<string, string>> = { queue: 'rabbitmq-classic', log: 'rabbitmq-stream' };

/** When the repair begins by default: when the last fault ends, at most `length`; without faults when Billing starts. */
export function defaultRepairAt(scenario: Pick<Scenario, 'faults' | 'length' | 'billing'>): string {
  if (scenario.faults.length === 0) return scenario.billing.startsAt;
  const ends = scenario.faults.map((fault) => duration(fault.at) + (fault.for === undefined ? 0 : duration(fault.for)));
  return formatDuration(Math.min(duration(scenario.length), Math.max(...ends)));
}

/** `value` with the dotted `path` set; neither is changed. */
function withPath(value: unknown, path: readonly string[], to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  const object = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return { ...object, [key]: withPath(object[key], rest, to) };
}

export function effectiveScenario(scenario: Scenario, variant: VariantSpec): Scenario {
  const { set } = variant;
  let effective = scenario;
  for (const [path, value] of Object.entries(set)) effective = withPath(effective, path.split('.'), value) as Scenario;
  const { broker } = effective;
  if (broker.kind !== scenario.broker.kind && !('broker.profile' in set)) {
    effective = { ...effective, broker: { ...broker, profile: DEFAULT_PROFILES[broker.kind] ?? broker.profile } };
  }
  const followed = duration(scenario.repair.at) === duration(defaultRepairAt(scenario));
  if (followed && !('repair.at' in set)) effective = { ...effective, repair: { at: defaultRepairAt(effective) } };
  return effective;
}
