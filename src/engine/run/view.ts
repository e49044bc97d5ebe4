// A moment of a run, made from the nearest keyframe and the writes since: truth, copy and what can be counted from them.
// Nothing is simulated; queues, modes and runbooks of that moment need a seek.
import { KINDS, kindOf } from '../rows.ts';
import { type Mark, type Tables, tablesAt } from './history.ts';
import type { Reach } from './logs.ts';
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

/** Users by kind of divergence; cell 0 is not counted. Rows are compared by fours, since most agree. */
function kindsOf(truth: Uint8Array, copy: Uint8Array): Float64Array {
  const byKind = new Float64Array(KINDS.length);
  const count = (from: number, to: number) => {
    for (let user = from; user < to; user++) {
      const kind = kindOf(truth[user] ?? 0, copy[user] ?? 0);
      if (kind !== 0) byKind[kind] = (byKind[kind] as number) + 1;
    }
  };
  const fours = Math.min(truth.length, copy.length) >> 2;
  const [truths, copies] = [fourByFour(truth, fours), fourByFour(copy, fours)];
  for (let four = 0; four < fours; four++) if (truths[four] !== copies[four]) count(four * 4, four * 4 + 4);
  count(fours * 4, Math.max(truth.length, copy.length));
  return byKind;
}

/** The first rows of a table that begins where its memory does. */
const fourByFour = (rows: Uint8Array, fours: number) => new Uint32Array(rows.buffer, rows.byteOffset, fours);

/** The moment `time`, from a mark at or before it and the logs of `simulation` up to the given lengths. */
export function viewAt(simulation: Simulation, mark: Mark, time: number, reach: Reach): View {
  const { users, copy, invoicing, model } = simulation;
  const committed = countUpTo((i) => users.log.timeOf(i), reach.changes, time);
  const written = countUpTo((i) => copy.log.timeOf(i), reach.writes, time);
  const tables = tablesAt(simulation, mark.keyframe, committed, written);
  const counting = model.billing.reads !== 'api' && time >= model.billing.startsAt;
  const byKind = counting ? kindsOf(tables.truthRows, tables.copyRows) : new Float64Array(KINDS.length);
  const entry = countUpTo((i) => invoicing.timeOfTally(i), reach.invoices, time) - 1;
  return {
    ...tables,
    time,
    users: tables.truthRows.length - 1,
    byKind,
    divergent: byKind.reduce((sum, users) => sum + users, 0),
    committed,
    written,
    invoices: invoicing.totalsAt(entry),
  };
}
