// Consumers coming and going, and settling what they hold: subscribing, acknowledging, handing back, cancelling, closing.
// Refusals are returned as negative numbers; where the real broker closes the channel, the consumer is closed here.
import {
  EXCLUSIVE_USE,
  INVALID_ARGUMENT,
  NO_GROUP,
  NO_QUEUE,
  NOT_IMPLEMENTED,
  PREFETCH_MISSING,
  TAG_REUSED,
  UNKNOWN_TAG,
} from './codes.ts';
import { type BrokerConsumer, SETTLED, UNLIMITED } from './consumer.ts';
import type { Core } from './core.ts';
import type { Group } from './group.ts';
import { acknowledgeOne, findGroup, servePending } from './groups.ts';
import { commit, kafkaGroup, rebalance } from './kafka.ts';
import type { Log } from './log.ts';
import { type Start, serveReader, startIndex } from './log-reading.ts';
import { serveMembers } from './logs.ts';
import type { Queue } from './queue.ts';
import { ACKNOWLEDGE, afterSettling, CONSUMER_GONE, joinLine, REQUEUE, serve, settleCopy } from './work-queue.ts';

/** How a consumer subscribes. */
export interface ConsumeOptions {
  /** Deliveries it may hold; 0 or absent: no limit (streams require one). */
  readonly prefetch?: number;
  /** Deliveries count as acknowledged when sent. */
  readonly autoAck?: boolean;
  /** Logs: where to start; `next` if absent. For a Kafka group: where it starts without a place, unless told before. */
  readonly offset?: Start;
  readonly priority?: number;
  readonly exclusive?: boolean;
  /** Logs that know groups: the group, and this member's name in it. */
  readonly group?: string;
  readonly member?: string;
  /** Redis: what this member's name has pending is sent again first, oldest first; new entries come after it. */
  readonly pendingFirst?: boolean;
}

/** Subscribes; the consumer's id or a refusal. `again`: on the channel of that consumer, open or not, instead of a new one. */
export function consume(core: Core, id: number, how: ConsumeOptions, again: number): number {
  const known = again < 0 ? undefined : core.consumers[again];
  const refusal = known?.open && known.queue >= 0 ? TAG_REUSED : refuse(core, id, how);
  if (refusal < 0) {
    if (known?.open) close(core, known);
    return refusal;
  }
  const queue = core.queues[id] as Queue;
  const consumer = known ?? core.newConsumer();
  consumer.open = true;
  consumer.queue = id;
  consumer.prefetch = how.prefetch || queue.profile.unlimitedPrefetch;
  consumer.autoAck = how.autoAck ?? false;
  consumer.credit = consumer.autoAck ? UNLIMITED : consumer.prefetch;
  consumer.priority = how.priority ?? 0;
  consumer.exclusive = how.exclusive ?? false;
  consumer.creditFrom = consumer.next;
  consumer.group = -1;
  consumer.member = how.member ?? '';
  consumer.catchingUp = false;
  queue.members.push(consumer.id);
  if (!queue.isLog) queue.usedAt = core.now;
  if (queue.isLog) attach(core, queue, consumer, how);
  else stand(core, queue, consumer);
  return consumer.id;
}

function refuse(core: Core, id: number, how: ConsumeOptions): number {
  const queue = id < 0 ? undefined : core.queues[id];
  if (queue === undefined) return NO_QUEUE;
  const { profile } = queue;
  if (!profile.log) {
    if (how.offset !== undefined) return INVALID_ARGUMENT;
    if (profile.countsDeliveries) return 0;
    const others = queue.members.map((member) => core.consumers[member] as BrokerConsumer);
    if (how.exclusive && (others.length > 0 || queue.singleActive)) return EXCLUSIVE_USE;
    return others.some((other) => other.exclusive) ? EXCLUSIVE_USE : 0;
  }
  if (profile.groups === 'none') {
    if (how.priority !== undefined) return INVALID_ARGUMENT;
    if (!how.prefetch) return PREFETCH_MISSING;
    return how.autoAck ? NOT_IMPLEMENTED : 0;
  }
  const mustExist = profile.groups === 'pending' && how.group !== undefined;
  return mustExist && findGroup(queue, how.group ?? '') === undefined ? NO_GROUP : 0;
}

/** Takes its place in a work queue. */
function stand(core: Core, queue: Queue, consumer: BrokerConsumer): void {
  if (consumer.priority !== 0) queue.prioritised = true;
  // A quorum queue knows the consumer again and counts what it still holds.
  if (queue.profile.countsDeliveries)
    consumer.credit = Math.max(0, consumer.credit - heldFrom(core, consumer, queue.id));
  if (queue.singleActive) {
    if (queue.current < 0) queue.current = consumer.id;
  } else if (consumer.credit > 0) joinLine(core, queue, consumer);
  serve(core, queue);
}

/** Takes its place in a log. */
function attach(core: Core, queue: Queue, consumer: BrokerConsumer, how: ConsumeOptions): void {
  const committed = queue.profile.groups === 'committed';
  if (how.group === undefined && !committed) {
    const log = queue.logs[0] as Log;
    consumer.cursor = startIndex(log, how.offset ?? 'next');
    consumer.begun = consumer.cursor;
    consumer.until = 0;
    consumer.from = typeof how.offset === 'number' ? how.offset : 0;
    serveReader(core, queue, consumer);
    return;
  }
  // A Kafka reader without a group has a place of its own, which nobody else uses.
  const name = how.group ?? `\n${consumer.id}`;
  const group = committed ? kafkaGroup(core, queue, name) : (findGroup(queue, name) as Group);
  consumer.group = queue.groups.indexOf(group);
  group.consumers.push(consumer.id);
  if (committed) {
    if (how.offset !== undefined) group.reset = how.offset === 'first' ? 'first' : 'next';
    rebalance(core, queue, group);
  } else if (how.pendingFirst) {
    consumer.catchingUp = true;
    consumer.cursor = 0;
  }
  serveAgain(core, queue, consumer);
}

/** Copies a consumer holds that came from one queue. */
export function heldFrom(core: Core, consumer: BrokerConsumer, queue: number): number {
  let count = 0;
  for (let tag = consumer.oldest; tag < consumer.next; tag++) {
    const held = consumer.held(tag);
    if (held >= 0 && core.copies.at(held).queue === queue) count++;
  }
  return count;
}

/** Settles one delivery, or with `multiple` it and all before it; 0 or a refusal (the consumer is closed then). */
export function settleTags(core: Core, consumer: BrokerConsumer, tag: number, multiple: boolean, how: number): number {
  const last = multiple && tag === 0 ? consumer.next - 1 : tag;
  const held = consumer.held(last);
  if (held === SETTLED && tag !== 0) return refuseTag(core, consumer);
  if (!multiple) {
    if (held >= 0) {
      const copy = core.copies.at(held);
      const id = copy.queue;
      settleCopy(core, consumer, last, copy, how);
      if (id >= 0) afterSettling(core, core.queues[id] as Queue);
      return 0;
    }
    return held === SETTLED ? refuseTag(core, consumer) : settleEntries(core, consumer, last, last, how);
  }
  return settleUpTo(core, consumer, last, how);
}

function refuseTag(core: Core, consumer: BrokerConsumer): number {
  close(core, consumer);
  return UNKNOWN_TAG;
}

function settleUpTo(core: Core, consumer: BrokerConsumer, last: number, how: number): number {
  const first = consumer.oldest;
  const touched: number[] = [];
  for (let tag = first; tag <= last; tag++) {
    const row = consumer.held(tag);
    if (row < 0) continue;
    const copy = core.copies.at(row);
    const id = copy.queue;
    settleCopy(core, consumer, tag, copy, how);
    if (id >= 0 && !touched.includes(id)) touched.push(id);
  }
  for (const id of touched) afterSettling(core, core.queues[id] as Queue);
  return settleEntries(core, consumer, first, last, how);
}

/** Settles the log entries among some deliveries. */
function settleEntries(core: Core, consumer: BrokerConsumer, first: number, last: number, how: number): number {
  const queue = core.queues[consumer.queue];
  for (let tag = first; tag <= last; tag++) {
    const held = consumer.held(tag);
    if (held >= SETTLED) continue;
    if (how !== ACKNOWLEDGE && (queue === undefined || queue.profile.groups === 'none')) {
      close(core, consumer);
      return NOT_IMPLEMENTED;
    }
    consumer.release(tag);
    if (queue === undefined || tag < consumer.creditFrom) continue;
    consumer.credit++;
    if (consumer.group >= 0) settleInGroup(queue, consumer, -2 - held, how);
  }
  if (queue?.isLog) serveAgain(core, queue, consumer);
  return 0;
}

function settleInGroup(queue: Queue, consumer: BrokerConsumer, code: number, how: number): void {
  const group = queue.groups[consumer.group];
  if (group === undefined) return;
  const partition = code % queue.logs.length;
  const index = Math.floor(code / queue.logs.length);
  if (queue.profile.groups === 'pending') {
    // Handed back means nothing to Redis: the entry stays pending under this name.
    if (how !== REQUEUE) acknowledgeOne(group, (queue.logs[partition] as Log).offsetAt(index));
  } else if (how === REQUEUE) group.cursor[partition] = Math.min(group.cursor[partition] as number, index);
  else commit(queue, group, consumer, partition);
}

function serveAgain(core: Core, queue: Queue, consumer: BrokerConsumer): void {
  if (consumer.group < 0) {
    serveReader(core, queue, consumer);
    return;
  }
  const group = queue.groups[consumer.group];
  if (group === undefined) return;
  if (consumer.catchingUp) servePending(core, queue, group, consumer);
  if (queue.profile.groups === 'pending' && !consumer.inLine && !consumer.catchingUp) {
    consumer.inLine = true;
    group.line.push(consumer.id);
  }
  serveMembers(core, queue, consumer.group);
}

/** Hands back everything held; 0 or a refusal. */
export function recover(core: Core, consumer: BrokerConsumer): number {
  return consumer.holding === 0 ? 0 : settleUpTo(core, consumer, consumer.next - 1, REQUEUE);
}

const without = (list: readonly number[], id: number): number[] => list.filter((one) => one !== id);

/** Ends a subscription; what is held stays held. */
export function unsubscribe(core: Core, consumer: BrokerConsumer): void {
  const queue = core.queues[consumer.queue];
  consumer.queue = -1;
  consumer.inLine = false;
  consumer.credit = 0;
  if (queue === undefined) return;
  queue.members = without(queue.members, consumer.id);
  queue.line = without(queue.line, consumer.id);
  if (!queue.isLog) queue.usedAt = core.now;
  if (queue.current === consumer.id) queue.current = successor(core, queue);
  const group = consumer.group < 0 ? undefined : queue.groups[consumer.group];
  if (group === undefined) return;
  group.line = without(group.line, consumer.id);
  group.consumers = without(group.consumers, consumer.id);
  if (queue.profile.groups === 'committed') {
    rebalance(core, queue, group);
    serveMembers(core, queue, consumer.group);
  }
}

/** Who becomes the single active consumer: the first who came, on a classic queue among those of highest priority. */
function successor(core: Core, queue: Queue): number {
  let best = -1;
  for (const id of queue.members) {
    if (best < 0) best = id;
    if (queue.profile.countsDeliveries) break;
    if ((core.consumers[id] as BrokerConsumer).priority > (core.consumers[best] as BrokerConsumer).priority) best = id;
  }
  return best;
}

/** Cancels: stops deliveries, keeps the channel. */
export function cancel(core: Core, consumer: BrokerConsumer): void {
  const queue = core.queues[consumer.queue];
  unsubscribe(core, consumer);
  if (queue !== undefined && !queue.isLog) serve(core, queue);
}

/** The channel is gone, by whatever way: what was held goes back. */
export function close(core: Core, consumer: BrokerConsumer, how = CONSUMER_GONE): void {
  if (!consumer.open) return;
  const queue = core.queues[consumer.queue];
  unsubscribe(core, consumer);
  consumer.open = false;
  const touched: Queue[] = queue === undefined || queue.isLog ? [] : [queue];
  giveBack(core, consumer, touched, how);
  for (const one of touched) afterSettling(core, one);
}

/** Puts back what a consumer that is gone held, without serving anybody; notes the queues in `touched`. */
export function giveBack(core: Core, consumer: BrokerConsumer, touched: Queue[], how = CONSUMER_GONE): void {
  for (let tag = consumer.oldest; tag < consumer.next; tag++) {
    const held = consumer.held(tag);
    if (held === SETTLED) continue;
    if (held < 0) {
      consumer.release(tag);
      continue;
    }
    const copy = core.copies.at(held);
    const queue = core.queues[copy.queue];
    settleCopy(core, consumer, tag, copy, how);
    if (queue !== undefined && !touched.includes(queue)) touched.push(queue);
  }
}
