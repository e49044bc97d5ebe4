// A moment of a run, made from the nearest keyframe and the writes since: truth, copy and what can be counted from them.
// Nothing is simulated; queues, modes and runbooks of that moment need a seek.
import { KINDS, kindOf } from '../rows.ts';
import { type Mark, type Tables, tablesAt } from './history.ts';
import type { Simulation } from './simulation.ts';

export interface View extends Tables {
  /** Microseconds of virtual time: everything up to and including it has happened. */
  readonly time: number;
  /** The highest user number by then. */
  readonly users: number;
  /** Users by kind of divergence (index into `KINDS`; cell 0 is not counted); all 0 until Billing starts. */
  readonly byKind: Float64Array;
  readonly divergent: number;
  /** Changes committed by the workload, and rows of the copy written, by then. */
  readonly committed: number;
  readonly written: number;
  /** Totals of the invoices sent by then. */
  readonly invoices: { readonly sent: number; readonly wrong: number; readonly missed: number };
}

/** How many of the first `length` times, which never fall, are at most `time`. */
export function countUpTo(at: (index: number) => number, length: number, time: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(middle) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The moment `time`, from a mark at or before it and the logs of `simulation` up to the given lengths. */
export function viewAt(
  simulation: Simulation,
  mark: Mark,
  time: number,
  reach: { readonly changes: number; readonly writes: number; readonly invoices: number },
): View {
  const { users, copy, invoicing, model } = simulation;
  const committed = countUpTo((i) => users.log.timeOf(i), reach.changes, time);
  const written = countUpTo((i) => copy.log.timeOf(i), reach.writes, time);
  const tables = tablesAt(simulation, mark.keyframe, committed, written);
  const byKind = new Float64Array(KINDS.length);
  const highest = Math.max(tables.truthRows.length, tables.copyRows.length) - 1;
  const counting = model.billing.reads !== 'api' && time >= model.billing.startsAt;
  let divergent = 0;
  for (let user = 1; counting && user <= highest; user++) {
    const kind = kindOf(tables.truthRows[user] ?? 0, tables.copyRows[user] ?? 0);
    if (kind === 0) continue;
    byKind[kind] = (byKind[kind] as number) + 1;
    divergent++;
  }
  const entry = countUpTo((i) => invoicing.timeOfTally(i), reach.invoices, time) - 1;
  return {
    ...tables,
    time,
    users: tables.truthRows.length - 1,
    byKind,
    divergent,
    committed,
    written,
    invoices: invoicing.totalsAt(entry),
  };
}
