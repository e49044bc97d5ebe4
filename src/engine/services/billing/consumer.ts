// One consumer's memory: deliveries under way and waiting, the one it works on, acknowledgements under way. A dumb record;
// what happens to it is decided by `Consumers`.
import { Ring } from '../../kernel/ring.ts';

export class Consumer {
  readonly fields = [
    'connected',
    'connection',
    'life',
    'busy',
    'tag',
    'message',
    'attempt',
    'offset',
    'workConnection',
    'waiting',
    'travelling',
    'lastArrival',
    'lastAck',
    'tags',
    'messages',
    'attempts',
    'offsets',
    'ackTags',
    'ackMessages',
    'ackAttempts',
  ];
  connected = false;
  /** Rises with every connection made or lost: what belongs to an older one no longer counts. */
  connection = 0;
  /** Rises when the process dies: work begun in an earlier life never ends. */
  life = 0;
  /** Whether it works on `message` now. */
  busy = false;
  tag = 0;
  message = 0;
  attempt = 0;
  offset = -1;
  /** The connection the message came by. */
  workConnection = 0;
  /** Of the deliveries below, so many have arrived; the rest is still under way. */
  waiting = 0;
  travelling = 0;
  lastArrival = 0;
  lastAck = 0;
  readonly tags = new Ring();
  readonly messages = new Ring();
  readonly attempts = new Ring();
  readonly offsets = new Ring();
  readonly ackTags = new Ring();
  readonly ackMessages = new Ring();
  readonly ackAttempts = new Ring();

  take(tag: number, message: number, attempt: number, offset: number): void {
    this.tags.push(tag);
    this.messages.push(message);
    this.attempts.push(attempt);
    this.offsets.push(offset);
  }

  /** Takes the oldest delivery that waits to work on it. */
  start(): void {
    this.busy = true;
    this.waiting--;
    this.tag = this.tags.shift();
    this.message = this.messages.shift();
    this.attempt = this.attempts.shift();
    this.offset = this.offsets.shift();
    this.workConnection = this.connection;
  }

  /** Removes the newest delivery and returns its message. */
  dropLast(): number {
    this.tags.pop();
    this.attempts.pop();
    this.offsets.pop();
    return this.messages.pop();
  }

  /** Forgets every delivery that it does not work on: the broker will deliver it again. */
  dropWaiting(): void {
    this.tags.clear();
    this.messages.clear();
    this.attempts.clear();
    this.offsets.clear();
    this.waiting = 0;
    this.travelling = 0;
  }

  die(): void {
    this.life++;
    this.busy = false;
  }
}
