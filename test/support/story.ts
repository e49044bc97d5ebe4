// A tiny vocabulary for runs in which every change is told instead of drawn: `story('1m create 1', '2m suspend 1')`. Nothing
// else happens, and unless a scenario says otherwise nothing takes time.
import type { Changes, Scenario } from '../../src/engine/scenario.ts';
import { INSTANT, type Overrides, scenario } from './scenarios.ts';
import { microseconds } from './time.ts';

/** What can happen to a user, in the order of the engine's event types. */
const DEEDS = ['create', 'suspend', 'reactivate', 'delete', 'plan'];

/** Changes told line by line: when, what, whom; in the order of time. */
export function story(...lines: readonly string[]): Changes {
  const told = lines.map((line) => {
    const [when = '', deed = '', user = ''] = line.trim().split(/\s+/);
    const kind = DEEDS.indexOf(deed);
    if (kind < 0) throw new Error(`Nobody can "${deed}": ${DEEDS.join(', ')}`);
    return { time: microseconds(when), user: Number(user), kind };
  });
  return {
    time: Float64Array.from(told, ({ time }) => time),
    user: Uint32Array.from(told, ({ user }) => user),
    kind: Uint8Array.from(told, ({ kind }) => kind),
  };
}

/** A scenario in which nothing happens by itself. Plans are looked at as soon as a story changes one. */
export function quiet(more: Overrides = {}): Scenario {
  const still = scenario({
    length: '30m',
    population: { users: 0, suspendedShare: 0 },
    workload: { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0/h', changePlan: '0/h', file: 'told' },
    broker: INSTANT.broker,
    billing: { ...INSTANT.billing, apiLatency: { constant: '0s' }, invoiceEvery: '366d' },
    people: 'none',
  });
  return scenario(more, still);
}
