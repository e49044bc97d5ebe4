// A log as a whole: its partitions, and what an append sets in motion. What is kept stands in log-keeping.ts, how it reaches
// readers in log-reading.ts, how groups of readers share it in groups.ts (Redis) and kafka.ts.
import { RETRY } from './codes.ts';
import type { BrokerConsumer } from './consumer.ts';
import type { Core } from './core.ts';
import { serveGroup } from './groups.ts';
import { servePartitions } from './kafka.ts';
import { Log } from './log.ts';
import { store } from './log-keeping.ts';
import { serveReader } from './log-reading.ts';
import type { Queue } from './queue.ts';

export function newLogs(queue: Queue): void {
  const partitions = queue.settings.partitions ?? 1;
  for (let partition = 0; partition < partitions; partition++) {
    queue.logs.push(new Log(queue.profile.firstOffset, queue.isKeyed));
  }
}

/** The partition of a key: a hash, so that one key's records keep their order. */
export function partitionOf(key: number, partitions: number): number {
  if (partitions === 1) return 0;
  let hash = Math.imul(key ^ (key >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) % partitions;
}

/** Appends an entry, at `position` if that is not -1, and serves who waits for it. */
export function append(
  core: Core,
  queue: Queue,
  message: number,
  flags: number,
  size: number,
  key: number,
  position: number,
): void {
  const log = queue.logs[partitionOf(key, queue.logs.length)] as Log;
  if ((flags & RETRY) !== 0 && queue.profile.idempotentProducer && isRecent(log, message)) return;
  store(core, queue, log, message, flags, size, key, position);
  serveAll(core, queue);
}

/** A producer has at most five requests on the way, so that a retry is of one of the last five. */
function isRecent(log: Log, message: number): boolean {
  for (let index = log.end - 1; index >= Math.max(log.first, log.end - 5); index--) {
    if (log.messages.at(index) === message) return true;
  }
  return false;
}

/** Serves whoever waits for entries. */
export function serveAll(core: Core, queue: Queue): void {
  const members = queue.members;
  for (let i = 0; i < members.length; i++) {
    const reader = core.consumers[members[i] as number] as BrokerConsumer;
    if (reader.group < 0 && reader.credit > 0) serveReader(core, queue, reader);
  }
  for (let i = 0; i < queue.groups.length; i++) serveMembers(core, queue, i);
}

/** Serves the members of a log's group. */
export function serveMembers(core: Core, queue: Queue, group: number): void {
  if (queue.profile.groups === 'committed') servePartitions(core, queue, group);
  else serveGroup(core, queue, group);
}
