// Random broker scripts, built while they are played, so that every step makes sense: one acknowledges only what is held.
// Numbers go in, a script in the file format comes out, and the same numbers always make the same script.

import type { CheckedStep } from '../../src/engine/broker/script/format.ts';
import { RabbitPlayer } from '../../src/engine/broker/script/rabbitmq.ts';

/** One choice of what to do next: the operation, and numbers to fill it in. */
export type Choice = readonly [op: number, a: number, b: number, c: number];

export interface Script {
  readonly id: string;
  readonly broker: 'rabbitmq';
  readonly steps: CheckedStep[];
}

export type QueueType = 'classic' | 'quorum' | 'stream';

/** A player that keeps account of every copy and notes what must not happen. */
class Accountant extends RabbitPlayer {
  published = 0;
  /** How often each message left for good, by acknowledgement or otherwise. */
  readonly finished = new Map<number, number>();
  readonly complaints: string[] = [];
  private readonly firsts = new Map<number, number>();
  private readonly messages = new Map<string, number>();

  override confirmed(message: number, accepted: boolean): void {
    super.confirmed(message, accepted);
    this.published++;
  }

  override delivered(...heard: Parameters<RabbitPlayer['delivered']>): void {
    const [consumer, , queue, message, , attempt] = heard;
    super.delivered(...heard);
    if (this.broker.profileOf(queue).log) return;
    if (this.finished.has(message)) this.complaints.push(`message ${message} was handed out after it was done with`);
    const isDead = this.broker.queueName(queue) === 'dead';
    if (attempt === 1 && !isDead) {
      if (message < (this.firsts.get(queue) ?? -1)) this.complaints.push(`message ${message} was overtaken`);
      this.firsts.set(queue, message);
    }
    const channel = consumer < 0 ? undefined : this.channelFor(consumer);
    if (consumer < 0 || channel?.step['ack'] === 'auto') this.finish(message);
    else if (channel !== undefined) this.noteHeld(channel.name, heard[1], message);
  }

  override discarded(message?: number): void {
    if (message !== undefined) this.finish(message);
  }

  /** An acknowledgement that is about to be sent. */
  acknowledging(consumer: string, tag: number): void {
    const message = this.messages.get(`${consumer} ${tag}`);
    if (message !== undefined) this.finish(message);
  }

  private noteHeld(consumer: string, tag: number, message: number): void {
    this.messages.set(`${consumer} ${tag}`, message);
  }

  private finish(message: number): void {
    const times = (this.finished.get(message) ?? 0) + 1;
    this.finished.set(message, times);
    if (times > 1) this.complaints.push(`message ${message} was done with ${times} times`);
  }

  /** What does not hold now. */
  audit(): void {
    let standing = 0;
    for (const name of ['q', 'dead']) {
      const queue = this.broker.queueId(name);
      if (queue >= 0 && !this.broker.profileOf(queue).log)
        standing += this.broker.ready(queue) + this.broker.unacked(queue);
    }
    const expected = this.published - this.finished.size;
    const q = this.broker.queueId('q');
    if (!this.broker.profileOf(q).log && standing !== expected)
      this.complaints.push(`${standing} copies stand in queues, ${expected} should`);
    for (const { name, id, dead, prefetch, step } of this.channels.values()) {
      if (!dead && step['ack'] !== 'auto' && prefetch > 0 && this.broker.holding(id) > prefetch) {
        this.complaints.push(`${name} holds more than its prefetch of ${prefetch}`);
      }
    }
  }
}

const CONSUMERS = ['c1', 'c2', 'c3'];

/** The declarations a script begins with. */
function beginning(type: QueueType, settings: number): CheckedStep[] {
  const queue: Record<string, unknown> = { op: 'declareQueue', queue: 'q', type };
  if (type !== 'stream') {
    if ((settings & 1) !== 0) queue['deadLetter'] = { queue: 'dead' };
    if ((settings & 2) !== 0) queue['maxLength'] = 5;
    if ((settings & 4) !== 0) queue['ttlMs'] = 500;
    if ((settings & 8) !== 0) queue['singleActiveConsumer'] = true;
    if ((settings & 16) !== 0 && type === 'quorum') queue['deliveryLimit'] = 2;
    if ((settings & 32) !== 0) queue['overflow'] = 'reject-publish';
  }
  return [{ op: 'declareQueue', queue: 'dead', type: 'classic' }, queue as CheckedStep];
}

/** The step a choice means, as things stand, or undefined if it means none. */
function stepOf(player: Accountant, type: QueueType, choice: Choice, published: number): CheckedStep | undefined {
  const [op, a, b, c] = choice;
  const consumer = CONSUMERS[a % CONSUMERS.length] as string;
  const channel = player.channels.get(consumer);
  const open = channel !== undefined && !channel.dead;
  const id = open ? channel.held[b % Math.max(1, channel.held.length)]?.id : undefined;
  const publish = {
    op: 'publish',
    queue: 'q',
    ids: Array.from({ length: 1 + (b % 4) }, (_, i) => `m${published + i + 1}`),
  };
  switch (op % 12) {
    case 0:
    case 1:
      return c % 5 === 0 && type !== 'stream' ? { ...publish, ttlMs: 300 } : publish;
    case 2:
      return { ...publish, persistent: c % 2 === 0 };
    case 3: {
      if (open && player.broker.credit(channel.id) > 0) return undefined;
      if (open) return undefined;
      if (type === 'stream') return { op: 'consume', consumer, queue: 'q', prefetch: 1 + (b % 4), offset: 'first' };
      return { op: 'consume', consumer, queue: 'q', prefetch: b % 4, ...(c % 4 === 0 ? { ack: 'auto' } : {}) };
    }
    case 4:
    case 5:
      return id === undefined ? undefined : { op: 'ack', consumer, id, multiple: c % 3 === 0 };
    case 6:
      return id === undefined || type === 'stream'
        ? undefined
        : { op: 'nack', consumer, id, requeue: c % 3 !== 0, multiple: c % 4 === 0 };
    case 7:
      return open ? { op: c % 2 === 0 ? 'crash' : 'close', consumer } : undefined;
    case 8:
      return open && type !== 'stream' ? { op: 'recover', consumer } : undefined;
    case 9:
      return { op: 'wait', ms: 100 * (1 + (c % 8)) };
    case 10:
      return c % 4 === 0 ? { op: 'restart', mode: b % 2 === 0 ? 'graceful' : 'kill' } : { op: 'depth', queue: 'q' };
    default:
      return type === 'stream' ? undefined : c % 3 === 0 ? { op: 'purge', queue: 'q' } : { op: 'drain', queue: 'dead' };
  }
}

/** Notes which messages a step acknowledges, before it is played. */
function noteAcknowledged(player: Accountant, step: CheckedStep): void {
  const channel = player.channels.get(String(step['consumer']));
  if (step.op !== 'ack' || channel === undefined) return;
  const last = channel.held.filter((one) => one.id === step['id']).pop();
  if (last === undefined) return;
  for (const { tag } of channel.held) {
    if (tag === last.tag || (step['multiple'] === true && tag < last.tag)) player.acknowledging(channel.name, tag);
  }
}

/** Plays a step with the accounts kept. */
function playAudited(player: Accountant, step: CheckedStep, index: number): void {
  noteAcknowledged(player, step);
  player.seen.step = index;
  player.play(step, `steps[${index}]`);
  player.audit();
}

/** A script of these choices, and the player that has played it. */
export function build(
  type: QueueType,
  settings: number,
  choices: readonly Choice[],
): { script: Script; player: Accountant } {
  const player = new Accountant();
  const script: Script = { id: `law-${type}`, broker: 'rabbitmq', steps: beginning(type, settings) };
  script.steps.forEach((step, index) => {
    player.seen.step = index;
    player.play(step, `steps[${index}]`);
  });
  let published = 0;
  for (const choice of choices) {
    const step = stepOf(player, type, choice, published);
    if (step === undefined) continue;
    if (step.op === 'publish') published += (step['ids'] as string[]).length;
    script.steps.push(step);
    playAudited(player, step, script.steps.length - 1);
  }
  return { script, player };
}
