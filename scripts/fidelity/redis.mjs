// Plays scripts on a real Redis: one play, its connections, its endless readers, and how replies become events. Entry ids are
// chosen by the publisher as `n-0`, so that an offset is a small whole number. What each operation does stands in redis-steps.mjs.
import { createClient } from 'redis';
import { Observer } from './observer.mjs';
import { STEPS } from './redis-steps.mjs';

/** Operations after which entries may come by themselves. */
const WAKING = ['consume', 'publish', 'crash'];

export async function connect(url) {
  const client = createClient({ url, RESP: 2, socket: { reconnectStrategy: false } });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The version of the broker at `url`; throws if it does not answer. */
export async function versionOf(url) {
  const client = await connect(url);
  const [, version] = /redis_version:(\S+)/.exec(String(await client.sendCommand(['INFO', 'server']))) ?? [];
  await client.close();
  return version ?? '';
}

/** `7-0` as 7; an id with a sequence stays a text. */
export function offsetOf(entryId) {
  const [milliseconds, sequence] = String(entryId).split('-');
  return sequence === '0' ? Number(milliseconds) : `${milliseconds}-${sequence}`;
}

/** "The first entry wanted is …" as the exclusive id that Redis wants. */
export function before(offset) {
  if (offset === 'first') return '0';
  return offset === 'next' ? '$' : `${offset - 1}-0`;
}

/** A flat list of names and values as an object. */
export const fieldsOf = (flat) =>
  Object.fromEntries(Array.from({ length: flat.length / 2 }, (_, i) => [String(flat[2 * i]), flat[2 * i + 1]]));

export class RedisPlay {
  /** How many entries the publisher has added, by stream. */
  counters = new Map();
  readers = new Map();
  #connections = new Map();
  #keys = new Set();

  /** `url`: the broker; `prefix`: before every key; `restart(mode)`: restarts the broker, if somebody can. */
  constructor({ url, prefix, quiet, restart }) {
    Object.assign(this, { url, prefix, restart, observer: new Observer(quiet) });
  }

  async play(steps) {
    try {
      for (const [index, step] of steps.entries()) {
        this.observer.step = index;
        await STEPS[step.op](this, step);
        await this.observer.settle(WAKING.includes(step.op) ? undefined : 20);
      }
      return this.observer.seen();
    } finally {
      await this.#tidyUp();
    }
  }

  /** The broker's name of a stream. */
  key(queue) {
    this.#keys.add(queue);
    return `${this.prefix}.${queue}`;
  }

  async connection(name) {
    const known = this.#connections.get(name);
    if (known?.isOpen) return known;
    const client = await connect(this.url);
    this.#connections.set(name, client);
    return client;
  }

  /** Runs a command; an error reply is noted, and undefined comes back. */
  async command(actor, ...parts) {
    const client = await this.connection(actor);
    try {
      return await client.sendCommand(parts.map(String));
    } catch (problem) {
      this.error(actor, problem);
      return undefined;
    }
  }

  error(actor, problem) {
    const text = String(problem.message);
    this.observer.add(actor, 'error', { error: text.split(' ')[0], about: text.replaceAll(`${this.prefix}.`, '') });
  }

  /** Notes entries as events of a type; the content of some may be gone. */
  entries(actor, type, queue, entries) {
    for (const [entryId, fields] of entries ?? []) {
      const id = fields ? fieldsOf(fields).id : null;
      this.observer.add(actor, type, { queue, id, offset: offsetOf(entryId), missing: fields ? undefined : true });
    }
  }

  /** Begins an endless loop of blocking reads. */
  async read(step, from) {
    const { consumer: name, queue, group, count } = step;
    const reader = { name, queue, group, count, acknowledges: step.then === 'ack', at: from, stopped: false };
    this.#connections.set(name, await connect(this.url));
    this.readers.set(name, reader);
    const acknowledger = await this.connection('control');
    void this.#loop(reader, this.#connections.get(name), acknowledger);
  }

  async #loop(reader, client, acknowledger) {
    const { name, queue, group, count } = reader;
    const key = this.key(queue);
    const head = group === undefined ? ['XREAD'] : ['XREADGROUP', 'GROUP', group, name];
    const limit = count === undefined ? [] : ['COUNT', String(count)];
    while (!reader.stopped) {
      let reply;
      try {
        const from = group === undefined ? reader.at : '>';
        reply = await client.sendCommand([...head, ...limit, 'BLOCK', '0', 'STREAMS', key, from]);
      } catch (problem) {
        if (!reader.stopped && !/closed|disconnect/i.test(String(problem.message))) this.error(name, problem);
        return;
      }
      if (reader.stopped || !reply) return;
      const entries = reply[0][1];
      this.entries(name, 'deliver', queue, entries);
      for (const [entryId] of entries) {
        reader.at = entryId;
        if (group !== undefined && reader.acknowledges) await acknowledger.sendCommand(['XACK', key, group, entryId]);
      }
    }
  }

  /** The connection of that name dies. */
  cut(name) {
    const reader = this.readers.get(name);
    if (reader !== undefined) reader.stopped = true;
    const client = this.#connections.get(name);
    this.#connections.delete(name);
    destroy(client);
  }

  /** All connections are gone. */
  cutAll() {
    for (const reader of this.readers.values()) reader.stopped = true;
    for (const client of this.#connections.values()) destroy(client);
    this.#connections.clear();
  }

  async #tidyUp() {
    this.cutAll();
    try {
      const client = await connect(this.url);
      for (const queue of this.#keys) await client.sendCommand(['DEL', this.key(queue)]);
      await client.close();
    } catch {
      // The broker is gone, and the keys with it.
    }
  }
}

function destroy(client) {
  try {
    client?.destroy();
  } catch {
    // It was closed already.
  }
}
