// What of a run is known before it is played: its faults, when the repair begins, when invoice runs are due. Everything else is a result.
import { duration, firstRunOf, type Scenario } from '../engine/index.ts';
import type { RunFacts } from './record/facts.ts';

/** More runs than these are not told one by one. */
const MOST_RUNS = 20_000;

/** When invoice runs are due, microseconds: whether they can be made then is a result. */
export function runsDue({ start, length, billing }: Pick<Scenario, 'start' | 'length' | 'billing'>): readonly number[] {
  const every = duration(billing.invoiceEvery);
  const first = firstRunOf(billing, start);
  const count = Math.floor((duration(length) - first) / every) + 1;
  return Array.from({ length: Math.min(MOST_RUNS, Math.max(0, count)) }, (_, n) => first + n * every);
}

/** When the repair is going to begin; null where it never does, or where somebody has to notice first. */
export const repairDue = ({ spec, repairAt }: Pick<RunFacts, 'spec' | 'repairAt'>): number | null =>
  spec.scenario.detection.by === 'given' ? repairAt : null;

/** The last moment of a run. */
export const endOf = ({ length, endedAt }: Pick<RunFacts, 'length' | 'endedAt'>): number => Math.max(length, endedAt);
