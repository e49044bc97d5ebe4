// The scenario as a document: plain JSON with every default filled in, durations and rates as texts. It is what files
// hold, links carry and results repeat. It knows neither files nor how a run is computed from it.
import type { ParameterValues } from './parameters.ts';
import type { documentSection } from './sections/document.ts';
import type { ProcedureSpec, StrategySpec, ValueOf } from './sections/value.ts';

export interface FaultSpec {
  readonly fault: string;
  readonly at: string;
  readonly for?: string;
  readonly [parameter: string]: string | number | boolean | readonly string[] | undefined;
}

export interface VariantSpec {
  readonly id: string;
  readonly title: string;
  readonly strategy: StrategySpec;
  readonly parameters: ParameterValues;
  /** Changes to the scenario by dotted path, such as `{ "broker.kind": "log" }`. */
  readonly set: Readonly<Record<string, unknown>>;
  /** What follows when the strategy has ended, one after the other; left out where nothing does. */
  readonly then?: readonly ProcedureSpec[];
  /** What its design costs to have, in the scenario's unit of money; left out where nobody says. */
  readonly price?: { readonly once: number; readonly perMonth: number };
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

type Document = ValueOf<ReturnType<typeof documentSection>>;

/** What each section holds follows from its shape in `sections/`. */
export interface Scenario extends Omit<Document, 'faults' | 'variants'> {
  readonly faults: readonly FaultSpec[];
  readonly variants: readonly VariantSpec[];
}
