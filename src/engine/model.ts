// The scenario in the engine's own units: microseconds, rates per microsecond, numbers. Computed once from the document,
// which must be valid; it never changes during a run.
import { log } from './kernel/arithmetic.ts';
import { Delay } from './kernel/delay.ts';
import type { Distribution, Scenario } from './scenario.ts';
import { parseDuration, parseRate } from './units.ts';

/** z of the 99th percentile: the lognormal's p99 is median × e^(z σ). */
const Z99 = 2.3263478740408408;

export interface Model {
  readonly seed: number;
  readonly length: number;
  readonly settleWithin: number;
  readonly users: number;
  readonly suspendedShare: number;
  /** Per microsecond; sign-ups of the whole service, the others per user. */
  readonly rates: {
    readonly signUps: number;
    readonly suspend: number;
    readonly reactivate: number;
    readonly delete: number;
    readonly changePlan: number;
  };
  readonly tracksPlan: boolean;
  readonly user: {
    readonly bulkEndpoint: boolean;
    /** How far back the change history reaches, microseconds: Infinity for all, 0 for none. */
    readonly history: number;
  };
  readonly publisher: { readonly outbox: boolean; readonly confirms: boolean; readonly relayEvery: number };
  readonly broker: {
    readonly log: boolean;
    readonly profile: string;
    readonly latency: Delay;
    readonly deliveryLatency: Delay;
    readonly retention: number;
    readonly holdsInitial: boolean;
  };
  readonly billing: {
    readonly startsAt: number;
    readonly reads: 'copy' | 'api' | 'verify';
    readonly blocks: boolean;
    readonly policy: string;
    readonly consumers: number;
    readonly prefetch: number;
    readonly ackBefore: boolean;
    readonly serviceTime: Delay;
    readonly apiLatency: Delay;
    readonly invoiceEvery: number;
    readonly invoiceAmount: number;
  };
  readonly api: {
    readonly pageSize: number;
    readonly offsetPaging: boolean;
    readonly rateLimit: number;
    readonly includeDeleted: boolean;
  };
  readonly repairAt: number;
  /** Microseconds of people's time for each kind of work; all 0 with `people: none`. */
  readonly people: { readonly find: number; readonly build: number; readonly review: number; readonly run: number };
  readonly costs: Scenario['costs'];
}

/** Microseconds of a duration that is known to be valid. */
export function duration(text: string): number {
  const value = parseDuration(text);
  if (value === undefined) throw new Error(`Not a duration: ${text}`);
  return value;
}

function rate(text: string): number {
  if (text === 'none') return Number.POSITIVE_INFINITY;
  const value = parseRate(text);
  if (value === undefined) throw new Error(`Not a rate: ${text}`);
  return value;
}

function delay(distribution: Distribution): Delay {
  if ('constant' in distribution) return Delay.constant(duration(distribution.constant));
  if ('exponential' in distribution) return Delay.exponential(duration(distribution.exponential));
  const median = duration(distribution.lognormal.median);
  return Delay.lognormal(median, log(duration(distribution.lognormal.p99) / median) / Z99);
}

function history(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  return text === 'none' ? 0 : duration(text);
}

const NO_PEOPLE = { find: 0, build: 0, review: 0, run: 0 };

export function compileModel(scenario: Scenario): Model {
  const { workload, publisher, broker, billing, api, people } = scenario;
  return {
    seed: scenario.seed,
    length: duration(scenario.length),
    settleWithin: duration(scenario.settleWithin),
    users: scenario.population.users,
    suspendedShare: scenario.population.suspendedShare,
    rates: {
      signUps: rate(workload.signUps),
      suspend: rate(workload.suspend),
      reactivate: rate(workload.reactivate),
      delete: rate(workload.delete),
      changePlan: rate(workload.changePlan),
    },
    tracksPlan: rate(workload.changePlan) > 0,
    user: { bulkEndpoint: scenario.user.bulkEndpoint, history: history(scenario.user.history) },
    publisher: {
      outbox: publisher.path === 'outbox',
      confirms: publisher.confirms,
      relayEvery: duration(publisher.relayEvery),
    },
    broker: {
      log: broker.kind === 'log',
      profile: broker.profile,
      latency: delay(broker.latency),
      deliveryLatency: delay(broker.deliveryLatency),
      retention: duration(broker.retention),
      holdsInitial: broker.holdsInitial,
    },
    billing: {
      startsAt: duration(billing.startsAt),
      reads: billing.reads,
      blocks: billing.whenApiFails === 'block',
      policy: billing.policy,
      consumers: billing.consumers,
      prefetch: billing.prefetch,
      ackBefore: billing.ack === 'before',
      serviceTime: delay(billing.serviceTime),
      apiLatency: delay(billing.apiLatency),
      invoiceEvery: duration(billing.invoiceEvery),
      invoiceAmount: billing.invoiceAmount,
    },
    api: {
      pageSize: api.pageSize,
      offsetPaging: api.paging === 'offset',
      rateLimit: rate(api.rateLimit),
      includeDeleted: api.includeDeleted,
    },
    repairAt: duration(scenario.repair.at),
    people:
      people === 'none'
        ? NO_PEOPLE
        : {
            find: duration(people.find),
            build: duration(people.build),
            review: duration(people.review),
            run: duration(people.run),
          },
    costs: scenario.costs,
  };
}
