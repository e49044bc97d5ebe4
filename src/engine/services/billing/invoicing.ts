// The invoice runs: from the copy in one instant, from the API's pages, or from the copy verified by the API. A run that gets
// no answer is put off minute by minute until the next is due. It judges each invoice by the truth; it mends nothing.
import { Bits } from '../../kernel/columns.ts';
import { highOf, lowOf, RecordLog, timeOf } from '../../kernel/record-log.ts';
import { ACTIVE, statusOf } from '../../rows.ts';
import { MINUTE } from '../../units.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { Copy } from '../subscriber/copy.ts';
import { type Api, type Call, OK, TOO_MANY } from '../user/api.ts';
import type { UserDatabase } from '../user/database.ts';

/** In the addresses of its calls' latencies. */
const CALLER = 1;

/** Invoices so far, by how they were judged. */
interface InvoiceTotals {
  readonly sent: number;
  readonly wrong: number;
  readonly missed: number;
}

export class Invoicing {
  readonly saved = [
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
    'next',
  ];
  /** How many tallies there are: totals after every batch of invoices, so that any past moment can tell them. */
  tallies = 0;
  private log = new RecordLog(5);
  /** The number of the run that is due next, counted in whole multiples of the time between two. */
  private next = 0;
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
  private readonly ground: Ground;
  private readonly users: UserDatabase;
  private readonly copy: Copy;
  private readonly api: Api;
  private readonly caller: number;

  constructor(ground: Ground, users: UserDatabase, copy: Copy, api: Api) {
    this.ground = ground;
    this.users = users;
    this.copy = copy;
    this.api = api;
    this.caller = api.join({ address: CALLER, repairs: false, answered: (call) => this.answered(call) });
    ground.handlers.on(TASK.invoiceRun, () => this.fallsDue());
    ground.handlers.on(TASK.invoiceRetry, (serial) => this.retry(serial));
  }

  /** Schedules the run that is the `n`-th after the start; past the length only to end one that is still open. */
  schedule(n: number): void {
    const { model, tasks } = this.ground;
    const due = n * model.billing.invoiceEvery;
    this.next = n;
    if (due <= model.length || this.open) tasks.push(due, RANK.invoices, TASK.invoiceRun, 0, 0);
  }

  private fallsDue(): void {
    const { model } = this.ground;
    const n = this.next;
    if (n * model.billing.invoiceEvery <= model.length) this.begin();
    else if (this.open) this.end();
    this.schedule(n + 1);
  }

  /** A run is due: what the one before could not send is missed. */
  private begin(): void {
    const { ground } = this;
    if (this.open) this.end();
    this.run++;
    this.began = ground.time.now;
    this.open = true;
    this.cursor = 0;
    this.attempt = 0;
    this.askedAt = 0;
    this.wasBlocked = false;
    ground.trace.note('invoice-run', { run: this.run });
    if (ground.model.billing.reads === 'copy' && !this.frozen) return this.fromCopyAtOnce();
    this.rememberActive();
    this.go();
  }

  /** The runbook lets invoicing go on: at the next retry. */
  freeze(frozen: boolean): void {
    this.frozen = frozen;
  }

  /** The minute is over: the run is tried again where it stopped. */
  private retry(serial: number): void {
    if (this.open && serial === this.retries) this.go();
  }

  private answered(call: Call): void {
    if (!this.open) return;
    if (this.askedFor !== this.run) return this.go();
    if (call.status === TOO_MANY) return this.later(this.api.pace);
    if (call.status !== OK) return this.unanswered(call);
    this.unblock();
    this.attempt = 0;
    this.settle(call);
    this.goOn(call);
  }

  /** Ends the run: who was active at its begin and still is, and has no invoice, is missed. */
  end(): void {
    const { ground, users } = this;
    this.unblock();
    this.open = false;
    this.retries++;
    for (let user = 1; user <= users.users; user++) {
      if (statusOf(users.rows[user] as number) !== ACTIVE || this.sent.has(user) || !this.activeAtBegin.has(user))
        continue;
      ground.counters.invoicesMissed++;
    }
    this.activeAtBegin.clear();
    this.sent.clear();
    ground.trace.note('invoice-run-end', { run: this.run });
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

  private fromCopyAtOnce(): void {
    const { users, copy } = this;
    const { counters } = this.ground;
    const highest = Math.max(users.users, copy.rows.length - 1);
    for (let user = 1; user <= highest; user++) {
      const truth = users.rows[user] ?? 0;
      const believed = copy.rows[user] ?? 0;
      if (statusOf(believed) === ACTIVE) this.send(user, believed, truth);
      else if (statusOf(truth) === ACTIVE) counters.invoicesMissed++;
    }
    this.open = false;
    this.noteTotals();
  }

  private rememberActive(): void {
    const { users } = this;
    for (let user = 1; user <= users.users; user++) {
      if (statusOf(users.rows[user] as number) === ACTIVE) this.activeAtBegin.add(user);
    }
  }

  private go(): void {
    const { api } = this;
    const { model, time } = this.ground;
    const { reads } = model.billing;
    if (this.frozen) return this.block();
    if (reads === 'copy') return this.fromCopyLate();
    if (api.calls[this.caller]?.open) return; // the run before still waits for an answer: then it goes on
    const due = this.askedAt + api.pace;
    if (this.askedAt > 0 && time.now < due) return this.later(due - time.now);
    this.askedAt = time.now;
    this.askedFor = this.run;
    const { pageSize } = model.api;
    if (reads === 'api') return api.ask(this.caller, 'page', this.cursor, pageSize, this.attempt++);
    const ids = this.nextToVerify(pageSize);
    if (ids.length === 0) this.end();
    else api.ask(this.caller, 'some', this.cursor, pageSize, this.attempt++, ids);
  }

  /** A run that was frozen and may go on reads the copy as it is now. */
  private fromCopyLate(): void {
    const { users, copy } = this;
    this.unblock();
    for (let user = 1; user < copy.rows.length; user++) {
      const believed = copy.rows[user] as number;
      if (statusOf(believed) === ACTIVE) this.send(user, believed, users.rows[user] ?? 0);
    }
    this.end();
  }

  private nextToVerify(limit: number): number[] {
    const { copy } = this;
    const ids: number[] = [];
    for (let user = this.cursor + 1; user < copy.rows.length && ids.length < limit; user++) {
      if (statusOf(copy.rows[user] as number) === ACTIVE) ids.push(user);
    }
    return ids;
  }

  /** Sends an invoice to every user of the answer who is active by it. */
  private settle(call: Call): void {
    const { users } = this;
    call.users.forEach((user, i) => {
      const row = call.rows[i] as number;
      if (statusOf(row) === ACTIVE && !this.sent.has(user)) this.send(user, row, users.rows[user] as number);
    });
    this.noteTotals();
  }

  private goOn(call: Call): void {
    const { reads } = this.ground.model.billing;
    const listed = reads === 'api' ? call.users : call.ids;
    this.cursor = listed[listed.length - 1] ?? this.cursor;
    if (listed.length < call.limit) this.end();
    else this.go();
  }

  /** No answer: either the run is put off, or it goes out unverified by the copy. */
  private unanswered(call: Call): void {
    const { users, copy } = this;
    const { blocks, reads } = this.ground.model.billing;
    if (blocks || reads === 'api') return this.block();
    for (const user of call.ids) {
      const believed = copy.rows[user] as number;
      if (statusOf(believed) === ACTIVE) this.send(user, believed, users.rows[user] ?? 0);
    }
    this.noteTotals();
    this.goOn(call);
  }

  private block(): void {
    const { counters, trace, time } = this.ground;
    if (!this.frozen && this.blockedSince < 0) this.blockedSince = time.now;
    if (!this.wasBlocked) {
      this.wasBlocked = true;
      counters.runsBlocked++;
      trace.note('invoice-blocked', { run: this.run });
    }
    this.later(MINUTE);
  }

  private later(after: number): void {
    const { tasks, time } = this.ground;
    tasks.push(time.now + after, RANK.message, TASK.invoiceRetry, ++this.retries, 0);
  }

  private unblock(): void {
    if (this.blockedSince < 0) return;
    const { counters, time } = this.ground;
    counters.unavailableMicroseconds += time.now - this.blockedSince;
    this.blockedSince = -1;
  }

  private send(user: number, believed: number, truth: number): void {
    const { counters, trace, time, model } = this.ground;
    const late = time.now - this.began;
    trace.invoice(this.run, user, model.billing.invoiceAmount, believed, truth);
    counters.invoicesSent++;
    if (statusOf(truth) !== ACTIVE) counters.invoicesWrong++;
    if (late > 0) {
      counters.invoicesLate++;
      counters.lateMicroseconds += late;
    }
    if (model.billing.reads !== 'copy' || late > 0) this.sent.add(user);
  }
}
