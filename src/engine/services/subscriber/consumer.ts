// One consumer's memory: deliveries on their way or waiting, the one it works on or will work on next, acknowledgements under
// way. A dumb record; what happens to it is decided by `Consumers`.
import { Deliveries } from './deliveries.ts';

/** In place of a tag: the entry is another member's to read by now. */
export const REVOKED = -1;

export class Consumer {
  readonly saved = [
    'connected',
    'connection',
    'work',
    'busy',
    'startsAt',
    'tag',
    'message',
    'attempt',
    'offset',
    'workConnection',
    'lastArrival',
    'lastAck',
    'held',
    'acks',
    'left',
    'failedBy',
    'backAt',
  ];
  connected = false;
  /** Rises with every connection made or lost: what belongs to an older one no longer counts. */
  connection = 0;
  /** Rises whenever it turns to a delivery or is kept from ending one: the end of older work never comes. */
  work = 0;
  /** Whether `message` has its attention: it works on it from `startsAt` on, which is later than now while it travels. */
  busy = false;
  startsAt = Number.NEGATIVE_INFINITY;
  tag = 0;
  message = 0;
  attempt = 0;
  offset = -1;
  /** The connection the message came by. */
  workConnection = 0;
  lastArrival = Number.NEGATIVE_INFINITY;
  lastAck = Number.NEGATIVE_INFINITY;
  /** Deliveries behind that one. */
  readonly held = new Deliveries();
  /** How many of the oldest in its memory came by an older connection: nobody waits for their end. */
  left = 0;
  /** The fault by which it failed on what it works on, and waits before it hands it back. */
  failedBy: string | null = null;
  /** Its process is dead and will be back then, microseconds. */
  backAt = Number.NEGATIVE_INFINITY;
  /** Deliveries whose acknowledgement is on its way to the broker. */
  readonly acks = new Deliveries();

  /** What it was handed over its connection and has not settled, in the order in which it came. */
  unsettled(): readonly { readonly message: number; readonly attempt: number }[] {
    const isWork = this.busy && this.workConnection === this.connection;
    return [...this.acks.list(), ...(isWork ? [this] : []), ...this.held.list()];
  }

  /**
   * Entries of a log are another member's to read from now on: it forgets those that it has not begun, ends what it works on unheard,
   * and acknowledgements under way come too late. Returns the tags of them all, and the messages that were applied.
   */
  giveUp(
    isGone: (offset: number) => boolean,
    now: number,
  ): { readonly tags: readonly number[]; readonly applied: readonly number[] } {
    const tags: number[] = [];
    const applied: number[] = [];
    for (const delivery of this.acks.list()) {
      if (delivery.tag === REVOKED || !isGone(delivery.offset)) continue;
      tags.push(delivery.tag);
      applied.push(delivery.message);
      delivery.tag = REVOKED;
    }
    if (this.busy && this.workConnection === this.connection && isGone(this.offset)) {
      tags.push(this.tag);
      if (this.isWorking(now)) this.workConnection = this.connection - 1;
      else this.drop();
    }
    tags.push(...this.held.takeOut(isGone));
    return { tags, applied };
  }

  /** Whether it works on something now. What arrives in this very microsecond comes after whatever faults do in it. */
  isWorking(now: number): boolean {
    return this.busy && this.startsAt < now;
  }

  /** Turns to the oldest delivery held, at once or when it arrives. */
  turnToNext(now: number): void {
    const { tag, message, attempt, offset, arrival } = this.held.first;
    this.held.shift();
    this.turnTo(arrival > now ? arrival : now, tag, message, attempt, offset);
  }

  /** Turns to a delivery that is there from `startsAt` on. */
  turnTo(startsAt: number, tag: number, message: number, attempt: number, offset: number): void {
    this.busy = true;
    this.work++;
    this.startsAt = startsAt;
    this.tag = tag;
    this.message = message;
    this.attempt = attempt;
    this.offset = offset;
    this.workConnection = this.connection;
  }

  /** Turns away from what it has not ended. */
  drop(): void {
    this.busy = false;
    this.work++;
  }
}
