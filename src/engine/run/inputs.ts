// What people do while a run is played, and the faults of the run as they are planned with it: the scenario's and the injected ones.
// A fault is named by what it is, not by its place in a list: one name means the same fault in every lane and in a saved file.
import { findEntry } from '../catalog.ts';
import { faults } from '../faults/catalog.ts';
import type { FaultSpec } from '../scenario.ts';
import { duration } from '../sections/compiled.ts';
import { formatDuration } from '../units.ts';

/** What a person did while the run was played. It acts at `at`, microseconds of virtual time. */
export type Input =
  | { readonly kind: 'inject'; readonly at: number; readonly fault: FaultSpec }
  /** Ends the fault of this name; see `PlannedFault`. In a lane without it nothing happens. */
  | { readonly kind: 'remove'; readonly at: number; readonly name: string }
  /** The repair begins now instead of when the scenario says. */
  | { readonly kind: 'repair'; readonly at: number };

interface PlannedFault {
  /**
   * What a `remove` input names. Of a scenario's fault its sign: lanes with a list of their own share those of equal signs. Of an
   * injected one the how manyth it was.
   */
  readonly name: string;
  /** Its kind and begin, numbered where several have both. Its luck is drawn by it. */
  readonly sign: string;
  readonly spec: FaultSpec;
  readonly injected: boolean;
  /** The repair waits for its end even before it has begun, where it waits for the last fault’s. */
  readonly foreseen: boolean;
  /** It lasts until people have noticed and fixed it; where only the run shows when, `ends` is Infinity. */
  readonly untilFixed: boolean;
  /** Virtual time it begins (inclusive) and ends (exclusive) by itself, microseconds; Infinity: only when it is removed. */
  readonly at: number;
  readonly ends: number;
  /** When it ends in fact: `ends`, or earlier when somebody removes it. */
  readonly until: number;
}

/** The length of a fault that people end. */
const UNTIL_FIXED = 'until-fixed';

const isLasting = (fault: string): boolean => findEntry(faults, fault)?.lasting ?? true;

/** When a fault that begins at `at` ends by itself; one that lasts and does not say how long is injected until it is removed. */
const endOf = (spec: FaultSpec, at: number, fixedAt: number): number => {
  if (spec.for === UNTIL_FIXED) {
    const { atMost } = spec;
    const most = atMost === undefined ? Number.POSITIVE_INFINITY : at + duration(String(atMost));
    return Math.min(most, fixedAt > at ? fixedAt : Number.POSITIVE_INFINITY);
  }
  if (spec.for !== undefined) return at + duration(spec.for);
  return isLasting(spec.fault) ? Number.POSITIVE_INFINITY : at;
};

/** The name of the fault that was injected as the `nth`, from 1. */
export const injectedName = (nth: number): string => `injected ${nth}`;

/**
 * The scenario's faults in their order, then the injected ones in theirs. A `remove` that names none of them does nothing.
 * `fixedAt`: when what lasts until it is fixed is fixed, microseconds; Infinity: only the run shows it.
 */
export function plannedFaults(
  given: readonly FaultSpec[],
  inputs: readonly Input[],
  fixedAt = Number.POSITIVE_INFINITY,
): readonly PlannedFault[] {
  const planned: (PlannedFault & { until: number })[] = [];
  const add = (spec: FaultSpec, at: number, injected: boolean, name?: string): void => {
    const kind = `${spec.fault} at ${formatDuration(at)}`;
    const alike = planned.filter((other) => other.spec.fault === spec.fault && other.at === at).length;
    const sign = alike === 0 ? kind : `${kind}, ${alike + 1}`;
    const ends = endOf(spec, at, fixedAt);
    planned.push({
      name: name ?? sign,
      sign,
      spec,
      injected,
      foreseen: !injected && spec['unplanned'] !== true,
      untilFixed: spec.for === UNTIL_FIXED,
      at,
      ends,
      until: ends,
    });
  };
  for (const spec of given) add(spec, duration(spec.at), false);
  let injections = 0;
  for (const input of inputs) if (input.kind === 'inject') add(input.fault, input.at, true, injectedName(++injections));
  for (const input of inputs) {
    const removed = input.kind === 'remove' ? planned.find(({ name }) => name === input.name) : undefined;
    if (removed !== undefined) removed.until = Math.min(removed.until, Math.max(input.at, removed.at));
  }
  return planned;
}
