// The invoice runs: from the copy in one instant, or once the API was asked about rows that are too old, from the API's pages, or from the copy verified by the API. A run that gets
// no answer, or falls due while invoicing is put off or the copy is too old, is tried every minute: until it is made up for, before any later run, or
// until the next is due. It judges each invoice by the truth; it mends nothing.
import { Bits } from '../../kernel/columns.ts';
import { ACTIVE, statusOf } from '../../rows.ts';
import { MINUTE } from '../../units.ts';
import { RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { Copy } from '../subscriber/copy.ts';
import type { Hearing } from '../subscriber/hearing.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import { type Api, type Call, OK, TOO_MANY } from '../user/api.ts';
import type { UserDatabase } from '../user/database.ts';
import { rowInCell } from '../user-table.ts';
import { AnsweredRows } from './answered-rows.ts';
import { InvoiceBook } from './book.ts';
import { DueRuns } from './due-runs.ts';
import { type Harm, harmOfNextRun } from './harm.ts';

/** In the addresses of its calls' latencies. */
const CALLER = 1;

export class Invoicing {
  readonly saved = [
    'book',
    'run',
    'due',
    'cursor',
    'attempt',
    'askedAt',
    'askedFor',
    'blockedSince',
    'wasBlocked',
    'frozen',
    'sent',
    'retries',
    'next',
    'stuck',
  ];
  readonly book: InvoiceBook;
  /** When the next run is due, microseconds. */
  private next: number;
  /** The number of the current or last run, from 1. */
  run = 0;
  /** The current run, and those that wait for its end; one that reads the copy at once is never among them. */
  private readonly due = new DueRuns();
  /** The last user, or with offset paging the number of users, of the current run's pages so far. */
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
  /** Invoicing was put off, or nobody answered, when the run of the scenario was over. */
  private stuck = false;
  /** Who has the current run's invoice. */
  private readonly sent = new Bits();
  /** Rises with each retry and each run: an older retry is no longer due. */
  private retries = 0;
  private readonly ground: Ground;
  private readonly users: UserDatabase;
  private readonly copy: Copy;
  /** Who knows how old what Billing knows is; null: nobody listens. */
  private readonly hearing: Hearing | null;
  private readonly api: Api;
  private readonly answers: AnsweredRows;
  /** Whether a run reads the copy and asks nobody. */
  private readonly asksNobody: boolean;
  private readonly caller: number;

  constructor(ground: Ground, users: UserDatabase, billing: Subscriber, api: Api) {
    this.next = Number.NaN; // first: see kernel/state.ts
    this.next = 0;
    this.ground = ground;
    this.users = users;
    this.copy = billing.copy;
    this.hearing = billing.hearing;
    this.api = api;
    this.answers = new AnsweredRows(ground, billing);
    this.asksNobody = ground.model.billing.reads === 'copy' && !this.answers.expire;
    this.book = new InvoiceBook(ground);
    this.caller = api.join({ address: CALLER, repairs: false, answered: (call) => this.answered(call) });
    ground.handlers.on(TASK.invoiceRun, () => this.fallsDue());
    ground.handlers.on(TASK.invoiceRetry, (serial) => this.retry(serial));
  }

  /** Whether a run is under way; one that reads the copy is over at once. */
  get open(): boolean {
    return this.due.count > 0;
  }

  /** Schedules the run that is due at `at`, microseconds; past the length only to end one that is not made up for. */
  schedule(at: number): void {
    const { model, tasks } = this.ground;
    this.next = at;
    if (at <= model.length || (this.open && !model.billing.catchUp))
      tasks.push(at, RANK.invoices, TASK.invoiceRun, 0, 0);
  }

  private fallsDue(): void {
    const { model, time } = this.ground;
    // What a run could not send by now is missed, unless it is made up for.
    if (this.open && !model.billing.catchUp) this.end();
    if (time.now <= model.length) this.begin();
    this.schedule(this.next + model.billing.invoiceEvery);
  }

  /** A run is due: it is made at once, or waits for those before it. */
  private begin(): void {
    const { ground, users } = this;
    const run = this.run + (this.open ? this.due.count : 1);
    ground.trace.note('invoice-run', { run });
    if (this.asksNobody && !this.frozen && !this.open && !this.isStale()) {
      this.run = run;
      return this.fromCopyAtOnce();
    }
    this.due.add(ground.time.now, users);
    if (this.due.count > 1) return this.putOff(run);
    this.turnTo(run, false);
    this.go();
  }

  private turnTo(run: number, wasBlocked: boolean): void {
    this.run = run;
    this.wasBlocked = wasBlocked;
    this.cursor = 0;
    this.attempt = 0;
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
    if (call.status === TOO_MANY) return this.later(this.api.wait);
    if (call.status !== OK) return this.unanswered(call);
    this.unblock();
    this.attempt = 0;
    this.settle(call);
    this.goOn(call);
  }

  /** Ends the run: who was active when it fell due and still is, and has no invoice, is missed. */
  private end(): void {
    const { ground, users, book } = this;
    this.unblock();
    this.retries++;
    for (let user = 1; user <= users.users; user++) {
      if (statusOf(users.rowOf(user)) !== ACTIVE || this.sent.has(user) || !this.due.wasActive(user)) continue;
      book.miss(user);
    }
    this.due.remove();
    this.sent.clear();
    ground.trace.note('invoice-run-end', { run: this.run });
    book.tally();
  }

  /** All has been sent that there was to send; a run that has waited for this one begins. */
  private over(): void {
    this.end();
    if (!this.open) return;
    this.turnTo(this.run + 1, true);
    this.later(0);
  }

  /** The run of the scenario is over: what waits is not sent any more. */
  close(): void {
    this.stuck = this.frozen || this.blockedSince >= 0 || (this.open && this.isStale());
    while (this.open) {
      this.end();
      if (this.open) this.run++;
    }
  }

  /** What the next run would do wrong as things stand. */
  harm(): Harm {
    const { reads } = this.ground.model.billing;
    return harmOfNextRun(this.users, this.copy, { reads, isOld: this.answers.isOld(), nobodyIsInvoiced: this.stuck });
  }

  private fromCopyAtOnce(): void {
    const { users, copy, book } = this;
    const highest = Math.max(users.users, copy.cells.length - 1);
    for (let user = 1; user <= highest; user++) {
      const truth = rowInCell(users.cells[user] ?? 0);
      const believed = rowInCell(copy.cells[user] ?? 0);
      if (statusOf(believed) === ACTIVE) book.send(this.run, user, believed, truth, 0);
      else if (statusOf(truth) === ACTIVE) book.miss(user);
    }
    book.tally();
  }

  private go(): void {
    const { api } = this;
    const { model, time } = this.ground;
    const { reads } = model.billing;
    if (this.frozen || (this.cursor === 0 && this.isStale())) return this.hold();
    if (this.asksNobody) return this.fromCopyLate();
    if (api.calls[this.caller]?.open) return; // the run before still waits for an answer: then it goes on
    const due = this.askedAt + api.pace;
    if (this.askedAt > 0 && time.now < due) return this.later(due - time.now);
    this.askedAt = time.now;
    this.askedFor = this.run;
    const { pageSize, offsetPaging } = model.api;
    if (reads === 'api') {
      const kind = offsetPaging ? 'offset-page' : 'page';
      return api.ask(this.caller, kind, this.cursor, pageSize, this.attempt++);
    }
    const ids = reads === 'copy' ? this.answers.oldBehind(this.cursor, pageSize) : this.nextToVerify(pageSize);
    if (ids.length === 0) this.allAsked();
    else api.ask(this.caller, 'some', this.cursor, pageSize, this.attempt++, ids);
  }

  /** A run that was put off and may go on reads the copy as it is now. */
  private fromCopyLate(): void {
    const { users, copy } = this;
    this.unblock();
    for (let user = 1; user < copy.cells.length; user++) {
      const believed = copy.rowOf(user);
      if (statusOf(believed) === ACTIVE) this.send(user, believed, users.rowOf(user));
    }
    this.over();
  }

  private nextToVerify(limit: number): number[] {
    const { copy } = this;
    const ids: number[] = [];
    for (let user = this.cursor + 1; user < copy.cells.length && ids.length < limit; user++) {
      if (statusOf(copy.rowOf(user)) === ACTIVE) ids.push(user);
    }
    return ids;
  }

  /** Sends an invoice to every user of the answer who is active by it. */
  private settle(call: Call): void {
    const { users } = this;
    this.answers.keep(call);
    if (this.answers.expire) return;
    call.users.forEach((user, i) => {
      const row = call.rows[i] as number;
      if (statusOf(row) === ACTIVE && !this.sent.has(user)) this.send(user, row, users.rowOf(user));
    });
    this.book.tally();
  }

  private goOn(call: Call): void {
    const { model } = this.ground;
    const listed = model.billing.reads === 'api' ? call.users : call.ids;
    if (call.kind === 'offset-page') this.cursor += listed.length;
    else this.cursor = listed[listed.length - 1] ?? this.cursor;
    if (listed.length < call.limit) this.allAsked();
    else this.go();
  }

  /** Nobody is left to be asked about. A copy that had rows too old is young enough now to be invoiced by. */
  private allAsked(): void {
    if (this.answers.expire) this.fromCopyLate();
    else this.over();
  }

  /** No answer: either the run is put off, or it goes out unverified by the copy. */
  private unanswered(call: Call): void {
    const { users, copy } = this;
    const { blocks, reads } = this.ground.model.billing;
    if (blocks || reads === 'api') return this.block();
    if (this.answers.expire) return this.fromCopyLate();
    for (const user of call.ids) {
      const believed = copy.rowOf(user);
      if (statusOf(believed) === ACTIVE) this.send(user, believed, users.rowOf(user));
    }
    this.book.tally();
    this.goOn(call);
  }

  /** Nobody answers. */
  private block(): void {
    if (this.blockedSince < 0) this.blockedSince = this.ground.time.now;
    this.hold();
  }

  /** Whether the copy is of a time too long ago to be invoiced by. */
  private isStale(): boolean {
    const { freshnessGate, reads } = this.ground.model.billing;
    if (freshnessGate === Number.POSITIVE_INFINITY || this.hearing === null || reads === 'api') return false;
    return this.hearing.staleness > freshnessGate;
  }

  /** The run is put off, and tried again in a minute. */
  private hold(): void {
    if (!this.wasBlocked) {
      this.wasBlocked = true;
      this.putOff(this.run);
    }
    this.later(MINUTE);
  }

  private putOff(run: number): void {
    const { counters, trace } = this.ground;
    counters.runsBlocked++;
    trace.note('invoice-blocked', { run });
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
    this.book.send(this.run, user, believed, truth, this.ground.time.now - this.due.firstAt);
    this.sent.add(user);
  }
}
