// Numbers the broker speaks in, and the words they stand for: why a copy left, and why an operation was refused. It holds
// no behaviour, so that everything else can compare integers.

/** Why a copy left its queue without being acknowledged. */
export const REASONS = [
  'unroutable',
  'expired',
  'maxlen',
  'rejected',
  'delivery_limit',
  'purged',
  'queue-deleted',
  'not-persistent',
  'retention',
  'refused',
  'dead-letter-cycle',
  'dead-letter-unroutable',
  'compacted',
  'deleted',
  'data-lost',
] as const;
export type Reason = (typeof REASONS)[number];

export const UNROUTABLE = 0;
export const EXPIRED = 1;
export const MAXLEN = 2;
export const REJECTED = 3;
export const DELIVERY_LIMIT = 4;
export const PURGED = 5;
export const QUEUE_DELETED = 6;
export const NOT_PERSISTENT = 7;
export const RETENTION = 8;
export const REFUSED = 9;
export const DEAD_LETTER_CYCLE = 10;
export const DEAD_LETTER_UNROUTABLE = 11;
export const COMPACTED = 12;
export const ENTRY_DELETED = 13;
export const DATA_LOST = 14;

/** What a broker answers when it will not do something. `whole`: it closes the connection, not only the channel. */
export interface Refusal {
  /** AMQP reply code; 0 where the broker speaks no AMQP. */
  readonly code: number;
  readonly error: string;
  /** A fragment of the broker's text. */
  readonly about: string;
  readonly whole: boolean;
}

const channel = (code: number, error: string, about: string): Refusal => ({ code, error, about, whole: false });
const connection = (code: number, error: string, about: string): Refusal => ({ code, error, about, whole: true });

/** Operations return the negative of an index into this table when they are refused. Index 0 is unused: 0 is success. */
export const REFUSALS: readonly Refusal[] = [
  channel(0, '', ''),
  channel(404, 'NOT_FOUND', 'no queue'),
  channel(404, 'NOT_FOUND', 'no exchange'),
  channel(406, 'PRECONDITION_FAILED', 'unknown delivery tag'),
  channel(406, 'PRECONDITION_FAILED', 'inequivalent arg'),
  channel(406, 'PRECONDITION_FAILED', 'invalid arg'),
  channel(406, 'PRECONDITION_FAILED', 'invalid property'),
  channel(406, 'PRECONDITION_FAILED', 'prefetch'),
  channel(403, 'ACCESS_REFUSED', 'exclusive use'),
  channel(403, 'ACCESS_REFUSED', 'default exchange'),
  channel(405, 'RESOURCE_LOCKED', 'single active consumer'),
  connection(530, 'NOT_ALLOWED', 'attempt to reuse consumer tag'),
  connection(540, 'NOT_IMPLEMENTED', ''),
  connection(540, 'NOT_IMPLEMENTED', 'basic.get'),
  channel(0, 'DOWN', 'the broker is not running'),
  channel(0, 'NOGROUP', 'no such stream or consumer group'),
  channel(0, 'BUSYGROUP', 'Consumer Group name already exists'),
  channel(0, 'ERR', 'equal or smaller than the target stream top item'),
  channel(0, 'ERR', 'requires the key to exist'),
  channel(0, 'ERR', 'must be greater than 0-0'),
  channel(0, 'TOPIC_ALREADY_EXISTS', 'with other settings'),
  channel(0, 'INVALID_PARTITIONS', 'partitions are added, never taken away'),
];

export const NO_QUEUE = -1;
export const NO_EXCHANGE = -2;
export const UNKNOWN_TAG = -3;
export const INEQUIVALENT = -4;
export const INVALID_ARGUMENT = -5;
export const INVALID_PROPERTY = -6;
export const PREFETCH_MISSING = -7;
export const EXCLUSIVE_USE = -8;
export const DEFAULT_EXCHANGE = -9;
export const LOCKED = -10;
export const TAG_REUSED = -11;
export const NOT_IMPLEMENTED = -12;
export const GET_NOT_IMPLEMENTED = -13;
export const NOT_RUNNING = -14;
export const NO_GROUP = -15;
export const GROUP_EXISTS = -16;
export const NOT_ABOVE_LAST = -17;
export const NO_STREAM = -18;
export const NOT_ABOVE_ZERO = -19;
export const TOPIC_EXISTS = -20;
export const FEWER_PARTITIONS = -21;

/** The refusal a negative result stands for. */
export function refusalOf(result: number): Refusal {
  return REFUSALS[-result] as Refusal;
}

/** Publishing flags, to be added. */
export const PERSISTENT = 1;
export const MANDATORY = 2;
/** The entry joins the batch of the entry before it (streams read from `last` start at a batch). */
export const SAME_BATCH = 4;
/** A record without a value: compaction removes its key (Kafka). */
export const TOMBSTONE = 8;
/** The producer sends the message again since it heard no answer. An idempotent producer's log (Kafka) stores it once. */
export const RETRY = 16;

/** No limit, no time to live, no timer. */
export const NEVER = Number.POSITIVE_INFINITY;
/** The consumer of a message fetched singly (`get`), in `delivered`. */
export const FETCHED = -1;
