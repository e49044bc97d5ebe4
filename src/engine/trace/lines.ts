// The lines of a trace as types, one per kind, as the public contract lists them, and a line as it is written to a file. It
// knows the words of lines, not who says them.
import type { EventType, Status } from '../rows.ts';
import type { CommitCause, CopyCause, Effect, LostWhere, PublishCause } from './words.ts';

interface At<K extends string> {
  /** The lines of a run are counted from 0. */
  readonly i: number;
  /** Virtual time, microseconds. */
  readonly t: number;
  readonly kind: K;
}

export interface UserState {
  readonly user: number;
  readonly version: number;
  readonly status: Status;
  /** Where plans are tracked. */
  readonly plan?: 'basic' | 'pro';
}

export type CommitLine = At<'commit'> & UserState & { readonly cause: CommitCause };
/** Whom a line is about, where it is not Billing. */
interface OfSubscriber {
  readonly subscriber?: string;
}

export type CopyLine = At<'copy'> & UserState & OfSubscriber & { readonly cause: CopyCause };
export type PublishLine = At<'publish'> &
  UserState & {
    readonly message: number;
    readonly cause: PublishCause;
    /** The version of the change it tells of, where it is stamped with another. */
    readonly original?: number;
    /** By how much the clock lagged that stamped it, microseconds, where it did. */
    readonly lag?: number;
  };
export type LostLine = At<'lost'> &
  OfSubscriber & {
    /** Null when the message was never made. */
    readonly message: number | null;
    readonly user: number;
    readonly version: number;
    readonly where: LostWhere;
    /** Null when no injected fault did it. */
    readonly fault: string | null;
  };
export type DeliverLine = At<'deliver'> &
  OfSubscriber & {
    readonly message: number;
    readonly attempt: number;
    readonly consumer: number;
  };
export type ApplyLine = At<'apply'> &
  OfSubscriber & {
    readonly message: number;
    readonly user: number;
    readonly version: number;
    readonly effect: Effect;
  };
interface Settling extends OfSubscriber {
  readonly message: number;
  readonly consumer: number;
  readonly attempt: number;
  readonly reason: string;
}
export type SettledLine = (At<'ack'> | At<'requeue'> | At<'dead-letter'>) & Settling;
export type RunLine = (At<'invoice-run'> | At<'invoice-run-end'> | At<'invoice-blocked'>) & { readonly run: number };
export type InvoiceLine = At<'invoice'> & {
  readonly run: number;
  readonly user: number;
  readonly amount: number;
  readonly copy: Status;
  readonly truth: Status;
};
type CreditLine = At<'credit'> & { readonly run: number; readonly user: number };
type FaultLine = At<'fault'> & { readonly fault: string; readonly on: boolean };
type PhaseLine = At<'phase'> & { readonly strategy: string; readonly name: string; readonly team: string };
/**
 * An alarm. `gap`: an event of this version has come, and one before it has not; `silence`: nothing has come
 * for so long that heartbeats must have been missed, about nobody (0); `absence`: no event of this type has come for long;
 * `difference`: a row of this version differs from the truth; `reconciliation`: some do; `complaint`: a customer's; `given`: the scenario says that it is noticed.
 */
type AlarmLine = At<'alarm'> & {
  readonly alarm: 'gap' | 'silence' | 'absence' | 'difference' | 'reconciliation' | 'complaint' | 'given';
  /** 0 and 0: about nobody in particular. */
  readonly user: number;
  readonly version: number;
  readonly type?: EventType;
};
/** A mark in the User service’s log of commits, behind so many changes: a chunk of users after a number begins, or ends. */
type WatermarkLine = At<'watermark'> & {
  readonly mark: 'low' | 'high';
  readonly after: number;
  readonly changes: number;
};
/** A change that was not made: the log is written first, and could not be. */
type RefusedLine = At<'refused'> & {
  readonly user: number;
  readonly type: EventType;
  readonly fault: string;
};
type DatabaseLine = At<'database'> & {
  readonly request: string;
  readonly rows: number;
  readonly status: number;
};

/** What the User service's API is asked for. */
export type ApiRequest =
  /** Up to `limit` users from the first number after `after` on. */
  | { readonly kind: 'page'; readonly after: number; readonly limit: number }
  /** Up to `limit` users behind the first `offset`. */
  | { readonly kind: 'offset-page'; readonly offset: number; readonly limit: number }
  /** A list of users by number. */
  | { readonly kind: 'some'; readonly count: number }
  | { readonly kind: 'one'; readonly user: number }
  /** Up to `limit` users after a number who were changed at or after a time, microseconds; or who were deleted since. */
  | { readonly kind: 'since' | 'deleted'; readonly since: number; readonly after: number; readonly limit: number }
  /** Up to `limit` changes since a time, microseconds, behind the first `offset`: the history of what the users were. */
  | { readonly kind: 'history'; readonly since: number; readonly offset: number; readonly limit: number }
  /** The users of a range, or checksums over parts of it; `to` 0: up to the last there is. */
  | { readonly kind: 'range' | 'digest'; readonly from: number; readonly to: number };

interface ApiAnswer<Request> extends At<'api'> {
  readonly request: Request;
  readonly rows: number;
  readonly status: number;
}
export type ApiLine = ApiAnswer<ApiRequest>;

type PlainLine =
  | CommitLine
  | CopyLine
  | PublishLine
  | LostLine
  | DeliverLine
  | ApplyLine
  | SettledLine
  | RunLine
  | InvoiceLine
  | CreditLine
  | DatabaseLine
  | WatermarkLine
  | RefusedLine
  | FaultLine
  | PhaseLine
  | AlarmLine;

export type TraceLine = PlainLine | ApiLine;
export type TraceKind = TraceLine['kind'];
/** The line of a kind. */
export type LineOf<K extends TraceKind> = Extract<TraceLine, { readonly kind: K }>;
/** What a line says besides its number and its time. */
export type Said<L = TraceLine> = L extends TraceLine ? Omit<L, 'i' | 't'> : never;
export type TraceReader = (line: TraceLine) => void;

/** A line as files have it: a request is a text. */
export type WrittenLine = PlainLine | ApiAnswer<string>;

/** A request as people read it, as files have it and as it counts in the fingerprint. */
export function requestText(request: ApiRequest): string {
  switch (request.kind) {
    case 'one':
      return `GET /users/${request.user}`;
    case 'some':
      return `GET /users?ids=${request.count}`;
    case 'page':
      return `GET /users?after=${request.after}&limit=${request.limit}`;
    case 'offset-page':
      return `GET /users?offset=${request.offset}&limit=${request.limit}`;
    case 'since':
      return `GET /users?updated_since=${request.since}&after=${request.after}&limit=${request.limit}`;
    case 'deleted':
      return `GET /users/deleted?since=${request.since}&after=${request.after}&limit=${request.limit}`;
    case 'history':
      return `GET /changes?since=${request.since}&offset=${request.offset}&limit=${request.limit}`;
    case 'range':
      return `GET /users?from=${request.from}&to=${request.to}`;
    case 'digest':
      return `GET /users/digest?from=${request.from}${request.to === 0 ? '' : `&to=${request.to}`}`;
  }
}

/** A line as it is written to a file, its fields in the contract's order. */
export const writtenLine = (line: TraceLine): WrittenLine =>
  line.kind === 'api' ? { ...line, request: requestText(line.request) } : line;
