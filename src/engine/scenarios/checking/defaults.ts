// Defaults that follow from other keys of the same document. They are computed after the rest is known, and again for a
// variant that changes what they follow from. It knows no files except for whether one is named.
import type { FaultSpec, Scenario } from '../../scenario.ts';
import { isOfKind } from '../../sections/broker.ts';
import { compileHours } from '../../sections/hours.ts';
import { formatDuration, parseDuration } from '../../units.ts';
import type { Definition } from './definition.ts';

/** Defaults in a document whose `workload.file` names a file of changes: the file makes its users and all that they do. */
export const FILE_DEFAULTS: Readonly<Record<string, string | number>> = {
  'population.users': 0,
  'population.suspendedShare': 0,
  'workload.signUps': '0/h',
  'workload.suspend': '0/h',
  'workload.reactivate': '0/h',
  'workload.delete': '0/h',
  'workload.changePlan': '0/h',
};

/** The parts of a document that computed defaults read. */
export interface Draft {
  readonly length: string;
  readonly broker: { readonly kind: string; profile: string | undefined };
  readonly billing: { readonly startsAt: string };
  /** A fault that is wrong is nothing. */
  readonly faults: readonly (FaultSpec | undefined | null)[];
  readonly repair: { at: string | undefined };
  readonly detection: { readonly by: string; readonly at: string };
  readonly start: string;
  readonly people: Scenario['people'];
}

const time = (text: unknown): number => (typeof text === 'string' ? (parseDuration(text) ?? 0) : 0);

/** When the last fault has ended and Billing has started; never after the end of the run. Microseconds. */
function repairTime({ start, length, billing, faults, detection, people }: Draft): number {
  let last = time(billing.startsAt);
  const noticed = time(detection.at);
  const fix = people === 'none' ? 0 : time(people.fix);
  const fixed = compileHours(people, start)?.done(noticed, fix) ?? noticed + fix;
  for (const fault of faults) {
    const most = fault?.['atMost'] === undefined ? Number.POSITIVE_INFINITY : time(fault.at) + time(fault['atMost']);
    last = Math.max(last, fault?.for === 'until-fixed' ? Math.min(fixed, most) : time(fault?.at) + time(fault?.for));
  }
  return Math.min(last, time(length));
}

/** What stands at `repair.at` where nothing is given. */
const usualRepair = (draft: Draft): string =>
  draft.detection.by === 'given' ? formatDuration(repairTime(draft)) : 'detected';

function usualProfile({ broker }: Draft, { catalogues }: Definition): string | undefined {
  return catalogues.profiles.find((profile) => isOfKind(profile, broker.kind))?.id;
}

/** Writes the computed defaults where nothing was given. */
export function fillComputed(draft: Draft, definition: Definition): void {
  draft.broker.profile ??= usualProfile(draft, definition);
  draft.repair.at ??= usualRepair(draft);
}

/** Takes computed defaults out again, so that they can follow a change; values that differ from the default stay. */
export function dropComputed(draft: Draft, definition: Definition): void {
  if (draft.broker.profile === usualProfile(draft, definition)) draft.broker.profile = undefined;
  const usual = usualRepair(draft);
  const isUsual =
    usual === 'detected' || draft.repair.at === 'detected'
      ? draft.repair.at === usual
      : time(draft.repair.at) === time(usual);
  if (isUsual) draft.repair.at = undefined;
}
