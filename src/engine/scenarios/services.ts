// The part of the scenario document that describes how the services and the broker are built: events, publisher,
// broker, Billing and the API. Keys of the format that are not simulated yet are marked as such, not left out.
import { DAY } from '../units.ts';
import { POLICY_WORDS, PROFILE_WORDS } from './contract.ts';
import type { Catalogues, SectionShape } from './shape.ts';

/** No duration in a scenario is longer than this, microseconds. */
export const LONGEST = 366 * DAY;

/** The words of `all` that are not among the `simulated`. */
const without = (all: readonly string[], simulated: readonly string[]): string[] =>
  all.filter((word) => !simulated.includes(word));

export const eventsSection: SectionShape = {
  type: 'section',
  summary: 'What an event says.',
  keys: {
    carry: {
      type: 'choice',
      summary: 'The whole state, the change alone, or only who changed.',
      options: ['state'],
      notYet: ['delta', 'key'],
      default: 'state',
    },
    versioned: {
      type: 'boolean',
      summary: "Whether it carries the user's version.",
      notSimulated: true,
      default: true,
    },
  },
};

export const userSection: SectionShape = {
  type: 'section',
  summary: 'What the User service offers to others.',
  keys: {
    bulkEndpoint: { type: 'boolean', summary: 'Its API lists all users, page by page.', default: true },
    deletedEndpoint: { type: 'boolean', summary: 'Its API lists the deleted users.', default: true },
    updatedSince: { type: 'boolean', summary: 'Its API lists the users changed since a time.', default: true },
    digest: { type: 'boolean', summary: 'Its API tells checksums over ranges of users.', default: true },
    history: {
      type: 'duration',
      summary: 'How far back it can tell each change.',
      words: ['all', 'none'],
      min: 0,
      max: 10 * LONGEST,
      default: 'all',
    },
  },
};

export const publisherSection: SectionShape = {
  type: 'section',
  summary: 'How the User service publishes its events.',
  keys: {
    path: {
      type: 'choice',
      summary: 'Directly after the commit, or through an outbox table and a relay.',
      options: ['direct', 'outbox'],
      notYet: ['cdc'],
      default: 'direct',
    },
    confirms: { type: 'boolean', summary: 'It waits for the broker to confirm each message.', default: true },
    mandatory: {
      type: 'boolean',
      summary: 'It is told when a message reaches no queue.',
      notSimulated: true,
      default: false,
    },
    relayEvery: {
      type: 'duration',
      summary: "Time between two passes of the outbox's relay.",
      min: 1000,
      max: DAY,
      default: '500ms',
    },
    heartbeat: {
      type: 'duration',
      summary: 'Time between two events that say nothing but that the path works.',
      words: ['none'],
      min: 1000,
      max: LONGEST,
      notSimulated: true,
      default: 'none',
    },
    writers: { type: 'integer', summary: 'How many write at once.', min: 1, max: 1000, notSimulated: true, default: 1 },
    transactionTime: {
      type: 'distribution',
      summary: 'How long a write transaction takes.',
      notSimulated: true,
      default: { constant: '0s' },
    },
  },
};

export const brokerSection = ({ profiles }: Catalogues): SectionShape => ({
  type: 'section',
  summary: 'What lies between the two services.',
  keys: {
    kind: {
      type: 'choice',
      summary: 'A queue forgets what was delivered; a log keeps it for a while.',
      options: ['queue', 'log'],
      notYet: ['compacted-log'],
      default: 'queue',
    },
    profile: {
      type: 'choice',
      summary: 'The real broker whose ways it follows.',
      options: profiles.map(({ id }) => id),
      notYet: without(
        PROFILE_WORDS.map(({ id }) => id),
        profiles.map(({ id }) => id),
      ),
      computed: 'the usual one of the `kind`',
    },
    latency: {
      type: 'distribution',
      summary: 'From publishing to the queue or log.',
      default: { exponential: '20ms' },
    },
    deliveryLatency: {
      type: 'distribution',
      summary: 'Of a delivery, and of its acknowledgement.',
      default: { constant: '0s' },
    },
    retention: {
      type: 'duration',
      summary: 'How long a log keeps its entries.',
      min: 1,
      max: 10 * LONGEST,
      default: '7d',
    },
    holdsInitial: {
      type: 'boolean',
      summary: 'A log already holds one event per initial user, cut by the retention like others.',
      default: true,
    },
  },
});

const consumerKeys = ({ policies }: Catalogues): SectionShape['keys'] => ({
  copyMaxAge: {
    type: 'duration',
    summary: 'How old a row of the copy may be before Billing asks the API again.',
    words: ['none'],
    min: 1,
    max: LONGEST,
    notSimulated: true,
    default: 'none',
  },
  policy: {
    type: 'choice',
    summary: 'How Billing decides whether an event may write its row.',
    options: policies.map(({ id }) => id),
    notYet: without(
      POLICY_WORDS,
      policies.map(({ id }) => id),
    ),
    default: 'arrival',
  },
  consumers: { type: 'integer', summary: 'How many consumers share the work.', min: 1, max: 1000, default: 1 },
  affinity: {
    type: 'choice',
    summary: "Whether one user's events always go to the same consumer.",
    options: ['none'],
    notYet: ['partition', 'single-active'],
    default: 'none',
  },
  prefetch: {
    type: 'integer',
    summary: 'How many unacknowledged messages a consumer may hold; 0 means no limit.',
    unit: 'messages',
    min: 0,
    max: 1_000_000_000,
    default: 20,
  },
  ack: {
    type: 'choice',
    summary: 'Whether a message is acknowledged after it was processed, or before.',
    options: ['after', 'before'],
    default: 'after',
  },
});

export const billingSection = (catalogues: Catalogues): SectionShape => ({
  type: 'section',
  summary: 'The Billing service: how it learns of users and when it sends invoices.',
  keys: {
    startsAt: {
      type: 'duration',
      summary: 'When Billing starts; before, its queue does not exist and its copy is empty.',
      min: 0,
      max: LONGEST,
      default: '0s',
    },
    reads: {
      type: 'choice',
      summary: 'Its own copy, the API, or the copy and then the API about those to be invoiced.',
      options: ['copy', 'api', 'verify'],
      default: 'copy',
    },
    whenApiFails: {
      type: 'choice',
      summary: 'What an invoice run does when the API does not answer.',
      options: ['block', 'invoice'],
      default: 'block',
    },
    ...consumerKeys(catalogues),
    serviceTime: { type: 'distribution', summary: 'To process one message.', default: { constant: '2ms' } },
    apiLatency: { type: 'distribution', summary: 'Of one call of the API.', default: { exponential: '50ms' } },
    invoiceEvery: {
      type: 'duration',
      summary: 'Time between two invoice runs.',
      min: 1,
      max: 10 * LONGEST,
      default: '1h',
    },
    invoiceAmount: { type: 'number', summary: 'What one invoice asks.', unit: 'money', min: 0, max: 1e9, default: 10 },
    gapDetection: {
      type: 'boolean',
      summary: 'Billing raises an alarm when a version is missing.',
      notSimulated: true,
      default: false,
    },
    freshnessGate: {
      type: 'duration',
      summary: 'Invoices wait while nothing has arrived for so long.',
      words: ['none'],
      min: 1,
      max: LONGEST,
      notSimulated: true,
      default: 'none',
    },
    reconcileEvery: {
      type: 'duration',
      summary: 'Time between two comparisons of the copy with the truth.',
      words: ['none'],
      min: 1,
      max: LONGEST,
      notSimulated: true,
      default: 'none',
    },
  },
});

export const apiSection: SectionShape = {
  type: 'section',
  summary: "The User service's API.",
  keys: {
    pageSize: { type: 'integer', summary: 'Users on a page.', unit: 'users', min: 1, max: 1_000_000, default: 500 },
    paging: {
      type: 'choice',
      summary: 'Pages go on after the last key, or count rows from the start.',
      options: ['keyset', 'offset'],
      default: 'keyset',
    },
    rateLimit: {
      type: 'rate',
      summary: 'How many calls it answers.',
      words: ['none'],
      positive: true,
      most: '1000000/s',
      default: '20/s',
    },
    replicaLag: {
      type: 'duration',
      summary: 'How far behind the database is that it reads.',
      min: 0,
      max: DAY,
      notSimulated: true,
      default: '0s',
    },
    includeDeleted: { type: 'boolean', summary: 'Lists tell the deleted users too.', default: false },
  },
};
