// The Kafka half of the script player: topics, one producer, members of groups. A consumer that comes before its topic stays and
// asks again, every tenth of a second, so that it has the topic within the step that makes it; topics are not made by asking
// (`auto.create.topics.enable` is off).
import { refusalOf } from '../codes.ts';
import type { QueueSettings } from '../settings.ts';
import { type CheckedStep, idsOf } from './format.ts';
import { startOf } from './offsets.ts';
import { RabbitPlayer } from './rabbitmq.ts';
import { type Channel, control, type Op, queueOf, RABBITMQ_OPS } from './rabbitmq-ops.ts';

const UNKNOWN_TOPIC = 'UNKNOWN_TOPIC_OR_PARTITION';
/** Kafka's answer to a record without a key for a topic that is compacted. */
const NO_KEY = 'INVALID_RECORD';

/** The settings of a `declareQueue` step. */
function topicSettings(step: CheckedStep): QueueSettings {
  const settings: Record<string, unknown> = { profile: 'kafka' };
  const times = { retentionMs: 'maxAge', segmentMs: 'segmentAge', deleteRetentionMs: 'deleteRetention' };
  const others = { retentionBytes: 'maxLengthBytes', segmentBytes: 'segmentBytes', partitions: 'partitions' };
  for (const [field, setting] of Object.entries(times)) {
    if (step[field] !== undefined) settings[setting] = (step[field] as number) * 1_000;
  }
  for (const [field, setting] of Object.entries({ ...others, cleanup: 'cleanup' })) {
    if (step[field] !== undefined) settings[setting] = step[field];
  }
  return settings as unknown as QueueSettings;
}

export class KafkaPlayer extends RabbitPlayer {
  protected override readonly operations = OPS;
  /** Consumers whose topic is not there, in the order in which they came. */
  private waiting: Channel[] = [];
  private readonly compacted = new Set<string>();

  override publish(step: CheckedStep, place: string): void {
    const topic = step['queue'] as string;
    const keyless = !step['key'] && this.compacted.has(topic);
    if (this.broker.queueId(topic) >= 0 && !keyless) return super.publish(step, place);
    const about = keyless ? NO_KEY : UNKNOWN_TOPIC;
    for (const id of idsOf(step)) {
      this.seen.publishing(id);
      if (step['confirm'] !== false) this.seen.add('publisher', 'confirm', { id, result: 'nack', about });
    }
  }

  /** Subscribing anew leaves what was subscribed to before. */
  override consume(step: CheckedStep): void {
    const before = this.channels.get(step['consumer'] as string);
    if (before !== undefined) this.leave(before);
    const channel = this.channelOf(step);
    if (this.broker.queueId(channel.queue) < 0) this.wait(channel);
    else this.subscribe(channel);
  }

  private leave(channel: Channel): void {
    channel.dead = true;
    if (channel.id >= 0) this.broker.close(channel.id);
  }

  private wait(channel: Channel): void {
    this.seen.add(channel.name, 'warning', { queue: channel.queue, error: UNKNOWN_TOPIC });
    this.waiting.push(channel);
  }

  declare(step: CheckedStep): void {
    const topic = step['queue'] as string;
    const result = this.broker.declareQueue(topic, topicSettings(step));
    if (result < 0) return control(this, result);
    if ((step['cleanup'] ?? 'delete') !== 'delete') this.compacted.add(topic);
    const mine = this.waiting.filter(({ queue }) => queue === topic);
    this.waiting = this.waiting.filter(({ queue }) => queue !== topic);
    for (const channel of mine) if (!channel.dead) this.subscribe(channel);
  }

  protected override cancelled(channel: Channel): void {
    channel.id = -1;
    channel.held = [];
    this.wait(channel);
  }

  override refused(actor: string, result: number): void {
    const { error, about } = refusalOf(result);
    this.seen.add(actor, 'error', { error, about });
  }

  unknown(topic: string): void {
    this.seen.add('control', 'error', { error: UNKNOWN_TOPIC, about: topic });
  }

  setOffset(step: CheckedStep): void {
    const topic = queueOf(this, step);
    const { logs } = this.broker;
    const group = step['group'] as string;
    const count = topic < 0 ? 0 : logs.partitions(topic);
    const only = step['partition'] as number | undefined;
    if ((only ?? 0) >= count) return this.unknown(step['queue'] as string);
    if ((logs.groupPlaces(topic, group)?.members ?? 0) > 0) {
      const about = `the group ${group} has members: its place can be set only while nobody reads`;
      this.seen.add('control', 'error', { error: 'UNKNOWN_MEMBER_ID', about });
      return;
    }
    const start = startOf(step['offset'], this.broker.now);
    for (let partition = only ?? 0; partition <= (only ?? count - 1); partition++) {
      logs.placeGroup(topic, group, start, 'next', partition);
    }
  }

  groupInfo(step: CheckedStep): void {
    const topic = queueOf(this, step);
    const group = step['group'] as string;
    const found = topic < 0 ? undefined : this.broker.logs.groupPlaces(topic, group);
    if (found === undefined) {
      this.seen.add('control', 'error', { error: 'GROUP_ID_NOT_FOUND', about: group });
      return;
    }
    const partitions = found.places.map(({ committed, end, owner }, partition) => ({
      ...{ partition, committed, end, lag: committed === null ? null : end - committed },
      consumer: owner < 0 ? null : this.consumerName(owner),
    }));
    this.seen.add('control', 'group', { group, consumers: found.members, partitions });
  }
}

type KafkaOp = (player: KafkaPlayer, step: CheckedStep, place: string) => void;
const kafka =
  (op: KafkaOp): Op =>
  (player, step, place) =>
    op(player as KafkaPlayer, step, place);

/** An operation on a topic that must be there. */
const onTopic = (name: 'depth' | 'deleteQueue'): Op =>
  kafka((player, step, place) => {
    if (queueOf(player, step) < 0) player.unknown(step['queue'] as string);
    else RABBITMQ_OPS[name]?.(player, step, place);
  });

const OPS: Readonly<Record<string, Op>> = {
  ...RABBITMQ_OPS,
  declareQueue: kafka((player, step) => player.declare(step)),
  setOffset: kafka((player, step) => player.setOffset(step)),
  groupInfo: kafka((player, step) => player.groupInfo(step)),
  depth: onTopic('depth'),
  deleteQueue: onTopic('deleteQueue'),
};
