// Limits of work queues (length, bytes, time to live, disuse), and how a copy that passes them leaves its queue. Where dead letters
// go from there stands in dead-letters.ts.
import { EXPIRED, MAXLEN, NEVER, REFUSED } from './codes.ts';
import type { Death, QueueCopy } from './copies.ts';
import type { Core } from './core.ts';
import { DROP_HEAD, type Queue, REJECT_AND_DEAD_LETTER } from './queue.ts';

/** Whether a new copy may enter a queue that has limits; if not, it is done away with. */
export function mayEnter(core: Core, queue: Queue, copy: QueueCopy, isDeadLetter: boolean): boolean {
  if (queue.overflow === DROP_HEAD) return true;
  // A quorum queue tells its publishers to stop; dead letters have no publisher that could be told.
  const refuses = queue.profile.limitsLate ? queue.refusing && !isDeadLetter : queue.isFull(copy.size);
  if (!refuses) return true;
  if (queue.overflow === REJECT_AND_DEAD_LETTER) bury(core, queue, copy, MAXLEN);
  else {
    core.sink.discarded(copy.message, queue.id, REFUSED);
    core.copies.give(copy);
  }
  return false;
}

/** Drops from the head what is too much. */
export function dropOverflow(core: Core, queue: Queue): void {
  if (queue.overflow !== DROP_HEAD) return;
  while (queue.ready > 0 && queue.isOver()) bury(core, queue, queue.popFront(core.copies), MAXLEN);
}

/** A quorum queue that refuses begins to do so when over its limit and stops well below it. */
export function noteLength(queue: Queue): void {
  if (!queue.limited || !queue.profile.limitsLate || queue.overflow === DROP_HEAD) return;
  if (queue.isOver()) queue.refusing = true;
  else if (queue.isWellBelow()) queue.refusing = false;
}

/** Drops expired copies from the head; those behind an unexpired one wait. */
export function dropExpired(core: Core, queue: Queue): void {
  while (queue.ready > 0 && core.copies.at(queue.first).expiry <= core.now) {
    bury(core, queue, queue.popFront(core.copies), EXPIRED);
  }
}

/** When the copy at the head expires. */
export function headExpiry(core: Core, queue: Queue): number {
  if (!queue.mayExpire || queue.ready === 0) return NEVER;
  return core.copies.at(queue.first).expiry;
}

/** A copy that stands in no list leaves its queue for a reason: to its dead-letter target, or for good. */
export function bury(core: Core, queue: Queue, copy: QueueCopy, reason: number): void {
  const { message, route: came } = copy;
  const target = queue.settings.deadLetter;
  if (target === undefined) {
    core.sink.discarded(message, queue.id, reason);
  } else {
    core.sink.deadLettered(message, queue.id, reason);
    core.buries = true;
    core.dying.push({
      message,
      queue: queue.id,
      reason,
      route: core.topology.route(target.exchange, target.key ?? core.topology.keyOf(came)),
      persistent: Number(copy.isPersistent),
      size: copy.size,
      deaths: oneMoreDeath(copy.deaths, queue.id, reason, came),
    });
  }
  core.copies.give(copy);
}

/** The record with one more death: one line per queue and reason, the latest first. */
function oneMoreDeath(deaths: readonly Death[], queue: number, reason: number, route: number): readonly Death[] {
  const same = deaths.find((death) => death.queue === queue && death.reason === reason);
  const isFirst = deaths.length === 0;
  const latest = same === undefined ? { queue, reason, count: 1, route, isFirst } : { ...same, count: same.count + 1 };
  return [latest, ...deaths.filter((death) => death !== same)];
}
