// The preventions, in the order of the way that an event takes: what each is, what it changes in a scenario, what it does about which
// fault, and where it is wrongly believed to help. Tests hold every line against runs (docs/preventions.md).
import type { Entry, Scenario } from '../engine/index.ts';

/**
 * What a prevention does about a fault. `stops`: nobody stays wrong for good. `mends`: nobody stays wrong for longer than until its next
 * round, and till then they are as wrong as without it. `tells`: an alarm is raised, and the copy stays as it is. `spares`: no invoice
 * goes out wrong while the fault lasts or what it held up is made up for, and none is missed.
 */
export type PreventionKind = 'stops' | 'mends' | 'tells' | 'spares';

type Settings = Readonly<Record<string, unknown>>;

export interface Prevention extends Entry {
  readonly kind: PreventionKind;
  /** What it changes in a scenario, by dotted path; nothing where there is nothing that it could be built into. */
  settings(scenario: Scenario): Settings;
  /** Faults about which it does what its kind says, where without it that is not so. */
  readonly helps: readonly string[];
  /** Faults by which other subscribers act twice on one change without it, and not with it. */
  readonly once?: readonly string[];
  /** Faults that it is bought for and that it does not help against, each with the reason. */
  readonly leaves: Readonly<Record<string, string>>;
  /** What it costs, in words: nothing that a run counts. */
  readonly price: string;
}

/** The same in every scenario. */
const always = (settings: Settings) => () => settings;

/** Faults that keep publisher and broker apart. */
const UNREACHABLE = ['broker-restart', 'broker-unreachable', 'network-partition'];

/** Faults by which a queue loses what the broker has taken, or never gets it. */
const LOST_IN_QUEUE = ['queue-unbound', 'queue-expiry', 'message-ttl', 'queue-overflow'];

export const preventions: readonly Prevention[] = [
  {
    id: 'confirms',
    title: 'Publisher confirms',
    summary: 'The publisher keeps each message until the broker confirms it, and sends it again where no confirm came.',
    kind: 'stops',
    settings: always({ 'publisher.confirms': true }),
    helps: UNREACHABLE,
    leaves: {
      'publisher-silent': 'What was never sent is never unconfirmed.',
      'publisher-crash': 'Who dies before sending waits for no confirm.',
      'message-loss': 'The broker has confirmed it; what happens behind the broker is not its business.',
      'queue-unbound': 'A broker confirms what it can route to nobody.',
    },
    price: 'A message may come twice.',
  },
  {
    id: 'outbox',
    title: 'Transactional outbox',
    summary:
      'The transaction that changes the user also writes the event into a table; a relay publishes what stands there, at least once.',
    kind: 'stops',
    settings: always({ 'publisher.path': 'outbox' }),
    helps: ['publisher-crash', 'publish-before-rollback', 'publish-reorder', ...UNREACHABLE],
    leaves: {
      'publisher-silent': 'Code that forgets the event forgets its row too: no row, nothing to relay.',
      'message-loss': 'The relay has done its work when the broker has the message.',
      'queue-unbound': 'The relay has done its work when the broker has the message.',
    },
    price:
      'A table, a relay to watch, and the delay of its turns. A relay that polls reads past a row that commits late (publisher.writers).',
  },
  {
    id: 'cdc',
    title: 'Change data capture',
    summary: 'Events are made from the database’s own log of commits: no code of the service has to think of them.',
    kind: 'stops',
    settings: always({ 'publisher.path': 'cdc' }),
    helps: ['publisher-silent', 'publisher-crash', 'publish-before-rollback', 'publish-reorder', ...UNREACHABLE],
    leaves: {
      'message-loss': 'The connector has done its work when the broker has the message.',
      'queue-unbound': 'The connector has done its work when the broker has the message.',
    },
    price: 'A connector to run; consumers learn the tables of another team, unless an outbox stands between.',
  },
  {
    id: 'mandatory',
    title: 'Mandatory messages',
    summary:
      'The publisher asks to be told of a message that the broker can route to nobody, keeps it and sends it again.',
    kind: 'stops',
    settings: always({ 'publisher.mandatory': true, 'publisher.confirms': true }),
    helps: UNREACHABLE,
    leaves: {
      'publisher-silent': 'What was never sent is returned by nobody.',
      'queue-unbound':
        'Nothing is lost any more; but what comes back is sent again up to a minute later, behind newer events, and only a version guard refuses it then.',
    },
    price: 'Somebody has to handle what comes back.',
  },
  {
    id: 'after',
    title: 'Acknowledge after processing',
    summary: 'A consumer acknowledges a message when it has written the copy, not when it has received the message.',
    kind: 'stops',
    settings: always({ 'billing.ack': 'after' }),
    helps: ['consumer-crash'],
    leaves: { 'consumer-bug': 'Work that is done wrongly is done, and acknowledged.' },
    price: 'What was written and not yet acknowledged comes again.',
  },
  {
    id: 'inbox',
    title: 'Inbox of event ids',
    summary: 'The consumer remembers the ids of events that it has processed and ignores those that come again.',
    kind: 'stops',
    settings: always({ 'billing.policy': 'dedupe' }),
    helps: ['clock-skew'],
    once: ['message-duplicate', 'broker-restart'],
    leaves: { 'message-delay': 'An old event that comes for the first time has an id that nobody has seen.' },
    price: 'A table of ids, for as long as doubles may come.',
  },
  {
    id: 'version',
    title: 'Version guard',
    summary: 'Events carry the version of the row; the consumer ignores what is not newer than what it has.',
    kind: 'stops',
    settings: always({ 'billing.policy': 'version' }),
    helps: ['publish-reorder', 'message-delay', 'clock-skew', 'redrive'],
    once: ['message-duplicate', 'broker-restart'],
    leaves: {
      'publisher-silent': 'It refuses what is old; it cannot ask for what never came.',
      'consumer-bug': 'The version is right and the content is wrong.',
    },
    price: 'A version in each event, assigned in the transaction that writes the row.',
  },
  {
    id: 'dead-letters',
    title: 'Dead letters',
    summary: 'A message that cannot be processed is laid aside, so that those behind it go on.',
    kind: 'stops',
    settings: always({ 'billing.onFailure': 'dead-letter' }),
    helps: [],
    leaves: { 'poison-message': 'It is kept and not processed: somebody has to hand it back.' },
    price: 'A queue to watch, and an order that is lost when it is handed back.',
  },
  {
    id: 'reconciliation',
    title: 'Periodic reconciliation',
    summary:
      'Every hour Billing compares checksums with the User service, and writes what the User service says of those who differ and stay so.',
    kind: 'mends',
    settings: always({ 'billing.reconcileEvery': '1h' }),
    helps: [
      'publisher-silent',
      'publisher-crash',
      'publish-before-rollback',
      'publish-reorder',
      'clock-skew',
      'message-loss',
      'message-delay',
      ...UNREACHABLE,
      ...LOST_IN_QUEUE,
      'retention-cut',
      'consumer-crash',
      'consumer-bug',
      'poison-message',
      'schema-change',
      'redrive',
      'billing-restore',
      'user-restore',
    ],
    leaves: {},
    price: 'Up to an hour of being wrong, and the invoices of that hour; a digest to be offered and compared.',
  },
  {
    id: 'log-first',
    title: 'A log written first',
    summary:
      'A change is made by being appended to the log, and the User database follows it: no event can be missing of what has happened.',
    kind: 'stops',
    settings: ({ broker }) => ({
      'user.truth': 'log',
      'publisher.path': 'direct',
      'publisher.confirms': true,
      'broker.holdsInitial': true,
      ...(broker.kind === 'queue' && { 'broker.kind': 'log', 'broker.profile': 'rabbitmq-stream' }),
    }),
    helps: [
      'publisher-silent',
      'publisher-crash',
      'publish-before-rollback',
      'publish-reorder',
      'message-loss',
      'message-delay',
      ...UNREACHABLE,
      ...LOST_IN_QUEUE,
      'billing-restore',
      'user-restore',
    ],
    leaves: {
      'consumer-bug': 'The log is right, and what Billing makes of it is wrong.',
      'retention-cut': 'What the log forgets before Billing has read it Billing never reads.',
    },
    price: 'Another architecture; and while the log is away nobody can sign up or be suspended: changes are refused.',
  },
  {
    id: 'epoch',
    title: 'An epoch in the version',
    summary:
      'When the User database is restored an epoch is raised: whatever it says from then on has a version above all that were given. Consumers compare versions.',
    kind: 'stops',
    settings: ({ faults }) => {
      const restored = faults.flatMap(({ fault }, n) =>
        fault === 'user-restore' ? [[`faults.${n}.epoch`, true]] : [],
      );
      return restored.length === 0 ? {} : { 'billing.policy': 'version', ...Object.fromEntries(restored) };
    },
    helps: [],
    leaves: {
      'user-restore':
        'It tells nobody that rows went back: they stay wrong until their next event, or a resync. But then no guard refuses what is true as old news.',
    },
    price: 'Operators who think of it on the worst day of the year.',
  },
  {
    id: 'gap-check',
    title: 'Gap detection',
    summary: 'The consumer raises an alarm when an event skips a version: one before it has not come.',
    kind: 'tells',
    settings: always({ 'billing.gapDetection': true }),
    helps: [
      'publisher-silent',
      'publisher-crash',
      'publish-reorder',
      'clock-skew',
      'message-loss',
      'message-delay',
      ...UNREACHABLE,
      ...LOST_IN_QUEUE,
      'retention-cut',
      'consumer-crash',
      'poison-message',
      'schema-change',
      'billing-restore',
    ],
    leaves: {
      'publish-before-rollback': 'The change that was undone and the one that came after it have the same number.',
      'consumer-bug': 'No version is missing.',
      'user-restore': 'Versions that are given again skip nothing.',
    },
    price: 'It tells at the user’s next event: of who never changes again it never tells.',
  },
  {
    id: 'heartbeat',
    title: 'Heartbeat events',
    summary:
      'The publisher sends an event about nobody every minute in which it has sent nothing else; the consumer raises an alarm after two minutes without any.',
    kind: 'tells',
    settings: always({ 'publisher.heartbeat': '1m' }),
    helps: [
      'publisher-blocked',
      'relay-stopped',
      ...UNREACHABLE,
      'queue-unbound',
      'consumer-down',
      'consumer-slow',
      'schema-change',
    ],
    leaves: {
      'publisher-silent': 'The heart beats on while the code that should publish changes does not.',
      'message-loss': 'Some messages come, and some are enough for it.',
      'consumer-bug': 'All events come.',
    },
    price: 'Traffic about nothing, and a night in which a quiet hour wakes nobody but a dead relay does.',
  },
  {
    id: 'freshness-gate',
    title: 'Freshness gate',
    summary: 'Invoice runs wait while the newest event that Billing has processed is older than ten minutes.',
    kind: 'spares',
    settings: always({ 'billing.freshnessGate': '10m' }),
    helps: ['publisher-blocked', 'relay-stopped', 'consumer-down', 'consumer-slow'],
    leaves: {
      'publisher-silent': 'It opens when events flow again, and what was never published is still missing.',
      'message-loss': 'Other events keep it open.',
      'consumer-bug': 'What is wrong is fresh.',
    },
    price: 'Late invoices; and on a quiet day it takes heartbeats to tell quiet from trouble.',
  },
];
