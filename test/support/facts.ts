// What a trace does not say of its run, and whoever recounts it must be told: when Billing starts, when the repair begins, when the run ended.
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { RunSpec } from '../../src/engine/run/spec.ts';
import { strategyId } from '../../src/engine/steps/made.ts';
import { microseconds } from './time.ts';

export interface Facts {
  /** Microseconds. */
  readonly startsAt: number;
  /** When the repair begins: as the scenario says, or as people began it, and never before Billing starts. */
  readonly repairAt: number;
  /** Whose steps are not the repair's; null where no step before the repair can be taken for one. */
  readonly seeding: string | null;
  readonly length: number;
  readonly endedAt: number;
  readonly settled: boolean;
  readonly reads: 'copy' | 'api' | 'verify';
  readonly amount: number;
  readonly spec: RunSpec;
}

/** When the repair begins by itself at the earliest, microseconds: where only the run shows when, its first step does. */
const plannedRepair = ({ scenario: { repair } }: RunSpec): number =>
  repair.at === 'detected' ? 0 : microseconds(repair.at);

/** What lines call the procedure that fills the copy, where there is one. */
const seedingOf = ({ scenario: { billing } }: RunSpec): string | null =>
  billing.seed === 'none' ? null : strategyId(billing.seed.strategy);

export function factsOf(spec: RunSpec, result: Pick<VariantResult, 'endedAt' | 'measures'>): Facts {
  const { scenario, inputs } = spec;
  const startsAt = microseconds(scenario.billing.startsAt);
  const begun = inputs.filter(({ kind }) => kind === 'repair').map(({ at }) => at);
  return {
    startsAt,
    repairAt: Math.max(startsAt, Math.min(plannedRepair(spec), ...begun)),
    seeding: scenario.repair.at === 'detected' ? seedingOf(spec) : null,
    length: microseconds(scenario.length),
    endedAt: Math.round(result.endedAt * 1_000_000),
    settled: result.measures['settled'] === true,
    reads: scenario.billing.reads,
    amount: scenario.billing.invoiceAmount,
    spec,
  };
}
