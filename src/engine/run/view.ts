// A moment of a run, made from the nearest keyframe and the writes since: truth, copy and what can be counted from them.
// Nothing is simulated; queues, modes and runbooks of that moment need a seek.

import { KINDS, kindOf } from '../rows.ts';
import { firstWhere } from '../search.ts';
import { type CopyTable, type Mark, tablesAt } from './history.ts';
import type { Reach } from './logs.ts';
import type { Parts } from './parts.ts';

/** A subscriber's table, and how far it is from the truth. */
export interface CopyView extends CopyTable {
  /** Users by kind of divergence (index into `KINDS`; cell 0 is not counted); all 0 until it comes into being. */
  readonly byKind: Float64Array;
  readonly divergent: number;
  /** Whether it is compared with the truth by then. */
  readonly isCompared: boolean;
  /** Rows written by then. */
  readonly written: number;
}

export interface View {
  /** Microseconds of virtual time: everything up to and including it has happened. */
  readonly time: number;
  readonly truthRows: Uint8Array;
  readonly truthVersions: Uint32Array;
  /** Of every subscriber, Billing's first. */
  readonly copies: readonly CopyView[];
  readonly billing: CopyView;
  /** The highest user number by then. */
  readonly users: number;
  /** Changes committed by the workload by then. */
  readonly committed: number;
  /** Totals of the invoices sent by then. */
  readonly invoices: { readonly sent: number; readonly wrong: number; readonly missed: number };
}

/** How many of the first `length` times, which never fall, are at most `time`. */
function countUpTo(at: (index: number) => number, length: number, time: number): number {
  return firstWhere(0, length, (index) => at(index) > time);
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

/** The highest number of a user who ever was: a restore takes back users who came after its backup, and their rows stay. */
function highestUsed(versions: Uint32Array): number {
  let user = versions.length - 1;
  while (user > 0 && versions[user] === 0) user--;
  return user;
}

/** The moment `time`, from a mark at or before it and the logs of a run, which go as far as `reach`. */
export function viewAt(parts: Parts, mark: Mark, time: number, reach: Reach): View {
  const { users, subscribers, invoicing } = parts;
  const changes = countUpTo((i) => users.log.timeOf(i), reach.changes, time);
  const writes = subscribers.map(({ copy }, n) =>
    countUpTo((i) => copy.log.timeOf(i), reach.writes[n] as number, time),
  );
  const { truthRows, truthVersions, copies: tables } = tablesAt(parts, mark.keyframe, { changes, writes });
  const copies = tables.map((table, n): CopyView => {
    const isCompared = parts.keepsCopy(n) && time >= parts.startOf(n);
    const byKind = isCompared ? kindsOf(truthRows, table.rows) : new Float64Array(KINDS.length);
    const divergent = byKind.reduce((sum, users) => sum + users, 0);
    return { ...table, byKind, divergent, isCompared, written: writes[n] as number };
  });
  const tally = countUpTo((i) => invoicing.book.timeOf(i), reach.invoices, time) - 1;
  return {
    time,
    truthRows,
    truthVersions,
    copies,
    billing: copies[0] as CopyView,
    users: highestUsed(truthVersions),
    committed: changes,
    invoices: invoicing.book.totalsAt(tally),
  };
}
