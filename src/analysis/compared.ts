// Whether there is anything to compare: before a new service starts, and where none is kept, there is no copy that could agree
// with the truth or differ from it.
import type { Scenario } from '../engine/index.ts';

/** Why there is no copy, as a clause; null where there is one. `isStarted`: whether Billing has started. */
export function noCopyWords({ billing }: Scenario, isStarted: boolean): string | null {
  if (billing.reads === 'api') return 'Billing keeps no copy';
  return isStarted ? null : 'Billing has not started and has no copy yet';
}
