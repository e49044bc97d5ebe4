// Steps of broker scripts and what was seen of them, as sentences. It knows the words of the format and nothing of brokers.
import type { ScriptEvent } from '../../engine/index.ts';

export type ScriptStep = Readonly<Record<string, unknown>>;

const FEW = 8;
const text = (value: unknown): string => String(value);
const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** `m1`, `m1 and m2`, `m1, m2 and m3`, or the first few and how many there are. */
export function listed(words: readonly string[]): string {
  if (words.length > FEW) return `${words[0]} to ${words[words.length - 1]} (${words.length})`;
  if (words.length < 2) return words[0] ?? 'nothing';
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

function idsOf({ ids }: ScriptStep): string {
  if (Array.isArray(ids)) return listed(ids.map(text));
  const { prefix, from, to } = ids as { prefix: string; from: number; to: number };
  return `${prefix}${from} to ${prefix}${to} (${to - from + 1})`;
}

const offsetsOf = ({ offsets }: ScriptStep): string => listed((offsets as readonly unknown[]).map(text));
const where = (step: ScriptStep): string =>
  step['queue'] === undefined
    ? `exchange ${text(step['exchange'])} with key “${text(step['key'] ?? '')}”`
    : text(step['queue']);
/** Where reading begins: a word, a number, so long ago or so many milliseconds after the beginning. */
function offsetWords(offset: unknown): string {
  if (typeof offset === 'object' && offset !== null)
    return `what was written from ${text((offset as { atMs: number }).atMs)} ms on`;
  return typeof offset === 'string' && /^\d/.test(offset) ? `what was written ${offset} ago` : text(offset);
}
const inGroup = (step: ScriptStep): string => `group ${text(step['group'])} of ${text(step['queue'])}`;

/** Fields that the sentence does not say, such as `ttlMs: 200`. */
function rest(step: ScriptStep, said: readonly string[]): string {
  const left = Object.entries(step).filter(([field]) => field !== 'op' && !said.includes(field));
  if (left.length === 0) return '';
  return ` (${left.map(([field, value]) => `${field}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ')})`;
}

type Telling = readonly [tell: (step: ScriptStep) => string, ...said: string[]];
const of = (field: string) => (step: ScriptStep) => text(step[field]);
const consumer = of('consumer');

const STEPS: Readonly<Record<string, Telling>> = {
  declareQueue: [
    (s) => `Declare ${text(s['type'])} ${s['type'] === 'topic' ? '' : 'queue '}${where(s)}`,
    'queue',
    'type',
  ],
  declareExchange: [(s) => `Declare ${text(s['kind'])} exchange ${text(s['exchange'])}`, 'exchange', 'kind'],
  bind: [
    (s) => `Bind ${text(s['queue'])} to exchange ${text(s['exchange'])} with key “${text(s['key'] ?? '')}”`,
    'queue',
    'exchange',
    'key',
  ],
  unbind: [
    (s) => `Unbind ${text(s['queue'])} from exchange ${text(s['exchange'])}, key “${text(s['key'] ?? '')}”`,
    'queue',
    'exchange',
    'key',
  ],
  publish: [
    (s) =>
      `Publish ${idsOf(s)} to ${where(s)}${s['queue'] !== undefined && s['key'] !== undefined ? ` with key ${text(s['key'])}` : ''}`,
    'ids',
    'queue',
    'exchange',
    'key',
  ],
  consume: [
    (s) => `${consumer(s)} consumes ${where(s)}${s['group'] === undefined ? '' : ` in group ${text(s['group'])}`}`,
    'consumer',
    'queue',
    'group',
  ],
  ack: [
    (s) =>
      s['offsets'] === undefined
        ? `${consumer(s)} acknowledges ${text(s['id'])}${s['multiple'] === true ? ' and all before it' : ''}`
        : `Acknowledge ${offsetsOf(s)} in ${inGroup(s)}`,
    'consumer',
    'id',
    'multiple',
    'offsets',
    'queue',
    'group',
  ],
  nack: [
    (s) =>
      `${consumer(s)} ${s['requeue'] === false ? 'discards' : 'hands back'} ${text(s['id'])}${s['multiple'] === true ? ' and all before it' : ''}`,
    'consumer',
    'id',
    'requeue',
    'multiple',
  ],
  reject: [
    (s) => `${consumer(s)} rejects ${text(s['id'])}${s['requeue'] === false ? '' : ', to be sent again'}`,
    'consumer',
    'id',
    'requeue',
  ],
  ackTag: [(s) => `${consumer(s)} acknowledges delivery number ${text(s['tag'])}`, 'consumer', 'tag'],
  recover: [(s) => `${consumer(s)} hands back all it holds`, 'consumer'],
  cancel: [(s) => `${consumer(s)} cancels its subscription`, 'consumer'],
  close: [(s) => `${consumer(s)} closes its channel`, 'consumer'],
  crash: [(s) => `${consumer(s)} crashes`, 'consumer'],
  restart: [
    (s) =>
      s['mode'] === 'kill'
        ? 'The broker is killed and started again'
        : 'The broker is stopped in order and started again',
    'mode',
  ],
  wait: [(s) => `${text(s['ms'])} ms pass`, 'ms'],
  depth: [(s) => `Ask for the depth of ${where(s)}`, 'queue'],
  drain: [(s) => `Fetch all that waits in ${where(s)}`, 'queue'],
  purge: [(s) => `Purge ${where(s)}`, 'queue'],
  deleteQueue: [(s) => `Delete ${where(s)}`, 'queue'],
  read: [(s) => `${consumer(s)} reads ${where(s)} once`, 'consumer', 'queue'],
  createGroup: [(s) => `Create ${inGroup(s)}, to begin with ${text(s['offset'])}`, 'queue', 'group', 'offset'],
  readGroup: [
    (s) => `${consumer(s)} reads ${s['from'] === 'new' ? 'new entries' : 'its own pending entries'} in ${inGroup(s)}`,
    'consumer',
    'from',
    'group',
    'queue',
  ],
  pending: [(s) => `Ask for what is pending in ${inGroup(s)}`, 'queue', 'group'],
  claim: [(s) => `${consumer(s)} claims ${offsetsOf(s)} in ${inGroup(s)}`, 'consumer', 'offsets', 'queue', 'group'],
  autoclaim: [(s) => `${consumer(s)} claims whatever is idle in ${inGroup(s)}`, 'consumer', 'queue', 'group'],
  setOffset: [(s) => `Move ${inGroup(s)} to ${offsetWords(s['offset'])}`, 'queue', 'group', 'offset'],
  groupInfo: [(s) => `Ask about ${inGroup(s)}`, 'queue', 'group'],
  trim: [(s) => `Trim ${where(s)}`, 'queue'],
  deleteEntry: [(s) => `Delete ${offsetsOf(s)} from ${where(s)}`, 'queue', 'offsets'],
  deleteConsumer: [(s) => `Forget ${consumer(s)} in ${inGroup(s)}`, 'consumer', 'queue', 'group'],
};

/** A step as people say it, without a full stop. */
export function stepWords(step: ScriptStep): string {
  const telling = STEPS[text(step['op'])];
  if (telling === undefined) return `${text(step['op'])}${rest(step, [])}`;
  const [tell, ...said] = telling;
  return `${tell(step)}${rest(step, said)}`;
}

function handed(event: ScriptEvent, verb: string): string {
  const { actor, id, offset, partition, redelivered, deliveryCount, deaths, missing } = event as Record<
    string,
    unknown
  >;
  const parts = [
    `${text(actor)} ${verb} ${missing === true ? 'an entry whose content is gone' : text(id ?? 'an entry')}`,
  ];
  if (offset !== undefined) parts.push(`offset ${text(offset)}`);
  if (partition !== undefined) parts.push(`partition ${text(partition)}`);
  if (redelivered === true) parts.push('redelivered');
  if (typeof deliveryCount === 'number')
    parts.push(`${plural(deliveryCount, 'failed delivery', 'failed deliveries')} before`);
  for (const { queue, reason, count } of (deaths ?? []) as { queue: string; reason: string; count: number }[])
    parts.push(`dead-lettered from ${queue} (${reason}, ${count})`);
  return parts.join(', ');
}

type Tell = (event: ScriptEvent) => string;
const closed =
  (what: string): Tell =>
  (e) =>
    `The broker closes ${e.actor === 'control' ? 'the control' : `${e.actor}’s`} ${what}: ${text(e['code'])} ${text(e['error'])}`;

function placesWords(event: ScriptEvent): string {
  const places = event['partitions'] as readonly { partition: number; committed: number | null; lag: number | null }[];
  const told = places.map(({ partition, committed, lag }) => {
    const place = committed === null ? 'nothing committed' : `goes on at ${committed}, ${lag} behind`;
    return `partition ${partition} ${place}`;
  });
  return `${plural(Number(event['consumers']), 'consumer')}; ${told.join('; ')}`;
}

const EVENTS: Readonly<Record<string, Tell>> = {
  deliver: (e) => handed(e, 'receives'),
  drained: (e) => handed({ ...e, actor: 'Control' }, 'fetches'),
  claimed: (e) => handed(e, 'now holds'),
  confirm: (e) =>
    e['result'] === 'ack'
      ? `${text(e['id'])} is confirmed${e['offset'] === undefined ? '' : ` at offset ${text(e['offset'])}`}`
      : `${text(e['id'])} is refused${/^[A-Z_]+$/.test(text(e['about'])) ? `: ${text(e['about'])}` : ''}`,
  returned: (e) => `${text(e['id'])} is returned: it matched no queue`,
  channelClosed: closed('channel'),
  connectionClosed: closed('connection'),
  cancelledByBroker: (e) => `The broker ends ${e.actor}’s subscription to ${text(e['queue'])}`,
  depth: (e) =>
    `${text(e['queue'])} has ${plural(Number(e['ready']), e['lastOffset'] === undefined ? 'message waiting' : 'entry', e['lastOffset'] === undefined ? 'messages waiting' : 'entries')}`,
  purged: (e) => `${plural(Number(e['count']), 'message')} purged from ${text(e['queue'])}`,
  queueDeleted: (e) => `${text(e['queue'])} is deleted${e['existed'] === false ? ' (there was none)' : ''}`,
  nothing: (e) => `${e.actor} gets nothing`,
  acked: (e) => `${plural(Number(e['count']), 'entry', 'entries')} acknowledged`,
  pending: (e) => {
    const entries = e['entries'] as readonly { offset: unknown; consumer: string; deliveryCount: number }[];
    const told = entries.map((one) => `${text(one.offset)} of ${one.consumer} (handed out ${one.deliveryCount}×)`);
    return `Pending: ${told.length === 0 ? 'nothing' : told.join(', ')}`;
  },
  autoclaimResult: (e) =>
    `Go on at ${text(e['next'])}; found gone: ${listed((e['deleted'] as readonly unknown[]).map(text))}`,
  group: (e) =>
    e['partitions'] !== undefined
      ? `Group ${text(e['group'])}: ${placesWords(e)}`
      : `Group ${text(e['group'])}: ${plural(Number(e['consumers']), 'consumer')}, ${text(e['pending'])} pending, last handed out ${text(e['lastDelivered'])}, ${text(e['entriesRead'] ?? 'unknown')} read, ${text(e['lag'] ?? 'unknown')} behind`,
  consumerDeleted: (e) =>
    `${text(e['consumer'])} is forgotten, and ${plural(Number(e['pending']), 'pending entry', 'pending entries')} with it`,
  trimmed: (e) => `${plural(Number(e['count']), 'entry', 'entries')} trimmed`,
  entriesDeleted: (e) => `${plural(Number(e['count']), 'entry', 'entries')} deleted`,
  error: (e) => `The broker answers${e.actor === 'control' ? '' : ` ${e.actor}`}: ${text(e['error'])}`,
  warning: (e) => `${e.actor} is warned of ${text(e['queue'])}, and asks again: ${text(e['error'])}`,
};

/** An event as people say it, without a full stop. */
function eventWords(event: ScriptEvent): string {
  const tell = EVENTS[event.type];
  if (tell !== undefined) return tell(event);
  const { actor, type, ...fields } = event;
  return `${actor}: ${type}${rest(fields, [])}`;
}

/** Many events in a row of one kind are told as one: `m1 to m250 (250) are confirmed`. */
export function eventsWords(events: readonly ScriptEvent[]): string[] {
  const plain = events.filter((e) => e.type === 'confirm' && e['result'] === 'ack');
  if (plain.length <= FEW / 2) return events.map(eventWords);
  const others = events.filter((e) => !plain.includes(e)).map(eventWords);
  return [...others, `${listed(plain.map((e) => text(e['id'])))} are confirmed`];
}
