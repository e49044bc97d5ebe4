// Moments of a run as the page draws them: a cell for every user, the last rows written, counts. It reads a session's views and
// logs; how a cell looks is the page's business.
import { CELL_BITS, type CopyView, kindOf, type Session, type View, type WrittenRow } from '../../engine/index.ts';
import type { Frame, FrameRequest, Rows } from './facts.ts';
import { Growth } from './growth.ts';

/** How many of the last rows a frame tells. */
const RECENT = 5;

/** From when on truth and copy are compared: Billing's start; never where it keeps no copy. */
export const comparedFrom = (session: Session): number =>
  session.spec.scenario.billing.reads === 'api' ? Number.POSITIVE_INFINITY : session.facts().startsAt;

export class Frames {
  private readonly session: Session;
  private readonly growth: Growth;
  /** Up to here the run may be looked at, microseconds: what lies later is asked for in vain. */
  reached = -1;
  private lastView: View | null = null;

  constructor(session: Session) {
    this.session = session;
    this.growth = new Growth(session);
  }

  /** The run has gone on, up to `reached`; the session stands at its furthest moment. */
  readOn(reached: number): void {
    this.reached = reached;
    this.growth.readOn();
  }

  /** A time that may be looked at: what is later is not there yet. */
  within(time: number): number {
    return Math.min(time, this.reached);
  }

  /** Bytes of what was counted. */
  get bytes(): number {
    return this.growth.bytes;
  }

  /** Forgets the moment that was looked at last. */
  rest(): void {
    this.lastView = null;
  }

  frame(request: FrameRequest): Frame {
    const { exact } = request;
    const time = this.within(request.time);
    const { logs } = this.session;
    const { truthRows, billing, copies, committed, invoices } = this.viewAt(time);
    const { byKind, divergent, isCompared, written } = billing;
    const users = this.growth.usersAt(committed);
    const cells = cellsOf(truthRows, billing, users);
    this.growth.repairedBy(written, (user) => {
      if (user < cells.length) cells[user] = (cells[user] as number) | CELL_BITS.repaired;
    });
    const moment = exact ? this.momentAt(time) : null;
    return {
      time,
      cells,
      users: cells.length - 1,
      byKind: [...byKind],
      divergent,
      isCompared,
      committed,
      written,
      invoices,
      truth: latest(logs.truth, committed),
      copy: latest(logs.copy, written),
      others: copies.slice(1).map((copy) => ({
        cells: cellsOf(truthRows, copy, users),
        byKind: [...copy.byKind],
        divergent: copy.divergent,
        written: copy.written,
      })),
      moment,
      front: this.growth.frontAt(written, phaseOf(moment)),
    };
  }

  /** Rows and versions of some users, for cells that people look at closely. */
  rows(first: number, last: number, at: number): Rows {
    const time = this.within(at);
    const { truthRows, truthVersions, billing } = this.viewAt(time);
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
      copyRows: part(billing.rows, new Uint8Array(count)),
      copyVersions: part(billing.versions, new Uint32Array(count)),
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
}

/** Since when the present phase of the repair goes on, microseconds; Infinity where there is none. */
function phaseOf(moment: Frame['moment']): number {
  const last = moment?.repair.phases.at(-1);
  return last === undefined || last.to !== null ? Number.POSITIVE_INFINITY : last.from;
}

/** A cell for every user: how a copy's row differs from the truth, once they are compared, and the status of the truth. */
function cellsOf(truth: Uint8Array, { rows, isCompared }: CopyView, users: number): Uint8Array {
  const cells = new Uint8Array(users + 1);
  for (let user = 1; user < cells.length; user++) {
    const row = truth[user] ?? 0;
    const kind = isCompared ? kindOf(row, rows[user] ?? 0) : 0;
    cells[user] = kind | ((row << CELL_BITS.statusShift) & CELL_BITS.status);
  }
  return cells;
}

/** The last of the first `count` rows of a log, newest first. */
function latest(log: { at(place: number): WrittenRow }, count: number): readonly WrittenRow[] {
  const rows: WrittenRow[] = [];
  for (let place = count - 1; place >= 0 && rows.length < RECENT; place--) rows.push(log.at(place));
  return rows;
}
