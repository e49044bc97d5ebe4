// The book of invoices: each one sent or missed is judged, traced and counted once, the people whom it harms too, and after every
// batch the totals are written down, so that any past moment can tell them. When runs are made it does not know.
import { Bits } from '../../kernel/columns.ts';
import { highOf, lowOf, RecordLog, timeOf } from '../../kernel/record-log.ts';
import { ACTIVE, statusOf } from '../../rows.ts';
import type { Ground } from '../ground.ts';

/** Invoices so far, by how they were judged. */
interface InvoiceTotals {
  readonly sent: number;
  readonly wrong: number;
  readonly missed: number;
}

export class InvoiceBook {
  readonly saved = ['tallies', 'wronged', 'forgotten', 'wrongs', 'judged', 'creditedAt'];
  /** How many tallies there are. */
  tallies = 0;
  /** How many wrong invoices there are. */
  private wrongs = 0;
  /** How many of them, from the first, have been compared with the history, and credited where that knows enough. */
  private judged = 0;
  /** When the last credit note was written, microseconds; null while there is none. */
  creditedAt: number | null = null;
  /** Who has had a wrong invoice, and whom a run has missed. */
  private readonly wronged = new Bits();
  private readonly forgotten = new Bits();
  /** Who hears of every invoice that is wrong or missed, where somebody does. */
  harmed: (() => void) | null = null;
  private log = new RecordLog(5);
  /** The wrong invoices: run, user and time. */
  private wrongLog = new RecordLog(4);
  private readonly ground: Ground;

  constructor(ground: Ground) {
    this.ground = ground;
  }

  /** An invoice goes out, `late` microseconds after its run fell due, to a user who is active as Billing believes. */
  send(run: number, user: number, believed: number, truth: number, late: number): void {
    const { counters, trace, model } = this.ground;
    trace.invoice(run, user, model.billing.invoiceAmount, believed, truth);
    counters.invoicesSent++;
    if (statusOf(truth) !== ACTIVE) this.wrong(run, user);
    if (late === 0) return;
    counters.invoicesLate++;
    counters.lateMicroseconds += late;
  }

  /** A run has sent none to an active user. */
  miss(user: number): void {
    const { counters } = this.ground;
    counters.invoicesMissed++;
    this.harmed?.();
    if (this.forgotten.has(user)) return;
    this.forgotten.add(user);
    counters.missedUsers++;
  }

  /**
   * Compares the invoices that were sent up to `until` with a history that begins at `since` (microseconds): for each that went to
   * somebody who was not active, as far as the history `knows` of that time, a credit note is written.
   */
  credit(since: number, until: number, knows: (time: number) => boolean): void {
    const { counters, trace, time } = this.ground;
    for (; this.judged < this.wrongs; this.judged++) {
      const sentAt = timeOf(this.wrongLog.at(this.judged, 2), this.wrongLog.at(this.judged, 3));
      if (sentAt > until) return;
      if (sentAt < since || !knows(sentAt)) continue;
      counters.invoicesCredited++;
      this.creditedAt = time.now;
      trace.note('credit', { run: this.wrongLog.at(this.judged, 0), user: this.wrongLog.at(this.judged, 1) });
    }
  }

  /** A batch is over. */
  tally(): void {
    const { counters, time } = this.ground;
    const tally = this.tallies++;
    const cells = this.log.room(tally);
    const at = this.log.start(tally);
    cells[at] = counters.invoicesSent;
    cells[at + 1] = counters.invoicesWrong;
    cells[at + 2] = counters.invoicesMissed;
    cells[at + 3] = lowOf(time.now);
    cells[at + 4] = highOf(time.now);
  }

  /** Virtual time of a tally, microseconds. */
  timeOf(tally: number): number {
    return timeOf(this.log.at(tally, 3), this.log.at(tally, 4));
  }

  /** The totals at a tally; all 0 before the first (−1). */
  totalsAt(tally: number): InvoiceTotals {
    if (tally < 0) return { sent: 0, wrong: 0, missed: 0 };
    return { sent: this.log.at(tally, 0), wrong: this.log.at(tally, 1), missed: this.log.at(tally, 2) };
  }

  /** All that was written down. */
  get written(): readonly RecordLog[] {
    return [this.log, this.wrongLog];
  }

  /** Continues the totals of another run of the same past. */
  continueLog(from: InvoiceBook, apart: boolean): void {
    this.log = this.log.continuing(from.log, from.tallies, apart);
    this.wrongLog = this.wrongLog.continuing(from.wrongLog, from.wrongs, apart);
  }

  private wrong(run: number, user: number): void {
    const { counters, time } = this.ground;
    counters.invoicesWrong++;
    const cells = this.wrongLog.room(this.wrongs);
    const at = this.wrongLog.start(this.wrongs++);
    cells[at] = run;
    cells[at + 1] = user;
    cells[at + 2] = lowOf(time.now);
    cells[at + 3] = highOf(time.now);
    this.harmed?.();
    if (this.wronged.has(user)) return;
    this.wronged.add(user);
    counters.wrongUsers++;
  }
}
