// What comes of the answers of several faults at a point: for each kind of outcome its type, and the rule by which answers become one. Who
// asks, and which faults answer, stands elsewhere.
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

/** The id of the fault that takes away what was asked about; null when none does. */
export type TakenBy = string | null;
/** By how much a message is held back in all, microseconds, and how many duplicates it gets. */
export interface Detour {
  readonly delay: number;
  readonly duplicates: number;
}

/** How many times as long processing takes; and the fault by which it never ends, with when it is given up, microseconds. */
export interface Labour {
  readonly factor: number;
  readonly hangsBy: TakenBy;
  readonly timeout: number;
}
/** What becomes of a message that was processed, and the fault that says so; null: what usually does. */
export type Mishap = { readonly says: Failure | Neglect | Crash; readonly fault: string } | null;
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
export interface Sending {
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
export interface Answering {
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
export const firstTakes: PointRule<Omission | Loss | Outage | Corruption | Dying | Rollback, TakenBy> = {
  silence: null,
  hear: (_outcome, _says, fault) => fault,
  isDecided: (outcome) => outcome !== null,
};

/** Delays add up, and each duplication is one more message. */
export const detours: PointRule<Duplication | HoldBack, Detour> = {
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
export const labours: PointRule<Slowness | Hang, Labour> = {
  silence: { factor: 1, hangsBy: null, timeout: 0 },
  hear: (labour, says, fault) => {
    switch (says.verdict) {
      case 'slow':
        return { ...labour, factor: labour.factor * says.factor };
      case 'hang':
        return labour.hangsBy === null ? { ...labour, hangsBy: fault, timeout: says.timeout } : labour;
    }
  },
  isDecided: () => false,
};

/** The first to say something wins. */
export const firstMishap: PointRule<Failure | Neglect | Crash, Mishap> = {
  silence: null,
  hear: (_mishap, says, fault) => ({ says, fault }),
  isDecided: (mishap) => mishap !== null,
};

/** The lower of two limits. */
const lower = (limit: Limit | null, value: number | undefined, fault: string): Limit | null =>
  value === undefined || (limit !== null && limit.value <= value) ? limit : { value, fault };

/** Of two limits the lower one counts; how a full queue behaves, who sets the lower length says. */
export const lowestLimits: PointRule<Limitation, QueueLimits> = {
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

export const shortestRetention: PointRule<Retention, Limit | null> = {
  silence: null,
  hear: (limit, { keep }, fault) => lower(limit, keep, fault),
  isDecided: () => false,
};

/** A process that dies does not wait; of one that lives the delays add up. */
export const sendings: PointRule<Dying | HoldBack, Sending> = {
  silence: { crashedBy: null, delay: 0 },
  hear: ({ crashedBy, delay }, says, fault) => {
    switch (says.verdict) {
      case 'die':
        return { crashedBy: fault, delay };
      case 'delay':
        return { crashedBy, delay: delay + says.by };
    }
  },
  isDecided: ({ crashedBy }) => crashedBy !== null,
};

/** Lags add up. */
export const clockLags: PointRule<Lag, number> = {
  silence: 0,
  hear: (lag, says) => lag + says.by,
  isDecided: () => false,
};

/** The first to cut the connection says what the publisher can do about it. */
export const firstCuts: PointRule<Cut, Severed | null> = {
  silence: null,
  hear: (_outcome, { room, patience }, by) => ({ by, room, patience }),
  isDecided: (outcome) => outcome !== null,
};

/** The first to take it down, all that slow it down, and the least of the limits. */
export const answerings: PointRule<Outage | Slowness | Ration, Answering> = {
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
