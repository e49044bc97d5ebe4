// The operations of Redis scripts, one by one, as a table by name: which command each is, and what is written down.
// Who plays them they do not know.
import type { Broker } from '../broker.ts';
import { before, offsetOf, positionOf } from '../entry-ids.ts';
import type { LogEntry } from '../groups.ts';
import type { Observations } from './events.ts';
import type { CheckedStep } from './format.ts';

/** What an operation needs of whoever plays it. */
export interface RedisHand {
  readonly broker: Broker;
  readonly seen: Observations;
  /** Lets microseconds pass. */
  pass(microseconds: number): void;
  publish(step: CheckedStep): void;
  consume(step: CheckedStep): void;
  crash(consumer: string): void;
  restart(mode: 'graceful' | 'kill'): void;
  deleteStream(queue: string): void;
  /** Readers that waited for this stream begin. */
  attachWaiting(queue: string): void;
  /** Notes the entries that somebody was given. */
  entries(actor: string, type: string, queue: string, entries: readonly LogEntry[]): void;
  error(actor: string, error: string, about: string): void;
  noGroup(actor: string, queue: string, group: string): void;
  refused(result: number, queue: string, group: string): void;
}

type Op = (player: RedisHand, step: CheckedStep) => void;

const text = (step: CheckedStep, field: string): string => step[field] as string;
const countOf = (step: CheckedStep): number => (step['count'] as number | undefined) ?? Number.POSITIVE_INFINITY;
const positionsOf = (step: CheckedStep): number[] => (step['offsets'] as number[]).map(positionOf);
const idleOf = (step: CheckedStep): number => ((step['minIdleMs'] as number | undefined) ?? 0) * 1_000;

/** Where a group's last entry is, for an `offset` that names the first it will hand out. */
const placeOf = (step: CheckedStep): number | 'last' => (step['offset'] === 'next' ? 'last' : before(step['offset']));

function noGroup(player: RedisHand, actor: string, step: CheckedStep): void {
  const about = `NOGROUP No such key '${text(step, 'queue')}' or consumer group '${text(step, 'group')}'`;
  player.error(actor, 'NOGROUP', about);
}

export const REDIS_OPS: Readonly<Record<string, Op>> = {
  publish: (player, step) => player.publish(step),
  read: (player, step) => {
    const queue = text(step, 'queue');
    const from = before(step['offset'] === 'next' ? undefined : step['offset']) + 1;
    const entries = step['offset'] === 'next' ? [] : player.broker.redis.read(queue, from, countOf(step));
    if (entries.length === 0) player.seen.add(text(step, 'consumer'), 'nothing', { queue });
    else player.entries(text(step, 'consumer'), 'deliver', queue, entries);
  },
  consume: (player, step) => player.consume(step),
  crash: (player, step) => player.crash(text(step, 'consumer')),
  createGroup: (player, step) => {
    const [queue, group] = [text(step, 'queue'), text(step, 'group')];
    const result = player.broker.redis.createGroup(queue, group, placeOf(step), step['create'] !== false);
    if (result < 0) player.refused(result, queue, group);
    else player.attachWaiting(queue);
  },
  setOffset: (player, step) => {
    const [queue, group] = [text(step, 'queue'), text(step, 'group')];
    const result = player.broker.redis.moveGroup(queue, group, placeOf(step));
    if (result < 0) player.refused(result, queue, group);
  },
  readGroup: (player, step) => {
    const [queue, group, member] = [text(step, 'queue'), text(step, 'group'), text(step, 'consumer')];
    const { redis } = player.broker;
    const entries =
      step['from'] === 'new'
        ? redis.readNew(queue, group, member, countOf(step), step['ack'] !== 'auto')
        : redis.readPending(queue, group, member, before(step['offset']) + 1, countOf(step));
    if (entries === undefined) player.noGroup(member, queue, group);
    else if (entries.length === 0) player.seen.add(member, 'nothing', { queue });
    else player.entries(member, 'deliver', queue, entries);
  },
  ack: (player, step) => {
    const count = player.broker.redis.ack(text(step, 'queue'), text(step, 'group'), positionsOf(step));
    player.seen.add('control', 'acked', { offsets: step['offsets'], count });
  },
  pending: (player, step) => {
    const group = text(step, 'group');
    const pending = player.broker.redis.pending(text(step, 'queue'), group);
    if (pending === undefined) {
      noGroup(player, 'control', step);
      return;
    }
    const entries = pending.slice(0, 1000).map(({ offset, member, deliveryCount }) => ({
      offset: offsetOf(offset),
      consumer: member,
      deliveryCount,
    }));
    player.seen.add('control', 'pending', { group, entries });
  },
  claim: (player, step) => {
    const [queue, group, member] = [text(step, 'queue'), text(step, 'group'), text(step, 'consumer')];
    const quietly = step['justId'] === true;
    const claimed = player.broker.redis.claim(queue, group, member, positionsOf(step), idleOf(step), quietly);
    if (claimed === undefined) noGroup(player, member, step);
    else if (claimed.length === 0) player.seen.add(member, 'nothing', { queue });
    else if (!quietly) player.entries(member, 'claimed', queue, claimed);
    else for (const { offset } of claimed) player.seen.add(member, 'claimed', { queue, offset: offsetOf(offset) });
  },
  autoclaim: (player, step) => {
    const [queue, group, member] = [text(step, 'queue'), text(step, 'group'), text(step, 'consumer')];
    const from = step['offset'] === undefined ? 0 : positionOf(step['offset'] as number);
    const count = (step['count'] as number | undefined) ?? 100;
    const result = player.broker.redis.autoClaim(queue, group, member, idleOf(step), from, count);
    if (result === undefined) {
      noGroup(player, member, step);
      return;
    }
    player.entries(member, 'claimed', queue, result.claimed);
    const next = result.next < 0 ? 0 : offsetOf(result.next);
    player.seen.add(member, 'autoclaimResult', { next, deleted: result.deleted.map(offsetOf) });
  },
  groupInfo: (player, step) => {
    const [queue, group] = [text(step, 'queue'), text(step, 'group')];
    if (player.broker.queueId(queue) < 0) player.error('control', 'ERR', 'ERR no such key');
    const info = player.broker.redis.info(queue, group);
    if (info === undefined) return;
    player.seen.add('control', 'group', { group, ...info, lastDelivered: offsetOf(info.lastDelivered) });
  },
  trim: (player, step) => {
    const queue = text(step, 'queue');
    const limit =
      step['minOffset'] === undefined
        ? { maxLength: step['maxLength'] as number }
        : { minOffset: positionOf(step['minOffset'] as number) };
    const count = player.broker.redis.trim(queue, limit, step['trim'] === 'approx');
    player.seen.add('control', 'trimmed', { queue, count });
  },
  deleteEntry: (player, step) => {
    const queue = text(step, 'queue');
    const count = player.broker.redis.deleteEntries(queue, positionsOf(step));
    player.seen.add('control', 'entriesDeleted', { queue, count });
  },
  deleteConsumer: (player, step) => {
    const [queue, group, consumer] = [text(step, 'queue'), text(step, 'group'), text(step, 'consumer')];
    const pending = player.broker.redis.forgetMember(queue, group, consumer);
    if (pending < 0) player.refused(pending, queue, group);
    else player.seen.add('control', 'consumerDeleted', { consumer, pending });
  },
  deleteQueue: (player, step) => player.deleteStream(text(step, 'queue')),
  depth: (player, step) => {
    const queue = text(step, 'queue');
    const entries = player.broker.redis.read(queue, 0, Number.POSITIVE_INFINITY);
    const first = entries[0];
    const last = entries[entries.length - 1];
    player.seen.add('control', 'depth', {
      queue,
      ready: entries.length,
      firstOffset: first === undefined ? null : shortOffset(first.offset),
      lastOffset: last === undefined ? null : shortOffset(last.offset),
    });
  },
  wait: (player, step) => player.pass((step['ms'] as number) * 1_000),
  restart: (player, step) => player.restart(step['mode'] as 'graceful' | 'kill'),
};

/** Ids that Redis chose by its clock are left out: they differ from run to run. */
function shortOffset(position: number): number | string | undefined {
  const offset = offsetOf(position);
  return /^\d{10,}/.test(String(offset)) ? undefined : offset;
}
