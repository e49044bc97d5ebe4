// What each operation of a Redis script does on a real broker, as a table by name: which command each is, and what is noted.
import { idsOf, sleep } from './observer.mjs';
import { before, fieldsOf, offsetOf } from './redis.mjs';

const optional = (name, value) => (value === undefined ? [] : [name, value]);
const idsAt = (offsets) => offsets.map((offset) => `${offset}-0`);
const sign = ({ trim }) => (trim === 'approx' ? '~' : '=');

async function publish(play, step) {
  const { queue, entryId, maxLength, confirm } = step;
  const limit = maxLength === undefined ? [] : ['MAXLEN', sign(step), maxLength];
  const client = await play.connection('publisher');
  for (const id of idsOf(step)) {
    play.observer.publishing(id);
    const position = entryId ?? `${(play.counters.get(queue) ?? 0) + 1}-0`;
    try {
      const reply = await client.sendCommand(['XADD', play.key(queue), ...limit, position, 'id', id].map(String));
      play.counters.set(queue, Number(String(reply).split('-')[0]));
      const offset = entryId === '*' ? undefined : offsetOf(reply);
      if (confirm !== false) play.observer.add('publisher', 'confirm', { id, result: 'ack', offset });
    } catch (problem) {
      play.observer.add('publisher', 'confirm', { id, result: 'nack', about: String(problem.message) });
    }
  }
}

async function consume(play, step) {
  let from = before(step.offset ?? 'first');
  if (step.offset === 'next') {
    const last = await play.command('control', 'XREVRANGE', play.key(step.queue), '+', '-', 'COUNT', 1);
    from = last?.length ? last[0][0] : '0';
  }
  await play.read(step, from);
}

/** Entries that a read brought, or that it brought none. */
function readOf(play, { consumer, queue }, reply) {
  if (reply === undefined) return;
  const entries = reply === null ? [] : reply[0][1];
  if (entries.length === 0) play.observer.add(consumer, 'nothing', { queue });
  else play.entries(consumer, 'deliver', queue, entries);
}

async function read(play, step) {
  const { consumer, queue, offset, count } = step;
  const key = play.key(queue);
  const parts = ['XREAD', ...optional('COUNT', count), 'STREAMS', key, before(offset ?? 'first')];
  const reply = await play.command(consumer, ...parts);
  readOf(play, step, reply ?? null);
}

async function readGroup(play, step) {
  const { consumer, group, queue, from, offset, count, ack } = step;
  const place = from === 'pending' ? before(offset ?? 'first') : '>';
  const how = [...optional('COUNT', count), ...(ack === 'auto' ? ['NOACK'] : [])];
  readOf(
    play,
    step,
    await play.command(consumer, 'XREADGROUP', 'GROUP', group, consumer, ...how, 'STREAMS', play.key(queue), place),
  );
}

async function claim(play, { consumer, queue, group, offsets, minIdleMs = 0, justId }) {
  const parts = [
    'XCLAIM',
    play.key(queue),
    group,
    consumer,
    minIdleMs,
    ...idsAt(offsets),
    ...(justId ? ['JUSTID'] : []),
  ];
  const reply = await play.command(consumer, ...parts);
  if (!reply) return;
  if (reply.length === 0) play.observer.add(consumer, 'nothing', { queue });
  if (!justId) play.entries(consumer, 'claimed', queue, reply);
  else for (const entryId of reply) play.observer.add(consumer, 'claimed', { queue, offset: offsetOf(entryId) });
}

async function autoclaim(play, { consumer, queue, group, minIdleMs = 0, offset, count }) {
  const from = offset === undefined ? '0' : `${offset}-0`;
  const parts = ['XAUTOCLAIM', play.key(queue), group, consumer, minIdleMs, from, ...optional('COUNT', count)];
  const reply = await play.command(consumer, ...parts);
  if (!reply) return;
  const [next, claimed, deleted = []] = reply;
  play.entries(consumer, 'claimed', queue, claimed);
  play.observer.add(consumer, 'autoclaimResult', { next: offsetOf(next), deleted: deleted.map(offsetOf) });
}

async function depth(play, { queue }) {
  const key = play.key(queue);
  const ready = await play.command('control', 'XLEN', key);
  const first = await play.command('control', 'XRANGE', key, '-', '+', 'COUNT', 1);
  const last = await play.command('control', 'XREVRANGE', key, '+', '-', 'COUNT', 1);
  play.observer.add('control', 'depth', { queue, ready, firstOffset: endOf(first), lastOffset: endOf(last) });
}

/** The offset of the one entry asked for; ids that Redis chose by its clock are left out. */
function endOf(entries) {
  const entryId = entries?.[0]?.[0];
  if (entryId === undefined) return null;
  return /^\d{10,}-/.test(entryId) ? undefined : offsetOf(entryId);
}

async function groupInfo(play, { queue, group }) {
  const groups = (await play.command('control', 'XINFO', 'GROUPS', play.key(queue))) ?? [];
  for (const one of groups.map(fieldsOf).filter(({ name }) => name === group)) {
    play.observer.add('control', 'group', {
      ...{ group, consumers: one.consumers, pending: one.pending },
      ...{ lastDelivered: offsetOf(one['last-delivered-id']), entriesRead: one['entries-read'], lag: one.lag },
    });
  }
}

/** A command of which only a number is told. */
async function counted(play, type, fieldsFor, ...parts) {
  const reply = await play.command('control', ...parts);
  if (reply !== undefined) play.observer.add('control', type, fieldsFor(reply));
}

export const STEPS = {
  publish,
  read,
  consume,
  readGroup,
  claim,
  autoclaim,
  depth,
  groupInfo,
  createGroup: (play, { queue, group, offset, create }) =>
    play.command(
      'control',
      'XGROUP',
      'CREATE',
      play.key(queue),
      group,
      before(offset),
      ...(create === false ? [] : ['MKSTREAM']),
    ),
  setOffset: (play, { queue, group, offset }) =>
    play.command('control', 'XGROUP', 'SETID', play.key(queue), group, before(offset)),
  ack: (play, { queue, group, offsets }) =>
    counted(play, 'acked', (count) => ({ offsets, count }), 'XACK', play.key(queue), group, ...idsAt(offsets)),
  pending: async (play, { queue, group }) => {
    const reply = await play.command('control', 'XPENDING', play.key(queue), group, '-', '+', 1000);
    if (!reply) return;
    const entries = reply.map(([entryId, consumer, , deliveryCount]) => ({
      offset: offsetOf(entryId),
      consumer,
      deliveryCount,
    }));
    play.observer.add('control', 'pending', { group, entries });
  },
  trim: (play, step) => {
    const { queue, minOffset, maxLength } = step;
    const limit = minOffset === undefined ? ['MAXLEN', sign(step), maxLength] : ['MINID', sign(step), `${minOffset}-0`];
    return counted(play, 'trimmed', (count) => ({ queue, count }), 'XTRIM', play.key(queue), ...limit);
  },
  deleteEntry: (play, { queue, offsets }) =>
    counted(play, 'entriesDeleted', (count) => ({ queue, count }), 'XDEL', play.key(queue), ...idsAt(offsets)),
  deleteConsumer: (play, { queue, group, consumer }) => {
    const parts = ['XGROUP', 'DELCONSUMER', play.key(queue), group, consumer];
    return counted(play, 'consumerDeleted', (pending) => ({ consumer, pending }), ...parts);
  },
  deleteQueue: (play, { queue }) =>
    counted(play, 'queueDeleted', (count) => ({ queue, existed: count === 1 }), 'DEL', play.key(queue)),
  crash: (play, { consumer }) => play.cut(consumer),
  wait: (_play, { ms }) => sleep(ms),
  restart: async (play, { mode }) => {
    for (const reader of play.readers.values()) reader.stopped = true;
    await play.restart(mode);
    play.cutAll();
  },
};
