// One consumer's memory: deliveries on their way or waiting, the one it works on or will work on next, acknowledgements under
// way. A dumb record; what happens to it is decided by `Consumers`.
import { Ring } from '../../kernel/ring.ts';
import { Deliveries } from './deliveries.ts';

export class Consumer {
  readonly fields = [
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
    'arrivals',
    'acks',
  ];
  connected = false;
  /** Rises with every connection made or lost: what belongs to an older one no longer counts. */
  connection = 0;
  /** Rises whenever it turns to a delivery or is kept from ending one: the end of older work never comes. */
  work = 0;
  /** Whether `message` has its attention: it works on it from `startsAt` on, which is later than now while it travels. */
  busy = false;
  startsAt = 0;
  tag = 0;
  message = 0;
  attempt = 0;
  offset = -1;
  /** The connection the message came by. */
  workConnection = 0;
  lastArrival = 0;
  lastAck = 0;
  /** Deliveries behind that one, and when each arrives. */
  readonly held = new Deliveries();
  readonly arrivals = new Ring();
  /** Deliveries whose acknowledgement is on its way to the broker. */
  readonly acks = new Deliveries();

  /** Whether it works on something now. What arrives in this very microsecond comes after whatever faults do in it. */
  isWorking(now: number): boolean {
    return this.busy && this.startsAt < now;
  }

  /** Turns to the oldest delivery held, at once or when it arrives. */
  turnToNext(now: number): void {
    const { held } = this;
    const arrival = this.arrivals.shift();
    this.turnTo(arrival > now ? arrival : now, held.tag(0), held.message(0), held.attempt(0), held.offset(0));
    held.shift();
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

  /** Forgets the newest delivery held. */
  dropNewest(): void {
    this.held.pop();
    this.arrivals.pop();
  }

  /** Forgets every delivery held. */
  dropHeld(): void {
    this.held.clear();
    this.arrivals.clear();
  }
}
