// Where faults may speak: one table of types says what is asked at each point, what may be answered there and what comes of
// several answers. An active fault answers and patches nothing, so taking it away undoes nothing. A verdict that its point
// cannot honour does not compile. Who asks and who answers stands elsewhere.
import type { Entry, ParameterisedEntry } from './catalog.ts';
import type { Scenario } from './scenario.ts';

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
/** A mode or a call is about no user. */
type AboutNobody = null;

// What may be said.

interface Omission {
  readonly verdict: 'omit';
}
interface Loss {
  readonly verdict: 'lose';
}
interface Duplication {
  readonly verdict: 'duplicate';
}
/** Held back by so many microseconds, outside its channel: later messages overtake it. */
interface HoldBack {
  readonly verdict: 'delay';
  readonly by: number;
}
interface Outage {
  readonly verdict: 'down';
}

// The answers that are always the same, made once.
export const OMIT: Omission = { verdict: 'omit' };
export const LOSE: Loss = { verdict: 'lose' };
export const DUPLICATE: Duplication = { verdict: 'duplicate' };
export const DOWN: Outage = { verdict: 'down' };

// What comes of all answers together.

/** The id of the fault that takes away what was asked about; null when none does. */
export type TakenBy = string | null;
/** By how much a message is held back in all, microseconds, and how many duplicates it gets. */
interface Detour {
  readonly delay: number;
  readonly duplicates: number;
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
const firstTakes: PointRule<Omission | Loss | Outage, TakenBy> = {
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
  /** A change is committed; does the code that is to publish it run at all, or write the outbox row? */
  record: point<AboutEvent, Omission, TakenBy>('user', firstTakes),
  /** What a direct publisher has recorded is to be published after the commit; is it? */
  send: point<AboutEvent, Omission, TakenBy>('user', firstTakes),
  /** A message sets out for the broker; does it arrive once, twice, late? */
  transport: point<AboutEvent, Duplication | HoldBack, Detour>('broker', detours),
  /** A message has arrived and was confirmed; does it reach the queue or log? */
  route: point<AboutEvent, Loss, TakenBy>('broker', firstTakes),
  /** Is the broker there at all? Asked whenever faults begin or end. */
  broker: point<AboutNobody, Outage, TakenBy>('broker', firstTakes),
  /** Are Billing's consumers there at all? Asked whenever faults begin or end. */
  consumer: point<AboutNobody, Outage, TakenBy>('billing', firstTakes),
  /** Does the User service's API answer? */
  call: point<AboutNobody, Outage, TakenBy>('api', firstTakes),
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
  /** The log drops all entries older than `keep` microseconds, read or not. */
  cutLog: { readonly keep: number };
}
export type Deed<D extends keyof Deeds = keyof Deeds> = { [E in D]: { readonly does: E } & Deeds[E] }[D];

/** Where people see a deed strike. */
const DEEDS: { readonly [D in keyof Deeds]: { readonly place: Place } } = {
  cutLog: { place: 'broker' },
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
}

/** What a fault says at the points where it has something to say; undefined: not about this one. */
export type Speaks = {
  readonly [P in Point]?: (about: Points[P]['asks'], values: FaultValues, luck: Luck) => Points[P]['says'] | undefined;
};

export interface Fault extends ParameterisedEntry {
  /** Whether it lasts (`for`) or is over at once. */
  readonly lasting: boolean;
  /** What an engineer would see in monitoring while it is active. */
  readonly symptom: string;
  /** Whether it makes sense to offer it for a scenario. */
  suits(scenario: Pick<Scenario, 'broker' | 'billing' | 'publisher'>): boolean;
  readonly speaks: Speaks;
  /** What it does once, when it begins. */
  deed?(values: FaultValues): Deed;
}

/** Where people see a fault strike: at the first point where it speaks, or where it does its deed. */
export function placeOf({ speaks, deed }: Fault, values: FaultValues = {}): Place {
  const [point] = Object.keys(speaks) as Point[];
  if (point !== undefined) return POINTS[point].place;
  return deed === undefined ? 'broker' : DEEDS[deed(values).does].place;
}

/** Whether a fault touches events, their road or who reads them: only then does it belong to the incident that is repaired. */
export const concernsEvents = ({ speaks, deed }: Fault): boolean =>
  deed !== undefined || (Object.keys(speaks) as Point[]).some((point) => !ABOUT_CALLS.has(point));

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
