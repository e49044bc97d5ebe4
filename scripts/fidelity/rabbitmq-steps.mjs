// What each operation of a RabbitMQ script does on a real broker, as a table by name.
import { idsOf, sleep } from './observer.mjs';
import { connect, cut, idOf } from './rabbitmq.mjs';

const ARGUMENTS = {
  type: 'x-queue-type',
  ttlMs: 'x-message-ttl',
  expiresMs: 'x-expires',
  maxLength: 'x-max-length',
  maxLengthBytes: 'x-max-length-bytes',
  overflow: 'x-overflow',
  deliveryLimit: 'x-delivery-limit',
  singleActiveConsumer: 'x-single-active-consumer',
  maxAge: 'x-max-age',
  segmentBytes: 'x-stream-max-segment-size-bytes',
};

function argumentsOf(play, step) {
  const given = Object.entries(ARGUMENTS).filter(([field]) => step[field] !== undefined);
  const result = Object.fromEntries(given.map(([field, argument]) => [argument, step[field]]));
  const { queue, exchange, key } = step.deadLetter ?? {};
  if (queue !== undefined)
    return { ...result, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': play.named(queue) };
  if (exchange === undefined) return result;
  result['x-dead-letter-exchange'] = play.named(exchange);
  if (key !== undefined) result['x-dead-letter-routing-key'] = key;
  return result;
}

async function publish(play, step) {
  for (const id of idsOf(step)) {
    const channel = await play.publisher();
    const { observer } = play;
    observer.publishing(id);
    observer.pending++;
    const answered = new Promise((resolve) => {
      let over = false;
      const end = (result) => {
        if (over) return;
        over = true;
        observer.pending--;
        if (result !== undefined && step.confirm !== false) observer.add('publisher', 'confirm', { id, result });
        resolve();
      };
      const confirmed = (error) => {
        if (!error) end('ack');
        else end(/closed/i.test(String(error.message)) ? undefined : 'nack');
      };
      send(play, channel, step, id, confirmed);
      channel.once('close', () => end(undefined));
    });
    if (!step.pipelined) await answered;
  }
}

function send(play, channel, step, id, confirmed) {
  const [exchange, key] =
    step.queue === undefined ? [play.named(step.exchange), step.key ?? ''] : ['', play.named(step.queue)];
  const body = Buffer.from(step.size ? `${id}|`.padEnd(step.size, '.') : id);
  const expiration = step.ttlMs === undefined ? undefined : String(step.ttlMs);
  const options = {
    persistent: step.persistent !== false,
    mandatory: step.mandatory === true,
    expiration,
    messageId: id,
  };
  channel.publish(exchange, key, body, options, confirmed);
}

/** An offset as the broker takes it; AMQP's timestamps are whole seconds. */
const startOf = (play, offset) =>
  offset.atMs === undefined ? offset : { '!': 'timestamp', value: Math.floor((play.began + offset.atMs) / 1000) };

async function consume(play, step) {
  const consumer = await play.consumer(step.consumer);
  const { channel } = consumer;
  consumer.tag = step.consumer;
  if (step.prefetch) await channel.prefetch(step.prefetch);
  const how = {
    noAck: step.ack === 'auto',
    consumerTag: consumer.tag,
    exclusive: step.exclusive === true,
    arguments: {
      ...(step.offset !== undefined && { 'x-stream-offset': startOf(play, step.offset) }),
      ...(step.priority !== undefined && { 'x-priority': step.priority }),
    },
  };
  let taken = 0;
  const take = (message) => {
    if (message === null) {
      play.observer.add(consumer.name, 'cancelledByBroker', { queue: step.queue });
      return;
    }
    play.observer.add(consumer.name, 'deliver', { queue: step.queue, ...play.seenAs(message) });
    if (step.ack === 'auto') return;
    taken++;
    const hold = step.thenCount !== undefined && taken > step.thenCount;
    settleAtOnce(consumer, message, hold ? 'hold' : (step.then ?? 'hold'));
  };
  try {
    await channel.consume(play.named(step.queue), take, how);
  } catch (problem) {
    await sleep(20);
    if (!consumer.dead) play.closed(consumer.name, problem);
  }
}

function settleAtOnce({ channel, unsettled }, message, how) {
  if (how === 'ack') channel.ack(message);
  else if (how === 'hold') unsettled.push(message);
  else channel.nack(message, false, how === 'requeue');
}

/** The most recent unsettled delivery of an id, taken off the list with, if `multiple`, all before it. */
function taken(play, { consumer: name, id, multiple }) {
  const consumer = play.consumers.get(name);
  const message = consumer?.unsettled.findLast((one) => idOf(one) === id);
  if (message === undefined) throw new Error(`step ${play.observer.step}: ${name} does not hold ${id}`);
  const { deliveryTag } = message.fields;
  const goes = (one) => (multiple ? one.fields.deliveryTag <= deliveryTag : one === message);
  consumer.unsettled = consumer.unsettled.filter((one) => !goes(one));
  return { channel: consumer.channel, message };
}

async function restart(play, { mode }) {
  play.restarting = true;
  for (const consumer of play.consumers.values()) consumer.dead = true;
  await play.restart(mode);
  play.connection = undefined;
  play.publisherChannel = undefined;
  play.restarting = false;
  await sleep(500);
  for (const [queue, { type }] of play.queues) if (type === 'stream') await streamReady(play, play.named(queue));
}

/** After a restart a stream needs a moment; reading one changes nothing, so it is tried until it works. */
async function streamReady(play, queue) {
  for (let tries = 0; tries < 60; tries++) {
    let failed = false;
    let got = false;
    const connection = await connect(play.url, () => {
      failed = true;
    });
    try {
      const channel = await connection.createChannel();
      channel.on('error', () => {
        failed = true;
      });
      await channel.prefetch(1);
      const take = (message) => {
        got ||= message !== null;
      };
      await channel.consume(queue, take, { arguments: { 'x-stream-offset': 'first' } });
      for (let i = 0; i < 10 && !failed && !got; i++) await sleep(50);
      await connection.close();
    } catch {
      failed = true;
    }
    if (got && !failed) return;
    await sleep(300);
  }
  throw new Error(`stream ${queue} did not come back`);
}

export const STEPS = {
  declareExchange: (play, { exchange, kind, alternate }) => {
    play.exchanges.add(exchange);
    return play.control((channel) =>
      channel.assertExchange(play.named(exchange), kind, { durable: true, alternateExchange: play.named(alternate) }),
    );
  },
  declareQueue: (play, step) => {
    play.queues.set(step.queue, step);
    const how = { durable: step.durable !== false, arguments: argumentsOf(play, step) };
    return play.control((channel) => channel.assertQueue(play.named(step.queue), how));
  },
  bind: (play, { queue, exchange, key = '' }) =>
    play.control((channel) => channel.bindQueue(play.named(queue), play.named(exchange), key)),
  unbind: (play, { queue, exchange, key = '' }) =>
    play.control((channel) => channel.unbindQueue(play.named(queue), play.named(exchange), key)),
  purge: async (play, { queue }) => {
    const result = await play.control((channel) => channel.purgeQueue(play.named(queue)));
    if (result) play.observer.add('control', 'purged', { queue, count: result.messageCount });
  },
  deleteQueue: async (play, { queue }) => {
    const result = await play.control((channel) => channel.deleteQueue(play.named(queue)));
    if (result) play.observer.add('control', 'queueDeleted', { queue, count: result.messageCount });
  },
  depth: async (play, { queue }) => {
    const result = await play.control((channel) => channel.checkQueue(play.named(queue)));
    if (!result) return;
    play.observer.add('control', 'depth', { queue, ready: result.messageCount, consumers: result.consumerCount });
  },
  drain: (play, { queue }) =>
    play.control(async (channel) => {
      for (;;) {
        const message = await channel.get(play.named(queue), { noAck: true });
        if (!message) return;
        play.observer.add('control', 'drained', { queue, ...play.seenAs(message) });
      }
    }),
  publish,
  consume,
  ack: (play, step) => {
    const { channel, message } = taken(play, step);
    channel.ack(message, step.multiple === true);
  },
  nack: (play, step) => {
    const { channel, message } = taken(play, step);
    channel.nack(message, step.multiple === true, step.requeue !== false);
  },
  reject: (play, step) => {
    const { channel, message } = taken(play, step);
    channel.reject(message, step.requeue !== false);
  },
  ackTag: (play, { consumer, tag }) => play.consumers.get(consumer).channel.ack({ fields: { deliveryTag: tag } }),
  recover: async (play, { consumer: name }) => {
    const consumer = play.consumers.get(name);
    consumer.unsettled = [];
    await consumer.channel.recover();
  },
  cancel: (play, { consumer }) => play.consumers.get(consumer).channel.cancel(consumer),
  close: async (play, { consumer: name }) => {
    const consumer = play.consumers.get(name);
    if (consumer.dead) return;
    consumer.dead = true;
    await consumer.channel.close();
    await consumer.connection.close();
  },
  crash: (play, { consumer: name }) => {
    const consumer = play.consumers.get(name);
    consumer.dead = true;
    cut(consumer.connection);
  },
  wait: (_play, { ms }) => sleep(ms),
  restart,
};
