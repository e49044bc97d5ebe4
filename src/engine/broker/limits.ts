// Limits of work queues (length, bytes, time to live, disuse) and what becomes of those who pass them: dead letters.
// Dead letters travel after the operation that caused them, as they do between a real broker's processes.
import {
  DEAD_LETTER_CYCLE,
  DEAD_LETTER_UNROUTABLE,
  EXPIRED,
  MAXLEN,
  NEVER,
  PERSISTENT,
  REFUSED,
  REJECTED,
} from './codes.ts';
import type { Copy, Death } from './copies.ts';
import type { Core, DeadLetterOnItsWay } from './core.ts';
import { append } from './logs.ts';
import { DROP_HEAD, type Queue, REJECT_AND_DEAD_LETTER } from './queue.ts';
import { enqueue } from './work-queue.ts';

/** Whether a new copy may enter a queue that has limits; if not, it is done away with. */
export function mayEnter(core: Core, queue: Queue, copy: Copy, isDeadLetter: boolean): boolean {
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
export function bury(core: Core, queue: Queue, copy: Copy, reason: number): void {
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

/** Whether the message would come back to a queue it has died in since, without anybody having rejected it. */
function isCycle(queue: number, deaths: readonly Death[]): boolean {
  const last = deaths.findIndex((death) => death.queue === queue);
  return last >= 0 && deaths.slice(0, last + 1).every((death) => death.reason !== REJECTED);
}

/** Routes the dead letters on their way, and those they cause. */
export function sendDeadLetters(core: Core): void {
  for (let next = 0; next < core.dying.length; next++) sendDeadLetter(core, core.dying[next] as DeadLetterOnItsWay);
  core.dying.length = 0;
  core.buries = false;
}

function sendDeadLetter(core: Core, letter: DeadLetterOnItsWay): void {
  const { message, route, deaths } = letter;
  const targets = core.topology.queuesOf(route);
  const cycles = letter.reason !== REJECTED;
  let arrived = 0;
  let stopped = 0;
  for (const id of targets) {
    const queue = core.queues[id] as Queue;
    if (cycles && isCycle(id, deaths)) stopped++;
    else {
      arrived++;
      // A log takes the message but cannot store a dead-letter record.
      if (queue.isLog) append(core, queue, message, 0, letter.size, 0, -1);
      else enqueue(core, queue, message, route, letter.persistent * PERSISTENT, NEVER, letter.size, deaths, true);
    }
  }
  if (arrived > 0) return;
  core.sink.discarded(message, letter.queue, stopped > 0 ? DEAD_LETTER_CYCLE : DEAD_LETTER_UNROUTABLE);
}
