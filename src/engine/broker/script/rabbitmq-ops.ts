// The operations of RabbitMQ scripts, one by one, as a table by name. It knows what each says to the broker and what is
// written down; how consumers react stands with the player.
import type { Broker } from '../broker.ts';
import { INVALID_ARGUMENT, NO_QUEUE } from '../codes.ts';
import type { ProfileId } from '../profiles.ts';
import type { DeadLetter, QueueSettings } from '../settings.ts';
import type { ExchangeKind } from '../topology.ts';
import type { Observations } from './events.ts';
import { type CheckedStep, fail, nameOf } from './format.ts';
import { ageOf } from './offsets.ts';
import { deliveryLimitIn, type Version } from './versions.ts';

/** A consumer's connection with its one channel. */
export interface Channel {
  readonly name: string;
  /** The broker's consumer, or -1 before the first subscription. */
  id: number;
  dead: boolean;
  prefetch: number;
  queue: string;
  /** The `consume` step that says what it does with deliveries, and how many it has had. */
  step: CheckedStep;
  taken: number;
  held: { readonly id: string; readonly tag: number }[];
}

/** What an operation needs of whoever plays it. */
export interface RabbitHand {
  readonly broker: Broker;
  readonly version: Version;
  readonly seen: Observations;
  /** By the names that the script gives its consumers. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Lets microseconds pass. */
  pass(microseconds: number): void;
  publish(step: CheckedStep, place: string): void;
  consume(step: CheckedStep): void;
  restart(mode: 'graceful' | 'kill'): void;
  /** The broker closed a channel or connection of `actor`. */
  refused(actor: string, result: number): void;
  /** The broker's answer to what a consumer did. */
  answered(channel: Channel, result: number): void;
}

export type Op = (player: RabbitHand, step: CheckedStep, place: string) => void;

export const queueOf = (player: RabbitHand, step: CheckedStep): number =>
  player.broker.queueId(step['queue'] as string);

function channelOf(player: RabbitHand, step: CheckedStep, place: string): Channel {
  const channel = player.channels.get(step['consumer'] as string);
  if (channel === undefined) {
    const known = [...player.channels.keys()].map(nameOf).join(', ') || 'none yet';
    fail(`${place}.consumer`, `${nameOf(step['consumer'])} has not consumed; known: ${known}`);
  }
  return channel;
}

function openChannel(player: RabbitHand, step: CheckedStep, place: string): Channel {
  const channel = channelOf(player, step, place);
  if (channel.dead) fail(`${place}.consumer`, `${nameOf(channel.name)} is not connected any more`);
  return channel;
}

/** The consumer's most recent delivery of that id which the script has not settled. */
function take(player: RabbitHand, step: CheckedStep, place: string): readonly [Channel, number] {
  const channel = openChannel(player, step, place);
  const index = channel.held.map((one) => one.id).lastIndexOf(step['id'] as string);
  const found = channel.held[index];
  if (found === undefined) {
    const held = channel.held.map((one) => nameOf(one.id)).join(', ') || 'nothing';
    fail(`${place}.id`, `${nameOf(channel.name)} does not hold ${nameOf(step['id'])}; it holds ${held}`);
  }
  if (step['multiple'] === true) channel.held = channel.held.filter((one) => one.tag > found.tag);
  else channel.held.splice(index, 1);
  return [channel, found.tag];
}

export const control = (player: RabbitHand, result: number): void => {
  if (result < 0) player.refused('control', result);
};

/** The settings of a `declareQueue` step. */
function queueSettings(step: CheckedStep, version: Version): QueueSettings {
  const settings: Record<string, unknown> = { profile: `rabbitmq-${step['type'] as string}` as ProfileId };
  const same = ['durable', 'maxLength', 'maxLengthBytes', 'overflow', 'singleActiveConsumer', 'segmentBytes'];
  for (const field of same) if (step[field] !== undefined) settings[field] = step[field];
  const declared = step['deliveryLimit'] as number | undefined;
  const limit = step['type'] === 'quorum' ? deliveryLimitIn(version, declared) : declared;
  if (limit !== undefined) settings['deliveryLimit'] = limit;
  if (step['ttlMs'] !== undefined) settings['timeToLive'] = (step['ttlMs'] as number) * 1_000;
  if (step['expiresMs'] !== undefined) settings['expires'] = (step['expiresMs'] as number) * 1_000;
  if (step['maxAge'] !== undefined) settings['maxAge'] = ageOf(step['maxAge'] as string);
  const target = step['deadLetter'] as { queue?: string } & DeadLetter;
  if (target?.queue !== undefined) settings['deadLetter'] = { exchange: '', key: target.queue };
  else if (target !== undefined) settings['deadLetter'] = target;
  return settings as unknown as QueueSettings;
}

const isDurationTooLong = (step: CheckedStep): boolean =>
  [step['ttlMs'], step['expiresMs']].some((ms) => typeof ms === 'number' && ms > 4_294_967_295);

export const RABBITMQ_OPS: Readonly<Record<string, Op>> = {
  declareExchange: (player, step) => {
    const alternate = (step['alternate'] as string | undefined) ?? '';
    control(player, player.broker.declareExchange(step['exchange'] as string, step['kind'] as ExchangeKind, alternate));
  },
  declareQueue: (player, step) => {
    if (isDurationTooLong(step)) player.refused('control', INVALID_ARGUMENT);
    else control(player, player.broker.declareQueue(step['queue'] as string, queueSettings(step, player.version)));
  },
  bind: (player, step) => {
    const key = (step['key'] as string | undefined) ?? '';
    control(player, player.broker.bind(queueOf(player, step), step['exchange'] as string, key));
  },
  unbind: (player, step) => {
    // Taking away what is not there is no error.
    player.broker.unbind(queueOf(player, step), step['exchange'] as string, (step['key'] as string | undefined) ?? '');
  },
  publish: (player, step, place) => player.publish(step, place),
  consume: (player, step) => player.consume(step),
  ack: (player, step, place) => {
    const [channel, tag] = take(player, step, place);
    player.answered(channel, player.broker.ack(channel.id, tag, step['multiple'] === true));
  },
  nack: (player, step, place) => {
    const [channel, tag] = take(player, step, place);
    const multiple = step['multiple'] === true;
    player.answered(channel, player.broker.nack(channel.id, tag, step['requeue'] !== false, multiple));
  },
  reject: (player, step, place) => {
    const [channel, tag] = take(player, step, place);
    player.answered(channel, player.broker.nack(channel.id, tag, step['requeue'] !== false));
  },
  ackTag: (player, step, place) => {
    const channel = openChannel(player, step, place);
    player.answered(channel, player.broker.ack(channel.id, step['tag'] as number));
  },
  recover: (player, step, place) => {
    const channel = openChannel(player, step, place);
    channel.held = [];
    player.answered(channel, player.broker.recover(channel.id));
  },
  cancel: (player, step, place) => player.broker.cancel(openChannel(player, step, place).id),
  close: (player, step, place) => disconnect(player, channelOf(player, step, place)),
  crash: (player, step, place) => disconnect(player, channelOf(player, step, place)),
  purge: (player, step) => {
    const count = player.broker.purge(queueOf(player, step));
    if (count < 0) control(player, count);
    else player.seen.add('control', 'purged', { queue: step['queue'], count });
  },
  deleteQueue: (player, step) => {
    const count = player.broker.deleteQueue(queueOf(player, step));
    player.seen.add('control', 'queueDeleted', { queue: step['queue'], count });
  },
  depth: (player, step) => {
    const depth = player.broker.depth(queueOf(player, step));
    if (depth === undefined) control(player, NO_QUEUE);
    else {
      const { ready, consumers } = depth;
      player.seen.add('control', 'depth', { queue: step['queue'], ready, consumers });
    }
  },
  drain: (player, step) => {
    const queue = queueOf(player, step);
    let result = 1;
    while (result === 1) result = player.broker.get(queue);
    control(player, result);
  },
  wait: (player, step) => player.pass((step['ms'] as number) * 1_000),
  restart: (player, step) => player.restart(step['mode'] as 'graceful' | 'kill'),
};

function disconnect(player: RabbitHand, channel: Channel): void {
  if (channel.dead) return;
  channel.dead = true;
  if (channel.id >= 0) player.broker.close(channel.id);
}
