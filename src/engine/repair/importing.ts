// Empties Billing's copy, imports pages of the User service's API row by row, and sweeps out what the API no longer has. It keeps its cursor when a call fails; whether to go on is the runbook's business.
import { Bits } from '../kernel/columns.ts';
import { ABSENT } from '../rows.ts';
import { type Call, NOT_FOUND, OK, TOO_MANY } from '../services/user/api.ts';
import { COPY_CAUSES } from '../trace/words.ts';
import { defineTool, type Port, type Services, type Tool } from './tool.ts';

const API = COPY_CAUSES.indexOf('api');
const SWEEP = COPY_CAUSES.indexOf('sweep');
/** In the addresses of its calls' latencies: a repair's, and a seeding's. */
const CALLERS = { repair: 0, seeding: 2 } as const;

/** When an imported row may overwrite the copy's: version at least as high, higher, or always. */
export type Merge = 'at-least' | 'newer' | 'blind';

class Importing implements Tool {
  readonly saved = ['work', 'cursor', 'merge', 'patient', 'attempt', 'askedAt', 'failing', 'seen', 'highest'];
  private work: 'none' | 'scan' | 'sweep' = 'none';
  /** The last user imported or swept; with offset paging the number of rows imported. */
  private cursor = 0;
  private merge: Merge = 'at-least';
  /** Whether it waits when the API refuses a call for being one too many; else that is a failure like any other. */
  private patient = true;
  private attempt = 0;
  private askedAt = 0;
  /** Whether the last call failed. */
  private failing = false;
  /** Users that the scan has seen. */
  private readonly seen = new Bits();
  /** The highest user in the copy when the scan began: rows that came later are no candidates for the sweep. */
  private highest = 0;
  private readonly services: Services;
  private readonly port: Port<'scanned' | 'swept' | 'apiFailed' | 'apiAnswers'>;
  private readonly caller: number;

  constructor(services: Services, port: Port<'scanned' | 'swept' | 'apiFailed' | 'apiAnswers'>) {
    this.services = services;
    this.port = port;
    const { repairs } = port;
    const address = repairs ? CALLERS.repair : CALLERS.seeding;
    this.caller = services.api.join({ address, repairs, answered: (call) => this.answered(call) });
  }

  /** Empties the copy. The rows' versions are forgotten with them. */
  truncate(): void {
    const { billing } = this.services;
    const { rows } = billing.copy;
    for (let user = 1; user < rows.length; user++) {
      if (rows[user] !== ABSENT) billing.bring(user, 0, ABSENT, SWEEP, 0);
    }
  }

  /** Begins to import all pages. */
  scan(merge: Merge, patient: boolean): void {
    this.merge = merge;
    this.patient = patient;
    this.failing = false;
    this.work = 'scan';
    this.cursor = 0;
    this.seen.clear();
    this.highest = this.services.billing.copy.highestPresent();
    this.askNext();
  }

  /** Goes on where a failed call stopped. */
  resume(): void {
    this.askNext();
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
    else this.judged(call);
  }

  /** The next call, no sooner than the rate limit allows. */
  private askNext(): void {
    if (this.work === 'sweep' && !this.findCandidate()) {
      this.finish();
      return this.port.signal('swept');
    }
    const { api, ground } = this.services;
    const due = this.askedAt + api.pace;
    if (this.askedAt > 0 && ground.time.now < due) this.port.schedule(due);
    else this.due();
  }

  /** Makes the call that is due. */
  due(): void {
    const { api, ground } = this.services;
    const { model, time } = ground;
    this.askedAt = time.now;
    const kind = model.api.offsetPaging ? 'offset-page' : 'page';
    if (this.work === 'sweep') api.ask(this.caller, 'one', this.cursor, 0, this.attempt++);
    else api.ask(this.caller, kind, this.cursor, model.api.pageSize, this.attempt++);
  }

  private pauseThenAsk(): void {
    const { api, ground } = this.services;
    this.port.schedule(ground.time.now + api.pace);
  }

  private imported(call: Call): void {
    for (let i = 0; i < call.users.length; i++) {
      const user = call.users[i] as number;
      this.seen.add(user);
      this.upsert(user, call.versions[i] as number, call.rows[i] as number, call.servedAt);
    }
    const { offsetPaging } = this.services.ground.model.api;
    this.cursor = offsetPaging ? this.cursor + call.users.length : (call.users[call.users.length - 1] ?? this.cursor);
    if (call.users.length < call.limit) this.port.signal('scanned');
    else this.askNext();
  }

  private judged(call: Call): void {
    const { billing } = this.services;
    const user = this.cursor;
    if (call.status === NOT_FOUND) {
      billing.bring(user, billing.copy.versions[user] as number, ABSENT, SWEEP, call.servedAt);
    } else {
      this.upsert(user, call.versions[0] as number, call.rows[0] as number, call.servedAt);
    }
    this.askNext();
  }

  private upsert(user: number, version: number, row: number, stamp: number): void {
    const { billing } = this.services;
    const has = billing.copy.versions[user] as number;
    const accepted = this.merge === 'blind' || (this.merge === 'newer' ? version > has : version >= has);
    if (accepted) billing.bring(user, version, row, API, stamp);
  }

  /** Moves the cursor to the next row that the scan has not seen; false when there is none. */
  private findCandidate(): boolean {
    const { copy } = this.services.billing;
    for (this.cursor++; this.cursor <= this.highest; this.cursor++) {
      if (copy.rows[this.cursor] !== ABSENT && !this.seen.has(this.cursor)) return true;
    }
    return false;
  }

  private finish(): void {
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
    scanPages: (tool: Importing, { merge, patient }: { readonly merge: Merge; readonly patient: boolean }) =>
      tool.scan(merge, patient),
    resume: (tool: Importing) => tool.resume(),
    sweep: (tool: Importing) => tool.sweep(),
  },
});
