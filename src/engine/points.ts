// Where faults may speak, and the answers they may give. The system asks at this small closed set of points; an active fault
// answers with a verdict and patches nothing, so taking it away undoes nothing. Who asks and who answers stands elsewhere.
import type { Entry, ParameterisedEntry } from './catalog.ts';

/**
 * - `publish`: a change was committed; does its event leave the User service?
 * - `transport`: a message sets out for the broker; does it arrive once, twice, late?
 * - `route`: a message has arrived and was confirmed; does it reach the queue or log?
 * - `broker`, `consumer`: is it there at all? Asked whenever faults begin or end.
 * - `call`: does the User service's API answer?
 */
export type Point = 'publish' | 'transport' | 'route' | 'broker' | 'consumer' | 'call';

export type Answer =
  | { readonly verdict: 'omit' }
  | { readonly verdict: 'lose' }
  | { readonly verdict: 'duplicate' }
  /** Held back by so many microseconds, outside its channel: later messages overtake it. */
  | { readonly verdict: 'delay'; readonly by: number }
  | { readonly verdict: 'down' };

// The answers that are always the same, made once.
export const OMIT: Answer = { verdict: 'omit' };
export const LOSE: Answer = { verdict: 'lose' };
export const DUPLICATE: Answer = { verdict: 'duplicate' };
export const DOWN: Answer = { verdict: 'down' };

/** What a point is asked about. A mode (`broker`, `consumer`) or a `call` is about no user: 0. */
export interface Question {
  readonly user: number;
  readonly version: number;
  /** The event's type, an index into `EVENT_TYPES`. */
  readonly type: number;
  /** Tells publications of one version apart: the original, a duplicate, each republication. */
  readonly publication: number;
}

/** Parameters of a fault as numbers: durations in microseconds, rates per microsecond. */
export type FaultValues = Readonly<Record<string, number | boolean | string | readonly string[]>>;

/** A fault of this run: the scenario's n-th, or one injected while it ran. */
export interface FaultInstance {
  readonly index: number;
  readonly fault: Fault;
  readonly values: FaultValues;
  /** Virtual time it begins (inclusive) and ends (exclusive) by itself, microseconds; Infinity: only when it is removed. */
  readonly at: number;
  readonly ends: number;
  /** When it ends in fact: `ends`, or earlier when somebody removes it. */
  readonly until: number;
}

/** Whether somebody removes a fault before it begins. */
export const neverBegins = ({ at, ends, until }: Pick<FaultInstance, 'at' | 'ends' | 'until'>): boolean =>
  until <= at && until < ends;

/** Whether chance picks this subject for a given share of all: the same answer in every variant. */
export type Luck = (share: number, a: number, b?: number) => boolean;

export interface Fault extends ParameterisedEntry {
  /** Whether it lasts (`for`) or is over at once. */
  readonly lasting: boolean;
  /** What an engineer would see in monitoring while it is active. */
  readonly symptom: string;
  readonly points: readonly Point[];
  /** Undefined when it has nothing to say. */
  answer(point: Point, question: Question, values: FaultValues, luck: Luck): Answer | undefined;
}

/** What becomes of an event that has been read. Only `apply` writes the row. */
export type Decision = 'apply' | 'duplicate' | 'stale';

/** How Billing decides whether an event may write its row. */
export interface Policy extends Entry {
  /** Remembers the numbers of all processed events. */
  readonly inbox: boolean;
  /** Keeps the time of what was written last beside each row. */
  readonly stamps: boolean;
  /**
   * `seen`: an event of this number has been processed before (only known with an inbox). `snapshot`: the event tells the
   * present state instead of a change. `newer`: its version less the row's. `later`: the time it speaks of less the row's, µs
   * (only known with stamps).
   */
  decide(seen: boolean, snapshot: boolean, newer: number, later: number): Decision;
}
