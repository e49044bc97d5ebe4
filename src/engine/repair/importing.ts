// Empties Billing's copy, imports pages of the User service's API row by row (of everybody, or of who was changed since a time), and sweeps out what the API no longer has, or says is deleted. It keeps its cursor when a call fails; whether to go on is the runbook's business.
import { Bits } from '../kernel/columns.ts';
import { ABSENT } from '../rows.ts';
import { type Call, NOT_FOUND, OK, TOO_MANY } from '../services/user/api.ts';
import { COPY_CAUSES } from '../trace/words.ts';
import { parseDuration, parseRate } from '../units.ts';
import { ParallelScan } from './parallel-scan.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

const API = COPY_CAUSES.indexOf('api');
const SWEEP = COPY_CAUSES.indexOf('sweep');
/** In the addresses of its calls' latencies: a repair's, and a seeding's. */
const CALLERS = { repair: 0, seeding: 2 } as const;

/** When an imported row may overwrite the copy's: version at least as high, higher, or always. */
export type Merge = 'at-least' | 'newer' | 'blind';

/** All pages, by one or by several at once, those since a time, one question after another about who was on none, or the list of the deleted. */
type Work = 'none' | 'scan' | 'scan-together' | 'since' | 'sweep' | 'deleted';

/** How all pages are imported. `parallel`: by so many callers at once; `rate`: so fast (`none`: as the API's limit is). */
interface Scan {
  readonly merge: Merge;
  readonly patient: boolean;
  readonly parallel?: number;
  readonly rate?: string;
}

class Importing implements Tool {
  readonly saved = [
    'work',
    'cursor',
    'since',
    'merge',
    'patient',
    'attempt',
    'askedAt',
    'failing',
    'seen',
    'highest',
    'gap',
    'refused',
    'crew',
  ];
  private work: Work = 'none';
  /** The last user imported or swept; with offset paging the number of rows imported. */
  private cursor = 0;
  /** From when on changes are asked for, microseconds. */
  private since = 0;
  private merge: Merge = 'at-least';
  /** Whether it waits when the API refuses a call for being one too many; else that is a failure like any other. */
  private patient = true;
  private attempt = 0;
  private askedAt = 0;
  /** Whether the last call failed. */
  private failing = false;
  /** Microseconds between two calls, where people have said so; 0: as the API's limit is. */
  private gap = 0;
  /** Calls that were refused for being too many, of a repair whose rate people have chosen. */
  private refused = 0;
  /** Several who read pages at once. */
  private readonly crew: ParallelScan;
  /** Users that the scan has seen. */
  private readonly seen = new Bits();
  /** The highest user in the copy when the scan began: rows that came later are no candidates for the sweep. */
  private highest = 0;
  private readonly services: Services;
  private readonly port: Port<'scanned' | 'swept' | 'apiFailed' | 'apiAnswers'>;
  private readonly caller: number;

  constructor(services: Services, port: Port<'scanned' | 'swept' | 'apiFailed' | 'apiAnswers'>) {
    this.since = Number.NaN; // first: see kernel/state.ts
    this.since = 0;
    this.services = services;
    this.port = port;
    const { repairs } = port;
    const address = repairs ? CALLERS.repair : CALLERS.seeding;
    this.caller = services.api.join({ address, repairs, answered: (call) => this.answered(call) });
    this.crew = new ParallelScan(services, repairs, {
      page: (call) => this.take(call),
      done: () => this.scanned(),
      failed: () => port.signal('apiFailed'),
      answers: () => port.signal('apiAnswers'),
      schedule: (time, caller) => port.schedule(time, caller + 1),
    });
  }

  /** Empties the copy. The rows' versions are forgotten with them. */
  truncate(): void {
    const { billing } = this.services;
    const { copy } = billing;
    for (let user = 1; user < copy.cells.length; user++) {
      if (copy.rowOf(user) !== ABSENT) billing.bring(user, 0, ABSENT, SWEEP, 0);
    }
  }

  /** Begins to import all pages. */
  scan({ merge, patient, parallel = 1, rate = 'none' }: Scan): void {
    const perMicrosecond = parseRate(rate);
    this.merge = merge;
    this.patient = patient;
    this.failing = false;
    this.work = parallel > 1 ? 'scan-together' : 'scan';
    this.cursor = 0;
    this.gap = perMicrosecond === undefined ? 0 : Math.ceil(1 / perMicrosecond);
    this.refused = 0;
    this.seen.clear();
    this.highest = this.services.billing.copy.highestPresent();
    this.crew.refused = 0;
    if (parallel > 1) this.crew.begin(parallel, this.gap);
    else this.askNext();
  }

  /** Begins to import who was changed since the incident began, or so much before it (a duration such as `5m`). */
  scanSince(overlap: string): void {
    const { time, incident } = this.services.ground;
    this.begin('since', incident.windowAt(time.now).from - (parseDuration(overlap) ?? 0));
  }

  /** Removes whom the API lists as deleted since that time. */
  removeDeleted(): void {
    this.begin('deleted', this.since);
  }

  private begin(work: Work, since: number): void {
    this.merge = 'at-least';
    this.patient = true;
    this.failing = false;
    this.work = work;
    this.since = Math.max(0, since);
    this.cursor = 0;
    this.askNext();
  }

  /** Goes on where a failed call stopped. */
  resume(): void {
    if (this.work === 'scan-together') this.crew.resume();
    else this.askNext();
  }

  /** Asks about every row that the scan has not seen, and removes those that the API does not know. */
  sweep(): void {
    this.work = 'sweep';
    this.cursor = 0;
    this.askNext();
  }

  private answered(call: Call): void {
    if (call.status === TOO_MANY && this.patient) return this.pauseThenAsk();
    if (call.status !== OK && call.status !== NOT_FOUND) {
      this.failing = true;
      return this.port.signal('apiFailed');
    }
    if (this.failing) this.port.signal('apiAnswers');
    this.failing = false;
    this.attempt = 0;
    if (this.work === 'scan') this.imported(call);
    else if (this.work === 'sweep') this.judged(call);
    else this.taken(call);
  }

  /** The next call, no sooner than the rate limit allows. */
  private askNext(): void {
    if (this.work === 'sweep' && !this.findCandidate()) {
      this.finish();
      return this.port.signal('swept');
    }
    const { api, ground } = this.services;
    const due = this.askedAt + (this.gap > 0 ? this.gap : api.pace);
    if (this.askedAt > 0 && ground.time.now < due) this.port.schedule(due);
    else this.due();
  }

  /** Makes the call that is due: its own, or that of one of several. */
  due(what = 0): void {
    if (what > 0) return this.crew.ask(what - 1);
    const { api, ground } = this.services;
    const { model, time } = ground;
    this.askedAt = time.now;
    const kind = model.api.offsetPaging ? 'offset-page' : 'page';
    if (this.work === 'sweep') api.ask(this.caller, 'one', this.cursor, 0, this.attempt++);
    else if (this.work === 'since' || this.work === 'deleted')
      api.ask(this.caller, this.work, this.cursor, model.api.pageSize, this.attempt++, [], this.since);
    else api.ask(this.caller, kind, this.cursor, model.api.pageSize, this.attempt++);
  }

  private pauseThenAsk(): void {
    const { api, ground } = this.services;
    if (this.gap > 0) this.refused++;
    this.port.schedule(ground.time.now + api.wait);
  }

  /** The rows of a page. */
  private take(call: Call): void {
    for (let i = 0; i < call.users.length; i++) {
      const user = call.users[i] as number;
      this.seen.add(user);
      this.upsert(user, call.versions[i] as number, call.rows[i] as number, call.servedAt);
    }
  }

  /** All pages have come. */
  private scanned(): void {
    this.refused += this.crew.refused;
    this.tellRefused();
    this.port.signal('scanned');
  }

  private tellRefused(): void {
    if (this.refused === 0) return;
    this.port.overran('the API', `It asked faster than the API allows: ${this.refused} calls were refused.`);
  }

  private imported(call: Call): void {
    this.take(call);
    const { offsetPaging } = this.services.ground.model.api;
    this.cursor = offsetPaging ? this.cursor + call.users.length : (call.users[call.users.length - 1] ?? this.cursor);
    if (call.users.length < call.limit) this.scanned();
    else this.askNext();
  }

  /** A page of who was changed, or deleted, since. */
  private taken(call: Call): void {
    for (const [n, user] of call.users.entries())
      this.upsert(user, call.versions[n] as number, call.rows[n] as number, call.servedAt);
    this.cursor = call.users[call.users.length - 1] ?? this.cursor;
    if (call.users.length === call.limit) return this.askNext();
    this.port.signal(this.work === 'since' ? 'scanned' : 'swept');
  }

  private judged(call: Call): void {
    const { billing } = this.services;
    const user = this.cursor;
    if (call.status === NOT_FOUND) {
      billing.bring(user, billing.copy.versionOf(user), ABSENT, SWEEP, call.servedAt);
    } else {
      this.upsert(user, call.versions[0] as number, call.rows[0] as number, call.servedAt);
    }
    this.askNext();
  }

  private upsert(user: number, version: number, row: number, stamp: number): void {
    const { billing } = this.services;
    const has = billing.copy.versionOf(user);
    const accepted = this.merge === 'blind' || (this.merge === 'newer' ? version > has : version >= has);
    if (accepted) billing.bring(user, version, row, row === ABSENT && this.work === 'deleted' ? SWEEP : API, stamp);
  }

  /** Moves the cursor to the next row that the scan has not seen; false when there is none. */
  private findCandidate(): boolean {
    const { copy } = this.services.billing;
    for (this.cursor++; this.cursor <= this.highest; this.cursor++) {
      if (copy.rowOf(this.cursor) !== ABSENT && !this.seen.has(this.cursor)) return true;
    }
    return false;
  }

  private finish(): void {
    this.tellRefused();
    this.work = 'none';
    this.seen.clear();
  }
}

export const importing = defineTool({
  id: 'importing',
  signals: ['scanned', 'swept', 'apiFailed', 'apiAnswers'],
  open: (services, port): Importing => new Importing(services, port),
  effects: {
    truncateCopy: (tool: Importing) => tool.truncate(),
    scanPages: (tool: Importing, how: Scan) => tool.scan(how),
    resume: (tool: Importing) => tool.resume(),
    sweep: (tool: Importing) => tool.sweep(),
    scanSince: (tool: Importing, { overlap }: { readonly overlap: string }) => tool.scanSince(overlap),
    removeDeleted: (tool: Importing) => tool.removeDeleted(),
  },
});
