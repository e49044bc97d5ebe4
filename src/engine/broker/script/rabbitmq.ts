// The RabbitMQ half of the script player: one publisher with confirms, consumers with a channel each, control operations.
// What Kafka's, which are of the same kind, do otherwise stands in kafka.ts.
// What a consumer does with a delivery it does after the broker has said everything it had to say, as over a network.
import { Broker } from '../broker.ts';
import type { ConsumeOptions } from '../channels.ts';
import { FETCHED, MANDATORY, NEVER, PERSISTENT, REASONS, refusalOf, SAME_BATCH, TOMBSTONE } from '../codes.ts';
import type { BrokerSink } from '../sink.ts';
import { Observations } from './events.ts';
import { type CheckedStep, fail, idsOf } from './format.ts';
import { startOf } from './offsets.ts';
import { type Channel, type Op, RABBITMQ_OPS, type RabbitHand } from './rabbitmq-ops.ts';
import { VERSIONS, type Version } from './versions.ts';

/** What a step other than `wait` takes, and a restart: microseconds. */
const STEP = 1_000;
const RESTART = 8_000_000;
/** A script whose consumers answer so often within one step will not come to rest. */
const MOST_ANSWERS = 100_000;

/** A consumer's answer on its way to the broker. */
interface Answer {
  readonly channel: Channel;
  readonly tag: number;
  readonly action: string;
}

export class RabbitPlayer implements BrokerSink, RabbitHand {
  readonly seen = new Observations();
  readonly broker: Broker;
  readonly version: Version;
  readonly channels = new Map<string, Channel>();
  protected readonly operations: Readonly<Record<string, Op>> = RABBITMQ_OPS;
  private readonly ids: string[] = [];
  /** Keys of records as the integers that choose partitions; no key is 0. */
  private readonly keys = [''];
  private readonly byConsumer: Channel[] = [];
  private readonly answers: Answer[] = [];
  /** The channel that is subscribing: deliveries may come before the broker has said which consumer it is. */
  private subscribing: Channel | undefined;
  private recordConfirms = true;

  constructor(version: Version = VERSIONS.rabbitmq[0], offsetsRetention?: number) {
    this.version = version;
    this.broker = new Broker(this, offsetsRetention === undefined ? {} : { offsetsRetention });
  }

  play(step: CheckedStep, place: string): void {
    if (step.op !== 'wait') this.pass(STEP);
    const op = this.operations[step.op];
    if (op === undefined) fail(`${place}.op`, 'cannot be played');
    op(this, step, place);
    this.settle(place);
  }

  /** Lets time pass; what falls due happens. */
  pass(microseconds: number): void {
    this.broker.runTimers(this.broker.now + microseconds);
  }

  restart(mode: 'graceful' | 'kill'): void {
    for (const channel of this.channels.values()) channel.dead = true;
    this.answers.length = 0;
    this.broker.stop(mode);
    this.broker.now += RESTART;
    this.broker.start();
    this.broker.runTimers(this.broker.now);
  }

  publish(step: CheckedStep, place: string): void {
    const straight = step['queue'] as string | undefined;
    const exchange = straight === undefined ? (step['exchange'] as string) : '';
    const route = this.broker.route(exchange, straight ?? (step['key'] as string | undefined) ?? '');
    const timeToLive = step['ttlMs'] === undefined ? NEVER : (step['ttlMs'] as number) * 1_000;
    let flags = (step['persistent'] === false ? 0 : PERSISTENT) + (step['mandatory'] === true ? MANDATORY : 0);
    if (step['tombstone'] === true) flags += TOMBSTONE;
    const pipelined = step['pipelined'] === true;
    this.recordConfirms = step['confirm'] !== false;
    for (const id of idsOf(step)) {
      const message = this.ids.push(id) - 1;
      this.seen.publishing(id);
      const size = step['size'] ? Math.max(step['size'] as number, id.length + 1) : id.length;
      const key = straight === undefined ? 0 : this.keyOf(step['key'] as string | undefined);
      const result = this.broker.publish(route, message, flags, timeToLive, size, key);
      if (result < 0) {
        this.refused('publisher', result);
        if (pipelined) break;
      }
      if (pipelined) flags |= SAME_BATCH;
      else this.settle(place);
    }
  }

  private keyOf(key = ''): number {
    const known = this.keys.indexOf(key);
    return known >= 0 ? known : this.keys.push(key) - 1;
  }

  /** What the script calls a message. */
  messageName(message: number): string {
    return this.ids[message] ?? '';
  }

  /** What the script calls one of the broker's consumers. */
  consumerName(consumer: number): string {
    return this.byConsumer[consumer]?.name ?? '';
  }

  consume(step: CheckedStep): void {
    this.subscribe(this.channelOf(step));
  }

  /** The channel of the consumer that a `consume` step names, open, with what the step says of it. */
  protected channelOf(step: CheckedStep): Channel {
    const name = step['consumer'] as string;
    let channel = this.channels.get(name);
    if (channel === undefined || channel.dead) {
      channel = { name, id: -1, dead: false, prefetch: 0, queue: '', step, taken: 0, held: [] };
      this.channels.set(name, channel);
    }
    if (step['prefetch']) channel.prefetch = step['prefetch'] as number;
    channel.queue = step['queue'] as string;
    channel.step = step;
    channel.taken = 0;
    return channel;
  }

  protected subscribe(channel: Channel): void {
    const { broker } = this;
    this.subscribing = channel;
    const id = broker.consume(broker.queueId(channel.queue), subscription(channel, broker.now), channel.id);
    this.subscribing = undefined;
    if (id < 0) {
      channel.dead = true;
      this.refused(channel.name, id);
    } else {
      channel.id = id;
      this.byConsumer[id] = channel;
    }
  }

  /** The broker closed a channel or connection. */
  refused(actor: string, result: number): void {
    const { code, error, about, whole } = refusalOf(result);
    this.seen.add(actor, whole ? 'connectionClosed' : 'channelClosed', { code, error, about: about || undefined });
  }

  /** The result of something a consumer did; a refusal ends it. */
  answered(channel: Channel, result: number): void {
    if (result >= 0) return;
    channel.dead = true;
    this.refused(channel.name, result);
  }

  /** Lets consumers answer until nothing more happens. */
  private settle(place: string): void {
    for (let next = 0; next < this.answers.length; next++) {
      if (next > MOST_ANSWERS) fail(place, 'does not come to rest: consumers and broker answer each other for ever');
      const { channel, tag, action } = this.answers[next] as Answer;
      if (channel.dead) continue;
      const { broker } = this;
      if (action === 'ack') this.answered(channel, broker.ack(channel.id, tag));
      else this.answered(channel, broker.nack(channel.id, tag, action === 'requeue'));
    }
    this.answers.length = 0;
  }

  delivered(
    consumer: number,
    tag: number,
    queue: number,
    message: number,
    redelivered: boolean,
    _attempt: number,
    returns: number,
    offset: number,
    partition: number,
  ): void {
    const id = this.ids[message] as string;
    const fetched = consumer === FETCHED;
    const { countsDeliveries: quorum, groups } = this.broker.profileOf(queue);
    const kafka = groups === 'committed';
    const channel = fetched ? undefined : this.channelFor(consumer);
    this.seen.add(channel?.name ?? 'control', fetched ? 'drained' : 'deliver', {
      queue: this.broker.queueName(queue),
      id,
      redelivered: kafka ? undefined : redelivered,
      deliveryCount: quorum && (fetched || returns > 0) ? returns : undefined,
      offset: offset < 0 ? undefined : offset,
      partition: kafka ? partition : undefined,
      ...this.deathRecord(),
    });
    if (channel === undefined || channel.step['ack'] === 'auto') return;
    channel.taken++;
    const limit = channel.step['thenCount'] as number | undefined;
    const action = limit !== undefined && channel.taken > limit ? 'hold' : ((channel.step['then'] as string) ?? 'hold');
    if (action === 'hold') channel.held.push({ id, tag });
    else this.answers.push({ channel, tag, action });
  }

  /** The channel of one of the broker's consumers. */
  protected channelFor(consumer: number): Channel | undefined {
    return this.byConsumer[consumer] ?? this.subscribing;
  }

  private deathRecord(): Record<string, unknown> {
    const { broker } = this;
    const deaths = broker.deaths;
    if (deaths.length === 0) return {};
    const first = deaths.find((death) => death.isFirst);
    return {
      deaths: deaths.map((death) => ({
        queue: broker.queueName(death.queue),
        reason: REASONS[death.reason],
        count: death.count,
        exchange: broker.exchangeOf(death.route),
        keys: [broker.keyOf(death.route)],
      })),
      firstDeathReason: first === undefined ? undefined : REASONS[first.reason],
    };
  }

  confirmed(message: number, accepted: boolean): void {
    if (!this.recordConfirms) return;
    this.seen.add('publisher', 'confirm', { id: this.ids[message], result: accepted ? 'ack' : 'nack' });
  }

  returned(message: number): void {
    this.seen.add('publisher', 'returned', { id: this.ids[message], code: 312, reason: 'NO_ROUTE' });
  }

  cancelledByBroker(consumer: number, queue: number): void {
    const channel = this.byConsumer[consumer];
    if (channel !== undefined) this.cancelled(channel, this.broker.queueName(queue));
  }

  /** What a consumer read from was deleted. */
  protected cancelled(channel: Channel, queue: string): void {
    this.seen.add(channel.name, 'cancelledByBroker', { queue });
  }

  deadLettered(): void {}
  discarded(): void {}
}

function subscription(channel: Channel, now: number): ConsumeOptions {
  const { step } = channel;
  return {
    prefetch: channel.prefetch,
    autoAck: step['ack'] === 'auto',
    ...(step['offset'] === undefined ? {} : { offset: startOf(step['offset'], now) }),
    ...(step['group'] === undefined ? {} : { group: step['group'] as string }),
    ...(step['priority'] === undefined ? {} : { priority: step['priority'] as number }),
    ...(step['exclusive'] === undefined ? {} : { exclusive: step['exclusive'] as boolean }),
  };
}
