// How entries of a log reach those who read them: where a reader begins, and how one entry is handed out. Groups of readers that
// share a place stand in groups.ts (Redis) and kafka.ts.
import { type BrokerConsumer, heldEntry } from './consumer.ts';
import type { Core } from './core.ts';
import type { Log } from './log.ts';
import type { Queue } from './queue.ts';

/** Where a reader starts: a word, an offset, or the first entry at or after a time (microseconds). */
export type Start = 'first' | 'last' | 'next' | number | { readonly time: number };

/** Index at which a reader with this start begins; an offset not yet written begins at the end (and is waited for). */
export function startIndex(log: Log, start: Start): number {
  if (start === 'first') return log.first;
  if (start === 'last') return log.end === log.first ? log.end : Math.max(log.batch, log.first);
  if (start === 'next') return log.end;
  return typeof start === 'number' ? log.indexFrom(start) : log.indexAtTime(start.time);
}

/** Sends a reader with its own place what its credit allows. */
export function serveReader(core: Core, queue: Queue, reader: BrokerConsumer): void {
  const log = queue.logs[0] as Log;
  while (reader.credit > 0) {
    if (reader.cursor < log.first && reader.cursor >= reader.until) reader.cursor = log.first;
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
  consumer: BrokerConsumer,
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
