// The defaults of the contract, literally and once: what a document says that gives nothing but its title.
import { expect, expectTypeOf, test } from 'vitest';
import { checkScenario, type Scenario, scenarioDefinition } from '../../../src/engine/index.ts';

test('a scenario that gives nothing has the defaults of the contract', () => {
  const checked = checkScenario({ schema: 1, title: 'A test' }, scenarioDefinition, { id: 'test' });
  const { variants, ...rest } = 'scenario' in checked ? checked.scenario : expect.fail('it was found wrong');
  expect(variants.map(({ id }) => id)).toContain('wait');
  expect(rest).toEqual({
    schema: 1,
    id: 'test',
    title: 'A test',
    description: '',
    seed: 1,
    start: '2026-01-05T00:00:00Z',
    length: '24h',
    settleWithin: '7d',
    opensAt: '0s',
    population: { users: 10_000, suspendedShare: 0.1, activity: 'even' },
    workload: {
      signUps: '60/h',
      suspend: '0.012/h',
      reactivate: '0.1/h',
      delete: '0.0005/h',
      changePlan: '0/h',
      types: {},
      columns: {},
      timezone: 'none',
    },
    events: { carry: 'state', versioned: true },
    user: {
      bulkEndpoint: true,
      deletedEndpoint: true,
      updatedSince: true,
      truth: 'database',
      digest: true,
      history: 'all',
      erasureWithin: 'none',
    },
    publisher: {
      path: 'direct',
      confirms: true,
      mandatory: false,
      relayEvery: '500ms',
      relayBatch: 'none',
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
      deliveryLimit: 'none',
      limitCounts: 'returns',
      ttl: 'none',
      maxLength: 'none',
      overflow: 'drop-head',
      expires: 'none',
      partitions: 1,
      segmentAge: '1h',
      deleteRetention: '1d',
      offsetsRetention: '7d',
      holdsInitial: true,
    },
    billing: {
      startsAt: '0s',
      reads: 'copy',
      whenApiFails: 'block',
      readRepair: false,
      copyMaxAge: 'none',
      policy: 'arrival',
      consumers: 1,
      affinity: 'none',
      prefetch: 20,
      ack: 'after',
      onFailure: 'requeue',
      retryAfter: '1s',
      requeueBy: 'nack',
      serviceTime: { constant: '2ms' },
      apiLatency: { exponential: '50ms' },
      invoiceEvery: '1h',
      invoiceAt: 'none',
      invoiceAmount: 10,
      catchUp: true,
      gapDetection: false,
      freshnessGate: 'none',
      reconcileEvery: 'none',
      seed: 'none',
    },
    api: { pageSize: 500, paging: 'keyset', rateLimit: '20/s', replicaLag: '0s', includeDeleted: false },
    subscribers: [],
    faults: [],
    detection: { by: 'given', at: 'none', falseAlarm: 1e-4, every: '24h', delay: '6h' },
    repair: { at: '0s' },
    people: { find: '30m', build: '2h', review: '30m', run: '5m', fix: '20m', handOff: '1d', hours: 'always' },
    costs: {
      wrongInvoice: 25,
      missedInvoice: 5,
      lateInvoice: 1,
      creditedInvoice: 5,
      sideEffect: 0,
      handsOnHour: 90,
      apiCall: 0.001,
      currency: 'EUR',
      horizon: '7d',
    },
    words: {},
    perYear: 1,
    ranges: {},
    observed: {},
  });
});

test('types follow from the shapes', () => {
  expectTypeOf<Scenario['broker']['kind']>().toEqualTypeOf<'queue' | 'log' | 'compacted-log'>();
  expectTypeOf<Scenario['billing']['policy']>().toEqualTypeOf<string>();
  expectTypeOf<Scenario['user']['bulkEndpoint']>().toEqualTypeOf<boolean>();
  expectTypeOf<Scenario['costs']['apiCall']>().toEqualTypeOf<number>();
  expectTypeOf<Extract<Scenario['people'], string>>().toEqualTypeOf<'none'>();
  expectTypeOf<Pick<Scenario['workload'], 'file'>>().toEqualTypeOf<{ readonly file?: string }>();
  expectTypeOf<Scenario['subscribers'][number]['id']>().toEqualTypeOf<string>();
});
