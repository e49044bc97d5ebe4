// Small incidents like those that ship with the product, each of which reaches corners the others do not: 60 users for six
// hours, everybody busy, an API of seven users a page. Every one runs in a few milliseconds.
import type { Scenario, VariantSpec } from '../../src/engine/scenario.ts';
import { otherService } from './other-service.ts';
import { type Overrides, scenario, silent } from './scenarios.ts';

const BUSY: Overrides = {
  length: '6h',
  settleWithin: '1d',
  population: { users: 60, suspendedShare: 0.3 },
  workload: { signUps: '5/h', suspend: '0.5/h', reactivate: '1/h', delete: '0.05/h', changePlan: '0.2/h' },
  billing: { invoiceEvery: '30m' },
  api: { pageSize: 7, rateLimit: '2/s' },
  people: { find: '5m', build: '10m', review: '5m', run: '1m' },
};

/** `more` over the common ground, section by section. */
export function busy(more: Overrides = {}): Scenario {
  return scenario(more, scenario(BUSY));
}

const everythingAtOnce = [
  silent('1h', '1h'),
  { fault: 'message-duplicate', at: '90m', for: '1h', share: 0.3 },
  { fault: 'consumer-down', at: '130m', for: '7m' },
  { fault: 'message-delay', at: '150m', for: '10m', by: '3m', share: 0.5 },
  { fault: 'broker-restart', at: '170m', for: '2m' },
  { fault: 'api-down', at: '200m', for: '10m' },
  { fault: 'message-loss', at: '215m', for: '20m', share: 0.4 },
];

/** What a broker and a consumer can do to messages, of queues. */
const STRANGE_QUEUES = [
  { fault: 'queue-unbound', at: '40m', for: '10m' },
  { fault: 'consumer-down', at: '1h', for: '30m' },
  { fault: 'message-ttl', at: '62m', for: '20m', ttl: '9m' },
  { fault: 'queue-overflow', at: '85m', for: '20m', maxLength: 6 },
  { fault: 'consumer-slow', at: '2h', for: '20m', factor: 4000 },
  { fault: 'queue-overflow', at: '121m', for: '15m', maxLength: 4, overflow: 'reject-publish' },
  { fault: 'queue-expiry', at: '170m', for: '90m', expires: '10m' },
  { fault: 'consumer-down', at: '3h', for: '25m' },
];

export const incidents: Readonly<Record<string, Scenario>> = {
  'the publisher is silent for an hour': busy({ faults: [silent('1h', '1h')], repair: { at: '190m' } }),
  'everything goes wrong, one after the other': busy({ faults: everythingAtOnce, repair: { at: '190m' } }),
  'the publisher forgets sign-ups and deletions of half the users': busy({
    faults: [silent('30m', '3h', { share: 0.5, types: ['UserCreated', 'UserDeleted'] })],
  }),
  'Billing starts late, with an empty copy': busy({
    billing: { startsAt: '2h', policy: 'version' },
    repair: { at: '2h' },
    faults: [{ fault: 'api-down', at: '140m', for: '4m' }],
  }),
  'consumers die with messages in memory': busy({
    billing: { ack: 'before', serviceTime: { exponential: '40s' }, policy: 'version' },
    broker: { deliveryLatency: { exponential: '5s' } },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '10m' },
      { fault: 'broker-restart', at: '2h', for: '1m' },
    ],
  }),
  'consumers overtake each other': busy({
    billing: { consumers: 3, prefetch: 4, serviceTime: { lognormal: { median: '10s', p99: '5m' } } },
    broker: { latency: { lognormal: { median: '1s', p99: '20s' } }, deliveryLatency: { exponential: '2s' } },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '3m' },
      { fault: 'broker-restart', at: '3h', for: '3m' },
    ],
  }),
  'Billing asks the API, which is away when invoices are due': busy({
    billing: { reads: 'api', apiLatency: { exponential: '20s' } },
    api: { pageSize: 7, rateLimit: '1/s' },
    faults: [{ fault: 'api-down', at: '85m', for: '2h' }],
  }),
  'Billing verifies by an API that is away, and invoices all the same': busy({
    billing: { reads: 'verify', whenApiFails: 'invoice', apiLatency: { exponential: '5s' } },
    faults: [silent('1h', '1h'), { fault: 'api-down', at: '85m', for: '1h' }],
  }),
  'pages count rows while users are deleted': busy({
    workload: { signUps: '60/h', suspend: '0.5/h', reactivate: '1/h', delete: '1/h', changePlan: '0/h' },
    api: { pageSize: 5, rateLimit: '1/s', paging: 'offset', includeDeleted: true },
    billing: { apiLatency: { exponential: '10s' } },
    faults: [silent('1h', '1h')],
  }),
  'the publisher does not wait for confirms': busy({
    publisher: { confirms: false },
    faults: [
      { fault: 'broker-restart', at: '1h', for: '10m' },
      { fault: 'message-loss', at: '2h', for: '1h', share: 0.3 },
    ],
  }),
  'a log keeps its entries for an hour only': busy({
    broker: { kind: 'log', retention: '1h' },
    billing: { policy: 'version' },
    faults: [{ fault: 'consumer-down', at: '1h', for: '2h' }],
  }),
  'a fault outlasts the run, which does not settle': busy({
    settleWithin: '20m',
    faults: [{ fault: 'consumer-down', at: '5h', for: '3h' }],
    repair: { at: '350m' },
  }),
  'nothing happens but repairs': busy({ repair: { at: '2h' } }),
  'Billing starts late, is seeded before it is bound, and then the publisher falls silent': busy({
    billing: {
      startsAt: '1h10m',
      policy: 'version',
      seed: { strategy: 'resync', parameters: { order: 'copy-first', merge: 'at-least', sweep: true, freeze: false } },
    },
    faults: [silent('2h', '1h'), { fault: 'api-down', at: '100m', for: '4m' }],
  }),
  'a queue loses its binding, its room, its messages and itself': busy({
    faults: STRANGE_QUEUES,
    repair: { at: '4h' },
  }),
  'the same, and the publisher is told of what reaches no queue': busy({
    publisher: { mandatory: true },
    billing: { policy: 'version', onFailure: 'dead-letter' },
    faults: STRANGE_QUEUES,
    repair: { at: '4h' },
  }),
  'processing fails, hangs and kills, and dead letters come back': busy({
    billing: { consumers: 2, prefetch: 5, onFailure: 'dead-letter', serviceTime: { exponential: '3s' } },
    broker: { deliveryLimit: 2, deliveryLatency: { exponential: '1s' } },
    faults: [
      { fault: 'poison-message', at: '30m', for: '20m', share: 0.3 },
      { fault: 'poison-message', at: '1h', for: '10m', share: 0.2, kills: true, restartAfter: '20s' },
      { fault: 'consumer-crash', at: '80m', for: '20m', share: 0.4, restartAfter: '5s' },
      { fault: 'consumer-crash', at: '110m', for: '20m', share: 0.4, when: 'after-ack' },
      { fault: 'consumer-timeout', at: '140m', for: '20m', share: 0.3, timeout: '4m' },
      { fault: 'redrive', at: '200m' },
    ],
    repair: { at: '170m' },
  }),
  'a consumer holds a failed message back and tries again': busy({
    billing: { ack: 'after', policy: 'timestamp', onFailure: 'requeue', retryAfter: '10s' },
    faults: [
      { fault: 'poison-message', at: '1h', for: '20m', share: 0.3 },
      { fault: 'schema-change', at: '2h', for: '15m', reaction: 'reject', types: ['UserSuspended', 'UserCreated'] },
      { fault: 'consumer-timeout', at: '180m', for: '20m', share: 0.2, timeout: '2m' },
    ],
    repair: { at: '4h' },
  }),
  'a bad deployment writes the wrong status, then another does not know new events': busy({
    billing: { onFailure: 'skip' },
    faults: [
      { fault: 'consumer-bug', at: '1h', for: '1h', share: 0.5 },
      { fault: 'schema-change', at: '150m', for: '30m' },
      { fault: 'schema-change', at: '200m', for: '20m', reaction: 'reject' },
      { fault: 'consumer-crash', at: '90m', for: '20m', share: 0.2 },
    ],
    repair: { at: '4h' },
  }),
  'the retention of a log is cut while its reader is away': busy({
    broker: { kind: 'log' },
    billing: { policy: 'version', onFailure: 'dead-letter' },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '1h' },
      { fault: 'retention-cut', at: '90m', for: '40m', keep: '15m' },
      { fault: 'poison-message', at: '150m', for: '20m', share: 0.3 },
      { fault: 'queue-unbound', at: '190m', for: '10m' },
      { fault: 'redrive', at: '4h' },
    ],
    repair: { at: '210m' },
  }),
  'the publisher crashes, and what its client kept for a broker out of reach is gone': busy({
    publisher: { confirms: false },
    faults: [
      { fault: 'publish-reorder', at: '1h', for: '1h', share: 0.5, by: '20m' },
      { fault: 'publisher-crash', at: '80m', for: '100m', share: 0.2 },
      { fault: 'broker-unreachable', at: '2h', for: '1h', buffer: 'memory', bufferSize: 12, giveUpAfter: '10m' },
    ],
  }),
  'transactions are undone when their events have left, and a clock lags': busy({
    faults: [
      { fault: 'publish-before-rollback', at: '1h', for: '2h', share: 0.3 },
      { fault: 'clock-skew', at: '90m', for: '2h', share: 0.5, by: '40m' },
    ],
  }),
  'the relay reads past rows that commit late, dies and is stopped': busy({
    publisher: {
      path: 'outbox',
      relayEvery: '10s',
      relayBatch: 3,
      writers: 4,
      transactionTime: { exponential: '1m' },
    },
    faults: [
      { fault: 'publisher-crash', at: '1h', for: '2h', share: 0.3 },
      { fault: 'relay-stopped', at: '2h', for: '30m' },
    ],
  }),
  'roads are cut and blocked, and the API is slow and strict': busy({
    publisher: { path: 'cdc', relayEvery: '7s' },
    billing: { reads: 'verify', apiLatency: { exponential: '2s' }, ack: 'before', serviceTime: { exponential: '10s' } },
    faults: [
      { fault: 'network-partition', at: '1h', for: '20m', between: 'broker-billing' },
      { fault: 'publisher-blocked', at: '90m', for: '20m' },
      { fault: 'network-partition', at: '110m', for: '20m', between: 'user-broker' },
      { fault: 'api-slow', at: '2h', for: '40m', factor: 8 },
      { fault: 'network-partition', at: '150m', for: '5m', between: 'billing-api' },
      { fault: 'api-rate-limit', at: '170m', for: '1h', limit: '10/m' },
    ],
  }),
  'others receive the events too, some of them twice or of what never was': busy({
    subscribers: [otherService('mailer', 'UserCreated'), otherService('crm', 'UserSuspended')],
    billing: { serviceTime: { exponential: '2s' } },
    faults: [
      { fault: 'message-duplicate', at: '30m', for: '1h', share: 0.4 },
      { fault: 'publish-before-rollback', at: '1h', for: '1h', share: 0.3 },
      silent('90m', '1h'),
      { fault: 'broker-restart', at: '170m', for: '5m' },
      { fault: 'message-loss', at: '3h', for: '30m', share: 0.3 },
    ],
    repair: { at: '4h' },
  }),
  'noticed-by-silence': busy({
    faults: [{ fault: 'publisher-silent', at: '1h', for: 'until-fixed' }],
    detection: { by: 'silence-alarm', falseAlarm: 0.01 },
    repair: { at: 'detected' },
  }),
  'a compacted log is cleaned while its reader is away and deletions are forgotten': busy({
    broker: { kind: 'compacted-log', segmentAge: '20m', deleteRetention: '1h', latency: { constant: '50ms' } },
    workload: { signUps: '30/h', suspend: '0.5/h', reactivate: '1/h', delete: '0.3/h', changePlan: '0/h' },
    user: { erasureWithin: '90m' },
    billing: { policy: 'version' },
    faults: [
      { fault: 'consumer-down', at: '1h', for: '2h' },
      silent('190m', '40m', { types: ['UserDeleted'] }),
      { fault: 'consumer-bug', at: '200m', for: '20m', share: 0.3 },
    ],
    repair: { at: '4h' },
  }),
  'deleted users are held by rows, a log, dead letters and others': busy({
    broker: { kind: 'log', retention: '3h', latency: { constant: '50ms' } },
    workload: { signUps: '10/h', suspend: '0.5/h', reactivate: '1/h', delete: '0.3/h', changePlan: '0.2/h' },
    user: { erasureWithin: '1h' },
    subscribers: [otherService('crm', 'UserSuspended')],
    billing: { policy: 'version', onFailure: 'dead-letter' },
    faults: [
      { fault: 'poison-message', at: '20m', for: '1h', share: 0.3 },
      silent('90m', '1h', { types: ['UserDeleted'] }),
      { fault: 'redrive', at: '160m' },
      { fault: 'poison-message', at: '170m', for: '20m', share: 0.5 },
    ],
    repair: { at: '4h' },
  }),
};

/** Played against the oracle, and in no table of fingerprints. */
export const restores: Readonly<Record<string, Scenario>> = {
  'both databases are restored from backups': busy({
    broker: { kind: 'log' },
    billing: { policy: 'version' },
    faults: [
      { fault: 'billing-restore', at: '1h', back: '20m' },
      { fault: 'user-restore', at: '2h', back: '30m' },
      { fault: 'user-restore', at: '3h', back: '10m', epoch: true },
      { fault: 'message-delay', at: '110m', for: '1h', share: 0.2, by: '15m' },
    ],
    repair: { at: '210m' },
  }),
};

/** Designs that ask the API, or write the log first; in no table of fingerprints either. */
export const askingDesigns: Readonly<Record<string, Scenario>> = {
  'the log is written first, and cannot be for a while': busy({
    user: { truth: 'log' },
    broker: { kind: 'log', latency: { constant: '20ms' } },
    billing: { policy: 'version' },
    faults: [
      { fault: 'broker-restart', at: '1h', for: '20m' },
      silent('2h', '30m'),
      { fault: 'publisher-crash', at: '3h', for: '30m', share: 0.3 },
      { fault: 'consumer-bug', at: '200m', for: '20m', share: 0.3 },
    ],
    repair: { at: '4h' },
  }),
  'a copy has an age, and is asked about before it is invoiced by': busy({
    billing: { copyMaxAge: '40m', apiLatency: { exponential: '2s' } },
    faults: [silent('1h', '1h'), { fault: 'api-down', at: '85m', for: '40m' }],
    repair: { at: '190m' },
  }),
  'what verifying finds is written to the copy': busy({
    billing: { reads: 'verify', readRepair: true, policy: 'version', apiLatency: { exponential: '5s' } },
    faults: [silent('1h', '1h'), { fault: 'consumer-bug', at: '150m', for: '20m', share: 0.3 }],
    repair: { at: '220m' },
  }),
  'the copy is compared with the truth every hour': busy({
    billing: { reconcileEvery: '1h', policy: 'version' },
    faults: [
      silent('70m', '1h'),
      { fault: 'user-restore', at: '200m', back: '20m' },
      { fault: 'billing-restore', at: '250m', back: '30m' },
    ],
    repair: { at: '270m' },
  }),
};

interface StrategyChoice {
  readonly id: string;
  readonly strategy: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  readonly then?: VariantSpec['then'];
}

/** Every strategy, in every way in which its parameters make it another. */
export const procedures: readonly StrategyChoice[] = [
  { id: 'wait', strategy: 'wait' },
  { id: 'replay', strategy: 'replay' },
  { id: 'replay-frozen', strategy: 'replay', parameters: { from: 'incident', freeze: true } },
  { id: 'republish-events', strategy: 'republish-events', parameters: { rate: '1/s' } },
  { id: 'republish-renewed', strategy: 'republish-events', parameters: { identity: 'renewed' } },
  { id: 'republish-state', strategy: 'republish-state', parameters: { rate: '1/s' } },
  { id: 'republish-living', strategy: 'republish-state', parameters: { tombstones: false } },
  { id: 'resync-naive', strategy: 'resync-naive' },
  { id: 'resync-naive-frozen', strategy: 'resync-naive', parameters: { freeze: true } },
  { id: 'resync', strategy: 'resync' },
  { id: 'resync-newer', strategy: 'resync', parameters: { merge: 'newer', sweep: false } },
  { id: 'resync-blind', strategy: 'resync', parameters: { merge: 'blind', freeze: true } },
  { id: 'republish-new-ids', strategy: 'republish-events', parameters: { identity: 'new-ids' } },
  { id: 'replay-last', strategy: 'replay', parameters: { from: 'last', count: 30 } },
  { id: 'redrive', strategy: 'redrive' },
  { id: 'resync-since', strategy: 'resync-since', parameters: { overlap: '10m' } },
  { id: 'reconcile', strategy: 'reconcile', parameters: { grace: '5s' } },
  { id: 'snapshot-watermark', strategy: 'snapshot-watermark', parameters: { chunk: 7, rate: '1/s' } },
  { id: 'rebuild', strategy: 'rebuild' },
  { id: 'copy-database', strategy: 'copy-database', parameters: { rate: '1/s' } },
];

/** The same, in no table of fingerprints. */
export const followed: readonly StrategyChoice[] = [
  { id: 'compacted-seed', strategy: 'compacted-seed' },
  { id: 'credit-notes', strategy: 'credit-notes' },
  { id: 'resync-then-credit', strategy: 'resync', then: [{ strategy: 'credit-notes', parameters: {} }] },
  { id: 'resync-together', strategy: 'resync', parameters: { parallel: 3 } },
  { id: 'resync-hasty', strategy: 'resync', parameters: { rate: '5/s' } },
];
