// Dead letters on their way. They travel after the operation that caused them, as they do between a real broker's processes; why a
// copy became one stands in limits.ts.
import { DEAD_LETTER_CYCLE, DEAD_LETTER_UNROUTABLE, NEVER, PERSISTENT, REJECTED } from './codes.ts';
import type { Death } from './copies.ts';
import type { Core, DeadLetterOnItsWay } from './core.ts';
import { append } from './logs.ts';
import type { Queue } from './queue.ts';
import { enqueue } from './work-queue.ts';

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
