// The scenario as a document: plain JSON with every default filled in, durations and rates as texts. It is what files
// hold, links carry and results repeat. It knows neither files nor how a run is computed from it.
import type { ParameterValues } from './parameters.ts';

/** A latency or service time: always the same, memoryless, or heavy-tailed. */
export type Distribution =
  | { readonly constant: string }
  | { readonly exponential: string }
  | { readonly lognormal: { readonly median: string; readonly p99: string } };

export interface FaultSpec {
  readonly fault: string;
  readonly at: string;
  readonly for?: string;
  readonly [parameter: string]: string | number | boolean | readonly string[] | undefined;
}

export interface VariantSpec {
  readonly id: string;
  readonly title: string;
  readonly strategy: string;
  readonly parameters: ParameterValues;
  /** Changes to the scenario by dotted path, such as `{ "broker.kind": "log" }`. */
  readonly set: Readonly<Record<string, unknown>>;
}

/** Real changes that replace the random workload, in time order: three columns of one length. */
export interface Changes {
  /** Microseconds since the scenario's start. */
  readonly time: Float64Array;
  /** User numbers, from 1. */
  readonly user: Uint32Array;
  /** What happened, an index into `EVENT_TYPES`: created, suspended, reactivated, deleted or plan changed. */
  readonly kind: Uint8Array;
}

export interface Scenario {
  readonly schema: 1;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly seed: number;
  readonly start: string;
  readonly length: string;
  readonly settleWithin: string;
  readonly opensAt: string;
  readonly population: { readonly users: number; readonly suspendedShare: number };
  readonly workload: {
    readonly signUps: string;
    readonly suspend: string;
    readonly reactivate: string;
    readonly delete: string;
    readonly changePlan: string;
    readonly file?: string;
  };
  readonly events: { readonly carry: 'state' | 'delta' | 'key'; readonly versioned: boolean };
  readonly user: {
    readonly bulkEndpoint: boolean;
    readonly deletedEndpoint: boolean;
    readonly updatedSince: boolean;
    readonly digest: boolean;
    /** `all`, `none` or a duration. */
    readonly history: string;
  };
  readonly publisher: {
    readonly path: 'direct' | 'outbox' | 'cdc';
    readonly confirms: boolean;
    readonly mandatory: boolean;
    readonly relayEvery: string;
    readonly heartbeat: string;
    readonly writers: number;
    readonly transactionTime: Distribution;
  };
  readonly broker: {
    readonly kind: 'queue' | 'log' | 'compacted-log';
    readonly profile: string;
    readonly latency: Distribution;
    readonly deliveryLatency: Distribution;
    readonly retention: string;
    readonly holdsInitial: boolean;
  };
  readonly billing: {
    readonly startsAt: string;
    readonly reads: 'copy' | 'api' | 'verify';
    readonly whenApiFails: 'block' | 'invoice';
    readonly copyMaxAge: string;
    readonly policy: string;
    readonly consumers: number;
    readonly affinity: 'none' | 'partition' | 'single-active';
    readonly prefetch: number;
    readonly ack: 'after' | 'before';
    readonly serviceTime: Distribution;
    readonly apiLatency: Distribution;
    readonly invoiceEvery: string;
    readonly invoiceAmount: number;
    readonly gapDetection: boolean;
    readonly freshnessGate: string;
    readonly reconcileEvery: string;
  };
  readonly api: {
    readonly pageSize: number;
    readonly paging: 'keyset' | 'offset';
    readonly rateLimit: string;
    readonly replicaLag: string;
    readonly includeDeleted: boolean;
  };
  readonly subscribers: readonly { readonly id: string; readonly sends: string }[];
  readonly faults: readonly FaultSpec[];
  readonly detection: {
    readonly by: 'given' | 'silence-alarm' | 'gap' | 'reconciliation' | 'customer';
    readonly falseAlarm: number;
    readonly every: string;
    readonly delay: string;
  };
  readonly repair: { readonly at: string };
  readonly people:
    | 'none'
    | { readonly find: string; readonly build: string; readonly review: string; readonly run: string };
  readonly costs: {
    readonly wrongInvoice: number;
    readonly missedInvoice: number;
    readonly handsOnHour: number;
    readonly apiCall: number;
  };
  readonly variants: readonly VariantSpec[];
}
