// What an active fault may say where it is asked; at which point which of these may be said stands in points.ts.

export interface Omission {
  readonly verdict: 'omit';
}
export interface Loss {
  readonly verdict: 'lose';
}
export interface Duplication {
  readonly verdict: 'duplicate';
}
/** Held back by so many microseconds, outside its channel: later messages overtake it. */
export interface HoldBack {
  readonly verdict: 'delay';
  readonly by: number;
}
export interface Outage {
  readonly verdict: 'down';
}
/** Processing takes so many times as long. */
export interface Slowness {
  readonly verdict: 'slow';
  readonly factor: number;
}
/** Processing never ends; after so many microseconds the broker gives the consumer up. */
export interface Hang {
  readonly verdict: 'hang';
  readonly timeout: number;
}
/** Processing fails and nothing is written; or it kills the consumer, which is back after so many microseconds. */
export interface Failure {
  readonly verdict: 'fail';
  readonly kills: boolean;
  readonly restartAfter: number;
}
/** The message is passed over, as if it said nothing. */
export interface Neglect {
  readonly verdict: 'ignore';
}
/** The consumer dies when it has processed the message, on one side or the other of its acknowledgement; it is back after so many microseconds. */
export interface Crash {
  readonly verdict: 'crash';
  readonly when: 'before-ack' | 'after-ack';
  readonly restartAfter: number;
}
/** Something else is written than the event says. */
export interface Corruption {
  readonly verdict: 'corrupt';
}
/** Limits of a queue, on top of what it was declared with. Times in microseconds, lengths in messages. */
export interface Limitation {
  readonly verdict: 'limit';
  readonly timeToLive?: number;
  readonly expires?: number;
  readonly maxLength?: number;
  readonly overflow?: 'drop-head' | 'reject-publish';
}
/** A log keeps its entries for so long only, microseconds. */
export interface Retention {
  readonly verdict: 'keep';
  readonly keep: number;
}
/** The process dies; what it has in memory is gone. */
export interface Dying {
  readonly verdict: 'die';
}
/** The transaction is undone. */
export interface Rollback {
  readonly verdict: 'roll-back';
}
/** The clock that stamps lags by so many microseconds. */
export interface Lag {
  readonly verdict: 'lag';
  readonly by: number;
}
/**
 * The publisher does not get through to the broker. Without confirms it keeps `room` messages in memory, each for `patience`
 * microseconds, and loses the rest.
 */
export interface Cut {
  readonly verdict: 'cut';
  readonly room: number;
  readonly patience: number;
}
/** So many calls per microsecond are answered and no more. */
export interface Ration {
  readonly verdict: 'ration';
  readonly rate: number;
}

// The answers that are always the same, made once.
export const OMIT: Omission = { verdict: 'omit' };
export const LOSE: Loss = { verdict: 'lose' };
export const DUPLICATE: Duplication = { verdict: 'duplicate' };
export const DOWN: Outage = { verdict: 'down' };
export const DIE: Dying = { verdict: 'die' };
export const ROLL_BACK: Rollback = { verdict: 'roll-back' };
export const IGNORE: Neglect = { verdict: 'ignore' };
export const CORRUPT: Corruption = { verdict: 'corrupt' };
