// What a trace does not say of its run, and whoever recounts it must be told: when Billing starts, when the repair begins, when the run ended.
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { microseconds } from './time.ts';

export interface Facts {
  /** Microseconds. */
  readonly startsAt: number;
  /** When the repair begins: as the scenario says, or as people began it, and never before Billing starts. */
  readonly repairAt: number;
  readonly length: number;
  readonly endedAt: number;
  readonly settled: boolean;
  readonly reads: 'copy' | 'api' | 'verify';
  readonly amount: number;
  readonly spec: RunSpec;
}

/** When the repair begins by itself, microseconds; where only the run shows it, when its first step began. */
function plannedRepair({ scenario }: RunSpec, { phases }: Pick<VariantResult, 'phases'>): number {
  if (scenario.repair.at !== 'detected') return microseconds(scenario.repair.at);
  // Without a seeding every step is the repair's, the one in which it cannot begin too, which takes no time.
  if (scenario.billing.seed === 'none') return 0;
  const first = phases.find(({ seeding }) => seeding !== true);
  return first === undefined ? Number.POSITIVE_INFINITY : Math.round(first.from * 1_000_000);
}

export function factsOf(spec: RunSpec, result: Pick<VariantResult, 'endedAt' | 'measures' | 'phases'>): Facts {
  const { scenario, inputs } = spec;
  const startsAt = microseconds(scenario.billing.startsAt);
  const begun = inputs.filter(({ kind }) => kind === 'repair').map(({ at }) => at);
  return {
    startsAt,
    repairAt: Math.max(startsAt, Math.min(plannedRepair(spec, result), ...begun)),
    length: microseconds(scenario.length),
    endedAt: Math.round(result.endedAt * 1_000_000),
    settled: result.measures['settled'] === true,
    reads: scenario.billing.reads,
    amount: scenario.billing.invoiceAmount,
    spec,
  };
}
