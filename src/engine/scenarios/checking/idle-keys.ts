// Which keys cannot act in which lane, whatever faults people inject. One line a kind of thing: its keys, where they act, and what
// is said where they do not. A key that is in no line acts everywhere, or is refused. It says where, and tells nobody.
import type { Scenario, VariantSpec } from '../../scenario.ts';
import { asksToInvoice } from '../../sections/billing.ts';
import type { Distribution } from '../../sections/shape.ts';
import { parseDuration } from '../../units.ts';
import type { StrategyEntry } from './definition.ts';

/** One lane: the scenario with its changes applied, and the procedures that run in it: first its strategy, then what seeds the copy. */
export interface Lane {
  readonly scenario: Scenario;
  readonly variant: VariantSpec;
  readonly procedures: readonly StrategyEntry[];
}

interface IdleKeys {
  /** Dotted paths of keys. */
  readonly keys: readonly string[];
  acts(lane: Lane): boolean;
  /** After the key: why it does nothing. */
  readonly told: string;
}

const keepsCopy = ({ scenario }: Lane): boolean => scenario.billing.reads !== 'api';
/** Whether Billing starts later than the run, with a copy that somebody must fill. */
export const beginsEmpty = ({ billing }: Scenario): boolean =>
  billing.reads !== 'api' && (parseDuration(billing.startsAt) ?? 0) > 0;
/** Whether somebody may look for what a false alarm is about. */
const mayAlarm = ({ scenario: { detection } }: Lane): boolean => detection.by !== 'given' || detection.at !== 'none';
const isLog = ({ scenario }: Lane): boolean => scenario.broker.kind !== 'queue';

/** Whether anybody takes events: Billing, or another subscriber, which consumes as Billing would. */
const takesEvents = (lane: Lane): boolean => keepsCopy(lane) || lane.scenario.subscribers.length > 0;

/** Whether there is a queue. */
const isQueue = (lane: Lane): boolean => takesEvents(lane) && !isLog(lane);

/** Whether a time that is drawn is ever above 0. */
const takesTime = (of: Distribution): boolean => !('constant' in of) || parseDuration(of.constant) !== 0;

/** A log whose reader says itself how much it takes at a time. */
const isPolled = (lane: Lane): boolean => isLog(lane) && lane.scenario.broker.profile !== 'kafka';

/** Whether it matters to which consumer a user's messages go: a stream has one reader, and Kafka gives each partition to one. */
const sharesAnyway = ({ scenario: { broker, billing } }: Lane): boolean =>
  broker.profile !== 'rabbitmq-stream' && !(broker.profile === 'kafka' && billing.affinity === 'partition');

/** Whether a procedure of the lane's names one of these guards, delays or effects in its statechart. */
export const names = (lane: Lane, ...words: readonly string[]): boolean =>
  lane.procedures.some(
    ({ machine: { config } }) =>
      (keepsCopy(lane) || !mentions(config, 'lacksCopy')) && words.some((word) => mentions(config, word)),
  );

/** Whether plain data says a word anywhere, as a key or as a value. */
function mentions(data: unknown, word: string): boolean {
  if (typeof data !== 'object' || data === null) return data === word;
  return Object.entries(data).some(([key, value]) => key === word || mentions(value, word));
}

/** Whether the copy is compared with the truth now and then. */
const reconciles = ({ scenario }: Lane): boolean =>
  scenario.billing.reads !== 'api' && scenario.billing.reconcileEvery !== 'none' && scenario.user.digest;

/** Whether an invoice run asks the API. */
const invoicingCalls = ({ scenario }: Lane): boolean => asksToInvoice(scenario.billing);

const readsPages = (lane: Lane): boolean => !keepsCopy(lane) || names(lane, 'scanPages');
const callsApi = (lane: Lane): boolean =>
  invoicingCalls(lane) ||
  lane.scenario.events.carry === 'key' ||
  names(lane, 'scanPages', 'sweep', 'scanSince', 'reconcile', 'creditInvoices') ||
  reconciles(lane);
/** What the deleted are known from is the change history. */
const sendsTombstones = (lane: Lane): boolean =>
  names(lane, 'publishSnapshots') && lane.variant.parameters['tombstones'] !== false;

/** Whether invoice runs wait for news. */
const isGated = (lane: Lane): boolean => keepsCopy(lane) && lane.scenario.billing.freshnessGate !== 'none';

const EVENTS_UNUSED = 'has no effect where billing.reads is api: Billing takes no events';
const NO_PROCEDURE = 'has no effect here: no procedure that runs asks for it';

export const idleKeys: readonly IdleKeys[] = [
  {
    keys: ['publisher.relayEvery', 'publisher.relayBatch'],
    acts: ({ scenario }) => scenario.publisher.path !== 'direct',
    told: 'has no effect where publisher.path is direct: there is no outbox to be read',
  },
  {
    keys: ['publisher.writers'],
    acts: (lane) =>
      takesTime(lane.scenario.publisher.transactionTime) &&
      (lane.scenario.publisher.path === 'outbox' || names(lane, 'scanSince')),
    told: 'has no effect here: transactions overlap where publisher.path is outbox and publisher.transactionTime above 0s',
  },
  {
    keys: ['publisher.transactionTime'],
    acts: (lane) =>
      (lane.scenario.publisher.path === 'outbox' && lane.scenario.publisher.writers > 1) || names(lane, 'scanSince'),
    told: 'has no effect here: transactions overlap where publisher.path is outbox and publisher.writers above 1',
  },
  {
    keys: ['broker.retention', 'broker.holdsInitial'],
    acts: isLog,
    told: 'has no effect where broker.kind is queue: a queue keeps what waits, and nothing that was acknowledged',
  },
  {
    keys: ['broker.retention'],
    acts: ({ scenario }) => scenario.broker.kind !== 'compacted-log',
    told: 'has no effect where broker.kind is compacted-log: the newest of each user is kept for ever',
  },
  {
    keys: ['broker.segmentAge', 'broker.deleteRetention'],
    acts: ({ scenario }) => scenario.broker.kind === 'compacted-log',
    told: 'has no effect where broker.kind is not compacted-log: nothing is compacted',
  },
  {
    keys: ['broker.ttl', 'broker.maxLength', 'broker.expires'],
    acts: isQueue,
    told: 'has no effect here: it limits a queue, and there is none',
  },
  {
    keys: ['broker.overflow'],
    acts: (lane) => isQueue(lane) && lane.scenario.broker.maxLength !== 'none',
    told: 'has no effect where broker.maxLength is none: nothing is full',
  },
  {
    keys: ['publisher.mandatory'],
    acts: (lane) => isQueue(lane) || (lane.scenario.broker.profile === 'rabbitmq-stream' && takesEvents(lane)),
    told: 'has no effect here: no exchange is told to return what reaches no queue of Billing’s',
  },
  {
    keys: ['billing.onFailure'],
    acts: (lane) => isQueue(lane) || (takesEvents(lane) && lane.scenario.billing.ack === 'after'),
    told: 'has no effect here: what is acknowledged before it is processed is nobody’s any more',
  },
  {
    keys: ['billing.retryAfter'],
    acts: (lane) =>
      takesEvents(lane) && lane.scenario.billing.ack === 'after' && lane.scenario.billing.onFailure === 'requeue',
    told: 'has no effect here: nobody hands a message back on which it failed',
  },
  {
    keys: ['broker.deliveryLimit'],
    acts: (lane) =>
      lane.scenario.broker.profile === 'rabbitmq-quorum' && lane.scenario.billing.ack === 'after' && takesEvents(lane),
    told: 'has no effect here: deliveries are counted where broker.profile is rabbitmq-quorum and billing.ack after',
  },
  {
    keys: ['broker.limitCounts'],
    acts: (lane) =>
      lane.scenario.broker.profile === 'rabbitmq-quorum' &&
      lane.scenario.broker.deliveryLimit !== 'none' &&
      lane.scenario.billing.ack === 'after' &&
      takesEvents(lane),
    told: 'has no effect here: there is no delivery limit against which anything counts',
  },
  {
    keys: ['billing.requeueBy'],
    acts: (lane) =>
      lane.scenario.broker.profile === 'rabbitmq-quorum' &&
      lane.scenario.broker.deliveryLimit !== 'none' &&
      lane.scenario.broker.limitCounts === 'failures' &&
      lane.scenario.billing.ack === 'after' &&
      takesEvents(lane),
    told: 'has no effect here: no delivery limit tells a message handed back from a rejected one',
  },
  {
    keys: ['broker.partitions'],
    acts: (lane) => lane.scenario.broker.profile === 'kafka' && takesEvents(lane),
    told: 'has no effect where broker.profile is not kafka: nobody else divides a log',
  },
  {
    keys: ['billing.affinity'],
    acts: (lane) => takesEvents(lane) && lane.scenario.billing.consumers > 1,
    told: 'has no effect here: there are no several consumers who share the work',
  },
  {
    keys: ['billing.affinity'],
    acts: (lane) => !(takesEvents(lane) && lane.scenario.billing.consumers > 1) || sharesAnyway(lane),
    told: 'has no effect on this log: each of its parts has one reader as it is',
  },
  {
    keys: ['broker.offsetsRetention'],
    acts: (lane) => lane.scenario.broker.profile === 'kafka' && takesEvents(lane),
    told: 'has no effect where broker.profile is not kafka: nobody else forgets the place of a group without members',
  },
  {
    keys: [
      'broker.deliveryLatency',
      'billing.policy',
      'billing.consumers',
      'billing.prefetch',
      'billing.ack',
      'billing.serviceTime',
      'events.carry',
      'events.versioned',
    ],
    acts: takesEvents,
    told: EVENTS_UNUSED,
  },
  {
    keys: ['billing.gapDetection', 'billing.freshnessGate'],
    acts: keepsCopy,
    told: EVENTS_UNUSED,
  },
  {
    keys: ['billing.prefetch'],
    acts: (lane) => !takesEvents(lane) || isPolled(lane) || lane.scenario.billing.ack === 'after',
    told: 'has no effect where billing.ack is before: a queue limits only what is not acknowledged, and Kafka hands out 500 at a time',
  },
  {
    keys: ['billing.seed'],
    acts: ({ scenario }) => beginsEmpty(scenario),
    told: 'has no effect here: Billing has no copy that begins empty, as one has that starts later',
  },
  {
    keys: ['billing.whenApiFails'],
    acts: invoicingCalls,
    told: 'has no effect where billing.reads is copy: an invoice run asks nobody',
  },
  {
    keys: ['billing.copyMaxAge'],
    acts: ({ scenario }) => scenario.billing.reads === 'copy',
    told: 'has no effect where billing.reads is not copy: then the API is asked whatever the age of a row',
  },
  {
    keys: ['billing.readRepair'],
    acts: ({ scenario }) => scenario.billing.reads === 'verify',
    told: 'has no effect where billing.reads is not verify: nobody asks about rows that the copy has',
  },
  {
    keys: ['billing.catchUp'],
    acts: (lane) => invoicingCalls(lane) || names(lane, 'freezeInvoicing') || isGated(lane),
    told: 'has no effect here: no invoice run waits for an answer, and no procedure that runs puts any off',
  },
  {
    keys: ['api.paging'],
    acts: readsPages,
    told: 'has no effect here: nobody reads the API page by page',
  },
  {
    keys: ['api.includeDeleted'],
    acts: (lane) => readsPages(lane) || names(lane, 'scanSince', 'reconcile'),
    told: 'has no effect here: nobody reads lists of users from the API',
  },
  {
    keys: ['api.rateLimit', 'api.replicaLag', 'billing.apiLatency'],
    acts: callsApi,
    told: 'has no effect here: nobody calls the API',
  },
  {
    keys: ['api.pageSize'],
    acts: (lane) =>
      invoicingCalls(lane) || names(lane, 'scanPages', 'scanSince', 'reconcile', 'creditInvoices') || reconciles(lane),
    told: 'has no effect here: nobody calls the API about many at once',
  },
  {
    keys: ['user.bulkEndpoint'],
    acts: (lane) => names(lane, 'lacksEndpoint'),
    told: NO_PROCEDURE,
  },
  {
    keys: ['user.updatedSince'],
    acts: (lane) => names(lane, 'lacksUpdatedSince'),
    told: NO_PROCEDURE,
  },
  {
    keys: ['user.deletedEndpoint'],
    acts: (lane) => names(lane, 'tellsDeleted'),
    told: NO_PROCEDURE,
  },
  {
    keys: ['user.digest'],
    acts: (lane) => names(lane, 'lacksDigest') || (keepsCopy(lane) && lane.scenario.billing.reconcileEvery !== 'none'),
    told: NO_PROCEDURE,
  },
  {
    keys: ['costs.creditedInvoice'],
    acts: (lane) => names(lane, 'creditInvoices'),
    told: 'has no effect here: nobody writes credit notes',
  },
  {
    keys: ['costs.sideEffect'],
    acts: ({ scenario }) => scenario.subscribers.length > 0,
    told: 'has no effect here: no other subscriber does anything outward',
  },
  {
    keys: ['detection.at'],
    acts: ({ scenario }) => scenario.detection.by === 'given',
    told: 'has no effect here: detection.by says who notices, not when',
  },
  {
    keys: ['detection.falseAlarm'],
    acts: ({ scenario }) => scenario.detection.by === 'silence-alarm',
    told: 'has no effect where detection.by is not silence-alarm',
  },
  {
    keys: ['detection.every'],
    acts: (lane) => lane.scenario.detection.by === 'reconciliation' && keepsCopy(lane),
    told: 'has no effect where detection.by is not reconciliation, or there is no copy to compare',
  },
  {
    keys: ['detection.delay'],
    acts: ({ scenario }) => scenario.detection.by === 'customer',
    told: 'has no effect where detection.by is not customer',
  },
  {
    keys: ['billing.reconcileEvery'],
    acts: ({ scenario }) => scenario.billing.reads !== 'api' && scenario.user.digest,
    told: 'has no effect here: there is no copy to be compared, or no checksums of the User service’s to compare it with',
  },
  {
    keys: ['user.history'],
    acts: (lane) => names(lane, 'lacksHistory') || sendsTombstones(lane),
    told: NO_PROCEDURE,
  },
  ...['find', 'build', 'review', 'run', 'handOff'].map((work) => ({
    keys: [`people.${work}`],
    // Who looks for what a false alarm is about needs as long as to find what is wrong.
    acts: (lane: Lane) => names(lane, work) || (work === 'find' && mayAlarm(lane)),
    told: 'has no effect here: no procedure that runs needs this work',
  })),
  {
    keys: ['workload.types', 'workload.columns', 'workload.timezone'],
    acts: ({ scenario }) => scenario.workload.file !== undefined,
    told: 'has no effect without workload.file',
  },
  {
    keys: ['population.suspendedShare'],
    acts: ({ scenario }) => scenario.population.users > 0,
    told: 'has no effect where population.users is 0',
  },
  {
    keys: ['population.activity', 'population.activity.zipf'],
    acts: ({ scenario }) => scenario.population.users > 0 && scenario.workload.file === undefined,
    told: 'has no effect here: a file says whom what happens to, and of nobody none is busier',
  },
];
