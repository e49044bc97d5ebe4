// The invoice runs: from the copy in one instant, from the API's pages, or from the copy verified by the API. A run that gets
// no answer is put off minute by minute until the next is due. It judges each invoice by the truth; it mends nothing.
import { Bits } from '../../kernel/columns.ts';
import { highOf, lowOf, RecordLog, timeOf } from '../../kernel/record-log.ts';
import { ACTIVE, statusOf } from '../../rows.ts';
import { MINUTE } from '../../units.ts';
import { RANK, TASK } from '../agenda.ts';
import { type Call, OK, TOO_MANY } from '../user/api.ts';
import type { World } from '../world.ts';

/** In the addresses of its calls' latencies. */
const CALLER = 1;

/** Invoices so far, by how they were judged. */
export interface InvoiceTotals {
  readonly sent: number;
  readonly wrong: number;
  readonly missed: number;
}

export class Invoicing {
  readonly fields = [
    'run',
    'open',
    'began',
    'cursor',
    'attempt',
    'askedAt',
    'askedFor',
    'blockedSince',
    'wasBlocked',
    'frozen',
    'activeAtBegin',
    'sent',
    'retries',
    'tallies',
  ];
  /** How many tallies there are: totals after every batch of invoices, so that any past moment can tell them. */
  tallies = 0;
  private log = new RecordLog(5);
  /** The number of the current or last run, from 1. */
  run = 0;
  /** Whether a run is under way; one that reads the copy is over at once. */
  open = false;
  private began = 0;
  private cursor = 0;
  private attempt = 0;
  private askedAt = 0;
  /** The run that made the last call: a later one has no use for its answer. */
  private askedFor = 0;
  /** Since when nobody answers; −1 when somebody does. */
  private blockedSince = -1;
  private wasBlocked = false;
  /** A runbook has put invoicing off. */
  frozen = false;
  private readonly activeAtBegin = new Bits();
  private readonly sent = new Bits();
  /** Rises with each retry and each run: an older retry is no longer due. */
  private retries = 0;
  private readonly world: World;
  private readonly caller: number;

  constructor(world: World) {
    this.world = world;
    this.caller = world.api.join({ address: CALLER, repairs: false, answered: (call) => this.answered(call) });
  }

  /** A run is due: what the one before could not send is missed. */
  begin(): void {
    const { world } = this;
    if (this.open) this.end();
    this.run++;
    this.began = world.now;
    this.open = true;
    this.cursor = 0;
    this.attempt = 0;
    this.askedAt = 0;
    this.wasBlocked = false;
    world.trace.note('invoice-run', { run: this.run });
    if (world.model.billing.reads === 'copy' && !this.frozen) return this.fromCopyAtOnce();
    this.rememberActive();
    this.go();
  }

  /** The runbook lets invoicing go on: at the next retry. */
  freeze(frozen: boolean): void {
    this.frozen = frozen;
  }

  /** The minute is over: the run is tried again where it stopped. */
  retry(serial: number): void {
    if (this.open && serial === this.retries) this.go();
  }

  private answered(call: Call): void {
    const { world } = this;
    if (!this.open) return;
    if (this.askedFor !== this.run) return this.go();
    if (call.status === TOO_MANY) return this.later(world.api.pace);
    if (call.status !== OK) return this.unanswered(call);
    this.unblock();
    this.attempt = 0;
    this.settle(call);
    this.goOn(call);
  }

  /** Ends the run: who was active at its begin and still is, and has no invoice, is missed. */
  end(): void {
    const { world } = this;
    const { users } = world;
    this.unblock();
    this.open = false;
    this.retries++;
    for (let user = 1; user <= users.users; user++) {
      if (statusOf(users.rows[user] as number) !== ACTIVE || this.sent.has(user) || !this.activeAtBegin.has(user))
        continue;
      world.counters.invoicesMissed++;
    }
    this.activeAtBegin.clear();
    this.sent.clear();
    world.trace.note('invoice-run-end', { run: this.run });
    this.noteTotals();
  }

  /** Continues the log of totals of another run of the same past. */
  forkLogs(from: Invoicing): void {
    this.log = from.log.fork(from.tallies);
  }

  /** Virtual time of a tally, microseconds. */
  timeOfTally(tally: number): number {
    return timeOf(this.log.at(tally, 3), this.log.at(tally, 4));
  }

  /** The totals at a tally; all 0 before the first (−1). */
  totalsAt(tally: number): InvoiceTotals {
    if (tally < 0) return { sent: 0, wrong: 0, missed: 0 };
    return { sent: this.log.at(tally, 0), wrong: this.log.at(tally, 1), missed: this.log.at(tally, 2) };
  }

  private noteTotals(): void {
    const { counters, now } = this.world;
    const tally = this.tallies++;
    const cells = this.log.room(tally);
    const at = this.log.start(tally);
    cells[at] = counters.invoicesSent;
    cells[at + 1] = counters.invoicesWrong;
    cells[at + 2] = counters.invoicesMissed;
    cells[at + 3] = lowOf(now);
    cells[at + 4] = highOf(now);
  }

  private fromCopyAtOnce(): void {
    const { world } = this;
    const { users, copy } = world;
    const highest = Math.max(users.users, copy.rows.length - 1);
    for (let user = 1; user <= highest; user++) {
      const truth = users.rows[user] ?? 0;
      const believed = copy.rows[user] ?? 0;
      if (statusOf(believed) === ACTIVE) this.send(user, believed, truth);
      else if (statusOf(truth) === ACTIVE) world.counters.invoicesMissed++;
    }
    this.open = false;
    this.noteTotals();
  }

  private rememberActive(): void {
    const { users } = this.world;
    for (let user = 1; user <= users.users; user++) {
      if (statusOf(users.rows[user] as number) === ACTIVE) this.activeAtBegin.add(user);
    }
  }

  private go(): void {
    const { world } = this;
    const { reads } = world.model.billing;
    if (this.frozen) return this.block();
    if (reads === 'copy') return this.fromCopyLate();
    if (world.api.calls[this.caller]?.open) return; // the run before still waits for an answer: then it goes on
    const due = this.askedAt + world.api.pace;
    if (this.askedAt > 0 && world.now < due) return this.later(due - world.now);
    this.askedAt = world.now;
    this.askedFor = this.run;
    const { pageSize } = world.model.api;
    if (reads === 'api') return world.api.ask(this.caller, 'page', this.cursor, pageSize, this.attempt++);
    const ids = this.nextToVerify(pageSize);
    if (ids.length === 0) this.end();
    else world.api.ask(this.caller, 'some', this.cursor, pageSize, this.attempt++, ids);
  }

  /** A run that was frozen and may go on reads the copy as it is now. */
  private fromCopyLate(): void {
    const { users, copy } = this.world;
    this.unblock();
    for (let user = 1; user < copy.rows.length; user++) {
      const believed = copy.rows[user] as number;
      if (statusOf(believed) === ACTIVE) this.send(user, believed, users.rows[user] ?? 0);
    }
    this.end();
  }

  private nextToVerify(limit: number): number[] {
    const { copy } = this.world;
    const ids: number[] = [];
    for (let user = this.cursor + 1; user < copy.rows.length && ids.length < limit; user++) {
      if (statusOf(copy.rows[user] as number) === ACTIVE) ids.push(user);
    }
    return ids;
  }

  /** Sends an invoice to every user of the answer who is active by it. */
  private settle(call: Call): void {
    const { users } = this.world;
    call.users.forEach((user, i) => {
      const row = call.rows[i] as number;
      if (statusOf(row) === ACTIVE && !this.sent.has(user)) this.send(user, row, users.rows[user] as number);
    });
    this.noteTotals();
  }

  private goOn(call: Call): void {
    const { reads } = this.world.model.billing;
    const listed = reads === 'api' ? call.users : call.ids;
    this.cursor = listed[listed.length - 1] ?? this.cursor;
    if (listed.length < call.limit) this.end();
    else this.go();
  }

  /** No answer: either the run is put off, or it goes out unverified by the copy. */
  private unanswered(call: Call): void {
    const { world } = this;
    if (world.model.billing.blocks || world.model.billing.reads === 'api') return this.block();
    for (const user of call.ids) {
      const believed = world.copy.rows[user] as number;
      if (statusOf(believed) === ACTIVE) this.send(user, believed, world.users.rows[user] ?? 0);
    }
    this.noteTotals();
    this.goOn(call);
  }

  private block(): void {
    const { world } = this;
    if (!this.frozen && this.blockedSince < 0) this.blockedSince = world.now;
    if (!this.wasBlocked) {
      this.wasBlocked = true;
      world.counters.runsBlocked++;
      world.trace.note('invoice-blocked', { run: this.run });
    }
    this.later(MINUTE);
  }

  private later(after: number): void {
    const { tasks, now } = this.world;
    tasks.push(now + after, RANK.message, TASK.invoiceRetry, ++this.retries, 0);
  }

  private unblock(): void {
    if (this.blockedSince < 0) return;
    this.world.counters.unavailableMicroseconds += this.world.now - this.blockedSince;
    this.blockedSince = -1;
  }

  private send(user: number, believed: number, truth: number): void {
    const { world } = this;
    const { counters } = world;
    const late = world.now - this.began;
    world.trace.invoice(this.run, user, world.model.billing.invoiceAmount, believed, truth);
    counters.invoicesSent++;
    if (statusOf(truth) !== ACTIVE) counters.invoicesWrong++;
    if (late > 0) {
      counters.invoicesLate++;
      counters.lateMicroseconds += late;
    }
    if (world.model.billing.reads !== 'copy' || late > 0) this.sent.add(user);
  }
}
