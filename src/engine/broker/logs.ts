// What happens in a log: appending, segments and retention, and readers that each have their own place. Groups, which
// share a place, stand in groups.ts (Redis) and kafka.ts.
import { COMPACTED, NEVER, RETENTION, RETRY, SAME_BATCH, TOMBSTONE } from './codes.ts';
import { type Consumer, heldEntry } from './consumer.ts';
import type { Core } from './core.ts';
import { serveGroup } from './groups.ts';
import { servePartitions } from './kafka.ts';
import { Log } from './log.ts';
import type { Queue } from './queue.ts';

/** Where a reader starts: a word, an offset, or the first entry at or after a time (microseconds). */
export type Start = 'first' | 'last' | 'next' | number | { readonly time: number };

export function newLogs(queue: Queue): void {
  const keyed = queue.settings.cleanup !== undefined && queue.settings.cleanup !== 'delete';
  const partitions = queue.settings.partitions ?? 1;
  for (let partition = 0; partition < partitions; partition++) {
    queue.logs.push(new Log(queue.profile.firstOffset, keyed));
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
    const reader = core.consumers[members[i] as number] as Consumer;
    if (reader.group < 0 && reader.credit > 0) serveReader(core, queue, reader);
  }
  for (let i = 0; i < queue.groups.length; i++) serveMembers(core, queue, i);
}

/** Serves the members of a log's group. */
export function serveMembers(core: Core, queue: Queue, group: number): void {
  if (queue.profile.groups === 'committed') servePartitions(core, queue, group);
  else serveGroup(core, queue, group);
}

/** Writes an entry without serving anybody. */
export function store(
  core: Core,
  queue: Queue,
  log: Log,
  message: number,
  flags: number,
  size: number,
  key: number,
  position: number,
): void {
  if (needsSegment(core, queue, log)) startSegment(core, queue, log);
  if ((flags & SAME_BATCH) === 0) log.batch = log.end;
  const bytes = size + queue.profile.entryOverhead;
  // Keys are kept with one bit that says whether the record takes its key away.
  const kept = key * 2 + ((flags & TOMBSTONE) === 0 ? 0 : 1);
  log.append(message, core.now, position < 0 ? log.nextOffset : position, bytes, kept);
}

function needsSegment(core: Core, queue: Queue, log: Log): boolean {
  const last = log.starts.length - 1;
  if (last < 0 || log.first === log.end) return last < 0 || queue.profile.segmentEntries !== NEVER;
  if ((log.bytes[last] as number) >= (queue.settings.segmentBytes ?? queue.profile.segmentBytes)) return true;
  if (log.end - (log.starts[last] as number) >= queue.profile.segmentEntries) return true;
  return core.now - (log.born[last] as number) >= (queue.settings.segmentAge ?? queue.profile.segmentAge);
}

function startSegment(core: Core, queue: Queue, log: Log): void {
  if (log.starts.length > 0 && queue.profile.segmentTakesOffset) log.nextOffset++;
  log.roll(core.now);
  if (queue.profile.retentionEvery === NEVER) retain(core, queue, log);
}

/** Applies age and size limits to whole segments; the newest stays. */
export function retain(core: Core, queue: Queue, log: Log): void {
  const maxAge = queue.settings.maxAge ?? NEVER;
  const maxBytes = queue.settings.maxLengthBytes ?? NEVER;
  if ((maxAge === NEVER && maxBytes === NEVER) || queue.settings.cleanup === 'compact') return;
  let total = 0;
  for (const bytes of log.bytes) total += bytes;
  while (log.starts.length > 1) {
    const tooOld = core.now - (log.lastTimes[0] as number) > maxAge;
    if (!tooOld && total <= maxBytes) return;
    total -= log.bytes[0] as number;
    dropEntries(core, queue, log, log.starts[1] as number, RETENTION);
  }
}

/** Drops entries before `index`, telling of each. */
export function dropEntries(core: Core, queue: Queue, log: Log, index: number, reason: number): number {
  let dropped = 0;
  for (let i = log.first; i < index; i++) {
    if (log.isGone(i)) continue;
    dropped++;
    core.sink.discarded(log.messages.at(i), queue.id, reason);
  }
  log.dropBefore(index);
  return dropped;
}

/** Keeps the last record of each key in closed segments; tombstones go after their time. */
export function compact(core: Core, queue: Queue, log: Log): void {
  const active = log.starts[log.starts.length - 1] ?? 0;
  const latest = new Map<number, number>();
  for (let i = log.first; i < log.end; i++) if (!log.isGone(i)) latest.set(log.keyAt(i) >>> 1, i);
  const oldest = core.now - (queue.settings.deleteRetention ?? 86_400_000_000);
  for (let i = log.first; i < active; i++) {
    if (log.isGone(i)) continue;
    const superseded = latest.get(log.keyAt(i) >>> 1) !== i;
    const tombstone = (log.keyAt(i) & 1) === 1 && log.times.at(i) < oldest;
    if (!superseded && !tombstone) continue;
    core.sink.discarded(log.messages.at(i), queue.id, COMPACTED);
    log.remove(i);
  }
}

/** Index at which a reader with this start begins; an offset not yet written begins at the end (and is waited for). */
export function startIndex(log: Log, start: Start): number {
  if (start === 'first') return log.first;
  if (start === 'last') return log.end === log.first ? log.end : Math.max(log.batch, log.first);
  if (start === 'next') return log.end;
  return typeof start === 'number' ? log.indexFrom(start) : log.indexAtTime(start.time);
}

/** Sends a reader with its own place what its credit allows. */
export function serveReader(core: Core, queue: Queue, reader: Consumer): void {
  const log = queue.logs[0] as Log;
  while (reader.credit > 0) {
    if (reader.cursor < log.first) reader.cursor = log.first;
    if (reader.cursor >= log.end) return;
    const index = reader.cursor++;
    const offset = log.offsetAt(index);
    if (offset < reader.from || (log.goneCount > 0 && log.isGone(index))) continue;
    sendEntry(core, queue, reader, index, 0, log, 1);
  }
}

/** Hands one entry to a consumer. */
export function sendEntry(
  core: Core,
  queue: Queue,
  consumer: Consumer,
  index: number,
  partition: number,
  log: Log,
  attempt: number,
): void {
  const tag = consumer.next;
  if (consumer.autoAck) consumer.pass();
  else {
    consumer.hold(heldEntry(index, partition, queue.logs.length));
    consumer.credit--;
  }
  const count = attempt - 1;
  const again = count > 0 && queue.profile.groups === 'pending';
  const message = log.messages.at(index);
  core.sink.delivered(consumer.id, tag, queue.id, message, again, attempt, count, log.offsetAt(index), partition);
}
