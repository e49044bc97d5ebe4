// Queues coming and going, the broker stopping and starting, and what time does to them: expiry, disuse, retention.

import { giveBack, unsubscribe } from './channels.ts';
import { DATA_LOST, INVALID_ARGUMENT, NEVER, NOT_PERSISTENT, QUEUE_DELETED } from './codes.ts';
import { NONE, type QueueCopy } from './copies.ts';
import type { Core, Persistence } from './core.ts';
import { sendDeadLetters } from './dead-letters.ts';
import { Group, type GroupState } from './group.ts';
import { cleanUp, redeclareTopic, refresh } from './kafka.ts';
import { dropExpired, dropOverflow, headExpiry, noteLength } from './limits.ts';
import { Log, type LogState } from './log.ts';
import { newLogs } from './logs.ts';
import { PROFILES } from './profiles.ts';
import { Queue } from './queue.ts';
import { checkSettings, compareSettings, type QueuePolicy, type QueueSettings } from './settings.ts';
import { serve } from './work-queue.ts';

/** What Redis finds on its disk. */
export interface RedisImage {
  readonly queue: number;
  readonly logs: readonly LogState[];
  readonly groups: readonly GroupState[];
}

/** Declares a queue; its id or a refusal. Declaring again with the same settings changes nothing. */
export function declareQueue(core: Core, name: string, settings: QueueSettings): number {
  const invalid = PROFILES[settings.profile] === undefined ? INVALID_ARGUMENT : checkSettings(settings);
  if (invalid < 0) return invalid;
  const id = nameId(core, name);
  const known = core.queues[id];
  if (known !== undefined) {
    if (known.profile.groups === 'committed') return redeclareTopic(core, known, settings);
    known.usedAt = core.now;
    return compareSettings(known.settings, settings) || id;
  }
  const queue = new Queue(id, settings, PROFILES[settings.profile]);
  queue.usedAt = core.now;
  queue.declaredAt = core.now;
  if (queue.isLog) newLogs(queue);
  if (queue.expires !== NEVER || queue.profile.retentionEvery !== NEVER) core.timed = true;
  core.queues[id] = queue;
  core.topology.changed();
  return id;
}

/**
 * An operator sets the policy of a work queue. Messages that wait keep the time to live they came with; what is too much goes at once,
 * and disuse counts from now on.
 */
export function setPolicy(core: Core, queue: Queue, policy: QueuePolicy): void {
  queue.setPolicy(policy);
  queue.usedAt = core.now;
  if (queue.expires !== NEVER) core.timed = true;
  dropOverflow(core, queue);
  noteLength(queue);
}

function nameId(core: Core, name: string): number {
  const known = core.names.indexOf(name);
  return known >= 0 ? known : core.names.push(name) - 1;
}

/** Empties a work queue of what waits; returns how many. */
export function purge(core: Core, queue: Queue, reason: number): number {
  const copies = core.copies;
  const count = queue.ready;
  while (queue.ready > 0) {
    const copy = queue.popFront(copies);
    core.sink.discarded(copy.message, queue.id, reason);
    copies.give(copy);
  }
  noteLength(queue);
  return count;
}

/** Removes a queue or log; returns how many messages waited in it. What consumers hold of it is gone too. */
export function deleteQueue(core: Core, queue: Queue): number {
  for (const id of queue.members.slice()) {
    const consumer = core.consumers[id];
    if (consumer === undefined) continue;
    unsubscribe(core, consumer);
    core.sink.cancelledByBroker(id, queue.id);
  }
  const count = purge(core, queue, QUEUE_DELETED);
  orphan(core, queue);
  for (const log of queue.logs) {
    for (let i = log.first; i < log.end; i++) {
      if (!log.isGone(i)) core.sink.discarded(log.messages.at(i), queue.id, QUEUE_DELETED);
    }
  }
  core.queues[queue.id] = undefined;
  core.topology.dropQueue(queue.id);
  return count;
}

/** Held copies of a deleted queue belong to nobody any more; settling them has no effect. */
function orphan(core: Core, queue: Queue): void {
  const copies = core.copies;
  for (const consumer of core.consumers) {
    for (let tag = consumer.oldest; tag < consumer.next; tag++) {
      const row = consumer.held(tag);
      if (row < 0) continue;
      const copy = copies.at(row);
      if (copy.queue !== queue.id) continue;
      core.sink.discarded(copy.message, queue.id, QUEUE_DELETED);
      copy.queue = NONE;
    }
  }
}

/** The broker stops: all connections are gone, and what was not on disk with it. */
export function stopBroker(
  core: Core,
  kill: boolean,
  persistence: Persistence,
  image: readonly RedisImage[],
): readonly RedisImage[] {
  for (const consumer of core.consumers) {
    if (!consumer.open) continue;
    unsubscribeSilently(core, consumer.id);
    consumer.open = false;
    giveBack(core, consumer, []);
  }
  sendDeadLetters(core);
  core.up = false;
  for (const queue of core.queues) if (queue !== undefined && !queue.isLog) stopQueue(core, queue, kill);
  if (persistence === 'aof-always' || persistence === 'aof-everysec') return image;
  if (persistence === 'rdb-on-shutdown' && !kill) return takeImage(core);
  restoreImage(core, image);
  return image;
}

/** Like `unsubscribe`, but nobody is served on a broker that goes down. */
function unsubscribeSilently(core: Core, id: number): void {
  for (const queue of core.queues) {
    if (queue === undefined) continue;
    queue.members = [];
    queue.line = [];
    queue.current = NONE;
    for (const group of queue.groups) {
      group.line = [];
      if (group.emptySince === NEVER) group.emptySince = core.now;
      group.consumers = [];
      group.cursor = group.committed.slice();
      group.owner = group.owner.map(() => NONE);
    }
  }
  const consumer = core.consumers[id];
  if (consumer === undefined) return;
  consumer.queue = NONE;
  consumer.inLine = false;
  consumer.credit = 0;
}

function stopQueue(core: Core, queue: Queue, kill: boolean): void {
  const copies = core.copies;
  if (!queue.durable) {
    purge(core, queue, NOT_PERSISTENT);
    core.queues[queue.id] = undefined;
    core.topology.dropQueue(queue.id);
    return;
  }
  const kept: QueueCopy[] = [];
  while (queue.ready > 0) {
    const copy = queue.popFront(copies);
    if (copy.isPersistent) kept.push(copy);
    else {
      core.sink.discarded(copy.message, queue.id, NOT_PERSISTENT);
      copies.give(copy);
    }
  }
  for (const copy of kept) {
    if (kill && queue.profile.killMarksRedelivered) copy.redelivered = true;
    queue.putBack(copies, copy);
  }
  queue.refusing = queue.profile.limitsLate && queue.isOver();
}

const isRedis = (queue: Queue | undefined): queue is Queue => queue?.profile.groups === 'pending';

function takeImage(core: Core): RedisImage[] {
  return core.queues.filter(isRedis).map((queue) => ({
    queue: queue.id,
    logs: queue.logs.map((log) => log.save()),
    groups: queue.groups.map((group) => group.save()),
  }));
}

/** Redis comes back with what the image holds; streams that are not in it are gone. */
function restoreImage(core: Core, image: readonly RedisImage[]): void {
  for (const queue of core.queues.filter(isRedis)) {
    const saved = image.find((one) => one.queue === queue.id);
    const upTo = saved?.logs[0]?.messages.length ?? 0;
    const log = queue.logs[0] as Log;
    for (let i = Math.max(log.first, upTo); i < log.end; i++)
      core.sink.discarded(log.messages.at(i), queue.id, DATA_LOST);
    core.queues[queue.id] = undefined;
    core.topology.changed();
  }
  for (const saved of image) {
    const queue = new Queue(saved.queue, { profile: 'redis-stream' }, PROFILES['redis-stream']);
    loadLogs(queue, saved.logs, saved.groups);
    core.queues[saved.queue] = queue;
    core.topology.changed();
  }
}

export function loadLogs(queue: Queue, logs: readonly LogState[], groups: readonly GroupState[]): void {
  queue.logs = logs.map((state) => {
    const log = new Log(state.base, state.keys !== null);
    log.load(state);
    return log;
  });
  queue.groups = groups.map((state) => {
    const group = new Group(state.name);
    group.load(state);
    return group;
  });
}

/** The broker is there again. */
export function startBroker(core: Core): void {
  core.up = true;
  for (const queue of core.queues) {
    if (queue === undefined || queue.isLog) continue;
    queue.usedAt = core.now;
    dropExpired(core, queue);
  }
  sendDeadLetters(core);
}

/** When the next thing happens by itself; `NEVER` if nothing will. */
export function nextTimer(core: Core): number {
  if (!core.timed || !core.up) return NEVER;
  let next = NEVER;
  for (const queue of core.queues) if (queue !== undefined) next = Math.min(next, nextOf(core, queue));
  return next;
}

function nextOf(core: Core, queue: Queue): number {
  if (!queue.isLog) return Math.min(headExpiry(core, queue), queue.expiresAt());
  return Math.min(queue.usedAt + queue.profile.retentionEvery, queue.refreshAt);
}

/** Lets time pass up to `now`; what falls due on the way happens at its own time. */
export function runTimers(core: Core, now: number): void {
  for (let due = nextTimer(core); due <= now; due = nextTimer(core)) {
    core.now = Math.max(core.now, due);
    for (const queue of core.queues) {
      if (queue !== undefined && nextOf(core, queue) <= core.now) fallDue(core, queue);
    }
    sendDeadLetters(core);
  }
  core.now = Math.max(core.now, now);
}

function fallDue(core: Core, queue: Queue): void {
  if (queue.refreshAt <= core.now) refresh(core, queue);
  else if (queue.isLog) {
    queue.usedAt = core.now;
    cleanUp(core, queue);
  } else if (queue.expiresAt() <= core.now) deleteQueue(core, queue);
  else {
    dropExpired(core, queue);
    noteLength(queue);
    serve(core, queue);
  }
}
