// The section `broker`: what lies between the two services. Which real brokers it may follow is handed in.
import { delay, duration } from './compiled.ts';
import { PROFILE_WORDS } from './contract.ts';
import { LONGEST, type SectionShape, without } from './shape.ts';
import type { ValueOf } from './value.ts';

export interface ProfileEntry {
  readonly id: string;
  readonly kind: 'queue' | 'log';
  /** Whether a log of its can be compacted: a `compacted-log`. */
  readonly compacts?: true;
}

/** Whether a profile is one of that `broker.kind`. */
export const isOfKind = ({ kind, compacts }: ProfileEntry, wanted: string): boolean =>
  wanted === 'compacted-log' ? compacts === true : kind === wanted;

/** What a queue does by itself; none of it is a log's. */
const LIMITS = {
  ttl: {
    type: 'duration',
    summary: 'How long a message may wait in a queue; then it is a dead letter, or lost.',
    words: ['none'],
    min: 1000,
    max: LONGEST,
    default: 'none',
  },
  maxLength: {
    type: 'integer',
    summary: 'How many messages may wait in a queue.',
    unit: 'messages',
    words: ['none'],
    min: 1,
    max: 1_000_000_000,
    default: 'none',
  },
  overflow: {
    type: 'choice',
    summary: 'What a full queue does: it drops its oldest message, or it refuses the new one.',
    options: ['drop-head', 'reject-publish'],
    default: 'drop-head',
  },
  expires: {
    type: 'duration',
    summary: 'After how long without consumers a queue deletes itself, with what waits in it.',
    words: ['none'],
    min: 1000,
    max: LONGEST,
    default: 'none',
  },
} as const satisfies SectionShape['keys'];

/** What a queue counts that knows how often a delivery has failed. */
const COUNTED = {
  deliveryLimit: {
    type: 'integer',
    summary: 'Quorum queues: failed deliveries before a message is dead-lettered.',
    min: 0,
    max: 1_000_000,
    words: ['none'],
    default: 'none',
  },
  limitCounts: {
    type: 'choice',
    summary:
      'Quorum queues: what counts against the delivery limit: whatever comes back (RabbitMQ to 4.2), or only what was rejected and what a consumer held that died (from 4.3).',
    options: ['returns', 'failures'],
    onlyWith: ['profile', 'rabbitmq-quorum'],
    default: 'returns',
  },
} as const satisfies SectionShape['keys'];

/** How a log is compacted. */
const COMPACTION = {
  segmentAge: {
    type: 'duration',
    summary: 'Compacted logs: when a segment is closed, and may be compacted. What is in the open one stays as it is.',
    min: 1000,
    max: LONGEST,
    onlyWith: ['kind', 'compacted-log'],
    default: '1h',
  },
  deleteRetention: {
    type: 'duration',
    summary:
      'Compacted logs: how long an entry stays that tells that its user is gone; who reads later never hears of it.',
    min: 0,
    max: 10 * LONGEST,
    onlyWith: ['kind', 'compacted-log'],
    default: '1d',
  },
} as const satisfies SectionShape['keys'];

export const brokerSection = ({ profiles }: { readonly profiles: readonly ProfileEntry[] }) =>
  ({
    type: 'section',
    summary: 'What lies between the two services.',
    keys: {
      kind: {
        type: 'choice',
        summary:
          'A queue forgets what was delivered; a log keeps it for a while; a compacted log keeps the newest of each user for ever. By default that of the profile, where one is given.',
        options: ['queue', 'log', 'compacted-log'],
        default: 'queue',
      },
      profile: {
        type: 'choice',
        summary: 'The real broker whose ways it follows.',
        options: profiles.map(({ id }) => id),
        notYet: without(
          PROFILE_WORDS,
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
      ...COUNTED,
      ...LIMITS,
      partitions: {
        type: 'integer',
        summary:
          'Kafka: into how many parts the log is divided. All events of a user are in one, and each part has one reader.',
        min: 1,
        max: 64,
        default: 1,
      },
      ...COMPACTION,
      offsetsRetention: {
        type: 'duration',
        summary: 'Kafka: how long the place of a group without members is remembered.',
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
  }) as const satisfies SectionShape;

type Broker = ValueOf<ReturnType<typeof brokerSection>>;

/** Whether failed deliveries of a queue are counted, and how many are too many. */
const isLimited = ({ profile, deliveryLimit }: Broker): boolean =>
  profile === 'rabbitmq-quorum' && deliveryLimit !== 'none';

/** What of a queue's returns is not counted as a failed delivery, if anything. */
const uncounted = ({ limitCounts }: Broker, requeueBy: string) => ({
  ...(limitCounts === 'failures' && { countsTimeouts: false }),
  ...(limitCounts === 'failures' && requeueBy === 'nack' && { countsHandbacks: false }),
});

/** How a queue is declared; what is absent does not apply. */
const limitsOf = (broker: Broker, requeueBy: string, keepsDeadLetters: boolean) => {
  const { ttl, maxLength, overflow, expires, deliveryLimit } = broker;
  return {
    ...(ttl !== 'none' && { timeToLive: duration(ttl) }),
    ...(expires !== 'none' && { expires: duration(expires) }),
    ...(maxLength !== 'none' && { maxLength, overflow }),
    ...(isLimited(broker) && { deliveryLimit: deliveryLimit as number, ...uncounted(broker, requeueBy) }),
    ...(keepsDeadLetters && { deadLetters: true }),
  };
};

/** Dead letters are kept where deliveries are limited, and where who fails on a message makes it one. */
export const compileBroker = (
  broker: Broker,
  { onFailure, requeueBy }: { readonly onFailure: string; readonly requeueBy: string },
) => ({
  log: broker.kind !== 'queue',
  /** Whether the log keeps the newest of each user, and how; null where it does not. */
  compaction:
    broker.kind === 'compacted-log'
      ? { segmentAge: duration(broker.segmentAge), deleteRetention: duration(broker.deleteRetention) }
      : null,
  profile: broker.profile,
  latency: delay(broker.latency),
  deliveryLatency: delay(broker.deliveryLatency),
  retention: broker.kind === 'compacted-log' ? Number.POSITIVE_INFINITY : duration(broker.retention),
  limits: limitsOf(broker, requeueBy, onFailure === 'dead-letter' || isLimited(broker)),
  partitions: broker.partitions,
  offsetsRetention: duration(broker.offsetsRetention),
  holdsInitial: broker.holdsInitial,
});
