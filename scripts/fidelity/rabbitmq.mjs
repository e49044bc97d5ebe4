// Plays scripts on a real RabbitMQ, over AMQP 0-9-1: one play, its connections, and how the broker's words become events.
// What each operation does stands in rabbitmq-steps.mjs.
import amqp from 'amqplib';
import { Observer, sleep } from './observer.mjs';
import { STEPS } from './rabbitmq-steps.mjs';

/** Fragments of error texts that say what an error was about. */
const ABOUT =
  /unknown delivery tag|inequivalent arg '[^']+'|no (queue|exchange) '|exclusive use|not implemented|prefetch|invalid arg|invalid property|basic\.get/i;

/** Operations that end as soon as they are answered. */
const ANSWERED = ['declareQueue', 'declareExchange', 'bind'];

export async function connect(url, onError = () => undefined) {
  const withoutHeartbeat = new URL(url);
  withoutHeartbeat.searchParams.set('heartbeat', '0');
  const connection = await amqp.connect(withoutHeartbeat.href);
  connection.on('error', onError);
  return connection;
}

/** The version of the broker at `url`; throws if it does not answer. */
export async function versionOf(url) {
  const connection = await connect(url);
  const { version } = connection.connection.serverProperties;
  await connection.close();
  return String(version);
}

/** The connection dies without a word. */
export const cut = (connection) => connection.connection.stream.destroy();

export const idOf = (message) => message.content.toString().split('|')[0];

export class RabbitPlay {
  consumers = new Map();
  queues = new Map();
  exchanges = new Set();
  restarting = false;
  /** When its first step began. */
  began = 0;
  connection;
  publisherChannel;
  #connectionError;

  /** `url`: the broker; `prefix`: before every name; `restart(mode)`: restarts the broker, if somebody can. */
  constructor({ url, prefix, quiet, restart }) {
    Object.assign(this, { url, prefix, restart, observer: new Observer(quiet) });
  }

  async play(steps) {
    this.began = Date.now();
    try {
      for (const [index, step] of steps.entries()) {
        this.observer.step = index;
        await STEPS[step.op](this, step);
        if (!ANSWERED.includes(step.op)) await this.observer.settle();
      }
      return this.observer.seen();
    } finally {
      await this.tidyUp();
    }
  }

  /** The broker's name of a queue or exchange; the default exchange has none. */
  named(name) {
    return name === '' || name === undefined ? name : `${this.prefix}.${name}`;
  }

  #unnamed(name) {
    return name === undefined ? name : String(name).replace(`${this.prefix}.`, '');
  }

  /** The channel that publishes, with confirms; a new one if the last was closed. */
  async publisher() {
    if (this.publisherChannel !== undefined) return this.publisherChannel;
    const channel = await (await this.#ownConnection()).createConfirmChannel();
    // One listener for each message that waits for its confirm.
    channel.setMaxListeners(0);
    channel.on('error', (error) => this.closed('publisher', error));
    channel.on('close', () => {
      if (this.publisherChannel === channel) this.publisherChannel = undefined;
    });
    channel.on('return', (message) => {
      const { replyCode: code, replyText: reason } = message.fields;
      this.observer.add('publisher', 'returned', { id: idOf(message), code, reason });
    });
    this.publisherChannel = channel;
    return channel;
  }

  async #ownConnection() {
    if (this.connection !== undefined) return this.connection;
    const connection = await connect(this.url, (error) => {
      this.#connectionError = error;
    });
    connection.on('close', () => {
      this.connection = undefined;
      this.publisherChannel = undefined;
    });
    this.connection = connection;
    return connection;
  }

  /** Something on a channel of its own, so that an error closes only that; undefined after an error, which is noted. */
  async control(doing) {
    const channel = await (await this.#ownConnection()).createChannel();
    let channelError;
    this.#connectionError = undefined;
    channel.on('error', (error) => {
      channelError = error;
    });
    try {
      const result = await doing(channel);
      await channel.close();
      return result;
    } catch (problem) {
      // The reason comes a moment after the failure.
      await sleep(20);
      const whole = channelError === undefined && this.#connectionError !== undefined;
      this.closed('control', channelError ?? this.#connectionError ?? problem, whole);
      return undefined;
    }
  }

  /** The broker closed a channel, or the `whole` connection. */
  closed(actor, error, whole = false) {
    if (this.restarting) return;
    const text = String(error.message);
    const about = ABOUT.exec(text)?.[0]?.replace(/ '$/, '');
    const name = /"([A-Z_]+) - /.exec(text)?.[1];
    this.observer.add(actor, whole ? 'connectionClosed' : 'channelClosed', { code: error.code, error: name, about });
  }

  /** A delivered message as events have it. */
  seenAs({ fields, properties, content }) {
    const headers = properties.headers ?? {};
    const number = (name) => (headers[name] === undefined ? undefined : Number(headers[name]));
    return {
      id: idOf({ content }),
      redelivered: fields.redelivered,
      deliveryCount: number('x-delivery-count'),
      offset: number('x-stream-offset'),
      deaths: headers['x-death']?.map((death) => ({
        queue: this.#unnamed(death.queue),
        reason: death.reason,
        count: Number(death.count),
        exchange: this.#unnamed(death.exchange),
        keys: death['routing-keys'].map((key) => this.#unnamed(key)),
      })),
      firstDeathReason: headers['x-first-death-reason'],
    };
  }

  /** A consumer's connection and channel; new ones if it has none that live. */
  async consumer(name) {
    const known = this.consumers.get(name);
    if (known !== undefined && !known.dead) return known;
    const consumer = { name, unsettled: [], dead: false };
    const gone = (error, whole) => {
      consumer.dead = true;
      this.closed(name, error, whole);
    };
    consumer.connection = await connect(this.url, (error) => gone(error, true));
    consumer.connection.on('close', () => {
      consumer.dead = true;
    });
    consumer.channel = await consumer.connection.createChannel();
    consumer.channel.on('error', (error) => gone(error, false));
    this.consumers.set(name, consumer);
    return consumer;
  }

  /** Deletes what was declared. */
  async tidyUp() {
    for (const { connection } of this.consumers.values()) quietly(() => cut(connection));
    const gone = async (doing) => {
      await quietly(async () => {
        const connection = await connect(this.url);
        await quietly(async () => doing(await channelOf(connection)));
        await connection.close();
      });
    };
    for (const queue of this.queues.keys()) await gone((channel) => channel.deleteQueue(this.named(queue)));
    for (const exchange of this.exchanges) await gone((channel) => channel.deleteExchange(this.named(exchange)));
    await quietly(() => this.connection?.close());
  }
}

async function channelOf(connection) {
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  return channel;
}

/** What fails here matters to nobody. */
async function quietly(doing) {
  try {
    await doing();
  } catch {
    // It was gone already.
  }
}
