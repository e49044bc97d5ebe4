// What is known of a run that has been computed, as plain data: its facts, moments, users, messages and steps. Times are
// microseconds of virtual time. It says what is known, not how it is found.
import type {
  ApiLine,
  CommitLine,
  CopyLine,
  Counter,
  EventType,
  FaultSpan,
  InvoiceLine,
  Moment,
  Phase,
  RunSpec,
  Status,
  TraceLine,
  VariantResult,
  WrittenRow,
} from '../../engine/index.ts';

export type { FaultSpan } from '../../engine/index.ts';

/**
 * Users by kind at equally spaced moments, and between each two of them at the highest and the lowest moment where it is beyond
 * both: the highest of all is the run's own peak, however short it was.
 */
export interface Samples {
  /** Rising. */
  readonly times: Float64Array;
  /** By index into `KINDS`. */
  readonly byKind: readonly Float64Array[];
}

/** Running totals at the same distance all over the run. */
export interface Totals {
  readonly times: Float64Array;
  readonly counters: Readonly<Record<Counter, Float64Array>>;
  readonly backlog: Float64Array;
}

export interface InvoiceRun {
  readonly time: number;
  readonly sent: number;
  readonly wrong: number;
  readonly missed: number;
}

/** A run that has been computed to its end. */
export interface RunFacts {
  /** The variant's scenario, with its changes applied. */
  readonly spec: RunSpec;
  readonly result: VariantResult;
  readonly length: number;
  readonly endedAt: number;
  readonly startsAt: number;
  /** When the repair began; null when it never did. */
  readonly repairAt: number | null;
  /** Highest user number at the end. */
  readonly users: number;
  readonly faults: readonly FaultSpan[];
  /** Of the repair. */
  readonly phases: readonly Phase[];
  /** Of what filled the copy, where the scenario names it. */
  readonly seeding: readonly Phase[];
  readonly cannot: string | null;
  /** When the last credit note was written; null where none was. */
  readonly creditedAt: number | null;
  readonly invoiceRuns: readonly InvoiceRun[];
  readonly samples: Samples;
  readonly totals: Totals;
  /** Whether every trace line was kept, so that stepping and histories are quick. */
  readonly taped: boolean;
}

/** A row of one of the two tables, as it was written last. */
export type RowChange = WrittenRow;

/** One moment of one run. */
export interface Frame {
  readonly time: number;
  /** One cell per user number; cell 0 is unused. See `CELL_BITS` for its bits. */
  readonly cells: Uint8Array;
  readonly users: number;
  readonly byKind: readonly number[];
  readonly divergent: number;
  /** Whether there is a copy by then that truth is compared with. */
  readonly isCompared: boolean;
  readonly committed: number;
  readonly written: number;
  readonly invoices: { readonly sent: number; readonly wrong: number; readonly missed: number };
  /** The last rows written, newest first. */
  readonly truth: readonly RowChange[];
  readonly copy: readonly RowChange[];
  /** Subscribers besides Billing. */
  readonly others: readonly CopyFrame[];
  /** Queues, modes and the runbook's step; null where only the tables were asked for. */
  readonly moment: Moment | null;
  /** While a repair goes from user to user: the one it wrote last. */
  readonly front: number | null;
}

/** The copy of another subscriber, as the frame tells Billing's. */
export interface CopyFrame {
  readonly cells: Uint8Array;
  readonly byKind: readonly number[];
  readonly divergent: number;
  readonly written: number;
}

export interface FrameRequest {
  readonly time: number;
  /** Whether queues, modes and the runbook are wanted too. */
  readonly exact: boolean;
}

/** A trace line that a step stopped at. */
export interface Stop {
  readonly line: TraceLine;
  /** What a line about a message does not say itself. */
  readonly about: { readonly user: number; readonly version: number; readonly status: Status } | null;
  /** Its place among the lines of its microsecond, from 1. */
  readonly place: number;
  readonly of: number;
}

export interface StepRequest {
  readonly time: number;
  /** The line it stands on, or null: after every line up to `time`. */
  readonly line: number | null;
  /** `here` stops on the last line that has happened. */
  readonly direction: 'next' | 'previous' | 'here';
  /** A larger step: to the next fault, phase, or invoice run. */
  readonly large: boolean;
}

/** What is known of one user at one moment. */
export interface UserFacts {
  readonly user: number;
  readonly time: number;
  readonly kind: number;
  readonly since: number | null;
  readonly truth: RowChange | null;
  readonly copy: RowChange | null;
}

/** Rows of some users at one moment, in order from the first asked for; version 0 is no row. */
export interface Rows {
  readonly time: number;
  readonly first: number;
  readonly truthRows: Uint8Array;
  readonly truthVersions: Uint32Array;
  readonly copyRows: Uint8Array;
  readonly copyVersions: Uint32Array;
}

/** A message by its number, or, when it was never made, the trace line that says so. */
export type MessageKey = { readonly message: number } | { readonly line: number };

/** What is known of one message, over the whole run. */
export interface MessageFacts {
  readonly key: MessageKey;
  readonly user: number;
  readonly version: number;
  /** Every trace line about it, in order. */
  readonly lines: readonly TraceLine[];
  /** Whether it was published for nobody: no queue was there to take it, and none was meant to be. */
  readonly unheard: boolean;
  /** The line that committed the change it tells of, when one version has one. */
  readonly commit: CommitLine | null;
  /** The event’s identity: those of changes count up, those given later count down from 2³² − 1; null when unknown. */
  readonly event: number | null;
  readonly type: EventType | null;
  readonly occurredAt: number | null;
}

/** A message that is on its way or waits at one moment. */
export interface OpenMessage {
  readonly message: number;
  readonly user: number;
  readonly version: number;
  readonly publishedAt: number;
  /** When Billing got it last and has not settled it; null while the broker or the road has it. */
  readonly deliveredAt: number | null;
  /** Deliveries so far. */
  readonly attempts: number;
}

export interface OnTheWay {
  readonly time: number;
  readonly total: number;
  /** The oldest of them, in the order of their publication. */
  readonly messages: readonly OpenMessage[];
}

/** An answer of the User service’s API that concerned one user. */
export interface ApiRead {
  readonly line: ApiLine;
  /** Which page of its scan, from 1; null for another call. */
  readonly page: number | null;
  /** The `copy` or `invoice` line that followed from it; null when nothing did. */
  readonly led: CopyLine | InvoiceLine | null;
}
