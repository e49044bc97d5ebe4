// Random small scenarios for laws: any population, any rates and latencies, any faults at any time, any design. Faults, policies and
// profiles come from their catalogues, so that a new one is under the laws the day it is added. Many times are whole minutes, so that
// things coincide.
import fc from 'fast-check';
import { faults } from '../../src/engine/faults/catalog.ts';
import { type Fault, scenarioDefinition } from '../../src/engine/index.ts';
import { policies } from '../../src/engine/policies/catalog.ts';
import type { FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import type { Distribution } from '../../src/engine/sections/shape.ts';
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { otherService } from './other-service.ts';
import { scenario } from './scenarios.ts';
import { microseconds } from './time.ts';
import { asText, MINUTE, valuesOf } from './values.ts';

/** A moment up to `most` minutes in: mostly on the minute, sometimes at any microsecond. Never the very end. */
export const moment = (most: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: most - 1 }).map((minute) => minute * MINUTE) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: most * MINUTE - 1 }) },
  );

const minutes = (min: number, max: number) => fc.integer({ min, max }).map((minute) => `${minute}m`);
const perHour = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((tenth) => `${tenth / 10}/h`);

/** Nothing, some milliseconds, some seconds or some minutes; constant, memoryless or heavy-tailed. */
const delay: fc.Arbitrary<Distribution> = fc
  .tuple(
    fc.constantFrom('0s', '3ms', '80ms', '900ms', '7s', '2m'),
    fc.constantFrom('constant', 'exponential', 'lognormal'),
    fc.integer({ min: 2, max: 60 }),
  )
  .map(([time, law, tail]): Distribution => {
    if (law === 'constant') return { constant: time };
    if (law === 'exponential') return { exponential: time };
    const median = { '0s': 1, '3ms': 3000, '80ms': 80_000, '900ms': 900_000, '7s': 7_000_000, '2m': 120_000_000 }[time];
    return { lognormal: { median: asText(median as number), p99: asText((median as number) * tail) } };
  });

/** Any fault of the catalogue, or of some of it, beginning within `length` minutes; it may outlast the run. */
export const faultWithin = (length: number, among: readonly Fault[] = faults): fc.Arbitrary<FaultSpec> =>
  fc.constantFrom(...among).chain(({ id, lasting, parameters }) =>
    fc.tuple(moment(length), minutes(1, Math.ceil(length / 2)), valuesOf(parameters)).map(
      ([at, lasts, values]): FaultSpec => ({
        fault: id,
        at: asText(at),
        ...(lasting && { for: lasts }),
        ...values,
      }),
    ),
  );

/** What a new service is filled by: nothing, or a strategy that can fill an empty copy. */
const anySeed: fc.Arbitrary<Scenario['billing']['seed']> = fc.oneof(
  fc.constant('none' as const),
  fc
    .constantFrom(...strategies.filter(({ seeds }) => seeds))
    .chain(({ id, parameters }) => valuesOf(parameters).map((values) => ({ strategy: id, parameters: values }))),
);

/** When Billing starts, in minutes: mostly at once, sometimes with the others, and then perhaps seeded. */
const anyStart = (length: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ startsAt: 0, seed: 'none' as const }) },
    { weight: 2, arbitrary: fc.record({ startsAt: fc.integer({ min: 1, max: length }), seed: anySeed }) },
  );

const anyBilling = () =>
  fc.record({
    reads: fc.constantFrom('copy', 'copy', 'copy', 'verify', 'api'),
    whenApiFails: fc.constantFrom('block', 'invoice'),
    policy: fc.constantFrom(...policies.map(({ id }) => id)),
    consumers: fc.constantFrom(1, 1, 2, 4),
    affinity: fc.constantFrom('none', 'none', 'partition', 'single-active'),
    prefetch: fc.constantFrom(0, 1, 2, 20),
    ack: fc.constantFrom('after', 'after', 'before'),
    onFailure: fc.constantFrom('requeue', 'dead-letter', 'skip'),
    retryAfter: fc.constantFrom('1s', '40s'),
    requeueBy: fc.constantFrom('nack', 'reject'),
    serviceTime: delay,
    apiLatency: delay,
    invoiceEvery: minutes(7, 90),
    invoiceAmount: fc.constantFrom(10, 0.1, 19.99),
    gapDetection: fc.boolean(),
    copyMaxAge: fc.constantFrom('none', 'none', '20m', '2h'),
    readRepair: fc.boolean(),
    catchUp: fc.constantFrom(true, true, false),
    invoiceAt: fc.constantFrom('none', 'none', '00:20', '01:00:30.5'),
    freshnessGate: fc.constantFrom('none', 'none', 'none', '4m', '1h'),
    reconcileEvery: fc.constantFrom('none', 'none', 'none', '17m'),
  }) as fc.Arbitrary<Partial<Scenario['billing']>>;

const MAILER = otherService('mailer', 'UserCreated');
const CRM = otherService('crm', 'UserSuspended');

/** How it is noticed that something is wrong: mostly nobody says, and the repair's time is given. */
const anyDetection = (length: number): fc.Arbitrary<Scenario['detection']> =>
  fc
    .record({
      by: fc.oneof(
        { weight: 4, arbitrary: fc.constant('given' as const) },
        { weight: 3, arbitrary: fc.constantFrom('silence-alarm', 'gap', 'reconciliation', 'customer') },
      ),
      at: fc.oneof(fc.constant('none'), moment(length).map(asText)),
      falseAlarm: fc.constantFrom(1e-4, 0.1, 0.9),
      every: fc.constantFrom('20m', '90m', '24h'),
      delay: fc.constantFrom('0s', '1m', '1h'),
    })
    .map(({ by, at, ...rest }) => ({ ...rest, by, at: by === 'given' ? at : 'none' }));

/** The same faults, of which some last until they are fixed; `which` says which may, where somebody notices them. */
export function untilFixed(
  given: readonly FaultSpec[],
  which: readonly boolean[],
  { by, at }: Scenario['detection'],
): readonly FaultSpec[] {
  const isNoticed = (fault: FaultSpec) =>
    by !== 'given' || (at !== 'none' && microseconds(at) >= microseconds(fault.at));
  return given.map((fault, n) =>
    which[n] === true && fault.for !== undefined && isNoticed(fault) ? { ...fault, for: 'until-fixed' } : fault,
  );
}

export const FEW_FIXES = fc.array(fc.constantFrom(false, false, true), { minLength: 4, maxLength: 4 });

export const profiles = scenarioDefinition.catalogues.profiles;

/** A scenario of `length` minutes that passes the check of files. */
export const anyScenario = (length: number): fc.Arbitrary<Scenario> =>
  fc
    .record({
      users: fc.integer({ min: 0, max: 30 }),
      suspendedShare: fc.constantFrom(0, 0.3, 1),
      activity: fc.constantFrom('even' as const, 'even' as const, { zipf: 1.1 }),
      workload: fc.record({
        signUps: perHour(20),
        suspend: perHour(3),
        reactivate: perHour(3),
        delete: perHour(1),
        changePlan: fc.oneof(fc.constant('0/h'), perHour(3)),
      }),
      carry: fc.constantFrom('state', 'state', 'delta', 'key'),
      versioned: fc.constantFrom(true, true, true, false),
      path: fc.constantFrom('direct', 'direct', 'outbox', 'outbox', 'cdc'),
      confirms: fc.boolean(),
      relayEvery: fc.constantFrom('500ms', '1m', '13m'),
      heartbeat: fc.constantFrom('none', 'none', 'none', '2m'),
      profile: fc.constantFrom(...profiles),
      latency: delay,
      deliveryLatency: delay,
      retention: fc.constantFrom('7d', '30m'),
      deliveryLimit: fc.constantFrom('none' as const, 0, 1),
      limitCounts: fc.constantFrom('returns' as const, 'failures' as const),
      ttl: fc.constantFrom('none', 'none', '5m'),
      maxLength: fc.constantFrom('none' as const, 'none' as const, 3),
      overflow: fc.constantFrom('drop-head' as const, 'reject-publish' as const),
      expires: fc.constantFrom('none', 'none', '4m'),
      mandatory: fc.boolean(),
      offsetsRetention: fc.constantFrom('7d', '5m'),
      partitions: fc.constantFrom(1, 2, 3, 8),
      compacts: fc.boolean(),
      segmentAge: fc.constantFrom('7m', '1h'),
      deleteRetention: fc.constantFrom('0s', '9m', '1d'),
      truth: fc.constantFrom('database', 'database', 'database', 'log'),
      holdsInitial: fc.boolean(),
      start: anyStart(length),
      billing: anyBilling(),
      api: fc.record({
        pageSize: fc.constantFrom(1, 3, 500),
        paging: fc.constantFrom('keyset', 'offset'),
        rateLimit: fc.constantFrom('none', '20/s', '2/m'),
        includeDeleted: fc.boolean(),
        replicaLag: fc.constantFrom('0s', '0s', '3s', '11m'),
      }),
      bulkEndpoint: fc.boolean(),
      history: fc.constantFrom('all', 'none', '1h'),
      faults: fc.array(faultWithin(length), { maxLength: 4 }),
      repairAt: fc.integer({ min: 0, max: length }),
      people: fc.constantFrom('none', { find: '1m', build: '3m', review: '2m', run: '30s', fix: '4m', handOff: '7m' }),
      subscribers: fc.constantFrom<Scenario['subscribers']>([], [], [MAILER], [MAILER, CRM]),
      detection: anyDetection(length),
      fixes: FEW_FIXES,
      updatedSince: fc.boolean(),
      deletedEndpoint: fc.boolean(),
      digest: fc.boolean(),
      writers: fc.constantFrom(1, 4),
      transactionTime: fc.constantFrom<Distribution>({ constant: '0s' }, { constant: '0s' }, { exponential: '1m' }),
    })
    .map((any) => {
      const { billing } = any;
      const { id: profile, compacts } = any.profile;
      const kind = compacts === true && any.compacts ? 'compacted-log' : any.profile.kind;
      const isTruth = any.truth === 'log' && kind !== 'queue';
      const reads = billing.reads ?? 'copy';
      const {
        segmentAge,
        deleteRetention,
        latency,
        deliveryLatency,
        retention,
        deliveryLimit,
        offsetsRetention,
        partitions,
      } = any;
      const { ttl, maxLength, overflow, expires, limitCounts } = any;
      const holdsInitial = any.holdsInitial || isTruth;
      const limits = { deliveryLimit, limitCounts, ttl, maxLength, overflow, expires };
      const road = {
        holdsInitial,
        latency,
        deliveryLatency,
        retention,
        offsetsRetention,
        partitions,
        segmentAge,
        deleteRetention,
        ...limits,
      };
      return scenario({
        length: `${length}m`,
        settleWithin: '1d',
        population: { users: any.users, suspendedShare: any.suspendedShare, activity: any.activity },
        workload: any.workload,
        events: { carry: any.carry as 'state', versioned: any.versioned },
        user: {
          bulkEndpoint: any.bulkEndpoint,
          updatedSince: any.updatedSince,
          deletedEndpoint: any.deletedEndpoint,
          digest: any.digest,
          history: any.history,
          truth: isTruth ? 'log' : 'database',
        },
        publisher: {
          path: isTruth ? 'direct' : (any.path as 'direct'),
          confirms: any.confirms || isTruth,
          mandatory: any.mandatory,
          relayEvery: any.relayEvery,
          heartbeat: any.heartbeat,
          writers: any.writers,
          transactionTime: any.transactionTime,
        },
        broker: { kind: kind as 'queue', profile, ...road },
        billing: {
          ...billing,
          startsAt: `${any.start.startsAt}m`,
          seed: any.start.seed,
          ...(profile === 'redis-stream' && billing.affinity === 'partition' && { affinity: 'none' as const }), // not simulated
          ...(reads === 'api' && { whenApiFails: 'block' as const }), // nor invoices without copy and answer
        },
        api: any.api as Partial<Scenario['api']>,
        // What one full queue refuses is sent to all again, under its old number: who had it the first time has it twice, and no line
        // tells the two apart.
        subscribers: any.overflow === 'reject-publish' ? [] : any.subscribers,
        faults: untilFixed(any.faults, any.fixes, any.detection),
        detection: any.detection,
        repair: {
          at: any.detection.by === 'given' ? `${Math.max(any.start.startsAt, any.repairAt)}m` : 'detected',
        },
        people: any.people as Scenario['people'],
      });
    });
