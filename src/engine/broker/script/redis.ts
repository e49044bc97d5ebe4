// The Redis half of the script player: one publisher that names entry ids itself, consumers that read once or for ever.
// Entry ids of the form `n-0` are written as n.
import { Broker } from '../broker.ts';
import { NO_GROUP, NO_STREAM } from '../codes.ts';
import type { Persistence } from '../core.ts';
import { before, offsetOf, positionOf, SEQUENCES } from '../entry-ids.ts';
import type { LogEntry } from '../groups.ts';
import type { BrokerSink } from '../sink.ts';
import { Observations } from './events.ts';
import { type CheckedStep, fail, idsOf } from './format.ts';
import { REDIS_OPS, type RedisHand } from './redis-ops.ts';

/** What a step other than `wait` takes, and a restart: microseconds. */
const STEP = 1_000;
const RESTART = 500_000;
/** Milliseconds since 1970 at which a script begins, for ids that Redis chooses. */
const BEGINNING = 1_767_225_600_000;
const NOT_ABOVE_LAST = 'ERR The ID specified in XADD is equal or smaller than the target stream top item';
const NOT_ABOVE_ZERO = 'ERR The ID specified in XADD must be greater than 0-0';

/** A consumer that reads for ever. */
interface Loop {
  readonly name: string;
  readonly queue: string;
  readonly group: string | undefined;
  readonly acknowledges: boolean;
  /** The broker's consumer; -1 while the stream does not exist. */
  id: number;
  /** Position of the last entry it was sent. */
  at: number;
}

export class RedisPlayer implements BrokerSink, RedisHand {
  readonly seen = new Observations();
  readonly broker: Broker;
  loops: Loop[] = [];
  private readonly ids: string[] = [];
  private readonly counters = new Map<string, number>();
  private subscribing: Loop | undefined;
  private toAcknowledge: { readonly loop: Loop; readonly position: number }[] = [];

  constructor(persistence: Persistence) {
    this.broker = new Broker(this, { persistence });
  }

  play(step: CheckedStep, place: string): void {
    if (step.op !== 'wait') this.pass(STEP);
    const op = REDIS_OPS[step.op];
    if (op === undefined) fail(`${place}.op`, 'cannot be played');
    op(this, step);
    this.acknowledge();
  }

  pass(microseconds: number): void {
    this.broker.runTimers(this.broker.now + microseconds);
  }

  restart(mode: 'graceful' | 'kill'): void {
    this.loops = [];
    this.broker.stop(mode);
    this.pass(RESTART);
    this.broker.start();
  }

  publish(step: CheckedStep): void {
    const queue = step['queue'] as string;
    const limit = step['maxLength'] === undefined ? undefined : { maxLength: step['maxLength'] as number };
    for (const id of idsOf(step)) {
      this.seen.publishing(id);
      const position = this.nextPosition(queue, step['entryId'] as string | undefined);
      if (position <= 0) {
        this.refusedEntry(id, NOT_ABOVE_ZERO);
        continue;
      }
      const message = this.ids.push(id) - 1;
      const result = this.add(queue, message, position, limit, step['trim'] === 'approx');
      if (result < 0) this.refusedEntry(id, NOT_ABOVE_LAST);
      else {
        this.counters.set(queue, Math.floor(result / SEQUENCES));
        const offset = step['entryId'] === '*' ? undefined : offsetOf(result);
        if (step['confirm'] !== false) this.seen.add('publisher', 'confirm', { id, result: 'ack', offset });
      }
      this.acknowledge();
    }
  }

  private refusedEntry(id: string, about: string): void {
    this.seen.add('publisher', 'confirm', { id, result: 'nack', about });
  }

  private add(
    queue: string,
    message: number,
    position: number,
    limit: { readonly maxLength: number } | undefined,
    approximately: boolean,
  ): number {
    this.attachWaiting(queue);
    return this.broker.redis.add(queue, message, position, limit, approximately);
  }

  /** The position an entry gets: the publisher's next number, or what the step says. */
  private nextPosition(queue: string, entryId: string | undefined): number {
    if (entryId === undefined) return positionOf((this.counters.get(queue) ?? 0) + 1);
    const last = this.last(queue);
    if (entryId === '*') {
      const now = positionOf(BEGINNING + Math.floor(this.broker.now / 1_000));
      return now > last ? now : last + 1;
    }
    const [milliseconds, sequence] = entryId.split('-');
    const start = positionOf(Number(milliseconds));
    if (sequence !== '*') return start + Number(sequence ?? 0);
    return Math.floor(last / SEQUENCES) === Number(milliseconds) ? last + 1 : start;
  }

  private last(queue: string): number {
    const id = this.broker.queueId(queue);
    return id < 0 ? 0 : this.broker.logs.tail(id) - 1;
  }

  /** What the script calls a message. */
  messageName(message: number): string {
    return this.ids[message] ?? '';
  }

  /** What the script calls one of the broker's consumers. */
  consumerName(consumer: number): string {
    return this.loops.find((loop) => loop.id === consumer)?.name ?? '';
  }

  /** Begins an endless loop of blocking reads. */
  consume(step: CheckedStep): void {
    const { redis } = this.broker;
    const queue = step['queue'] as string;
    const group = step['group'] as string | undefined;
    let at = step['offset'] === 'next' ? 0 : before(step['offset']);
    if (step['offset'] === 'next') {
      const there = redis.read(queue, 0, Number.POSITIVE_INFINITY);
      at = there[there.length - 1]?.offset ?? 0;
    }
    const name = step['consumer'] as string;
    const loop: Loop = { name, queue, group, acknowledges: step['then'] === 'ack', id: -1, at };
    if (group !== undefined && redis.info(queue, group) === undefined) this.noGroup(name, queue, group);
    else {
      this.loops.push(loop);
      this.attach(loop);
    }
  }

  private attach(loop: Loop): void {
    const stream = this.broker.queueId(loop.queue);
    if (stream < 0) return;
    this.subscribing = loop;
    const how =
      loop.group === undefined ? { autoAck: true, offset: loop.at + 1 } : { group: loop.group, member: loop.name };
    loop.id = this.broker.consume(stream, how);
    this.subscribing = undefined;
  }

  /** Readers that waited for the stream to come into being. */
  attachWaiting(queue: string): void {
    const waiting = this.loops.filter((loop) => loop.queue === queue && loop.id < 0);
    if (waiting.length === 0) return;
    if (this.broker.queueId(queue) < 0) this.broker.declareQueue(queue, { profile: 'redis-stream' });
    for (const loop of waiting) this.attach(loop);
  }

  /** The connection of that name dies. */
  crash(name: string): void {
    const loop = this.loops.filter((one) => one.name === name).pop();
    if (loop === undefined) return;
    this.loops = this.loops.filter((one) => one !== loop);
    if (loop.id >= 0) this.broker.close(loop.id);
  }

  deleteStream(queue: string): void {
    const existed = this.broker.redis.deleteStream(queue);
    this.seen.add('control', 'queueDeleted', { queue, existed });
  }

  noGroup(actor: string, queue: string, group: string): void {
    const about = `NOGROUP No such key '${queue}' or consumer group '${group}' in XREADGROUP with GROUP option`;
    this.error(actor, 'NOGROUP', about);
  }

  error(actor: string, error: string, about: string): void {
    this.seen.add(actor, 'error', { error, about });
  }

  /** The refusal of a command on a group. */
  refused(result: number, queue: string, group: string): void {
    if (result === NO_STREAM) {
      const hint =
        'Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.';
      this.error('control', 'ERR', `ERR The XGROUP subcommand requires the key to exist. ${hint}`);
    } else if (result === NO_GROUP) {
      this.error('control', 'NOGROUP', `NOGROUP No such consumer group '${group}' for key name '${queue}'`);
    } else this.error('control', 'BUSYGROUP', 'BUSYGROUP Consumer Group name already exists');
  }

  entries(actor: string, type: string, queue: string, entries: readonly LogEntry[]): void {
    for (const { offset, message } of entries) {
      const missing = message < 0;
      const id = missing ? null : this.ids[message];
      this.seen.add(actor, type, { queue, id, offset: offsetOf(offset), missing: missing ? true : undefined });
    }
  }

  private acknowledge(): void {
    for (const { loop, position } of this.toAcknowledge) {
      this.broker.redis.ack(loop.queue, loop.group ?? '', [position]);
    }
    this.toAcknowledge = [];
  }

  delivered(
    consumer: number,
    _tag: number,
    _queue: number,
    message: number,
    _redelivered: boolean,
    _attempt: number,
    _count: number,
    position: number,
  ): void {
    const loop = this.loops.find((one) => one.id === consumer) ?? this.subscribing;
    if (loop === undefined) return;
    loop.at = position;
    this.entries(loop.name, 'deliver', loop.queue, [{ offset: position, message }]);
    if (loop.group !== undefined && loop.acknowledges) this.toAcknowledge.push({ loop, position });
  }

  /** The stream is deleted: members of groups are told, others wait for a new one. */
  cancelledByBroker(consumer: number): void {
    const loop = this.loops.find((one) => one.id === consumer);
    if (loop === undefined) return;
    loop.id = -1;
    if (loop.group === undefined) return;
    this.loops = this.loops.filter((one) => one !== loop);
    this.error(loop.name, 'UNBLOCKED', 'UNBLOCKED the stream key no longer exists');
  }

  confirmed(): void {}
  returned(): void {}
  deadLettered(): void {}
  discarded(): void {}
}
