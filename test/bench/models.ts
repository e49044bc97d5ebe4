// The incidents that are measured, as scenarios of the engine: a known number of users, all changes alike, the publisher
// silent for a while, one consumer with load 0.8, an invoice run every hour.
import type { RunSpec, Scenario, VariantSpec } from '../../src/engine/index.ts';
import { scenario } from '../support/scenarios.ts';

export interface Size {
  readonly users: number;
  /** Changes of users per second. */
  readonly rate: number;
  readonly hours: number;
  /** When the publisher falls silent and for how long, hours. */
  readonly faultAt: number;
  readonly faultHours: number;
}

export const LARGE: Size = { users: 1e5, rate: 100, hours: 2, faultAt: 5 / 6, faultHours: 1 };
export const SMALL: Size = { users: 1e4, rate: 10, hours: 24, faultAt: 10, faultHours: 1 };
export const WARM: Size = { users: 1e4, rate: 100, hours: 1, faultAt: 0.7, faultHours: 0.1 };
/** So often is everything run before it is measured, as in a page that has been open for a moment. */
export const WARM_RUNS = 6;
/** One of very many runs. */
export const ONE_OF_MANY: Size = { users: 1e4, rate: 10, hours: 2, faultAt: 0.5, faultHours: 0.5 };
/** Long enough to walk about in. */
export const LONG: Size = { users: 1e5, rate: 100, hours: 6, faultAt: 2, faultHours: 1 };
export const LONG_MILLION: Size = { ...LONG, users: 1e6 };

/** What a measurement may change of a scenario. */
export interface Changed {
  readonly policy?: string;
  readonly broker?: 'queue' | 'log';
  readonly invoiceEvery?: string;
  readonly suspendedShare?: number;
}

const seconds = (value: number) => `${Math.round(value * 3600)}s`;

export function scenarioOf(size: Size, changed: Changed = {}): Scenario {
  const { users, rate, hours, faultAt, faultHours } = size;
  const { policy = 'version', broker = 'queue', invoiceEvery = '1h', suspendedShare = 0.5 } = changed;
  // Half of the changes are suspensions, so that the share of the suspended stays what it is.
  const perHour = (among: number) => `${((rate * 3600) / 2 / among).toFixed(9)}/h`;
  return scenario({
    id: 'bench',
    title: 'Bench',
    length: seconds(hours),
    settleWithin: '1h',
    population: { users, suspendedShare },
    workload: {
      signUps: '0/h',
      suspend: perHour(users * (1 - suspendedShare)),
      reactivate: perHour(users * suspendedShare),
      delete: '0/h',
    },
    broker: { kind: broker, deliveryLatency: { constant: '5ms' }, holdsInitial: false },
    billing: { policy, serviceTime: { exponential: `${Math.round(8e5 / rate)}us` }, invoiceEvery },
    faults: [{ fault: 'publisher-silent', at: seconds(faultAt), for: seconds(faultHours) }],
    repair: { at: seconds(faultAt + faultHours) },
    people: 'none',
  });
}

/** One user for two hours, with a fault and a repair: what it costs is to begin and to end. */
export function oneUser(): RunSpec {
  return {
    scenario: scenario({
      id: 'one-user',
      title: 'One user',
      length: '2h',
      settleWithin: '1h',
      population: { users: 1, suspendedShare: 0.5 },
      workload: { signUps: '0/h', suspend: '2/h', reactivate: '2/h', delete: '0/h' },
      billing: { policy: 'version', invoiceEvery: '1h' },
      faults: [{ fault: 'publisher-silent', at: '30m', for: '30m' }],
      repair: { at: '1h' },
    }),
    variant: variantOf('wait'),
    seed: 1,
    inputs: [],
  };
}

/** So many users for a day, each of whom changes twice in it; the publisher silent for an hour. */
export const dayOf = (users: number): Size => ({
  users,
  rate: (2 * users) / 86_400,
  hours: 24,
  faultAt: 10,
  faultHours: 1,
});

export function variantOf(strategy: string): VariantSpec {
  return { id: strategy, title: strategy, strategy, parameters: {}, set: {} };
}

export function specFor(size: Size, changed?: Changed, strategy = 'wait'): RunSpec {
  return { scenario: scenarioOf(size, changed), variant: variantOf(strategy), seed: 1, inputs: [] };
}
