// Kafka consumer groups, from the documentation: partitions are shared out among the members, the group commits the next
// offset to read, and what was not committed is read again by whoever gets the partition.

import { FEWER_PARTITIONS, NEVER, RETENTION, TOPIC_EXISTS } from './codes.ts';
import { type BrokerConsumer, heldEntry } from './consumer.ts';
import type { Core } from './core.ts';
import { Group } from './group.ts';
import { Log } from './log.ts';
import { compact, dropEntries, retain } from './log-keeping.ts';
import { sendEntry } from './log-reading.ts';
import type { Queue } from './queue.ts';
import { compareSettings, type QueueSettings } from './settings.ts';

/** In place of an index: the group has committed nothing there. */
const NO_PLACE = -1;

/** How old a client's knowledge of the topics may get, microseconds (metadata.max.age.ms). */
const METADATA_AGE = 300_000_000;

/** A group without a place: it begins with the first entry or with what comes from now on, until it has committed something. */
function newKafkaGroup(core: Core, queue: Queue, name: string): Group {
  const group = new Group(name);
  group.emptySince = core.now;
  for (let partition = 0; partition < queue.logs.length; partition++) addPartition(group);
  queue.groups.push(group);
  return group;
}

function addPartition(group: Group): void {
  group.cursor.push(NO_PLACE);
  group.committed.push(NO_PLACE);
  group.owner.push(-1);
}

/** The group of that name. One that nobody has been in for too long is as good as new. */
export function kafkaGroup(core: Core, queue: Queue, name: string): Group {
  const group = queue.groups.find((one) => one.name === name);
  if (group === undefined) return newKafkaGroup(core, queue, name);
  if (isForgotten(core, group)) forget(group);
  return group;
}

function forget(group: Group): void {
  group.committed.fill(NO_PLACE);
  group.cursor.fill(NO_PLACE);
}

/** Whether a group has been without members for longer than its place is remembered (offsets.retention.minutes). */
export const isForgotten = (core: Core, group: Group): boolean => core.now - group.emptySince > core.offsetsRetention;

/** Gives a group this place in a partition, making the group if there is none: an administrator's reset, or its beginning. */
export function placeKafkaGroup(
  core: Core,
  queue: Queue,
  name: string,
  partition: number,
  index: number,
  reset: string,
): void {
  const group = kafkaGroup(core, queue, name);
  group.reset = reset;
  while (group.owner.length < queue.logs.length) addPartition(group);
  group.cursor[partition] = index;
  group.committed[partition] = index;
  if (group.consumers.length === 0) group.emptySince = core.now;
}

/** Where a group goes on in a partition, or begins. */
function placeIn(queue: Queue, group: Group, partition: number): number {
  const committed = group.committed[partition] as number;
  if (committed !== NO_PLACE) return committed;
  const log = queue.logs[partition] as Log;
  return group.reset === 'first' ? log.first : log.end;
}

/**
 * Shares the partitions out among the members anew, those too that were added since the last time; one that changes hands goes
 * back to what was committed.
 */
export function rebalance(core: Core, queue: Queue, group: Group): void {
  if (group.isAssembling) return;
  const members = group.consumers.length;
  const partitions = queue.logs.length;
  if (members > 0) group.emptySince = NEVER;
  else if (group.emptySince === NEVER) group.emptySince = core.now;
  while (group.owner.length < partitions) addPartition(group);
  for (let partition = 0; partition < partitions; partition++) {
    const place = Math.floor((partition * Math.max(1, Math.min(members, partitions))) / partitions);
    const owner = members === 0 ? -1 : (group.consumers[place] as number);
    if (group.owner[partition] === owner) continue;
    group.owner[partition] = owner;
    group.cursor[partition] = placeIn(queue, group, partition);
  }
}

/** A topic declared again may have more partitions. Groups learn of them when their knowledge of the topic is too old. */
export function redeclareTopic(core: Core, queue: Queue, settings: QueueSettings): number {
  const { partitions = queue.logs.length, ...rest } = settings;
  const { partitions: _, ...before } = queue.settings;
  if (compareSettings(before, rest) < 0) return TOPIC_EXISTS;
  const known = queue.logs.length;
  if (partitions < known) return FEWER_PARTITIONS;
  if (partitions === known) return queue.id;
  while (queue.logs.length < partitions) queue.logs.push(new Log(queue.profile.firstOffset, queue.isKeyed));
  queue.refreshAt = Math.min(queue.refreshAt, core.now + METADATA_AGE);
  for (const member of queue.members) recode(core.consumers[member] as BrokerConsumer, known, partitions);
  return queue.id;
}

/** What a consumer holds is coded by the number of partitions, which has changed. */
function recode(consumer: BrokerConsumer, before: number, after: number): void {
  for (let tag = consumer.oldest; tag < consumer.next; tag++) {
    const held = consumer.held(tag);
    if (held > -2) continue;
    const code = -2 - held;
    consumer.replace(tag, heldEntry(Math.floor(code / before), code % before, after));
  }
}

/** The groups have heard of partitions that were added. */
export function refresh(core: Core, queue: Queue): void {
  queue.refreshAt = NEVER;
  for (let at = 0; at < queue.groups.length; at++) {
    rebalance(core, queue, queue.groups[at] as Group);
    servePartitions(core, queue, at);
  }
}

/** Members come or go together from now on: nothing is shared out, nor handed out, until they have (`assembled`). */
export function assemble(queue: Queue, name: string): void {
  const group = queue.groups.find((one) => one.name === name);
  if (group !== undefined) group.isAssembling = true;
}

/** Who was to come or go has: the partitions are shared out once for all of them. */
export function assembled(core: Core, queue: Queue, name: string): void {
  const at = queue.groups.findIndex((one) => one.name === name);
  const group = queue.groups[at];
  if (group === undefined) return;
  group.isAssembling = false;
  rebalance(core, queue, group);
  servePartitions(core, queue, at);
}

/** Sends each partition's owner what its credit allows. */
export function servePartitions(core: Core, queue: Queue, at: number): void {
  const group = queue.groups[at] as Group;
  if (group.isAssembling) return;
  for (let partition = 0; partition < group.owner.length; partition++) {
    const owner = group.owner[partition] as number;
    if (owner >= 0) servePartition(core, queue, group, partition, core.consumers[owner] as BrokerConsumer);
  }
}

function servePartition(core: Core, queue: Queue, group: Group, partition: number, consumer: BrokerConsumer): void {
  const log = queue.logs[partition] as Log;
  while (consumer.credit > 0) {
    let index = group.cursor[partition] as number;
    // A place that is gone: begin where the group would begin without one.
    if (index < log.first && group.reset !== 'first') index = log.end;
    if (index < log.first) index = log.first;
    while (index < log.end && log.isGone(index)) index++;
    group.cursor[partition] = index;
    if (index >= log.end) return;
    group.cursor[partition] = index + 1;
    sendEntry(core, queue, consumer, index, partition, log, 1);
    if (consumer.autoAck) group.committed[partition] = index + 1;
  }
}

/** After an acknowledgement: everything before the first entry still held is committed. */
export function commit(queue: Queue, group: Group, consumer: BrokerConsumer, partition: number): void {
  if (group.owner[partition] !== consumer.id) return;
  const partitions = queue.logs.length;
  let committed = group.cursor[partition] as number;
  for (let tag = consumer.oldest; tag < consumer.next; tag++) {
    const held = consumer.held(tag);
    if (held > -2) continue;
    const code = -2 - held;
    if (code % partitions !== partition) continue;
    committed = Math.floor(code / partitions);
    break;
  }
  if (committed > (group.committed[partition] as number)) group.committed[partition] = committed;
}

/** The broker's look at retention and compaction, and at groups that nobody has been in for long. */
export function cleanUp(core: Core, queue: Queue): void {
  for (const group of queue.groups) if (isForgotten(core, group)) forget(group);
  const cleanup = queue.settings.cleanup ?? 'delete';
  for (const log of queue.logs) {
    const last = log.starts.length - 1;
    const old = core.now - (log.lastTimes[last] ?? core.now) > (queue.settings.maxAge ?? Number.POSITIVE_INFINITY);
    // An open segment that is too old as a whole is closed first, so that it can go.
    if (old && cleanup !== 'compact' && log.end > log.first) dropEntries(core, queue, log, log.end, RETENTION);
    else retain(core, queue, log);
    if (cleanup !== 'delete') compact(core, queue, log);
  }
}
