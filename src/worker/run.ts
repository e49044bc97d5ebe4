// One run that has been computed to its end and can be looked at in any moment: frames, rows of one user, series. It holds a
// session and, for the run on the main stage, a tape of its trace lines. It does not know who asks.

import type { Tape } from '../analysis/record/tape.ts';
import { kindOf, type Session, type TraceLine, type View } from '../engine/index.ts';
import {
  CELL_BITS,
  type Frame,
  type FrameRequest,
  type InvoiceRun,
  type RowChange,
  type Rows,
  type RunFacts,
  type Samples,
  type Totals,
  type UserFacts,
} from './door.ts';

/** Samples of a series over the whole run. */
const SAMPLES = 480;
/** How many of the last rows a frame tells. */
const RECENT = 5;
/** Causes of writes to the copy by which a repair is seen, by their number in the trace: replay … database, and sweep. */
const REPAIR_CAUSES = new Set([2, 3, 4, 5, 6, 9]);

export class HeldRun {
  readonly session: Session;
  readonly tape: Tape | null;
  readonly facts: RunFacts;
  /** Changes over the whole run: the session may stand earlier. */
  readonly changes: number;
  private readonly writes: number;
  /** Places in the log of changes at which a user was created; users are numbered in that order. */
  private readonly creations: Uint32Array;
  /** Writes by the repair, in time order. */
  private readonly repairTimes: Float64Array;
  private readonly repairUsers: Uint32Array;
  private lastView: View | null = null;

  /** `session` must have ended. */
  constructor(session: Session, result: RunFacts['result'], tape: Tape | null, totals: Totals) {
    this.session = session;
    this.tape = tape;
    const { users, copy } = session.simulation;
    this.changes = users.changes;
    this.writes = copy.writes;
    this.creations = creationsIn(session);
    [this.repairTimes, this.repairUsers] = this.repairWrites();
    this.facts = this.factsOf(result, totals);
  }

  frame({ time, exact }: FrameRequest): Frame {
    const view = this.viewAt(time);
    const cells = this.cellsOf(view.truthRows, view.copyRows, time, this.usersAt(view.committed));
    const { byKind, divergent, committed, written, invoices } = view;
    return {
      time,
      cells,
      users: cells.length - 1,
      byKind: [...byKind],
      divergent,
      committed,
      written,
      invoices,
      truth: this.recentTruth(committed),
      copy: this.recentCopy(written),
      moment: exact ? this.momentAt(time) : null,
    };
  }

  samples(from: number, to: number, count: number): Samples {
    const times = Float64Array.from({ length: count }, (_, n) => Math.round(from + ((to - from) * n) / (count - 1)));
    const { byKind } = this.session.series(times);
    return { times, byKind };
  }

  /** What is known of a user at `time`; null when there is no such user by then. */
  user(user: number, time: number): UserFacts | null {
    const { users, copy } = this.session.simulation;
    const first = this.session.view(0);
    const begin = (row: number | undefined, version: number | undefined): RowChange | null =>
      row === undefined || version === undefined || version === 0 ? null : { user, row, version, time: 0 };
    let truth = begin(first.truthRows[user], first.truthVersions[user]);
    let believed = begin(first.copyRows[user], first.copyVersions[user]);
    let kind = this.judged(truth, believed, 0);
    let since: number | null = kind === 0 ? null : 0;
    for (const [at, isTruth, index] of this.writesAbout(user, time)) {
      if (isTruth) truth = { user, row: users.log.rowOf(index), version: users.log.versionOf(index), time: at };
      else believed = { user, row: copy.log.rowOf(index), version: copy.log.versionOf(index), time: at };
      const next = this.judged(truth, believed, at);
      if (next !== kind) since = next === 0 ? null : at;
      kind = next;
    }
    return truth === null && believed === null ? null : { user, time, kind, since, truth, copy: believed };
  }

  /** Every trace line about one user: from the tape, or by running again. */
  history(user: number): readonly TraceLine[] {
    const { tape } = this;
    const lines: TraceLine[] = [];
    if (tape !== null) {
      for (let at = 0; at < tape.length; at++) if (tape.userAt(at) === user) lines.push(tape.line(at));
    }
    return lines;
  }

  /** Rows and versions of some users, for cells that people look at closely. */
  rows(first: number, last: number, time: number): Rows {
    const { truthRows, truthVersions, copyRows, copyVersions } = this.viewAt(time);
    const count = Math.max(0, last - first + 1);
    const part = <Column extends Uint8Array | Uint32Array>(column: Column, made: Column): Column => {
      made.set(column.subarray(first, last + 1));
      return made;
    };
    return {
      time,
      first,
      truthRows: part(truthRows, new Uint8Array(count)),
      truthVersions: part(truthVersions, new Uint32Array(count)),
      copyRows: part(copyRows, new Uint8Array(count)),
      copyVersions: part(copyVersions, new Uint32Array(count)),
    };
  }

  /** The view looked at last is asked for again and again while the time stands. */
  private viewAt(time: number): View {
    if (this.lastView?.time !== time) this.lastView = this.session.view(time);
    return this.lastView;
  }

  private momentAt(time: number): Frame['moment'] {
    this.session.seek(time);
    return this.session.moment();
  }

  private counts(time: number): boolean {
    const { billing } = this.session.simulation.model;
    return billing.reads !== 'api' && time >= billing.startsAt;
  }

  private judged(truth: RowChange | null, copy: RowChange | null, time: number): number {
    return this.counts(time) ? kindOf(truth?.row ?? 0, copy?.row ?? 0) : 0;
  }

  /** The highest user number once so many changes have been committed. */
  private usersAt(committed: number): number {
    const { creations } = this;
    let low = 0;
    let high = creations.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((creations[middle] as number) < committed) low = middle + 1;
      else high = middle;
    }
    return this.session.simulation.model.users + low;
  }

  private cellsOf(truth: Uint8Array, copy: Uint8Array, time: number, users: number): Uint8Array {
    const cells = new Uint8Array(users + 1);
    const counts = this.counts(time);
    for (let user = 1; user < cells.length; user++) {
      const row = truth[user] ?? 0;
      cells[user] = (counts ? kindOf(row, copy[user] ?? 0) : 0) | ((row << CELL_BITS.statusShift) & CELL_BITS.status);
    }
    const { repairTimes, repairUsers } = this;
    for (let n = 0; n < repairTimes.length && (repairTimes[n] as number) <= time; n++) {
      const user = repairUsers[n] as number;
      if (user < cells.length) cells[user] = (cells[user] as number) | CELL_BITS.repaired;
    }
    return cells;
  }

  private recentTruth(committed: number): readonly RowChange[] {
    const { users } = this.session.simulation;
    return latest(committed, (index) => ({
      user: users.log.userOf(index),
      row: users.log.rowOf(index),
      version: users.log.versionOf(index),
      time: users.log.timeOf(index),
    }));
  }

  private recentCopy(written: number): readonly RowChange[] {
    const { copy } = this.session.simulation;
    return latest(written, (index) => ({
      user: copy.log.userOf(index),
      row: copy.log.rowOf(index),
      version: copy.log.versionOf(index),
      time: copy.log.timeOf(index),
    }));
  }

  /** Both logs' entries about a user up to `time`, in order of time: when, whether it is the truth, its place in its log. */
  private writesAbout(user: number, time: number): readonly (readonly [number, boolean, number])[] {
    const { users, copy } = this.session.simulation;
    const found: [number, boolean, number][] = [];
    for (let n = 0; n < this.changes && users.log.timeOf(n) <= time; n++) {
      if (users.log.userOf(n) === user && users.log.timeOf(n) > 0) found.push([users.log.timeOf(n), true, n]);
    }
    for (let n = 0; n < this.writes && copy.log.timeOf(n) <= time; n++) {
      if (copy.log.userOf(n) === user && copy.log.timeOf(n) > 0) found.push([copy.log.timeOf(n), false, n]);
    }
    return found.sort((a, b) => a[0] - b[0] || Number(b[1]) - Number(a[1]));
  }

  private repairWrites(): [Float64Array, Uint32Array] {
    const { copy, repair } = this.session.simulation;
    const times: number[] = [];
    const users: number[] = [];
    if (repair.beganAt !== null) {
      for (let n = 0; n < this.writes; n++) {
        if (copy.log.timeOf(n) < repair.beganAt || !REPAIR_CAUSES.has(copy.log.reasonOf(n))) continue;
        times.push(copy.log.timeOf(n));
        users.push(copy.log.userOf(n));
      }
    }
    return [Float64Array.from(times), Uint32Array.from(users)];
  }

  private factsOf(result: RunFacts['result'], totals: Totals): RunFacts {
    const { session } = this;
    const { simulation, spec } = session;
    const { model, plan, repair, users } = simulation;
    const endedAt = simulation.endedAt ?? simulation.now;
    return {
      spec,
      result,
      length: model.length,
      endedAt,
      startsAt: model.billing.startsAt,
      repairAt: plan.repairAt,
      users: users.users,
      faults: plan.faults.map(({ index, fault, at, until }) => ({
        index,
        fault: fault.id,
        title: fault.title,
        at,
        until,
        injected: index >= spec.scenario.faults.length,
      })),
      phases: repair.phases,
      cannot: repair.cannot,
      invoiceRuns: this.invoiceRuns(),
      samples: this.samples(0, Math.max(model.length, endedAt), SAMPLES),
      totals,
      taped: this.tape !== null,
    };
  }

  /** Totals grow at each run; what grew since the run before is this run's. */
  private invoiceRuns(): readonly InvoiceRun[] {
    const { invoicing } = this.session.simulation;
    const runs: InvoiceRun[] = [];
    let before = { sent: 0, wrong: 0, missed: 0 };
    for (let n = 0; n < invoicing.tallies; n++) {
      const total = invoicing.totalsAt(n);
      const run = {
        time: invoicing.timeOfTally(n),
        sent: total.sent - before.sent,
        wrong: total.wrong - before.wrong,
        missed: total.missed - before.missed,
      };
      before = total;
      const last = runs[runs.length - 1];
      if (last !== undefined && last.time === run.time) {
        runs[runs.length - 1] = {
          time: run.time,
          sent: last.sent + run.sent,
          wrong: last.wrong + run.wrong,
          missed: last.missed + run.missed,
        };
      } else runs.push(run);
    }
    return runs;
  }
}

function creationsIn({ simulation }: Session): Uint32Array {
  const { users, model } = simulation;
  const found: number[] = [];
  for (let n = 0; n < users.changes; n++)
    if (users.log.versionOf(n) === 1 && users.log.userOf(n) > model.users) found.push(n);
  return Uint32Array.from(found);
}

function latest(count: number, read: (index: number) => RowChange): readonly RowChange[] {
  const rows: RowChange[] = [];
  for (let n = count - 1; n >= 0 && rows.length < RECENT; n--) rows.push(read(n));
  return rows;
}
