// Where faults may speak: one table of types says what is asked at each point, what may be answered there and what comes of
// several answers. An active fault answers and patches nothing, so taking it away undoes nothing. A verdict that its point
// cannot honour does not compile. Who asks and who answers stands elsewhere.
import type { Entry, ParameterisedEntry } from './catalog.ts';
import {
  type Answering,
  answerings,
  clockLags,
  type Detour,
  detours,
  firstCuts,
  firstMishap,
  firstTakes,
  type Labour,
  type Limit,
  labours,
  lowestLimits,
  type Mishap,
  type PointRule,
  type QueueLimits,
  type Sending,
  type Severed,
  sendings,
  shortestRetention,
  type TakenBy,
} from './point-rules.ts';
import type { Scenario } from './scenario.ts';
import type {
  Corruption,
  Crash,
  Cut,
  Duplication,
  Dying,
  Failure,
  Hang,
  HoldBack,
  Lag,
  Limitation,
  Loss,
  Neglect,
  Omission,
  Outage,
  Ration,
  Retention,
  Rollback,
  Slowness,
} from './verdicts.ts';

/** The nodes of the topology, where people see what a fault does. */
export type Place = 'user' | 'broker' | 'billing' | 'api';

/** An event that a change led to, or one publication of it. */
interface AboutEvent {
  readonly user: number;
  readonly version: number;
  /** The event's type, an index into `EVENT_TYPES`. */
  readonly type: number;
  /** Tells publications of one version apart: the original, a duplicate, each republication. */
  readonly publication: number;
}
/** One attempt at a message, which a consumer works on. */
interface AboutDelivery extends AboutEvent {
  readonly attempt: number;
  /** When what it tells of occurred, microseconds. */
  readonly occurredAt: number;
}
/** A mode or a call is about no user. */
type AboutNobody = null;

/** One point: what is asked there, what may be said, what comes of it, where people see it, and the rule of its answers. */
interface PointRow<Asks, Says, Outcome> {
  readonly place: Place;
  readonly rule: PointRule<Says, Outcome>;
  /** Only a type. */
  readonly asks?: Asks;
}
const point = <Asks, Says, Outcome>(place: Place, rule: PointRule<Says, Outcome>): PointRow<Asks, Says, Outcome> => ({
  place,
  rule,
});

/** All points, a row each. Whoever asks must honour every outcome. */
const ROWS = {
  /** A transaction is about to commit; is it undone? A direct publisher may have published by then. */
  commit: point<AboutEvent, Rollback, TakenBy>('user', firstTakes),
  /** A change is stamped with the time; by how much does the clock lag? */
  stamp: point<AboutEvent, Lag, number>('user', clockLags),
  /** A change is committed; does the code that is to publish it run at all, or write the outbox row? */
  record: point<AboutEvent, Omission, TakenBy>('user', firstTakes),
  /** What a direct publisher has recorded is to be published after the commit; is it? */
  send: point<AboutEvent, Dying | HoldBack, Sending>('user', sendings),
  /** The relay has sent a row; does it die before it has marked it as sent? */
  mark: point<AboutEvent, Dying, TakenBy>('user', firstTakes),
  /** Does the relay run? Asked at its turns, and whenever faults begin or end. */
  relay: point<AboutNobody, Outage, TakenBy>('user', firstTakes),
  /** Does the publisher get through to the broker? Asked whenever faults begin or end. */
  connection: point<AboutNobody, Cut, Severed | null>('broker', firstCuts),
  /** A message sets out for the broker; does it arrive once, twice, late? */
  transport: point<AboutEvent, Duplication | HoldBack, Detour>('broker', detours),
  /** A message has arrived and was confirmed; does it reach the queue or log? */
  route: point<AboutEvent, Loss, TakenBy>('broker', firstTakes),
  /** Is the broker there at all? Asked whenever faults begin or end. */
  broker: point<AboutNobody, Outage, TakenBy>('broker', firstTakes),
  /** Is Billing's queue bound to the exchange? Asked whenever faults begin or end. */
  binding: point<AboutNobody, Outage, TakenBy>('broker', firstTakes),
  /** What limits Billing's queue besides its declaration? Asked whenever faults begin or end. */
  limits: point<AboutNobody, Limitation, QueueLimits>('broker', lowestLimits),
  /** How long does a log keep its entries, if not for as long as it was told to? Asked whenever faults begin or end. */
  retention: point<AboutNobody, Retention, Limit | null>('broker', shortestRetention),
  /** Do Billing's consumers get through to the broker? Asked whenever faults begin or end. */
  reach: point<AboutNobody, Outage, TakenBy>('billing', firstTakes),
  /** Are Billing's consumers there at all? Asked whenever faults begin or end. */
  consumer: point<AboutNobody, Outage, TakenBy>('billing', firstTakes),
  /** A consumer of Billing's turns to a message; how long does it take? */
  work: point<AboutDelivery, Slowness | Hang, Labour>('billing', labours),
  /** It is through with it; what becomes of the message? */
  process: point<AboutDelivery, Failure | Neglect | Crash, Mishap>('billing', firstMishap),
  /** Billing writes what an event tells; does it write that? */
  apply: point<AboutEvent, Corruption, TakenBy>('billing', firstTakes),
  /** Does the User service's API answer, after how long, and how many? */
  call: point<AboutNobody, Outage | Slowness | Ration, Answering>('api', answerings),
};
export type Point = keyof typeof ROWS;

type TypesOf<Row> =
  Row extends PointRow<infer Asks, infer Says, infer Outcome> ? { asks: Asks; says: Says; outcome: Outcome } : never;
/** For each point the types of what is asked there, what may be said, and what comes of it. */
export type Points = { readonly [P in Point]: TypesOf<(typeof ROWS)[P]> };

/** Each point's place in the topology, and its rule. */
export const POINTS: {
  readonly [P in Point]: { readonly place: Place; readonly rule: PointRule<Points[P]['says'], Points[P]['outcome']> };
} = ROWS;

/** Where only calls of the API are asked about, no event is concerned. */
const ABOUT_CALLS: ReadonlySet<Point> = new Set(['call']);

/** What a fault may do once, when it begins. A deed is no answer: it stays done when the fault is taken away. */
export interface Deeds {
  /** All of Billing's dead letters are handed back to it at once. */
  redrive: Record<never, never>;
  /** The User service's tables get other columns. */
  migrate: Record<never, never>;
  /** The User database, or Billing's, goes back so far, microseconds. */
  restoreUsers: { readonly back: number; readonly epoch: boolean };
  restoreBilling: { readonly back: number };
}
export type Deed<D extends keyof Deeds = keyof Deeds> = { [E in D]: { readonly does: E } & Deeds[E] }[D];

/** Where people see a deed strike. */
const DEEDS: { readonly [D in keyof Deeds]: { readonly place: Place } } = {
  redrive: { place: 'broker' },
  migrate: { place: 'user' },
  restoreUsers: { place: 'user' },
  restoreBilling: { place: 'billing' },
};

/** Parameters of a fault as numbers: durations in microseconds, rates per microsecond. */
export type FaultValues = Readonly<Record<string, number | boolean | string | readonly string[]>>;

/** A fault of this run: one of the scenario's, or one injected while it ran. */
export interface FaultInstance {
  /** Its place among the run's faults, which differs between lanes. */
  readonly index: number;
  /** What people call it: the same fault has the same name in every lane. */
  readonly name: string;
  /** What its luck is drawn by, a 32-bit integer: the same for the same fault in every lane. */
  readonly lot: number;
  readonly fault: Fault;
  readonly injected: boolean;
  /** The repair waits for its end even before it has begun, where it waits for the last fault’s. */
  readonly foreseen: boolean;
  /** It ends when people have noticed and fixed it; where only the run shows when, `ends` is Infinity. */
  readonly untilFixed: boolean;
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

/** Whether chance picks somebody or something for a given share of all: the same answer in every variant. */
export interface Luck {
  /** All events of a user share one luck. */
  ofUser(share: number, about: AboutEvent): boolean;
  /** Every message has a luck of its own. */
  ofMessage(share: number, about: AboutEvent): boolean;
  /** So has every attempt at a message. */
  ofDelivery(share: number, about: AboutDelivery): boolean;
}

/**
 * What a fault says at the points where it has something to say; undefined: not about this one. `since`: when the fault began,
 * microseconds.
 */
export type Speaks = {
  readonly [P in Point]?: (
    about: Points[P]['asks'],
    values: FaultValues,
    luck: Luck,
    since: number,
  ) => Points[P]['says'] | undefined;
};

/** A report of a fault in real life. */
export interface RealIncident {
  /** What happened, in a few words of ours. */
  readonly title: string;
  readonly address: string;
  /** When it was reported. */
  readonly year: number;
}

export interface Fault extends ParameterisedEntry {
  /** Whether it lasts (`for`) or is over at once. */
  readonly lasting: boolean;
  /** What an engineer would see in monitoring while it is active. */
  readonly symptom: string;
  /** Where people have met it: one report at least. */
  readonly incidents: readonly RealIncident[];
  /** Whether it makes sense to offer it for a scenario. */
  suits(scenario: Pick<Scenario, 'broker' | 'billing' | 'publisher'>): boolean;
  readonly speaks: Speaks;
  /** What it does once, when it begins. */
  deed?(values: FaultValues): Deed;
  /** Where it strikes, if that depends on its parameters; else at the first point where it speaks. */
  place?(values: FaultValues): Place;
}

/** Where people see a fault strike: at the first point where it speaks, or where it does its deed. */
export function placeOf({ speaks, deed, place }: Fault, values: FaultValues = {}): Place {
  if (place !== undefined) return place(values);
  const [point] = Object.keys(speaks) as Point[];
  if (point !== undefined) return POINTS[point].place;
  return deed === undefined ? 'broker' : DEEDS[deed(values).does].place;
}

/** Whether a fault touches events, their road or who reads them: only then does it belong to the incident that is repaired. */
export function concernsEvents({ speaks, deed, place }: Fault, values: FaultValues): boolean {
  if (place !== undefined) return place(values) !== 'api';
  return deed !== undefined || (Object.keys(speaks) as Point[]).some((point) => !ABOUT_CALLS.has(point));
}

/** What becomes of an event that has been read. Only `apply` writes the row; `hold` keeps the event until those before it have come. */
export type Decision = 'apply' | 'duplicate' | 'stale' | 'hold';

/** How Billing decides whether an event may write its row. */
export interface Policy extends Entry {
  /** Remembers the numbers of all processed events. */
  readonly inbox: boolean;
  /** Keeps the time of what was written last beside each row. */
  readonly stamps: boolean;
  /** Compares versions: where events carry none it cannot decide. */
  readonly versions?: true;
  /** May hold an event: then what is held counts as seen. */
  readonly holds?: true;
  /** Keeps a version for each field, and decides about each by itself: `newer` is then about the field's. */
  readonly fields?: true;
  /**
   * `seen`: an event of this number has been processed before (only known with an inbox). `snapshot`: the event tells the
   * present state instead of a change. `newer`: its version less the row's. `later`: the time it speaks of less the row's, µs
   * (only known with stamps).
   */
  decide(seen: boolean, snapshot: boolean, newer: number, later: number): Decision;
}
