// What happens to a copy in a work queue (classic, quorum): arriving, being handed out in turn, being settled. Limits stand
// beside it in limits.ts, dead letters in dead-letters.ts; logs are another matter.
import { DELIVERY_LIMIT, FETCHED, NEVER, PERSISTENT, REJECTED } from './codes.ts';
import type { BrokerConsumer } from './consumer.ts';
import { type Death, NO_DEATHS, type QueueCopy } from './copies.ts';
import type { Core } from './core.ts';
import { bury, dropExpired, dropOverflow, mayEnter, noteLength } from './limits.ts';
import type { Queue } from './queue.ts';

/** What becomes of held copies. */
export const ACKNOWLEDGE = 0;
export const REQUEUE = 1;
export const DISCARD = 2;
/** Its consumer is gone, or has been given up. */
export const CONSUMER_GONE = 3;
export const CONSUMER_LATE = 4;

/** A copy of `message` arrives; false if the queue refuses it. */
export function enqueue(
  core: Core,
  queue: Queue,
  message: number,
  route: number,
  flags: number,
  timeToLive: number,
  size: number,
  deaths: readonly Death[],
  isDeadLetter: boolean,
): boolean {
  const { copies } = core;
  const copy = copies.take();
  copy.message = message;
  copy.queue = queue.id;
  copy.route = route;
  copy.size = size;
  copy.isPersistent = queue.profile.alwaysPersistent || (flags & PERSISTENT) !== 0;
  copy.expiry = NEVER;
  if (deaths !== NO_DEATHS) copy.deaths = deaths;
  if (queue.limited && !mayEnter(core, queue, copy, isDeadLetter)) return false;
  if (timeToLive !== NEVER || queue.timeToLive !== NEVER) setExpiry(core, queue, copy, timeToLive);
  if (queue.ready === 0) {
    const consumer = nextConsumer(core, queue);
    if (consumer !== null) {
      copy.position = queue.nextPosition++;
      handOut(core, queue, consumer, copy);
      return true;
    }
  }
  queue.pushBack(copies, copy);
  if (queue.limited) {
    dropOverflow(core, queue);
    noteLength(queue);
  }
  if (queue.mayExpire) dropExpired(core, queue);
  return true;
}

function setExpiry(core: Core, queue: Queue, copy: QueueCopy, own: number): void {
  const shorter = Math.min(own, queue.timeToLive);
  copy.expiry = core.now + Math.max(shorter, queue.profile.leastTimeToLive);
  queue.mayExpire = true;
  core.timed = true;
}

/** The consumer whose turn it is, or null. Consumers without credit fall out of the line here. */
function nextConsumer(core: Core, queue: Queue): BrokerConsumer | null {
  if (queue.singleActive) {
    if (queue.current < 0) return null;
    const only = core.consumers[queue.current] as BrokerConsumer;
    return only.credit > 0 ? only : null;
  }
  const line = queue.line;
  while (line.length > 0) {
    const consumer = core.consumers[line[0] as number] as BrokerConsumer;
    if (consumer.credit > 0) return consumer;
    consumer.inLine = false;
    line.shift();
  }
  return null;
}

/** Puts a consumer at the end of those of its priority. */
export function joinLine(core: Core, queue: Queue, consumer: BrokerConsumer): void {
  consumer.inLine = true;
  const line = queue.line;
  if (!queue.prioritised) {
    line.push(consumer.id);
    return;
  }
  let place = line.length;
  while (place > 0 && (core.consumers[line[place - 1] as number] as BrokerConsumer).priority < consumer.priority)
    place--;
  line.splice(place, 0, consumer.id);
}

/** The consumer at the head was served: it goes to the end, or leaves. */
function turn(core: Core, queue: Queue, consumer: BrokerConsumer): void {
  if (queue.singleActive) return;
  const leaves = queue.leavesLineAtOnce && consumer.credit <= 0;
  if (!leaves && queue.line.length === 1) return;
  queue.line.shift();
  if (leaves) consumer.inLine = false;
  else joinLine(core, queue, consumer);
}

/** Hands a copy that is in no list to a consumer. */
function handOut(core: Core, queue: Queue, consumer: BrokerConsumer, copy: QueueCopy): void {
  const { message, redelivered, returns } = copy;
  const attempt = ++copy.attempts;
  const tag = consumer.next;
  core.deaths = copy.deaths;
  if (consumer.autoAck) {
    consumer.pass();
    core.copies.give(copy);
  } else {
    consumer.hold(copy.row);
    consumer.credit--;
    queue.unacked++;
  }
  turn(core, queue, consumer);
  core.sink.delivered(consumer.id, tag, queue.id, message, redelivered, attempt, returns, -1, 0);
}

/** Hands out what can be handed out. */
export function serve(core: Core, queue: Queue): void {
  for (;;) {
    if (queue.mayExpire) dropExpired(core, queue);
    if (queue.ready === 0) return;
    const consumer = nextConsumer(core, queue);
    if (consumer === null) return;
    handOut(core, queue, consumer, queue.popFront(core.copies));
  }
}

/** Fetches one waiting copy, acknowledged at once; false if there is none. */
export function fetch(core: Core, queue: Queue): boolean {
  if (queue.mayExpire) dropExpired(core, queue);
  queue.usedAt = core.now;
  if (queue.ready === 0) return false;
  const copy = queue.popFront(core.copies);
  const { message, redelivered, returns, attempts } = copy;
  core.deaths = copy.deaths;
  core.copies.give(copy);
  noteLength(queue);
  core.sink.delivered(FETCHED, 0, queue.id, message, redelivered, attempts + 1, returns, -1, 0);
  return true;
}

/** Settles one held copy. The queue must be served afterwards (`afterSettling`). */
export function settleCopy(core: Core, consumer: BrokerConsumer, tag: number, copy: QueueCopy, how: number): void {
  const id = copy.queue;
  consumer.release(tag);
  // Its queue may have been deleted meanwhile.
  if (id < 0) return core.copies.give(copy);
  const queue = core.queues[id] as Queue;
  queue.unacked--;
  if (consumer.queue === id && tag >= consumer.creditFrom) giveCredit(core, queue, consumer);
  if (how === ACKNOWLEDGE) core.copies.give(copy);
  else if (how === DISCARD) bury(core, queue, copy, REJECTED);
  else takeBack(core, queue, copy, how);
}

function giveCredit(core: Core, queue: Queue, consumer: BrokerConsumer): void {
  consumer.credit++;
  if (!consumer.inLine && !queue.singleActive && consumer.credit > 0) joinLine(core, queue, consumer);
}

function takeBack(core: Core, queue: Queue, copy: QueueCopy, how: number): void {
  const { copies } = core;
  copy.redelivered = true;
  if (!queue.profile.countsDeliveries) return queue.putBack(copies, copy);
  if (counts(queue, how)) copy.returns++;
  if (copy.returns > queue.deliveryLimit) {
    bury(core, queue, copy, DELIVERY_LIMIT);
  } else if (how === REQUEUE && queue.returnsToEnd) {
    queue.pushBack(copies, copy);
    serve(core, queue);
  } else {
    queue.pushFront(copies, copy);
  }
}

/** Whether what comes back in that way has failed. */
const counts = ({ settings }: Queue, how: number): boolean =>
  how === REQUEUE ? settings.countsHandbacks !== false : how !== CONSUMER_LATE || settings.countsTimeouts !== false;

/** After copies of a queue were settled: limits and deliveries, in the order in which this kind of queue sees to them. */
export function afterSettling(core: Core, queue: Queue): void {
  if (queue.ready === 0) {
    if (queue.limited) noteLength(queue);
    return;
  }
  if (queue.limited && !queue.profile.countsDeliveries) dropOverflow(core, queue);
  serve(core, queue);
  if (queue.limited && queue.profile.countsDeliveries) dropOverflow(core, queue);
  noteLength(queue);
}
