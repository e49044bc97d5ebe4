// How long one message takes on the simulated broker: publish, deliver, acknowledge. Run: node test/bench/broker.bench.mjs
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = fileURLToPath(new URL('../../src/engine/broker/index.ts', import.meta.url));
const built = await build({
  root,
  configFile: false,
  logLevel: 'error',
  build: { ssr: entry, write: false, minify: false },
});
const code = built.output[0].code;
const { Broker, PERSISTENT } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const COUNT = 2_000_000;

/** A listener that acknowledges what it heard when asked to. */
class Listener {
  consumer = -1;
  tag = 0;
  seen = 0;
  delivered(consumer, tag) {
    this.consumer = consumer;
    this.tag = tag;
    this.seen++;
  }
  confirmed() {}
  returned() {}
  deadLettered() {}
  discarded() {}
  cancelledByBroker() {}
}

function measure(name, prepare, step, count = COUNT) {
  const listener = new Listener();
  const broker = new Broker(listener);
  const route = prepare(broker);
  for (let i = 0; i < count / 10; i++) step(broker, listener, route, i);
  const before = process.hrtime.bigint();
  for (let i = 0; i < count; i++) step(broker, listener, route, i);
  const each = Number(process.hrtime.bigint() - before) / count;
  console.log(`${name.padEnd(52)} ${each.toFixed(1).padStart(8)} ns per message`);
}

const publishAndAck = (broker, listener, route, i) => {
  broker.now = i;
  broker.publish(route, i >>> 0, PERSISTENT);
  broker.ack(listener.consumer, listener.tag);
};

const queue =
  (profile, how, settings = {}) =>
  (broker) => {
    const id = broker.declareQueue('q', { profile, ...settings });
    broker.declareExchange('events', 'fanout');
    broker.bind(id, 'events');
    if (profile === 'redis-stream' && how.group) broker.redis.createGroup('q', how.group, 0, true);
    broker.consume(id, how);
    return broker.route('events', 'user');
  };

measure('classic, one consumer, prefetch 20', queue('rabbitmq-classic', { prefetch: 20 }), publishAndAck);
measure('quorum, one consumer, prefetch 20', queue('rabbitmq-quorum', { prefetch: 20 }), publishAndAck);
measure('classic with time to live', queue('rabbitmq-classic', { prefetch: 20 }, { timeToLive: 1e9 }), publishAndAck);
measure('stream, one reader, prefetch 20', queue('rabbitmq-stream', { prefetch: 20 }), publishAndAck);
measure('Redis group, one member', queue('redis-stream', { prefetch: 20, group: 'g', member: 'm' }), publishAndAck);
measure('Kafka group, one member', queue('kafka', { prefetch: 20, group: 'g', member: 'm' }), publishAndAck);
measure(
  'classic, backlog of 1000, acknowledged in order',
  (broker) => {
    const route = queue('rabbitmq-classic', { prefetch: 20 })(broker);
    for (let i = 0; i < 1000; i++) broker.publish(route, i, PERSISTENT);
    broker.next = 1;
    return route;
  },
  (broker, _listener, route, i) => {
    broker.publish(route, i >>> 0, PERSISTENT);
    broker.ack(0, broker.next++);
  },
);
measure(
  'classic, handed back to its place, then acknowledged',
  queue('rabbitmq-classic', { prefetch: 20 }),
  (broker, listener, route, i) => {
    broker.publish(route, i >>> 0, PERSISTENT);
    broker.nack(listener.consumer, listener.tag, true);
    broker.ack(listener.consumer, listener.tag);
  },
);
