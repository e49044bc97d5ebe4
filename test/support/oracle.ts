// A second opinion: the measures of a run recomputed from nothing but the lines of its trace, slowly and plainly, as the public
// contract words them. It shares no code with the engine. What a trace does not say (when Billing starts, when the run ended)
// comes as facts.
import { Course } from './course.ts';
import type { Facts } from './facts.ts';
import { InvoiceOracle } from './invoice-oracle.ts';
import type { ApplyLine, CopyLine, Line, PublishLine } from './lines.ts';
import { nextRun } from './next-run.ts';
import { kindOf, NOBODY, stateOf, type UserState } from './states.ts';
import { microseconds } from './time.ts';

const KINDS = ['overbilled', 'underbilled', 'missing', 'orphan', 'wrongPlan'];

export class Oracle {
  readonly truth = new Map<number, UserState>();
  readonly copy = new Map<number, UserState>();
  private readonly facts: Facts;
  /** By user: the version of the change that the copy tells of, whatever version it has. */
  private readonly told = new Map<number, number>();
  /** By user: when the copy's row was written last. */
  private readonly writtenAt = new Map<number, number>();
  private applying: ApplyLine | undefined;
  private readonly totals = new Map<string, number>();
  private readonly divergent = new Map<number, string>();
  private readonly published = new Map<number, PublishLine>();
  /** Messages of which more is told than that they were published. */
  private readonly heard = new Set<number>();
  private readonly committedAt = new Map<string, number>();
  /** Messages that are the first to tell of a change, as an ordinary publication, and when that was committed. */
  private readonly firsts = new Map<number, number>();
  /** Changes of which one has told. */
  private readonly toldOnce = new Set<string>();
  private readonly timed = new Set<number>();
  /** People have given a script up: whether invoicing is still put off no line says. */
  private gaveUp = false;
  private now = 0;
  private readonly course: Course;
  private atRepair: number | undefined;
  /** The users divergent when the repair began and not right since, when that was, and when the last of them was right. */
  private readonly waiting = new Set<number>();
  /** Messages that Billing has once held until one before them came. */
  private readonly held = new Set<number>();
  private beganAt = 0;
  private convergedAt: number | undefined;
  /** When the first fault began and the latest to end ended, and how many are active. */
  private faultsBegan: number | undefined;
  private faultsEnded = 0;
  private faultsActive = 0;
  private readonly invoices = new InvoiceOracle(this.truth, (name, amount) => this.count(name, amount));
  private delays = { count: 0, sum: 0, max: 0 };

  constructor(facts: Facts) {
    this.facts = facts;
    this.course = new Course(facts);
  }

  read(line: Line): void {
    this.passTo(line.t);
    if (line.kind !== 'publish' && 'message' in line && line.message !== null) this.heard.add(line.message);
    switch (line.kind) {
      case 'commit':
        this.truth.set(line.user, stateOf(line));
        this.dated(line);
        if (line.cause === 'workload') this.count('messages.committed');
        return this.judge(line.user);
      case 'copy':
        this.written(line);
        return this.judge(line.user);
      case 'publish':
        return this.publish(line);
      case 'apply':
        return this.apply(line);
      case 'lost':
        return this.count('messages.lost');
      case 'deliver':
        this.count('messages.delivered');
        if (line.attempt > 1) this.count('messages.redelivered');
        return;
      case 'dead-letter':
        return this.count('messages.deadLettered');
      case 'api':
        this.count('api.calls');
        this.count('api.rows', line.rows);
        if (line.status === 429 || line.status >= 500) this.count('api.failed');
        return;
      case 'database':
        return this.count('database rows', line.rows);
      case 'invoice':
        return this.invoices.invoice(line);
      case 'invoice-run':
      case 'invoice-run-end':
      case 'invoice-blocked':
        return this.invoices.run(line);
      case 'credit':
        return this.count('invoices.credited');
      case 'fault':
        return this.fault(line.on);
      case 'phase':
        if (line.name === 'The script died half-way') this.gaveUp = true;
        if (line.t >= this.facts.repairAt && line.strategy !== this.facts.seeding) this.repairBegins();
        return;
      default:
        return;
    }
  }

  /** When a change was made; a version that is given again is another change. */
  private dated({ user, version, cause, t }: Extract<Line, { readonly kind: 'commit' }>): void {
    if (cause === 'restore') return;
    const change = `${user}/${version}`;
    if (this.committedAt.has(change)) this.toldOnce.delete(change);
    this.committedAt.set(change, t);
  }

  /** All measures that the trace determines, by their names. */
  measures(): Record<string, number | null> {
    const { facts } = this;
    this.invoices.end();
    this.passTo(facts.endedAt);
    const { course } = this;
    const of = (name: string) => this.totals.get(name) ?? 0;
    const result: Record<string, number | null> = {
      'divergent.peak': course.peak,
      'divergent.end': facts.endedAt === facts.length ? this.level : course.atLength,
      'divergent.settled': this.level,
      'divergent.userHours': course.userHours,
      'divergent.atRepair': this.atRepair ?? 0,
      'incident.endedAfter':
        this.faultsActive > 0 || this.faultsBegan === undefined
          ? null
          : (this.faultsEnded - this.faultsBegan) / 1_000_000,
      'repair.convergedAfter':
        this.convergedAt === undefined || this.level > 0 ? null : (this.convergedAt - this.beganAt) / 1_000_000,
      'repair.usualAfter': this.usualAfter(),
      'invoices.wrongAmount': of('invoices.wrong') * facts.amount,
      'invoices.missedAmount': of('invoices.missed') * facts.amount,
      'invoices.wrongUsers': this.invoices.wronged.size,
      'invoices.missedUsers': this.invoices.missed.size,
      'cost.damage':
        (of('invoices.wrong') - of('invoices.credited')) * facts.spec.scenario.costs.wrongInvoice +
        of('invoices.credited') * facts.spec.scenario.costs.creditedInvoice +
        of('invoices.missed') * facts.spec.scenario.costs.missedInvoice +
        (of('late microseconds') / HOUR) * facts.spec.scenario.costs.lateInvoice,
      'invoices.lateHours': of('late microseconds') / 3_600_000_000,
      'delay.mean': this.delays.count === 0 ? null : this.delays.sum / this.delays.count / 1_000_000,
      'delay.max': this.delays.count === 0 ? null : this.delays.max / 1_000_000,
    };
    if (facts.settled && facts.spec.scenario.broker.kind === 'queue')
      result['messages.unrouted'] = [...this.published.keys()].filter((message) => !this.heard.has(message)).length;
    if (facts.spec.scenario.billing.seed === 'none') result['repair.databaseRows'] = of('database rows');
    for (const kind of KINDS) {
      const users = [...this.divergent.values()].filter((each) => each === kind).length;
      result[`divergent.${kind}`] = this.counts(facts.endedAt) ? users : 0;
    }
    for (const name of COUNTED) result[name] = of(name);
    if (!facts.settled) return result;
    for (const name of COUNTED_WHEN_SETTLED) result[name] = of(name);
    return this.gaveUp ? result : { ...result, ...this.costs() };
  }

  /** From the repair's begin until the level is for good no higher than at most in the hour before the first fault. */
  private usualAfter(): number | null {
    if (this.faultsBegan === undefined || this.atRepair === undefined) return null;
    return this.course.usualAfter(this.faultsBegan, this.beganAt, { t: this.now, level: this.level });
  }

  /** Divergent users now, by the contract's way of counting. */
  get level(): number {
    return this.counts(this.now) ? this.divergent.size : 0;
  }

  /** The version of the change that a user’s copy tells of. */
  toldOf(user: number): number {
    return this.told.get(user) ?? 0;
  }

  /** The version of the change that a message tells of. */
  originalOf(message: number): number {
    const publish = this.published.get(message);
    return publish?.original ?? publish?.version ?? 0;
  }

  private counts(time: number): boolean {
    return this.course.counts(time);
  }

  /** The level since the last line lasts until `t`. */
  private passTo(t: number): void {
    if (t <= this.now) return;
    this.course.stood(this.divergent.size, this.now, t);
    this.now = t;
  }

  private judge(user: number): void {
    const kind = kindOf(this.truth.get(user) ?? NOBODY, this.copy.get(user) ?? NOBODY);
    if (kind !== undefined) this.divergent.set(user, kind);
    else if (this.divergent.delete(user) && this.waiting.delete(user) && this.waiting.size === 0)
      this.convergedAt = this.now;
  }

  /** The first phase from then on is the repair's begin; earlier ones are a seeding's. */
  private repairBegins(): void {
    if (this.atRepair !== undefined) return;
    this.atRepair = this.level;
    this.beganAt = this.now;
    if (this.level > 0) for (const user of this.divergent.keys()) this.waiting.add(user);
    else this.convergedAt = this.now;
  }

  private publish(line: PublishLine): void {
    this.published.set(line.message, line);
    const change = `${line.user}/${line.version}`;
    if (line.cause !== 'live' && line.cause !== 'relay') return this.count('messages.published');
    // Not what was undone, nor what a relay sends again, nor what Billing had read of a log before the run.
    if (!this.wasReadBefore(line) && this.committedAt.has(change) && !this.toldOnce.has(change))
      this.firsts.set(line.message, this.committedAt.get(change) as number);
    if (this.committedAt.has(change)) this.toldOnce.add(change);
    this.count('messages.published');
  }

  /** An entry that a log held when the run began, of a Billing that had been there for long. */
  private wasReadBefore({ t, user, version }: PublishLine): boolean {
    const { population, broker } = this.facts.spec.scenario;
    return this.facts.startsAt === 0 && broker.kind !== 'queue' && t === 0 && version === 1 && user <= population.users;
  }

  private apply(line: ApplyLine): void {
    // What was processed for a second table is the copy's with the swap: when it is read again it is not the first time.
    if (line.effect === 'aside') this.timed.add(line.message);
    if (['failed', 'ignored', 'aside'].includes(line.effect)) return;
    const before = this.copy.get(line.user) ?? NOBODY;
    const { versioned } = this.facts.spec.scenario.events;
    if (versioned && line.version > before.version + 1) this.count('copy.gaps');
    this.applying = ['applied', 'regressed'].includes(line.effect) ? line : undefined;
    // What was put away was read then: when it comes again with another answer of the API it is not the first time. But one that comes
    // again while it is held is put away for the one that is held, which has not been applied yet.
    if (line.effect === 'held') this.held.add(line.message);
    const isPutAway = line.effect === 'stale' || (line.effect === 'duplicate' && !this.held.has(line.message));
    if (isPutAway) this.timed.add(line.message);
    if (line.effect === 'stale') this.count('copy.ignoredStale');
    if (line.effect === 'duplicate') this.count('copy.ignoredDuplicate');
  }

  /** A row that a message brought is a regression when the change it tells of is older than that of the row before. */
  private written(line: CopyLine): void {
    const { applying } = this;
    this.applying = undefined;
    const brought = applying !== undefined && applying.user === line.user && applying.t === line.t;
    const told = brought ? this.toldBy(applying.message, line) : line.version;
    if (brought) this.count(told < this.toldOf(line.user) ? 'copy.regressed' : 'copy.applied');
    this.told.set(line.user, told);
    this.writtenAt.set(line.user, line.t);
    this.copy.set(line.user, stateOf(line));
  }

  /** Where the API is asked, or each field has a version, the row tells of what it is stamped with, unless the message was stamped anew. */
  private toldBy(message: number, { version }: CopyLine): number {
    const { events, billing } = this.facts.spec.scenario;
    const published = this.published.get(message);
    const restamped = published?.original !== undefined;
    if (events.carry === 'key' || (billing.policy === 'per-field' && !restamped)) return version;
    return this.originalOf(message);
  }

  /** Commit to first application, of live and relayed events; `cause` is that of the copy line that follows. */
  noteDelay(line: ApplyLine, cause: string): void {
    // What a bug wrote first was applied then, though to no use; and what was read for the first time by going back.
    if (cause === 'bug' || cause === 'replay') this.timed.add(line.message);
    if (cause !== 'event' || !this.firsts.has(line.message) || this.timed.has(line.message)) return;
    this.timed.add(line.message);
    const delay = line.t - (this.firsts.get(line.message) as number);
    this.delays.count++;
    this.delays.sum += delay;
    this.delays.max = Math.max(this.delays.max, delay);
  }

  private costs(): Record<string, number> {
    const { costs, billing } = this.facts.spec.scenario;
    const { wrong, missed } = nextRun(this.truth, this.copy, this.writtenAt, this.facts);
    const perHour =
      (wrong * costs.wrongInvoice + missed * costs.missedInvoice) / (microseconds(billing.invoiceEvery) / HOUR);
    return {
      'divergent.harmPerRun': wrong + missed,
      'cost.perHourAfter': perHour,
      'cost.residual': perHour * (microseconds(costs.horizon) / HOUR),
    };
  }

  private fault(on: boolean): void {
    this.faultsBegan ??= this.now;
    this.faultsActive += on ? 1 : -1;
    if (!on) this.faultsEnded = this.now;
  }

  private count(name: string, amount = 1): void {
    this.totals.set(name, (this.totals.get(name) ?? 0) + amount);
  }
}

const HOUR = 3_600_000_000;

const COUNTED = [
  'invoices.credited',
  'invoices.sent',
  'invoices.wrong',
  'invoices.missed',
  'invoices.late',
  'invoices.blocked',
  'messages.committed',
  'messages.published',
  'messages.lost',
  'messages.delivered',
  'messages.redelivered',
  'messages.deadLettered',
  'copy.applied',
  'copy.ignoredDuplicate',
  'copy.ignoredStale',
  'copy.regressed',
  'copy.gaps',
];
/** Counted when the answer comes: equal to the measures only if no call was under way at the end. */
const COUNTED_WHEN_SETTLED = ['api.calls', 'api.failed', 'api.rows'];
