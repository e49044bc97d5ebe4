// A workload that is nothing but a Poisson stream: users change their plan at a constant rate, so the rate of events does not
// depend on who is active, and no change disturbs a status. What differs between checks is what the stream flows through.
import type { Scenario } from '../../src/engine/scenario.ts';
import { type Overrides, scenario } from '../support/scenarios.ts';

const QUIET = { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0/h' };

interface Stream {
  /** Events per second over all users; a multiple of 1/1000 per user. */
  readonly rate: number;
  readonly users?: number;
  readonly length: string;
  readonly broker?: Partial<Scenario['broker']>;
  readonly billing?: Partial<Scenario['billing']>;
  readonly more?: Overrides;
}

/** Events arrive at the queue the instant they are published, and are handed out without delay. */
export function stream({ rate, users = 100, length, broker = {}, billing = {}, more = {} }: Stream): Scenario {
  return scenario({
    length,
    population: { users, suspendedShare: 0 },
    workload: { ...QUIET, changePlan: `${rate / users}/s` },
    broker: { latency: { constant: '0s' }, deliveryLatency: { constant: '0s' }, ...broker },
    billing: { policy: 'version', prefetch: 0, invoiceEvery: '366d', ...billing },
    ...more,
  });
}
