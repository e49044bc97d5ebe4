// Where faults may speak: one table of types says what is asked at each point, what may be answered there and what comes of
// several answers. An active fault answers and patches nothing, so taking it away undoes nothing. A verdict that its point
// cannot honour does not compile. Who asks and who answers stands elsewhere.
import type { Entry, ParameterisedEntry } from './catalog.ts';
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

// What comes of all answers together.

/** The id of the fault that takes away what was asked about; null when none does. */
export type TakenBy = string | null;
/** By how much a message is held back in all, microseconds, and how many duplicates it gets. */
interface Detour {
  readonly delay: number;
  readonly duplicates: number;
}

/** How many times as long processing takes; and the fault by which it never ends, with when it is given up, microseconds. */
interface Labour {
  readonly factor: number;
  readonly hangsBy: TakenBy;
  readonly timeout: number;
}
/** What becomes of a message that was processed, and the fault that says so; null: what usually does. */
type Mishap = { readonly says: Failure | Neglect | Crash; readonly fault: string } | null;
/** A limit, and the fault that sets it; null where none does. */
export interface Limit {
  readonly value: number;
  readonly fault: string;
}
/** What limits a queue besides its declaration. */
export interface QueueLimits {
  readonly timeToLive: Limit | null;
  readonly expires: Limit | null;
  readonly maxLength: Limit | null;
  readonly overflow: 'drop-head' | 'reject-publish' | null;
}

/** Which fault's crash comes between commit and publication; if none, by how many microseconds that is put off. */
interface Sending {
  readonly crashedBy: TakenBy;
  readonly delay: number;
}
/** The fault that cuts the publisher off, with what it leaves it. */
export interface Severed {
  readonly by: string;
  readonly room: number;
  readonly patience: number;
}
/** The fault that keeps the API from answering; how many times as long a call takes; calls per microsecond that are answered. */
interface Answering {
  readonly downBy: TakenBy;
  readonly factor: number;
  readonly limit: number;
}

/** How the answers of several faults become one outcome. They are heard in the order in which the faults began. */
export interface PointRule<Says, Outcome> {
  /** What comes of it when nobody says anything. */
  readonly silence: Outcome;
  /** What an answer of the fault called `fault` makes of the outcome so far. */
  readonly hear: (outcome: Outcome, says: Says, fault: string) => Outcome;
  /** Whether nothing that others say can change the outcome any more. */
  readonly isDecided: (outcome: Outcome) => boolean;
}

/** The first to take it away wins. */
const firstTakes: PointRule<Omission | Loss | Outage | Corruption | Dying | Rollback, TakenBy> = {
  silence: null,
  hear: (_outcome, _says, fault) => fault,
  isDecided: (outcome) => outcome !== null,
};

/** Delays add up, and each duplication is one more message. */
const detours: PointRule<Duplication | HoldBack, Detour> = {
  silence: { delay: 0, duplicates: 0 },
  hear: ({ delay, duplicates }, says) => {
    switch (says.verdict) {
      case 'delay':
        return { delay: delay + says.by, duplicates };
      case 'duplicate':
        return { delay, duplicates: duplicates + 1 };
    }
  },
  isDecided: () => false,
};

/** Factors multiply; who hangs first, hangs. */
const labours: PointRule<Slowness | Hang, Labour> = {
  silence: { factor: 1, hangsBy: null, timeout: 0 },
  hear: (labour, says, fault) => {
    if (says.verdict === 'slow') return { ...labour, factor: labour.factor * says.factor };
    return labour.hangsBy === null ? { ...labour, hangsBy: fault, timeout: says.timeout } : labour;
  },
  isDecided: () => false,
};

/** The first to say something wins. */
const firstMishap: PointRule<Failure | Neglect | Crash, Mishap> = {
  silence: null,
  hear: (_mishap, says, fault) => ({ says, fault }),
  isDecided: (mishap) => mishap !== null,
};

/** The lower of two limits. */
const lower = (limit: Limit | null, value: number | undefined, fault: string): Limit | null =>
  value === undefined || (limit !== null && limit.value <= value) ? limit : { value, fault };

/** Of two limits the lower one counts; how a full queue behaves, who sets the lower length says. */
const lowestLimits: PointRule<Limitation, QueueLimits> = {
  silence: { timeToLive: null, expires: null, maxLength: null, overflow: null },
  hear: (limits, { timeToLive, expires, maxLength, overflow }, fault) => {
    const length = lower(limits.maxLength, maxLength, fault);
    return {
      timeToLive: lower(limits.timeToLive, timeToLive, fault),
      expires: lower(limits.expires, expires, fault),
      maxLength: length,
      overflow: length === limits.maxLength ? limits.overflow : (overflow ?? null),
    };
  },
  isDecided: () => false,
};

const shortestRetention: PointRule<Retention, Limit | null> = {
  silence: null,
  hear: (limit, { keep }, fault) => lower(limit, keep, fault),
  isDecided: () => false,
};

/** A process that dies does not wait; of one that lives the delays add up. */
const sendings: PointRule<Dying | HoldBack, Sending> = {
  silence: { crashedBy: null, delay: 0 },
  hear: ({ crashedBy, delay }, says, fault) =>
    says.verdict === 'die' ? { crashedBy: fault, delay } : { crashedBy, delay: delay + says.by },
  isDecided: ({ crashedBy }) => crashedBy !== null,
};

/** Lags add up. */
const clockLags: PointRule<Lag, number> = {
  silence: 0,
  hear: (lag, says) => lag + says.by,
  isDecided: () => false,
};

/** The first to cut the connection says what the publisher can do about it. */
const firstCuts: PointRule<Cut, Severed | null> = {
  silence: null,
  hear: (_outcome, { room, patience }, by) => ({ by, room, patience }),
  isDecided: (outcome) => outcome !== null,
};

/** The first to take it down, all that slow it down, and the least of the limits. */
const answerings: PointRule<Outage | Slowness | Ration, Answering> = {
  silence: { downBy: null, factor: 1, limit: Number.POSITIVE_INFINITY },
  hear: (outcome, says, fault) => {
    switch (says.verdict) {
      case 'down':
        return { ...outcome, downBy: outcome.downBy ?? fault };
      case 'slow':
        return { ...outcome, factor: outcome.factor * says.factor };
      case 'ration':
        return { ...outcome, limit: Math.min(outcome.limit, says.rate) };
    }
  },
  isDecided: () => false,
};

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
