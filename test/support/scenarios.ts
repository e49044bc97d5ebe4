// Scenario objects for tests: the contract's defaults with changes merged in, and the shortest ways to run them. It reads no
// files and checks nothing: a test that gives nonsense gets nonsense.

import { findEntry } from '../../src/engine/catalog.ts';
import { specOf } from '../../src/engine/experiment/comparison.ts';
import { duration } from '../../src/engine/model.ts';
import { measureOf, type VariantResult } from '../../src/engine/run/result.ts';
import { Session, type SessionOptions } from '../../src/engine/run/session.ts';
import type { Input, RunSpec } from '../../src/engine/run/spec.ts';
import type { Changes, FaultSpec, Scenario, VariantSpec } from '../../src/engine/scenario.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { type TraceLine, writtenLine } from '../../src/engine/trace/lines.ts';
import { formatDuration } from '../../src/engine/units.ts';
import type { Line } from './lines.ts';

/** The defaults of the contract, key by key, but for the faults: none. */
export const DEFAULTS: Scenario = {
  schema: 1,
  id: 'test',
  title: 'A test',
  description: '',
  seed: 1,
  start: '2026-01-05T00:00:00Z',
  length: '24h',
  settleWithin: '7d',
  opensAt: '0s',
  population: { users: 10_000, suspendedShare: 0.1 },
  workload: { signUps: '60/h', suspend: '0.012/h', reactivate: '0.1/h', delete: '0.0005/h', changePlan: '0/h' },
  events: { carry: 'state', versioned: true },
  user: { bulkEndpoint: true, deletedEndpoint: true, updatedSince: true, digest: true, history: 'all' },
  publisher: {
    path: 'direct',
    confirms: true,
    mandatory: false,
    relayEvery: '500ms',
    heartbeat: 'none',
    writers: 1,
    transactionTime: { constant: '0s' },
  },
  broker: {
    kind: 'queue',
    profile: 'rabbitmq-classic',
    latency: { exponential: '20ms' },
    deliveryLatency: { constant: '0s' },
    retention: '7d',
    holdsInitial: true,
  },
  billing: {
    startsAt: '0s',
    reads: 'copy',
    whenApiFails: 'block',
    copyMaxAge: 'none',
    policy: 'arrival',
    consumers: 1,
    affinity: 'none',
    prefetch: 20,
    ack: 'after',
    serviceTime: { constant: '2ms' },
    apiLatency: { exponential: '50ms' },
    invoiceEvery: '1h',
    invoiceAmount: 10,
    gapDetection: false,
    freshnessGate: 'none',
    reconcileEvery: 'none',
  },
  api: { pageSize: 500, paging: 'keyset', rateLimit: '20/s', replicaLag: '0s', includeDeleted: false },
  subscribers: [],
  faults: [],
  detection: { by: 'given', falseAlarm: 1e-4, every: '24h', delay: '6h' },
  repair: { at: '0s' },
  people: { find: '30m', build: '2h', review: '30m', run: '5m' },
  costs: { wrongInvoice: 25, missedInvoice: 5, handsOnHour: 90, apiCall: 0.001 },
  variants: [],
};

/** What a test may change: sections are merged, everything else (lists, latencies, `people`) replaces. */
export type Overrides = { readonly [K in keyof Scenario]?: Partial<Scenario[K]> | Scenario[K] };

const isSection = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** When the last fault ends, at most `length`; without faults when Billing starts. */
function defaultRepairAt({ faults, length, billing }: Scenario): string {
  if (faults.length === 0) return billing.startsAt;
  const ends = faults.map((fault) => duration(fault.at) + (fault.for === undefined ? 0 : duration(fault.for)));
  return formatDuration(Math.min(duration(length), Math.max(...ends)));
}

/** `overrides` over `base`, section by section; profile and repair time follow from the rest unless they are given. */
export function scenario(overrides: Overrides = {}, base: Scenario = DEFAULTS): Scenario {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    const before = merged[key];
    merged[key] = isSection(before) && isSection(value) ? { ...before, ...value } : value;
  }
  const draft = merged as unknown as Scenario;
  const profile = (overrides.broker as Partial<Scenario['broker']> | undefined)?.profile;
  const broker = {
    ...draft.broker,
    profile: profile ?? (draft.broker.kind === 'log' ? 'rabbitmq-stream' : 'rabbitmq-classic'),
  };
  return { ...draft, broker, repair: overrides.repair === undefined ? { at: defaultRepairAt(draft) } : draft.repair };
}

/** A publisher that is silent about everything, or about what `more` says. */
export const silent = (at: string, lasts: string, more: Partial<FaultSpec> = {}): FaultSpec => ({
  fault: 'publisher-silent',
  at,
  for: lasts,
  ...more,
});

/** Nothing takes any time on the way from commit to copy: what is divergent then is so by a fault. */
export const INSTANT = {
  broker: { latency: { constant: '0s' }, deliveryLatency: { constant: '0s' } },
  billing: { serviceTime: { constant: '0s' }, prefetch: 0 },
} as const;

export interface VariantChoice {
  readonly id?: string;
  readonly parameters?: VariantSpec['parameters'];
  readonly set?: VariantSpec['set'];
}

export function variant(
  strategy = 'wait',
  { id = strategy, parameters = {}, set = {} }: VariantChoice = {},
): VariantSpec {
  return { id, title: findEntry(strategies, strategy)?.title ?? id, strategy, parameters, set };
}

export interface RunChoice extends VariantChoice {
  readonly strategy?: string;
  readonly seed?: number;
  readonly inputs?: readonly Input[];
  readonly changes?: Changes;
  readonly session?: SessionOptions;
}

/** A scenario without changes by its variant is run as it stands; the product's own way checks it each time anew. */
export function specFor(of: Scenario, choice: RunChoice = {}): RunSpec {
  const { seed = of.seed, inputs = [] } = choice;
  const lane = variant(choice.strategy, choice);
  return choice.set === undefined ? { scenario: of, variant: lane, seed, inputs } : specOf(of, lane, seed, inputs);
}

export function open(of: Scenario, choice: RunChoice = {}): Session {
  return Session.open(specFor(of, choice), choice.changes, { marks: 1, ...choice.session });
}

export function runOf(of: Scenario, choice: RunChoice = {}): VariantResult {
  return open(of, choice).finish();
}

export interface Traced {
  readonly spec: RunSpec;
  readonly lines: readonly Line[];
  readonly result: VariantResult;
}

/** A whole run with every line of its trace. */
export function traceOf(of: Scenario, choice: RunChoice = {}): Traced {
  return traceOfSpec(specFor(of, choice), choice.changes);
}

export function traceOfSpec(spec: RunSpec, changes?: Changes): Traced {
  const lines: Line[] = [];
  const reader = (line: TraceLine) => lines.push(writtenLine(line));
  const result = Session.open(spec, changes, { marks: 1, reader }).finish();
  return { spec, lines, result };
}

/** A measure that is a number. */
export const measured = (result: VariantResult, id: string): number => measureOf(result.measures, id) as number;
