// What a queue or log may be declared with, and which profile takes which setting. It checks words, not behaviour.
import { INEQUIVALENT, INVALID_ARGUMENT, INVALID_PROPERTY } from './codes.ts';
import { PROFILES, type ProfileId } from './profiles.ts';

type Overflow = 'drop-head' | 'reject-publish' | 'reject-publish-dlx';

/** Where dead letters go: an exchange (`''` is the default exchange) and a key in place of the message's own. */
export interface DeadLetter {
  readonly exchange: string;
  readonly key?: string;
}

/** All times in microseconds, sizes in bytes, lengths in messages. What is absent does not apply. */
export interface QueueSettings {
  readonly profile: ProfileId;
  readonly durable?: boolean;
  readonly timeToLive?: number;
  /** The queue removes itself after being unused for so long. */
  readonly expires?: number;
  readonly maxLength?: number;
  readonly maxLengthBytes?: number;
  readonly overflow?: Overflow;
  readonly deadLetter?: DeadLetter;
  /** A negative one is as good as 0. */
  readonly deliveryLimit?: number;
  /** Whether what is handed back counts against the limit, and what is taken from a consumer that is too slow; both do if absent. */
  readonly countsHandbacks?: boolean;
  readonly countsTimeouts?: boolean;
  readonly singleActiveConsumer?: boolean;
  /** Logs: age and size limits, applied to whole segments. */
  readonly maxAge?: number;
  readonly segmentBytes?: number;
  /** Kafka. */
  readonly partitions?: number;
  readonly segmentAge?: number;
  readonly cleanup?: 'delete' | 'compact' | 'compact,delete';
  readonly deleteRetention?: number;
}

/** Limits that an operator puts on a queue while it is there, on top of what it was declared with. Units as above. */
export type QueuePolicy = Pick<QueueSettings, 'timeToLive' | 'expires' | 'maxLength' | 'overflow'>;

type Setting = keyof QueueSettings;

const RABBITMQ_QUEUE: readonly Setting[] = [
  ...(['timeToLive', 'expires', 'maxLength', 'maxLengthBytes', 'overflow'] as const),
  ...(['deadLetter', 'singleActiveConsumer'] as const),
];

const TAKES: Readonly<Record<ProfileId, readonly Setting[]>> = {
  'rabbitmq-classic': RABBITMQ_QUEUE,
  'rabbitmq-quorum': [...RABBITMQ_QUEUE, 'deliveryLimit', 'countsHandbacks', 'countsTimeouts'],
  'rabbitmq-stream': ['maxAge', 'maxLengthBytes', 'segmentBytes'],
  'redis-stream': [],
  kafka: ['maxAge', 'maxLengthBytes', 'segmentBytes', 'partitions', 'segmentAge', 'cleanup', 'deleteRetention'],
};

const ALWAYS: readonly Setting[] = ['profile', 'durable'];

const isNatural = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** The settings that cannot have the value given. */
function badValue(settings: QueueSettings): Setting | undefined {
  const counts = [
    'timeToLive',
    'maxLength',
    'maxLengthBytes',
    'segmentBytes',
    'segmentAge',
    'deleteRetention',
  ] as const;
  const bad = counts.find((name) => settings[name] !== undefined && !isNatural(settings[name]));
  if (bad !== undefined) return bad;
  if (settings.deliveryLimit !== undefined && !Number.isInteger(settings.deliveryLimit)) return 'deliveryLimit';
  if (settings.expires !== undefined && !(settings.expires > 0)) return 'expires';
  if (settings.maxAge !== undefined && !(settings.maxAge > 0)) return 'maxAge';
  return undefined;
}

/** 0, or the refusal of a declaration that this kind of queue does not take. */
export function checkSettings(settings: QueueSettings): number {
  const takes = TAKES[settings.profile];
  if (badValue(settings) !== undefined) return INVALID_ARGUMENT;
  for (const name of Object.keys(settings) as Setting[]) {
    if (settings[name] === undefined || ALWAYS.includes(name)) continue;
    if (!takes.includes(name)) return INVALID_ARGUMENT;
  }
  const durableOnly = PROFILES[settings.profile].alwaysPersistent;
  if (durableOnly && settings.durable === false) return INVALID_PROPERTY;
  return 0;
}

const NAMES: readonly Setting[] = [
  ...(['profile', 'timeToLive', 'expires', 'maxLength', 'maxLengthBytes', 'overflow', 'deliveryLimit'] as const),
  ...(['singleActiveConsumer', 'maxAge', 'segmentBytes', 'partitions', 'segmentAge', 'cleanup'] as const),
  ...(['deleteRetention', 'countsHandbacks', 'countsTimeouts'] as const),
];

/** 0 if a second declaration says the same as the first, else its refusal. */
export function compareSettings(first: QueueSettings, second: QueueSettings): number {
  if ((first.durable ?? true) !== (second.durable ?? true)) return INEQUIVALENT;
  for (const name of NAMES) if (first[name] !== second[name]) return INEQUIVALENT;
  if (first.deadLetter?.exchange !== second.deadLetter?.exchange) return INEQUIVALENT;
  return first.deadLetter?.key === second.deadLetter?.key ? 0 : INEQUIVALENT;
}
