// The form of a broker script: which steps there are and which fields they take, as a table, and the check against it.
// It plays nothing, and looks at nothing but `id`, `broker`, `brokerVersion`, `brokerConfig` and `steps`.

/** A step as it stands in the file, checked. */
export type CheckedStep = Readonly<Record<string, unknown>> & { readonly op: string };

export interface Script {
  readonly id: string;
  readonly broker: 'rabbitmq' | 'redis-streams' | 'kafka';
  readonly persistence: 'none' | 'aof-always' | 'aof-everysec' | 'rdb-on-shutdown';
  readonly steps: readonly CheckedStep[];
}

/** Why a script cannot be played. */
export class ScriptError extends Error {}

/** The place is named the way the file has it, such as `steps[3].queue`. */
export function fail(place: string, problem: string): never {
  throw new ScriptError(`${place}: ${problem}`);
}

type Test = readonly [expected: string, holds: (value: unknown) => boolean];
interface Field {
  readonly test: Test;
  readonly required: boolean;
}
type Fields = Readonly<Record<string, Field>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isPosition = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isList = (value: unknown, of: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(of);
const isObject = (value: unknown): value is Record<string, unknown> =>
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

const text: Test = ['a text', isText];
const name: Test = ['a text that is not empty', (value) => isText(value) && value !== ''];
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

const need = (test: Test): Field => ({ test, required: true });
const may = (test: Test): Field => ({ test, required: false });

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
    // biome-ignore lint/suspicious/noThenProperty: the field's name in the script format
    then: may(oneOf('hold', 'ack', 'requeue', 'reject')),
    thenCount: may(count),
    offset: may(wordOr(count, 'first', 'last', 'next')),
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
    // biome-ignore lint/suspicious/noThenProperty: the field's name in the script format
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

/** Kafka was not recorded: the few operations that show what its documentation says. */
const KAFKA: Readonly<Record<string, Fields>> = {
  ...COMMON,
  declareQueue: { queue: need(name), type: need(oneOf('topic')), partitions: may(position) },
  publish: { ids: need(ids), queue: need(name), key: may(text), confirm: may(flag) },
  consume: {
    consumer: need(name),
    queue: need(name),
    group: need(name),
    prefetch: may(count),
    offset: may(oneOf('first', 'next')),
  },
  ack: { consumer: need(name), id: need(name), multiple: may(flag) },
  nack: { consumer: need(name), id: need(name), requeue: may(flag) },
  close: consumer,
};

const TABLES = { rabbitmq: RABBITMQ, 'redis-streams': REDIS, kafka: KAFKA } as const;

const PERSISTENCE = oneOf('none', 'aof-always', 'aof-everysec', 'rdb-on-shutdown');

/** The script in a parsed file, or a `ScriptError` that names the place and says what is allowed. */
export function checkScript(file: unknown): Script {
  if (!isObject(file)) fail('script', `expected an object, found ${nameOf(file)}`);
  const { id, broker, brokerVersion, brokerConfig, steps } = file;
  check('id', id, need(name));
  check('broker', broker, need(oneOf('rabbitmq', 'redis-streams', 'kafka')));
  check('brokerVersion', brokerVersion, may(text));
  if (brokerConfig !== undefined && !isObject(brokerConfig)) {
    fail('brokerConfig', `expected {"persistence"}, found ${nameOf(brokerConfig)}`);
  }
  check('brokerConfig.persistence', brokerConfig?.['persistence'], may(PERSISTENCE));
  if (!Array.isArray(steps)) fail('steps', `expected a list of steps, found ${nameOf(steps)}`);
  const table = TABLES[broker as Script['broker']];
  steps.forEach((step, index) => {
    checkStep(`steps[${index}]`, step, table);
  });
  const persistence = (brokerConfig?.['persistence'] ?? 'none') as Script['persistence'];
  return { id: id as string, broker: broker as Script['broker'], persistence, steps: steps as CheckedStep[] };
}

function checkStep(place: string, step: unknown, table: Readonly<Record<string, Fields>>): void {
  if (!isObject(step)) fail(place, `expected an object with "op", found ${nameOf(step)}`);
  const op = step['op'];
  const fields = isText(op) && Object.hasOwn(table, op) ? table[op] : undefined;
  if (fields === undefined) {
    const allowed = Object.keys(table).sort().join(', ');
    fail(`${place}.op`, `${op === undefined ? 'is missing' : `unknown operation ${nameOf(op)}`}; allowed: ${allowed}`);
  }
  for (const [field, rule] of Object.entries(fields)) check(`${place}.${field}`, step[field], rule);
  for (const field of Object.keys(step)) {
    if (field === 'op' || Object.hasOwn(fields, field)) continue;
    fail(`${place}.${field}`, `unknown field of "${String(op)}"; allowed: ${Object.keys(fields).join(', ')}`);
  }
  checkTogether(place, step);
}

/** What one field says about another. */
function checkTogether(place: string, step: Record<string, unknown>): void {
  if (step['op'] === 'publish' && (step['queue'] === undefined) === (step['exchange'] === undefined)) {
    fail(`${place}.queue`, 'expected either "queue" or "exchange" (with "key")');
  }
  if (step['op'] === 'trim' && (step['maxLength'] === undefined) === (step['minOffset'] === undefined)) {
    fail(`${place}.maxLength`, 'expected either "maxLength" or "minOffset"');
  }
}

function check(place: string, value: unknown, field: Field): void {
  if (value === undefined) {
    if (field.required) fail(place, `is missing; expected ${field.test[0]}`);
  } else if (!field.test[1](value)) fail(place, `expected ${field.test[0]}, found ${nameOf(value)}`);
}

/** A value as an error quotes it: short. */
export function nameOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

/** The ids of a `publish` step. */
export function idsOf(step: CheckedStep): readonly string[] {
  const given = step['ids'] as readonly string[] | { prefix: string; from: number; to: number };
  if (Array.isArray(given)) return given;
  const { prefix, from, to } = given as { prefix: string; from: number; to: number };
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `${prefix}${from + i}`);
}
