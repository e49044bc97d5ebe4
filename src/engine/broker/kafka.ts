// Kafka consumer groups, from the documentation: partitions are shared out among the members, the group commits the next
// offset to read, and what was not committed is read again by whoever gets the partition.

import { RETENTION } from './codes.ts';
import type { BrokerConsumer } from './consumer.ts';
import type { Core } from './core.ts';
import { Group } from './group.ts';
import type { Log } from './log.ts';
import { compact, dropEntries, retain } from './log-keeping.ts';
import { sendEntry } from './log-reading.ts';
import type { Queue } from './queue.ts';

/** A group that reads from the first entry or from now on until it has committed something. */
export function newKafkaGroup(queue: Queue, name: string, reset: string): number {
  const group = new Group(name);
  group.reset = reset;
  for (const log of queue.logs) {
    const start = reset === 'first' ? log.first : log.end;
    group.cursor.push(start);
    group.committed.push(start);
    group.owner.push(-1);
  }
  return queue.groups.push(group) - 1;
}

/** Gives a group this place in a partition, making the group if there is none: an administrator's reset, or its beginning. */
export function placeKafkaGroup(queue: Queue, name: string, partition: number, offset: number, reset: string): void {
  const known = queue.groups.findIndex((group) => group.name === name);
  const group = queue.groups[known < 0 ? newKafkaGroup(queue, name, reset) : known] as Group;
  const index = (queue.logs[partition] as Log).indexFrom(offset);
  group.cursor[partition] = index;
  group.committed[partition] = index;
}

/** Shares the partitions out among the members anew; a partition that changes hands goes back to what was committed. */
export function rebalance(queue: Queue, group: Group): void {
  const members = group.consumers.length;
  const partitions = queue.logs.length;
  for (let partition = 0; partition < partitions; partition++) {
    const place = Math.floor((partition * Math.max(1, Math.min(members, partitions))) / partitions);
    const owner = members === 0 ? -1 : (group.consumers[place] as number);
    if (group.owner[partition] === owner) continue;
    group.owner[partition] = owner;
    group.cursor[partition] = group.committed[partition] as number;
  }
}

/** Sends each partition's owner what its credit allows. */
export function servePartitions(core: Core, queue: Queue, at: number): void {
  const group = queue.groups[at] as Group;
  for (let partition = 0; partition < queue.logs.length; partition++) {
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

/** The broker's look at retention and compaction. */
export function cleanUp(core: Core, queue: Queue): void {
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
