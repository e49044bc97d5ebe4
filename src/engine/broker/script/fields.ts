// Which steps a broker script may have, and which fields each takes, as a table by kind of broker. What a field must be stands with
// it; whether a script keeps to it is checked in format.ts.

type Test = readonly [expected: string, holds: (value: unknown) => boolean];
export interface Field {
  readonly test: Test;
  readonly required: boolean;
}
export type Fields = Readonly<Record<string, Field>>;

export const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isPosition = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isList = (value: unknown, of: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(of);
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isRange(value: unknown): boolean {
  if (!isObject(value) || !isText(value['prefix']) || !isCount(value['from']) || !isCount(value['to'])) return false;
  return (value['to'] as number) - (value['from'] as number) < 1_000_000;
}

function isDeadLetter(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { queue, exchange, key, ...rest } = value;
  if (Object.keys(rest).length > 0) return false;
  if (queue !== undefined) return isText(queue) && exchange === undefined && key === undefined;
  return isText(exchange) && (key === undefined || isText(key));
}

const isAge = (value: unknown): boolean => isText(value) && /^\d+[YMDhms]$/.test(value);
const isInstant = (value: unknown): boolean =>
  isObject(value) && Object.keys(value).length === 1 && isCount(value['atMs']);

export const text: Test = ['a text', isText];
export const name: Test = ['a text that is not empty', (value) => isText(value) && value !== ''];
const flag: Test = ['true or false', (value) => typeof value === 'boolean'];
const count: Test = ['a whole number, 0 or more', isCount];
const integer: Test = ['a whole number', Number.isSafeInteger];
const position: Test = ['a whole number, 1 or more', isPosition];
const positions: Test = ['a list of whole numbers, 1 or more', (value) => isList(value, isPosition)];
const ids: Test = [
  'a list of texts or {"prefix", "from", "to"}',
  (value) => isList(value, (one) => isText(one) && one !== '') || isRange(value),
];
const deadLetter: Test = ['{"queue"} or {"exchange", "key"?}', isDeadLetter];
const partition: Test = ['a whole number from 0 to 999', (value) => isCount(value) && (value as number) < 1000];
const partitions: Test = ['a whole number from 1 to 1000', (value) => isPosition(value) && (value as number) <= 1000];
/** How long ago, such as `30s`, or when: milliseconds after the beginning of the script. */
const moment: Test = ['a time ago such as "30s", or {"atMs"}', (value) => isAge(value) || isInstant(value)];
const entryId: Test = [
  'an entry id such as "5-0"',
  (value) => isText(value) && /^(?:\*|\d+(?:-(?:\d+|\*))?)$/.test(value),
];

const oneOf = (...words: readonly string[]): Test => [
  words.map((word) => `"${word}"`).join(', '),
  (value) => isText(value) && words.includes(value),
];
const wordOr = (test: Test, ...words: readonly string[]): Test => {
  const word = oneOf(...words);
  return [`${word[0]} or ${test[0]}`, (value) => word[1](value) || test[1](value)];
};

const either = (one: Test, other: Test): Test => [
  `${one[0]} or ${other[0]}`,
  (value) => one[1](value) || other[1](value),
];

export const need = (test: Test): Field => ({ test, required: true });
export const may = (test: Test): Field => ({ test, required: false });

const COMMON: Readonly<Record<string, Fields>> = {
  crash: { consumer: need(name) },
  restart: { mode: need(oneOf('graceful', 'kill')) },
  wait: { ms: need(count) },
  depth: { queue: need(name) },
  deleteQueue: { queue: need(name) },
};

const QUEUE_SETTINGS: Fields = {
  durable: may(flag),
  ttlMs: may(integer),
  expiresMs: may(integer),
  maxLength: may(integer),
  maxLengthBytes: may(integer),
  overflow: may(oneOf('drop-head', 'reject-publish', 'reject-publish-dlx')),
  deadLetter: may(deadLetter),
  deliveryLimit: may(integer),
  singleActiveConsumer: may(flag),
  maxAge: may(text),
  segmentBytes: may(integer),
};

const binding: Fields = { queue: need(name), exchange: need(text), key: may(text) };
const consumer: Fields = { consumer: need(name) };

const RABBITMQ: Readonly<Record<string, Fields>> = {
  ...COMMON,
  declareExchange: { exchange: need(name), kind: need(oneOf('topic', 'fanout', 'direct')), alternate: may(name) },
  declareQueue: { queue: need(name), type: need(oneOf('classic', 'quorum', 'stream')), ...QUEUE_SETTINGS },
  bind: binding,
  unbind: binding,
  purge: { queue: need(name) },
  publish: {
    ids: need(ids),
    queue: may(name),
    exchange: may(text),
    key: may(text),
    persistent: may(flag),
    mandatory: may(flag),
    ttlMs: may(count),
    size: may(count),
    confirm: may(flag),
    pipelined: may(flag),
  },
  consume: {
    consumer: need(name),
    queue: need(name),
    prefetch: may(['a whole number from 0 to 65535', (value) => isCount(value) && (value as number) <= 65535]),
    ack: may(oneOf('manual', 'auto')),
    then: may(oneOf('hold', 'ack', 'requeue', 'reject')),
    thenCount: may(count),
    offset: may(wordOr(either(count, moment), 'first', 'last', 'next')),
    priority: may(integer),
    exclusive: may(flag),
  },
  ack: { consumer: need(name), id: need(name), multiple: may(flag) },
  nack: { consumer: need(name), id: need(name), requeue: may(flag), multiple: may(flag) },
  reject: { consumer: need(name), id: need(name), requeue: may(flag) },
  ackTag: { consumer: need(name), tag: need(count) },
  recover: consumer,
  cancel: consumer,
  close: consumer,
  drain: { queue: need(name) },
};

const inGroup: Fields = { queue: need(name), group: need(name) };
const start = wordOr(position, 'first', 'next');

const REDIS: Readonly<Record<string, Fields>> = {
  ...COMMON,
  publish: {
    ids: need(ids),
    queue: need(name),
    maxLength: may(count),
    trim: may(oneOf('exact', 'approx')),
    entryId: may(entryId),
    confirm: may(flag),
  },
  read: { consumer: need(name), queue: need(name), offset: may(start), count: may(position) },
  consume: {
    consumer: need(name),
    queue: need(name),
    offset: may(start),
    group: may(name),
    count: may(position),
    then: may(oneOf('hold', 'ack')),
  },
  createGroup: { ...inGroup, offset: need(start), create: may(flag) },
  readGroup: {
    ...inGroup,
    consumer: need(name),
    from: need(oneOf('new', 'pending')),
    offset: may(wordOr(position, 'first')),
    count: may(position),
    ack: may(oneOf('manual', 'auto')),
  },
  ack: { ...inGroup, offsets: need(positions) },
  pending: inGroup,
  claim: { ...inGroup, consumer: need(name), offsets: need(positions), minIdleMs: may(count), justId: may(flag) },
  autoclaim: {
    ...inGroup,
    consumer: need(name),
    minIdleMs: may(count),
    offset: may(position),
    count: may(position),
  },
  setOffset: { ...inGroup, offset: need(start) },
  groupInfo: inGroup,
  trim: {
    queue: need(name),
    maxLength: may(count),
    minOffset: may(position),
    trim: may(oneOf('exact', 'approx')),
  },
  deleteEntry: { queue: need(name), offsets: need(positions) },
  deleteConsumer: { ...inGroup, consumer: need(name) },
};

/** Kafka was not recorded: the operations that show what its documentation says, under the names of its configuration. */
const KAFKA: Readonly<Record<string, Fields>> = {
  ...COMMON,
  declareQueue: {
    queue: need(name),
    type: need(oneOf('topic')),
    partitions: may(partitions),
    cleanup: may(oneOf('delete', 'compact', 'compact,delete')),
    retentionMs: may(position),
    retentionBytes: may(count),
    segmentMs: may(position),
    segmentBytes: may(count),
    deleteRetentionMs: may(count),
  },
  publish: {
    ids: need(ids),
    queue: need(name),
    key: may(text),
    tombstone: may(flag),
    size: may(count),
    confirm: may(flag),
  },
  consume: {
    consumer: need(name),
    queue: need(name),
    group: need(name),
    prefetch: may(count),
    offset: may(oneOf('first', 'next')),
    ack: may(oneOf('manual', 'auto')),
    then: may(oneOf('hold', 'ack')),
    thenCount: may(count),
  },
  ack: { consumer: need(name), id: need(name), multiple: may(flag) },
  nack: { consumer: need(name), id: need(name), requeue: may(flag) },
  setOffset: {
    ...inGroup,
    offset: need(wordOr(either(count, moment), 'first', 'next')),
    partition: may(partition),
  },
  groupInfo: inGroup,
  close: consumer,
};

/** By kind of broker: the fields of each operation. */
export const OPERATIONS = { rabbitmq: RABBITMQ, 'redis-streams': REDIS, kafka: KAFKA } as const;

const PERSISTENCE = oneOf('none', 'aof-always', 'aof-everysec', 'rdb-on-shutdown');

/** By kind of broker: what `brokerConfig` may set. */
export const CONFIG: Readonly<Record<keyof typeof OPERATIONS, Fields>> = {
  rabbitmq: {},
  'redis-streams': { persistence: may(PERSISTENCE) },
  kafka: { offsetsRetentionMs: may(count) },
};
