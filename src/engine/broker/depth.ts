// What an observer sees of a queue. Looking changes nothing here.
import { heldFrom } from './channels.ts';
import type { Core } from './core.ts';
import type { Queue } from './queue.ts';

export interface Depth {
  /** Messages waiting; of a log, entries in it. */
  readonly ready: number;
  /** Messages held by consumers. */
  readonly unacked: number;
  readonly consumers: number;
}

export function depthOf(core: Core, queue: Queue): Depth {
  if (queue.isLog) {
    let ready = 0;
    for (const log of queue.logs) ready += log.length;
    return { ready, unacked: 0, consumers: queue.profile.groups === 'none' ? 0 : queue.members.length };
  }
  let consumers = queue.members.length;
  if (queue.profile.countsDeliveries) {
    // A cancelled consumer counts until it has settled what it holds.
    for (const consumer of core.consumers) {
      if (consumer.open && consumer.queue !== queue.id && heldFrom(core, consumer, queue.id) > 0) consumers++;
    }
  }
  return { ready: queue.ready, unacked: queue.unacked, consumers };
}

/** Tells of every copy that waits in a work queue or is held by a consumer, the queue's number with it, and when it expires, microseconds. */
export function eachCopy(core: Core, tell: (message: number, queue: number, expires: number) => void): void {
  const telling = (row: number) => {
    const { message, queue, expiry } = core.copies.at(row);
    tell(message, queue, expiry);
  };
  for (const queue of core.queues)
    for (let row = queue?.first ?? -1; row >= 0; row = core.copies.at(row).next) telling(row);
  for (const consumer of core.consumers)
    for (let tag = consumer.oldest; tag < consumer.next; tag++) {
      const row = consumer.held(tag);
      if (row >= 0) telling(row);
    }
}
