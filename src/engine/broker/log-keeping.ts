// What a log keeps: writing an entry, beginning a segment, and retention and compaction, by which entries go. Whom entries are
// handed to it does not know.
import { COMPACTED, NEVER, RETENTION, SAME_BATCH, TOMBSTONE } from './codes.ts';
import type { BrokerConsumer } from './consumer.ts';
import type { Core } from './core.ts';
import type { Log } from './log.ts';
import type { Queue } from './queue.ts';

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
    if (queue.profile.groups === 'none') keepOpen(core, queue, log);
    dropEntries(core, queue, log, log.starts[1] as number, RETENTION);
  }
}

/** Readers that have the oldest segment open go on in it to its end, though nobody else finds it any more. */
function keepOpen(core: Core, queue: Queue, log: Log): void {
  const start = log.first;
  const end = log.starts[1] as number;
  log.kept = Number.POSITIVE_INFINITY;
  for (const id of queue.members) {
    const reader = core.consumers[id] as BrokerConsumer;
    // One that has read all before it has not opened it yet.
    if (reader.cursor < end && (reader.cursor > start || reader.begun === start)) reader.until = end;
    if (reader.cursor < reader.until) log.kept = Math.min(log.kept, reader.cursor);
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
    core.sink.discarded(log.messages.at(i), queue.id, COMPACTED, log.offsetAt(i));
    log.remove(i);
  }
}
