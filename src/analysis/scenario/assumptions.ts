// The assumption cards: of every component what the model does, what it leaves out, and which real system it was checked
// against, for the settings of the scenario at hand. It claims nothing that the engine does not do.
import {
  asksToInvoice,
  duration,
  PROFILES,
  type Profile,
  policies,
  type Scenario,
  traitsOf,
} from '../../engine/index.ts';
import type { Place } from '../component-status.ts';
import { numberText } from '../numbers.ts';
import { takesWords } from '../words.ts';
import { guaranteesOf } from './guarantees.ts';

interface AssumptionCard {
  readonly title: string;
  /** How it is set in this scenario, in words. */
  readonly settings: readonly string[];
  readonly does: readonly string[];
  readonly leavesOut: readonly string[];
  readonly checked: readonly string[];
}

const PUBLISHES = {
  direct: 'Publishes after each commit, directly: nothing ties the two together.',
  outbox: 'Publishes through an outbox: the transaction that changes the user also writes the event.',
  cdc: 'Publishes by change data capture: from the log of its database.',
} as const;

const historyWords = (history: string): string => {
  if (history === 'none') return 'It keeps no history of changes.';
  return history === 'all'
    ? 'It can tell every change since the beginning.'
    : `It can tell the changes of the last ${history}.`;
};

/** How the relay reads, where there is one. */
function relayWords({ path, relayEvery, relayBatch, writers, transactionTime }: Scenario['publisher']): string[] {
  if (path === 'direct') return [];
  const at = relayBatch === 'none' ? '' : ` ${relayBatch} rows at a time,`;
  const holds = path === 'outbox' ? 'the outbox holds' : 'was committed';
  const sends = `A relay sends what ${holds}, a repair’s messages too,${at} every ${relayEvery}.`;
  if (path === 'cdc' || writers === 1) return [sends];
  return [
    sends,
    `${writers} write at once, each transaction for ${takesWords(transactionTime)}: the relay passes over rows that commit after a later one was sent.`,
  ];
}

function userCard({ publisher, user, workload, population }: Scenario): AssumptionCard {
  const drawn = `It begins with ${numberText(population.users)} users; ${workload.signUps} sign-ups; per user ${workload.suspend} suspensions, ${workload.reactivate} reactivations, ${workload.delete} deletions.`;
  return {
    title: 'User service',
    settings: [
      workload.file === undefined ? drawn : `The changes are those of a file: ${workload.file}.`,
      user.truth === 'log'
        ? 'The log is written first: a change is made by being appended, and what cannot be appended is refused.'
        : PUBLISHES[publisher.path],
      ...relayWords(publisher),
      publisher.confirms
        ? 'It keeps each message until the broker confirms it.'
        : 'It does not wait for confirms: what meets a broker that is away is lost.',
      historyWords(user.history),
    ],
    does: [
      'One row per user with status, plan and a version, 1, 2, 3 …, assigned in the write transaction.',
      'Random changes by one Poisson clock over all users; every lane meets the same changes.',
      'One way to the broker, first in, first out: a message never overtakes the one before.',
    ],
    leavesOut: ['Statuses and columns besides these.', 'A deleted user never comes back.'],
    checked: [
      'Not compared with a real database. Its changes agree with the formulas of Poisson processes, and an outage of the publisher with the theory of two-state chains.',
      'Every counter is computed again from the trace by separate code.',
    ],
  };
}

const DURABLE =
  'The queue is durable, its messages persistent, bound to a fan-out exchange; what matches no queue is gone, confirmed all the same.';

function brokerCard({ broker, billing }: Scenario): AssumptionCard {
  const profile = (PROFILES as Readonly<Record<string, Profile>>)[broker.profile];
  const recorded = `${profile?.title ?? broker.profile} is compared with recordings of ${profile?.system} ${profile?.version}: short scripts of operations, each run several times on the real broker, played here without their answers.`;
  return {
    title: 'Broker',
    settings: [
      `It follows the ways of a ${profile?.title ?? broker.profile}.`,
      broker.kind === 'queue'
        ? 'A queue: what Billing acknowledged is gone.'
        : broker.kind === 'compacted-log'
          ? `A compacted log: it keeps the newest entry of each user for ever; segments are closed after ${broker.segmentAge}, and what tells of the deleted goes ${broker.deleteRetention} later.`
          : `A log: it keeps its entries for ${broker.retention}, and each reader its own position.`,
      ...(broker.profile === 'kafka' && broker.partitions > 1
        ? [
            `It is divided into ${broker.partitions} partitions; a user’s events are all in one, and each has one reader.`,
          ]
        : []),
      ...(broker.kind !== 'queue' && broker.holdsInitial ? ['It already holds one event per initial user.'] : []),
      `A message takes ${takesWords(broker.latency)} to get there, a delivery ${takesWords(broker.deliveryLatency)}.`,
      billing.prefetch === 0
        ? 'It hands out as much as there is.'
        : `It hands out up to ${billing.prefetch} unacknowledged messages to a consumer.`,
    ],
    does: [
      ...(profile === undefined ? [] : [profile.summary.replace(' From the documentation, not from recordings.', '')]),
      ...(broker.kind === 'queue' ? [DURABLE] : []),
      ...(profile === undefined
        ? []
        : traitsOf(profile).map(({ name, text }) => `${name[0]?.toUpperCase()}${name.slice(1)}: ${text}`)),
    ],
    leavesOut: profile?.leavesOut ?? [],
    checked: [
      profile?.recorded === true
        ? recorded
        : `${profile?.title ?? broker.profile} follows its documentation; it was not compared with recordings.`,
      'Laws of every broker, on random scripts: no message is lost or doubled, order is kept, prefetch is kept.',
    ],
  };
}

const READS = {
  copy: 'Invoices by its own copy: nobody is asked.',
  api: 'Invoices by the API, page after page: it keeps no copy.',
  verify: 'Invoices by its copy, and asks the API about those to be invoiced.',
} as const;

const CARRIES = {
  state: 'Events carry the whole state of a user.',
  delta: 'Events carry the change alone: it is written over what the copy has.',
  key: 'Events say only whom they are about: the consumer asks the API.',
} as const;

/** How several consumers share the work. */
function sharedWords({ broker, billing }: Scenario): string {
  if (billing.affinity === 'single-active' || broker.profile === 'rabbitmq-stream')
    return ', of whom one works and the others stand by';
  if (broker.profile === 'kafka')
    return broker.partitions < billing.consumers
      ? `, of whom ${billing.consumers - broker.partitions} are idle: there are not more partitions`
      : ', who share the partitions';
  return billing.affinity === 'partition' ? ', each with the messages of some users' : '';
}

/** When people are at work. */
function hoursWords(hours: Exclude<Scenario['people'], string>['hours']): string {
  if (hours === 'always') return ' They are at work by day and by night.';
  const days = hours.days === 'every-day' ? 'every day' : `from ${hours.days.replace('-', ' to ')}`;
  return ` They are at work from ${hours.from} to ${hours.to}, ${days}; what they have to do waits until then.`;
}

function billingCard(scenario: Scenario): AssumptionCard {
  const { billing, people, events } = scenario;
  const policy = policies.find(({ id }) => id === billing.policy);
  const consumers = billing.consumers === 1 ? 'One consumer' : `${billing.consumers} consumers${sharedWords(scenario)}`;
  return {
    title: 'Billing service',
    settings: [
      READS[billing.reads],
      ...(billing.reads === 'copy' && billing.copyMaxAge !== 'none'
        ? [
            `About rows that were written more than ${billing.copyMaxAge} ago a run asks the API first, and writes what it answers.`,
          ]
        : []),
      ...(billing.reads === 'verify' && billing.readRepair
        ? ['What the API says otherwise is written to the copy.']
        : []),
      ...(billing.reads === 'api' ? [] : [`Policy ${billing.policy}: ${policy?.summary ?? ''}`]),
      ...(billing.reads === 'api'
        ? []
        : [
            CARRIES[events.carry],
            ...(events.versioned ? [] : ['They carry no version: nobody can tell old from new.']),
          ]),
      ...(scenario.publisher.heartbeat === 'none'
        ? []
        : [
            `It expects a heartbeat every ${scenario.publisher.heartbeat} when nothing else comes, and raises an alarm when two are missed; of changes that are not recorded it hears nothing.`,
          ]),
      ...(billing.gapDetection ? ['It raises an alarm when a version is missing.'] : []),
      ...guaranteesOf(scenario),
      `${consumers}; a message takes ${takesWords(billing.serviceTime)} and is acknowledged ${billing.ack} processing.`,
      `Invoices every ${billing.invoiceEvery}${billing.invoiceAt === 'none' ? '' : `, first at ${billing.invoiceAt}`}, ${billing.invoiceAmount} each.`,
      ...(billing.freshnessGate === 'none' || billing.reads === 'api'
        ? []
        : [`A run waits while the latest that Billing has heard of is older than ${billing.freshnessGate}.`]),
      ...(!asksToInvoice(billing)
        ? []
        : [
            billing.whenApiFails === 'block'
              ? `Without an answer a run waits${billing.catchUp ? ' and is made up for.' : ' until the next is due.'}`
              : 'Without an answer it invoices by the copy.',
          ]),
      people === 'none'
        ? 'People take no time to repair.'
        : `People take ${people.find} to find, ${people.build} to build, ${people.review} to review, ${people.run} to run; one team waits ${people.handOff} for another.${hoursWords(people.hours)}`,
    ],
    does: [
      'A copy of user, status, plan and version; a removed row leaves its version behind.',
      'It learns only by a message or an answer of the API.',
      'An invoice is wrong if the user is not active at that instant, missed if active all through the run and not invoiced. A repair of the copy changes no invoice.',
    ],
    leavesOut: [
      'Partial failures within a transaction.',
      'Freshness gates and periodic reconciliation.',
      'What customers do about a wrong invoice.',
    ],
    checked: [
      'Not compared with a real service. Its consumers agree with the queueing theory of M/M/1, M/D/1 and of many servers, its backlog with the exact arithmetic of draining.',
      'Its policies agree with a table computed by hand: one user’s five events in every order, doubled, delayed, lost and republished.',
    ],
  };
}

function apiCard({ api, billing, user }: Scenario): AssumptionCard {
  return {
    title: 'API',
    settings: [
      user.bulkEndpoint
        ? `Lists users in pages of ${api.pageSize}, ${api.paging === 'keyset' ? 'each after the last key' : 'each after a count of rows'}.`
        : 'Cannot list users: the User team has to build it first.',
      api.rateLimit === 'none' ? 'Answers any number of calls.' : `Answers calls up to a rate of ${api.rateLimit}.`,
      `A call takes ${takesWords(billing.apiLatency)}.`,
      ...(duration(api.replicaLag) > 0
        ? [
            `It reads from a replica ${api.replicaLag} behind the database: an answer may be older than what Billing has heard.`,
          ]
        : []),
      api.includeDeleted ? 'Lists tell the deleted users too.' : 'Lists do not tell who was deleted.',
    ],
    does: [
      'The service reads its rows half-way through the call; pages are ordered by user number.',
      'A bucket of one second’s worth of calls, two at least, that fills evenly. Callers space their calls by it and, refused, wait for as long.',
      'While it is down calls fail after their latency.',
    ],
    leavesOut: ['Authentication, retries with jitter, caches on the way.'],
    checked: ['Not compared with a real API. Every call is counted again from the trace by separate code.'],
  };
}

const CARDS: Readonly<Record<Place, (scenario: Scenario) => AssumptionCard>> = {
  user: userCard,
  broker: brokerCard,
  billing: billingCard,
  api: apiCard,
};

/** The card of a component under the settings of a scenario. */
export const assumptionsOf = (place: Place, scenario: Scenario): AssumptionCard => CARDS[place](scenario);
