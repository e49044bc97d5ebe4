// The section `broker`: what lies between the two services. Which real brokers it may follow is handed in.
import { delay, duration } from './compiled.ts';
import { PROFILE_WORDS } from './contract.ts';
import { LONGEST, type SectionShape, without } from './shape.ts';
import type { ValueOf } from './value.ts';

export interface ProfileEntry {
  readonly id: string;
  readonly kind: 'queue' | 'log' | 'compacted-log';
}

export const brokerSection = ({ profiles }: { readonly profiles: readonly ProfileEntry[] }) =>
  ({
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
      deliveryLimit: {
        type: 'integer',
        summary: 'Quorum queues: failed deliveries before a message is dead-lettered.',
        min: 0,
        max: 1_000_000,
        words: ['none'],
        default: 'none',
      },
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

export const compileBroker = (broker: ValueOf<ReturnType<typeof brokerSection>>) => ({
  log: broker.kind === 'log',
  profile: broker.profile,
  latency: delay(broker.latency),
  deliveryLatency: delay(broker.deliveryLatency),
  retention: duration(broker.retention),
  deliveryLimit: broker.deliveryLimit === 'none' ? Number.POSITIVE_INFINITY : broker.deliveryLimit,
  offsetsRetention: duration(broker.offsetsRetention),
  holdsInitial: broker.holdsInitial,
});
