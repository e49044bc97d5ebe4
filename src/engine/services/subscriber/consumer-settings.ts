// How a subscriber consumes, as the model has it, and how tasks and draws name its consumers.
import type { Delay } from '../../kernel/delay.ts';

/** How a subscriber consumes. */
export interface ConsumerSettings {
  /** Its name, and that of its queue or group. */
  readonly id: string;
  readonly consumers: number;
  /** How they share the work: as it comes, each user's messages to one of them, or one for all while the others stand by. */
  readonly affinity: 'none' | 'partition' | 'single-active';
  /** Deliveries that one may hold; 0: no limit. */
  readonly prefetch: number;
  /** Acknowledged when sent, before it is processed. */
  readonly ackBefore: boolean;
  readonly serviceTime: Delay;
  /** What becomes of a message whose processing fails. */
  readonly onFailure: 'requeue' | 'dead-letter' | 'skip';
  /** How long a consumer waits before it hands back what it failed on, or reads it again, microseconds. */
  readonly retryAfter: number;
  /** When the subscriber comes into being, microseconds; then it has a copy from the start, or not (above 0). */
  readonly startsAt: number;
  /** Whether it raises an alarm when a version is missing. */
  readonly gapDetection: boolean;
}

/** Draws about the deliveries of one subscriber stand so far from those of the next. */
export const LUCK = 1 << 20;

// Tasks name a consumer by one number: its own in the low bits, above them the subscriber's.
const INDEX_BITS = 10;
/** Takes a consumer's own number out of that. */
export const INDEX = (1 << INDEX_BITS) - 1;
/** The number by which tasks name a consumer. */
export const memberOf = (subscriber: number, index: number): number => (subscriber << INDEX_BITS) | index;
/** The place in the list of all of the subscriber whose consumer a task is for. */
export const subscriberOf = (member: number): number => member >>> INDEX_BITS;
