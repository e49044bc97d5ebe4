// A subscriber's queues where each user's messages go to one consumer: one queue for each of its members, by a hash of the user, each
// with a single active consumer. To the subscriber it is one subscription. A queue goes to the next member when its own is gone, and
// stays there. Tags tell the queue: `n × queues + queue`.
import type { Keys, QueueSubscription, SubscriptionListener } from './bus.ts';
import type { SubscribedQueue } from './queue-subscription.ts';

/** Which of the queues has the messages of a user. */
type QueueOf = (user: number) => number;

export class DividedQueue implements QueueSubscription {
  readonly kind = 'queue';
  readonly queues: readonly SubscribedQueue[];
  private readonly keys: Keys;
  private readonly queueOf: QueueOf;

  /** `make` declares the queue of a number, which tells that listener. */
  constructor(
    count: number,
    listener: SubscriptionListener,
    keys: Keys,
    queueOf: QueueOf,
    make: (queue: number, listener: SubscriptionListener) => SubscribedQueue,
  ) {
    this.keys = keys;
    this.queueOf = queueOf;
    this.queues = Array.from({ length: count }, (_, queue) => make(queue, this.hears(queue, count, listener)));
  }

  get bound(): boolean {
    return this.queues.every(({ bound }) => bound);
  }

  bind(): void {
    for (const queue of this.queues) queue.bind();
  }

  unbind(): void {
    for (const queue of this.queues) queue.unbind();
  }

  consume(member: number): void {
    this.consumeTogether([member]);
  }

  /** Who comes first to a queue reads it: of those who come together the one whose number it has. */
  consumeTogether(members: readonly number[]): void {
    for (const [number, queue] of this.queues.entries()) {
      const own = members.filter((member) => member >= number);
      queue.consumeTogether([...own, ...members.filter((member) => member < number)]);
    }
  }

  acknowledge(member: number, tag: number): void {
    this.queueIn(tag).acknowledge(member, this.tagIn(tag));
  }

  nack(member: number, tag: number, requeue: boolean): void {
    this.queueIn(tag).nack(member, this.tagIn(tag), requeue);
  }

  leave(member: number, late: boolean): void {
    for (const queue of this.queues) queue.leave(member, late);
  }

  disconnect(): void {
    for (const queue of this.queues) queue.disconnect();
  }

  get isThere(): boolean {
    return this.queues.every(({ isThere }) => isThere);
  }

  /** They have one queue of dead letters between them. */
  get deadLetters(): number {
    return (this.queues[0] as SubscribedQueue).deadLetters;
  }

  takeDeadLetter(): number {
    return (this.queues[0] as SubscribedQueue).takeDeadLetter();
  }

  put(message: number): void {
    (this.queues[this.queueOf(this.keys.userOf(message))] as SubscribedQueue).put(message);
  }

  private queueIn(tag: number): SubscribedQueue {
    return this.queues[tag % this.queues.length] as SubscribedQueue;
  }

  private tagIn(tag: number): number {
    return Math.floor(tag / this.queues.length);
  }

  /** What is told of one of the queues is told of the subscription. */
  private hears(queue: number, count: number, listener: SubscriptionListener): SubscriptionListener {
    return {
      bound: () => {
        if (this.bound) listener.bound();
      },
      delivered: (member, tag, message, attempt) =>
        listener.delivered(member, tag * count + queue, message, attempt, -1),
      backlogChanged: (by) => listener.backlogChanged(by),
      lost: (message, fault) => listener.lost(message, fault),
      passedBy: () => listener.passedBy(),
      deadLettered: (message, reason) => listener.deadLettered(message, reason),
      moved: () => undefined,
      revoked: () => [],
    };
  }
}
