// Which versions of real brokers a script may name, and what is different in each. A version that is not simulated is refused:
// playing it by the rules of another would be an answer to a question that nobody asked.
import { NEVER } from '../codes.ts';

export type BrokerKind = 'rabbitmq' | 'redis-streams' | 'kafka';

export interface Version {
  /** As people name it. */
  readonly title: string;
  /** What a script may call it: with or without the last number. */
  readonly pattern: RegExp;
  /** Where its ways are known from. */
  readonly from: string;
  /** Quorum queues: how often a delivery may fail where nothing is declared. */
  readonly usualDeliveryLimit: number;
  /** Quorum queues: what a negative delivery limit means. */
  readonly negativeLimit: 'zero' | 'no limit';
}

const LIKE_3_10 = { usualDeliveryLimit: NEVER, negativeLimit: 'zero' } as const;

/** By kind of broker; the first is played where a script names none. */
export const VERSIONS: Readonly<Record<BrokerKind, readonly [Version, ...Version[]]>> = {
  rabbitmq: [
    { title: '3.10', pattern: /^3\.10(\.\d+)?$/, from: 'recorded', ...LIKE_3_10 },
    {
      title: '4.0 to 4.2',
      pattern: /^4\.[0-2](\.\d+)?$/,
      from: 'as 3.10, but quorum queues have a delivery limit of 20 unless another is declared',
      usualDeliveryLimit: 20,
      negativeLimit: 'no limit',
    },
  ],
  'redis-streams': [{ title: '7.0', pattern: /^7\.0(\.\d+)?$/, from: 'recorded', ...LIKE_3_10 }],
  kafka: [{ title: '3', pattern: /^3(\.\d+){0,2}$/, from: 'from its documentation', ...LIKE_3_10 }],
};

const NAMES: Readonly<Record<BrokerKind, string>> = { rabbitmq: 'RabbitMQ', 'redis-streams': 'Redis', kafka: 'Kafka' };

/** The version that a text names, or undefined; without a text the usual one. */
export const versionNamed = (broker: BrokerKind, text: string | undefined): Version | undefined =>
  text === undefined ? VERSIONS[broker][0] : VERSIONS[broker].find(({ pattern }) => pattern.test(text));

/** What is simulated instead of a version that is not. */
export function simulatedVersions(broker: BrokerKind): string {
  return VERSIONS[broker].map(({ title, from }) => `${NAMES[broker]} ${title} (${from})`).join(', ');
}

/** The limit by which a quorum queue is declared, from what a script says; undefined: none. */
export function deliveryLimitIn(version: Version, declared: number | undefined): number | undefined {
  if (declared === undefined) return version.usualDeliveryLimit === NEVER ? undefined : version.usualDeliveryLimit;
  return declared < 0 && version.negativeLimit === 'no limit' ? undefined : declared;
}
