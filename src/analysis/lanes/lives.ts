// The lives of wrong copies in one run: for each user the spans in which truth and copy differ, from the instant they part to the
// instant they agree, and how many invoices go out wrong or are missed meanwhile. It reads a session's logs and draws nothing.
import { asksToInvoice, kindOf, type Session, statusName, type View } from '../../engine/index.ts';
import { comparedFrom } from '../record/frames.ts';

/**
 * Spans in which neither truth nor copy changes, in the order in which users came to agree again; of one user those that touch stand
 * behind each other. So every run inside of a span does the same to its user.
 */
export interface Lives {
  readonly users: Uint32Array;
  /** Indices into `KINDS`. */
  readonly kinds: Uint8Array;
  /** Microseconds; `to` is Infinity where they never agree again. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Invoice runs inside of the span that billed the user wrongly, and that missed the user. */
  readonly wrong: Uint16Array;
  readonly missed: Uint16Array;
  /** Whether crossings of lives and runs are the run's invoices: they are where each run reads the copy at one instant. */
  readonly crosses: boolean;
  /** Who is wrong for a shorter time, microseconds, is left out, unless an invoice run falls into it. */
  readonly passing: number;
}

/** Who is wrong for a shorter time, microseconds, is an event on its way; unless an invoice run falls into it. */
export const IN_PASSING = 200_000;
/** Of more spans than this the shortest are left out, where they are too short to be seen on a screen: a share of the run's length. */
const MANY_SPANS = 1 << 19;
const UNSEEN = 1 / 10_000;

/** What is left out of very many spans. */
interface Leaving {
  /** More than so many are very many. */
  readonly most: number;
  /** A moment, microseconds: whoever is wrong then stays, so that they can be counted. */
  readonly stays: number;
}

interface LivesOptions extends Partial<Leaving> {
  /** Called from inside of long work. */
  readonly beat?: (() => void) | undefined;
}

/** Bytes of the columns. */
export const weightOf = ({ users, kinds, from, to, wrong, missed }: Lives): number =>
  [users, kinds, from, to, wrong, missed].reduce((sum, { byteLength }) => sum + byteLength, 0);

class Column<Cells extends Uint8Array | Uint16Array | Uint32Array | Float64Array> {
  private cells: Cells;
  private length = 0;

  constructor(cells: Cells) {
    this.cells = cells;
  }

  add(value: number): void {
    if (this.length === this.cells.length) {
      const wider = new (this.cells.constructor as new (length: number) => Cells)(this.length * 2);
      wider.set(this.cells as never);
      this.cells = wider;
    }
    this.cells[this.length++] = value;
  }

  /** Keeps the cells at some places, which rise. */
  keep(places: Uint32Array): void {
    places.forEach((place, n) => {
      this.cells[n] = this.cells[place] as number;
    });
    this.length = places.length;
  }

  at(place: number): number {
    return this.cells[place] as number;
  }

  done(): Cells {
    return this.cells.slice(0, this.length) as Cells;
  }
}

const ROOM = 1 << 10;
/** After about so many steps somebody hears that work goes on. */
const BEATS = (1 << 14) - 1;
/** A row takes so many bits. */
const ROW_BITS = 3;
const isActive = (row: number): boolean => statusName(row) === 'active';

/** A span that is part of a longer time of being wrong. */
interface Part {
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Who differs now, and the spans that are over. */
class Ledger {
  private readonly truth: Uint8Array;
  private readonly copy: Uint8Array;
  private readonly kind: Uint8Array;
  /** Both rows since the present span began. */
  private readonly rows: Uint8Array;
  private readonly since: Float64Array;
  private readonly wrong: Uint16Array;
  private readonly missed: Uint16Array;
  /** Spans before the present one, of those whose rows have changed since they parted. */
  private readonly before = new Map<number, Part[]>();
  /** Who differs now. */
  private readonly open = new Set<number>();
  private readonly out = {
    users: new Column(new Uint32Array(ROOM)),
    kinds: new Column(new Uint8Array(ROOM)),
    from: new Column(new Float64Array(ROOM)),
    to: new Column(new Float64Array(ROOM)),
    wrong: new Column(new Uint16Array(ROOM)),
    missed: new Column(new Uint16Array(ROOM)),
  };
  private kept = 0;
  /** So many are kept before the shortest are left out. */
  private most: number;
  private passing = IN_PASSING;
  private readonly longestPassing: number;

  private readonly stays: number;

  /** `unseen`: what is shorter than this, microseconds, may be left out where there are many spans. */
  constructor({ truthRows, billing }: View, users: number, unseen: number, { most, stays }: Leaving) {
    this.most = most;
    this.stays = stays;
    this.longestPassing = unseen;
    this.truth = new Uint8Array(users + 1);
    this.copy = new Uint8Array(users + 1);
    this.truth.set(truthRows.subarray(0, users + 1));
    this.copy.set(billing.rows.subarray(0, users + 1));
    this.kind = new Uint8Array(users + 1);
    this.rows = new Uint8Array(users + 1);
    this.since = new Float64Array(users + 1);
    this.wrong = new Uint16Array(users + 1);
    this.missed = new Uint16Array(users + 1);
  }

  write(isTruth: boolean, user: number, row: number): void {
    (isTruth ? this.truth : this.copy)[user] = row;
  }

  /** Everybody is looked at: from now on truth and copy are compared. */
  judgeAll(time: number): void {
    for (let user = 1; user < this.truth.length; user++) this.judge(user, time);
  }

  judge(user: number, time: number): void {
    const [is, believed] = [this.truth[user] as number, this.copy[user] as number];
    const kind = kindOf(is, believed);
    const was = this.kind[user] as number;
    const rows = (is << ROW_BITS) | believed;
    if (kind === was && (kind === 0 || rows === this.rows[user])) return;
    if (was !== 0) this.end(user, time, kind === 0);
    this.kind[user] = kind;
    this.rows[user] = rows;
    this.since[user] = time;
    if (kind === 0) this.open.delete(user);
    else if (was === 0) this.open.add(user);
  }

  /** An invoice run reads the copy now; how many it bills wrongly and how many it misses. */
  cross(): { readonly wrong: number; readonly missed: number } {
    let [wrong, missed] = [0, 0];
    for (const user of this.open) {
      const [is, believed] = [isActive(this.truth[user] as number), isActive(this.copy[user] as number)];
      if (is === believed) continue;
      const column = believed ? this.wrong : this.missed;
      column[user] = (column[user] as number) + 1;
      if (believed) wrong++;
      else missed++;
    }
    return { wrong, missed };
  }

  lives(crosses: boolean): Lives {
    for (const user of this.open) this.end(user, Number.POSITIVE_INFINITY, true);
    const { users, kinds, from, to, wrong, missed } = this.out;
    return {
      users: users.done(),
      kinds: kinds.done(),
      from: from.done(),
      to: to.done(),
      wrong: wrong.done(),
      missed: missed.done(),
      crosses,
      passing: this.passing,
    };
  }

  /** The user's present span is over; with it, perhaps, all of being wrong. */
  private end(user: number, time: number, agrees: boolean): void {
    const part = {
      kind: this.kind[user] as number,
      from: this.since[user] as number,
      to: time,
      wrong: this.wrong[user] as number,
      missed: this.missed[user] as number,
    };
    this.wrong[user] = this.missed[user] = 0;
    const parts = this.before.get(user);
    if (!agrees) {
      if (parts === undefined) this.before.set(user, [part]);
      else parts.push(part);
      return;
    }
    if (parts !== undefined) this.before.delete(user);
    this.keep(user, parts === undefined ? [part] : [...parts, part]);
  }

  private keep(user: number, parts: readonly Part[]): void {
    const began = (parts[0] as Part).from;
    const ended = (parts[parts.length - 1] as Part).to;
    if (this.isOnItsWay(began, ended) && parts.every(({ wrong, missed }) => wrong + missed === 0)) return;
    for (const { kind, from, to, wrong, missed } of parts) {
      this.out.users.add(user);
      this.out.kinds.add(kind);
      this.out.from.add(from);
      this.out.to.add(to);
      this.out.wrong.add(wrong);
      this.out.missed.add(missed);
    }
    this.kept += parts.length;
    while (this.kept > this.most) this.leaveOut();
  }

  /** Whether being wrong for that long is no more than that an event takes its time. */
  private isOnItsWay(from: number, to: number): boolean {
    if (to - from >= this.passing) return false;
    return to - from < IN_PASSING || !(from < this.stays && this.stays <= to);
  }

  /** There are many: twice as long a time is in passing from now on. */
  private leaveOut(): void {
    if (2 * this.passing > this.longestPassing) {
      this.most = Number.POSITIVE_INFINITY;
      return;
    }
    this.passing *= 2;
    const { users, kinds, from, to, wrong, missed } = this.out;
    const places = new Uint32Array(this.kept);
    let count = 0;
    for (let first = 0; first < this.kept; ) {
      let harm = 0;
      let next = first;
      do harm += wrong.at(next) + missed.at(next);
      while (++next < this.kept && users.at(next) === users.at(first) && from.at(next) === to.at(next - 1));
      if (harm > 0 || !this.isOnItsWay(from.at(first), to.at(next - 1)))
        for (let place = first; place < next; place++) places[count++] = place;
      first = next;
    }
    for (const column of [users, kinds, from, to, wrong, missed]) column.keep(places.subarray(0, count));
    this.kept = count;
  }
}

/** The lives of a run that has ended. Of very many spans those that nobody could see are left out. */
export function livesOf(session: Session, options: LivesOptions = {}): Lives {
  const { beat = () => {}, most = MANY_SPANS, stays = Number.NaN } = options;
  const { truth, copy, invoices } = session.logs;
  const users = Math.max(highestOf(session, truth), highestOf(session, copy));
  beat();
  const ledger = new Ledger(session.view(0), users, session.length * UNSEEN, { most, stays });
  const begins = comparedFrom(session);
  let crosses = !asksToInvoice(session.spec.scenario.billing);
  let before = { wrong: 0, missed: 0 };
  let [change, write, tally] = [0, 0, 0];
  let begun = false;
  const touched: number[] = [];
  const next = (log: typeof truth | typeof copy, place: number): number =>
    place < log.length ? log.timeOf(place) : Number.POSITIVE_INFINITY;
  const begin = (): void => {
    begun = true;
    ledger.judgeAll(begins);
  };
  while (truth.length > change && truth.timeOf(change) === 0) change++;
  while (copy.length > write && copy.timeOf(write) === 0) write++;
  for (;;) {
    const time = Math.min(next(truth, change), next(copy, write));
    const run = tally < invoices.length ? invoices.timeOf(tally) : Number.POSITIVE_INFINITY;
    if (!begun && begins < Math.min(time, run)) begin();
    // Invoices come last within their microsecond.
    if (run < time) {
      const total = invoices.totalsAt(tally++);
      const { wrong, missed } = crosses ? ledger.cross() : before;
      crosses &&= total.wrong - before.wrong === wrong && total.missed - before.missed === missed;
      before = total;
      continue;
    }
    if (time === Number.POSITIVE_INFINITY) break;
    touched.length = 0;
    if (((change + write) & BEATS) === 0) beat();
    for (; next(truth, change) === time; change++) {
      const { user, row } = truth.at(change);
      ledger.write(true, user, row);
      touched.push(user);
    }
    for (; next(copy, write) === time; write++) {
      const { user, row } = copy.at(write);
      ledger.write(false, user, row);
      touched.push(user);
    }
    if (begun) for (const user of touched) ledger.judge(user, time);
    else if (begins <= time) begin();
  }
  beat();
  return ledger.lives(crosses);
}

/** The highest user number that a log, or the beginning, knows. */
function highestOf(session: Session, log: Session['logs']['truth'] | Session['logs']['copy']): number {
  let highest = session.facts().users;
  for (let place = 0; place < log.length; place++) if (log.userOf(place) > highest) highest = log.userOf(place);
  return highest;
}
