// Laws of a run that has ended, of which nobody collects the trace: what follows from the rows written to truth and copy, in the order in
// which they were written, and from what the run measures. It costs one walk over those rows, and knows nothing of single messages.
import type { VariantResult } from '../../src/engine/run/result.ts';
import type { Session } from '../../src/engine/run/session.ts';
import { type Facts, factsOf } from './facts.ts';
import { putsInvoicingOff, writesBlindly } from './procedures.ts';
import { microseconds } from './time.ts';

/** Policies under which a row's version never goes back. */
const GUARDED = ['version', 'strict', 'per-field'];
/** Writes of a copy that need not be what the user has ever been, and those that may take a guarded row back. */
const UNBOUND = ['bug'];
const TAKES_BACK = ['bug', 'restore'];
/** Sums of user-hours are of one size with those that count exactly. */
const EXACT = 1e-9;
/** So many rows there are: three statuses and two plans, in three bits. */
const ABSENT = 0;
const ACTIVE = 1;

/** A log of rows: who got which row with which version when. */
interface Rows {
  readonly length: number;
  at(place: number): { readonly user: number; readonly row: number; readonly version: number; readonly time: number };
  timeOf(place: number): number;
}

interface CopyRows extends Rows {
  causeOf(place: number): string;
}

/** All that the laws read of a run. */
export interface WrittenRun {
  readonly facts: Facts;
  readonly measures: VariantResult['measures'];
  /** Truth and copy before anything happened, by user number. */
  readonly began: { readonly truth: Uint8Array; readonly copy: Uint8Array; readonly versions: Uint32Array };
  readonly truth: Rows;
  readonly copy: CopyRows;
  /** The totals of invoices after each run. */
  readonly invoices: {
    readonly length: number;
    timeOf(place: number): number;
    totalsAt(place: number): { readonly sent: number; readonly wrong: number; readonly missed: number };
  };
}

export function writtenRun(session: Session, result: VariantResult): WrittenRun {
  const { truthRows, billing } = session.view(-1);
  const { truth, copy, invoices } = session.logs;
  return {
    facts: factsOf(session.spec, result),
    measures: result.measures,
    began: { truth: truthRows, copy: billing.rows, versions: billing.versions },
    truth,
    copy,
    invoices,
  };
}

const statusOf = (row: number): number => row & 3;
/** An absent user has no plan. */
const rowOf = (row: number): number => (statusOf(row) === ABSENT ? 0 : row);

const KINDS = ['agrees', 'overbilled', 'underbilled', 'missing', 'orphan', 'wrongPlan'] as const;

/** How a copy differs from the truth: an index into `KINDS`. */
function kindOf(truth: number, copy: number): number {
  if (truth === copy) return 0;
  const [is, believed] = [statusOf(truth), statusOf(copy)];
  if (is === believed) return 5;
  if (is === ABSENT) return 4;
  if (believed === ABSENT) return 3;
  return is === ACTIVE ? 2 : 1;
}

/** A table that grows. */
function filled(from: ArrayLike<number>): number[] {
  return Array.from(from);
}

class Walk {
  readonly complaints: string[] = [];
  private readonly run: WrittenRun;
  private readonly truth: number[];
  private readonly copy: number[];
  private readonly versions: number[];
  /** By user: a bit for each row that it has ever had. */
  private readonly had: number[];
  readonly byKind = KINDS.map(() => 0);
  /** Whom an invoice run by the copy would write to: all, those who are not active, and active users whom it would leave out. */
  private sendable = 0;
  private wrong = 0;
  private missed = 0;
  private level = 0;
  /** When the last change was made, and when the last user who differed came to agree. */
  changedAt = 0;
  agreedAt = 0;
  private now = 0;
  private area = 0;
  private peak = 0;
  private atLength: number | undefined;
  private readonly guarded: boolean;
  private readonly bound: boolean;
  private readonly counts: boolean;

  constructor(run: WrittenRun) {
    const { facts, began } = run;
    const { scenario, inputs } = facts.spec;
    this.run = run;
    this.truth = filled(began.truth);
    this.copy = filled(began.copy);
    this.versions = filled(began.versions);
    this.had = this.truth.map((row) => 1 << row);
    for (let user = 1; user < Math.max(this.truth.length, this.copy.length); user++) this.count(user, 1);
    const names = [...scenario.faults, ...inputs.flatMap((input) => (input.kind === 'inject' ? [input.fault] : []))];
    // Of a change that was undone an event may tell, and of changes alone a row is made up.
    this.bound = scenario.events.carry !== 'delta' && !names.some(({ fault }) => fault === 'publish-before-rollback');
    this.guarded = GUARDED.includes(scenario.billing.policy) && !writesBlindly(facts.spec);
    this.counts = facts.reads !== 'api';
  }

  /** Everything that was written, in the order of time; within one microsecond the truth first. */
  walk(): void {
    const { truth, copy, invoices, facts } = this.run;
    let [change, write, tally] = [0, 0, 0];
    for (;;) {
      const nextChange = change < truth.length ? truth.timeOf(change) : Number.POSITIVE_INFINITY;
      const nextWrite = write < copy.length ? copy.timeOf(write) : Number.POSITIVE_INFINITY;
      const next = Math.min(nextChange, nextWrite);
      for (; tally < invoices.length && invoices.timeOf(tally) < next; ) tally = this.invoiced(tally);
      if (next === Number.POSITIVE_INFINITY) break;
      this.passTo(next);
      for (; change < truth.length && truth.timeOf(change) === next; change++) this.committed(change);
      for (; write < copy.length && copy.timeOf(write) === next; write++) this.written(write);
    }
    this.passTo(facts.endedAt);
    this.atLength ??= this.level;
    this.measured();
  }

  private complain(what: string): void {
    this.complaints.push(what);
  }

  private committed(place: number): void {
    const { user, row, time } = this.run.truth.at(place);
    this.changedAt = time;
    this.count(user, -1);
    this.truth[user] = rowOf(row);
    this.had[user] = (this.had[user] ?? 1) | (1 << rowOf(row));
    this.count(user, 1);
  }

  private written(place: number): void {
    const { user, row, version, time } = this.run.copy.at(place);
    const cause = this.run.copy.causeOf(place);
    const is = rowOf(row);
    const ever = (this.had[user] ?? 1) | 1;
    if (this.bound && !UNBOUND.includes(cause) && (ever & (1 << is)) === 0 && !this.wasWrong(user, is))
      this.complain(`a copy of a state that user ${user} never had, at ${time} µs`);
    const before = this.versions[user] ?? 0;
    // Of whom a second table never heard it keeps no version.
    const unheard = cause === 'replay' && is === ABSENT;
    if (this.guarded && version < before && !TAKES_BACK.includes(cause) && !unheard)
      this.complain(`a guarded row of user ${user} went back from version ${before} to ${version}, at ${time} µs`);
    if (cause === 'bug') this.had[user] = ever | (1 << is); // what a bug made a backup may bring again
    this.count(user, -1);
    this.copy[user] = is;
    this.versions[user] = version;
    this.count(user, 1);
  }

  /** A row that stays as it was, a bug's work too. */
  private wasWrong(user: number, row: number): boolean {
    return this.copy[user] === row;
  }

  /** A user is among those who are counted, or is taken out. */
  private count(user: number, by: 1 | -1): void {
    const [truth, copy] = [this.truth[user] ?? 0, this.copy[user] ?? 0];
    const kind = kindOf(truth, copy);
    if (kind !== 0) {
      this.byKind[kind] = (this.byKind[kind] as number) + by;
      this.level += by;
    }
    const [isActive, isSent] = [statusOf(truth) === ACTIVE, statusOf(copy) === ACTIVE];
    if (isSent) this.sendable += by;
    if (isSent && !isActive) this.wrong += by;
    if (isActive && !isSent) this.missed += by;
  }

  /** The level since the last write lasts until `t`. */
  private passTo(t: number): void {
    const { length, startsAt } = this.run.facts;
    if (t <= this.now) return;
    if (this.now <= length && length < t) this.atLength = length >= startsAt ? this.level : 0;
    if (this.level > 0) this.agreedAt = t;
    const lasted = t - Math.max(this.now, startsAt);
    if (lasted > 0) {
      this.area += this.level * lasted;
      this.peak = Math.max(this.peak, this.level);
    }
    this.now = t;
  }

  /** A run of invoices by the copy is one instant: it writes to whom the copy has active then. Returns the place behind its tallies. */
  private invoiced(from: number): number {
    const { invoices, facts } = this.run;
    const time = invoices.timeOf(from);
    let behind = from + 1;
    while (behind < invoices.length && invoices.timeOf(behind) === time) behind++;
    const { billing, repair, detection } = facts.spec.scenario;
    // Of whoever complains at once the repair may have written in this very instant.
    const complains = repair.at === 'detected' && detection.by === 'customer' && microseconds(detection.delay) === 0;
    const atOnce =
      !complains && facts.reads === 'copy' && billing.copyMaxAge === 'none' && billing.freshnessGate === 'none';
    if (!atOnce || putsInvoicingOff(facts.spec)) return behind;
    const before = from === 0 ? { sent: 0, wrong: 0, missed: 0 } : invoices.totalsAt(from - 1);
    const after = invoices.totalsAt(behind - 1);
    for (const [name, due] of [
      ['sent', this.sendable],
      ['wrong', this.wrong],
      ['missed', this.missed],
    ] as const)
      if (after[name] - before[name] !== due)
        this.complain(`the invoice run at ${time} µs has ${after[name] - before[name]} ${name}, the tables say ${due}`);
    return behind;
  }

  /** What the run says of itself, beside what was walked over. */
  private measured(): void {
    if (!this.counts) return;
    const { measures, facts } = this.run;
    const divergent = measures['divergent'] as Record<string, number>;
    const started = facts.endedAt >= facts.startsAt;
    const expected: Record<string, number> = {
      end: this.atLength ?? 0,
      settled: started ? this.level : 0,
      peak: this.peak,
      userHours: this.area / 3_600_000_000,
    };
    for (const [kind, name] of KINDS.entries())
      if (kind > 0) expected[name] = started ? (this.byKind[kind] as number) : 0;
    for (const [name, due] of Object.entries(expected)) {
      const told = divergent[name] as number;
      if (Math.abs(told - due) > EXACT * Math.max(1, due))
        this.complain(`divergent.${name} is ${told}, the tables say ${due}`);
    }
  }
}

/** What was published is delivered, lost, dead or nobody's in the end, and counted once. */
export function brokenByCounts(
  { spec, settled, startsAt, reads }: Facts,
  measures: VariantResult['measures'],
): string[] {
  const messages = measures['messages'] as Record<string, number>;
  const invoices = measures['invoices'] as Record<string, number>;
  const of = (name: string): number => messages[name] as number;
  const { broker, population, billing } = spec.scenario;
  const [published, handed, ended] = [
    of('published'),
    of('delivered') - of('redelivered'),
    of('lost') + of('deadLettered'),
  ];
  const complaints: string[] = [];
  const tell = (is: boolean, what: string) =>
    is && complaints.push(`${what}: ${JSON.stringify({ messages, invoices })}`);
  tell(handed + of('unrouted') > published, 'more was handed out than was published');
  // A log's reader that comes later need not begin at its beginning, and had read what the log held of one that is there.
  const isQueue = broker.kind === 'queue';
  const before = !isQueue && broker.holdsInitial ? population.users : 0;
  const readsAll = isQueue || (startsAt === 0 && reads !== 'api');
  tell(
    settled && readsAll && handed + of('unrouted') + ended < published - before,
    'something that was published has no end',
  );
  const amount = billing.invoiceAmount;
  tell((invoices['wrong'] as number) > (invoices['sent'] as number), 'more invoices are wrong than were sent');
  tell((invoices['credited'] as number) > (invoices['wrong'] as number), 'more invoices were credited than were wrong');
  tell(invoices['wrongAmount'] !== (invoices['wrong'] as number) * amount, 'wrong invoices ask for another amount');
  tell((invoices['wrongUsers'] as number) > (invoices['wrong'] as number), 'more people were wronged than invoices');
  return complaints;
}

interface Found {
  readonly complaints: readonly string[];
  /** How many users it leaves divergent at its end. */
  readonly leftBehind: number;
  /** When the last change was made, and when the last user who differed came to agree, microseconds. */
  readonly changedAt: number;
  readonly agreedAt: number;
}

/** Everything in what a run has written and measures that breaks a law. */
export function brokenByRows(run: WrittenRun): Found {
  const walk = new Walk(run);
  walk.walk();
  const { changedAt, agreedAt } = walk;
  return {
    changedAt,
    agreedAt,
    complaints: [...walk.complaints, ...brokenByCounts(run.facts, run.measures)],
    leftBehind: walk.byKind.reduce((sum, users, kind) => (kind === 0 ? sum : sum + users), 0),
  };
}
