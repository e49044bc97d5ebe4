// What a measure says of itself, and the view of a finished run it is read from. Measures are read, never recomputed.
import type { Entry } from '../catalog.ts';
import type { Counters } from '../counters.ts';
import type { Histogram } from '../kernel/histogram.ts';
import type { Model } from '../model.ts';
import type { Harm } from '../services/billing/harm.ts';
import type { ErasureTally } from '../services/erasure-tally.ts';
import type { Gauge } from '../services/gauge.ts';
import type { Divergence } from '../services/subscriber/divergence.ts';
import type { UserDatabase } from '../services/user/database.ts';

export type MeasureUnit =
  | 'users'
  | 'user hours'
  | 'user days'
  | 'days'
  | 'invoices'
  | 'runs'
  | 'money'
  | 'hours'
  | 'messages'
  | 'events'
  | 's'
  | 'calls'
  | 'rows'
  | 'minutes'
  | '';

export type MeasureValue = number | boolean | string | null;

/** What measures may look at when a run has ended. Times in microseconds. */
export interface Finished {
  readonly model: Model;
  readonly endedAt: number;
  readonly settled: boolean;
  readonly counters: Counters;
  readonly divergence: Divergence;
  readonly delays: Histogram;
  readonly backlog: { readonly peak: number; readonly integral: number };
  readonly users: UserDatabase;
  /** Of the subscribers besides Billing: what they were handed, and what they did outward twice or wrongly. */
  readonly others: { readonly messages: number; readonly sideEffects: number };
  /** From the begin of the first fault to the first alarm since then; null without one. */
  readonly noticedAfter: number | null;
  /** Alarms before any fault had begun. */
  readonly falseAlarms: number;
  /** From the begin of the first fault to the end of the last; null without one, and where one did not end. */
  readonly endedAfter: number | null;
  readonly total: Gauge;
  /** What the next invoice run would do wrong. */
  readonly harm: Harm;
  /** How the duty to erase was kept; null: the scenario knows none. */
  readonly erasure: ErasureTally | null;
  readonly repair: {
    readonly beganAt: number | null;
    readonly endedAt: number | null;
    /** From its begin until no more users diverge than usual, microseconds; null: never. */
    readonly usualAfter: number | null;
    readonly handsOn: { readonly user: number; readonly billing: number };
    /** What its strategy asks for; null where it could not be done. */
    readonly coupling: 'none' | 'events' | 'API' | 'schema' | null;
  };
}

/** A dotted name (`invoices.wrong`), what it means, and whether less or more of it is better for comparison. */
export interface Measure extends Entry {
  readonly unit: MeasureUnit;
  readonly better: 'less' | 'more' | 'neither';
  /** It is about something that few scenarios have: where no run has a value, tables leave it out. */
  readonly rare?: true;
  read(run: Finished): MeasureValue;
}
