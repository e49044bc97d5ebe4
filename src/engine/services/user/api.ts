// The User service's API: pages of users, lists of users, single users; it answers from the truth as it stands half-way
// through a call, or from a replica that is behind it, limits its rate, and may be down. It knows nothing of what callers do with the rows.
import { copyOf, type Saved, type Stateful } from '../../kernel/state.ts';
import { ABSENT, statusOf } from '../../rows.ts';
import type { ApiRequest } from '../../trace/lines.ts';
import { SECOND } from '../../units.ts';
import { PURPOSE, RANK, TASK } from '../agenda.ts';
import type { Ground } from '../ground.ts';
import type { UserDatabase } from './database.ts';
import { digestOf } from './digest.ts';
import { type ReadTable, Replica } from './replica.ts';
import { Transactions } from './transactions.ts';

export const OK = 200;
export const NOT_FOUND = 404;
export const TOO_MANY = 429;
const UNAVAILABLE = 503;
/** Into so many parts the range of a digest is cut. */
const PARTS = 16;

/** Somebody who calls, at most one call at a time. */
interface Caller {
  /** Part of the address of its draws; never renumbered, and no two have the same. */
  readonly address: number;
  /** Whether its calls are counted as the repair's. */
  readonly repairs: boolean;
  answered(call: Call): void;
}

type RequestKind = ApiRequest['kind'];

/** One caller's call: what it asked and, once served, the rows as they were then. */
export class Call implements Stateful {
  open = false;
  kind: RequestKind = 'page';
  /** The user after whom a page begins, the number of users before it, or the one user asked for. */
  from = 0;
  limit = 0;
  attempt = 0;
  askedAt = 0;
  servedAt = 0;
  /** How long the answer will travel, microseconds. */
  wayBack = 0;
  status = 0;
  rows: number[] = [];
  users: number[] = [];
  versions: number[] = [];
  /** The users asked for by `some`. */
  ids: number[] = [];
  /** Of `since` and `deleted`: the time asked for, microseconds. */
  since = 0;
  /** Of `history`: the last answer reaches to here, microseconds. */
  until = 0;
  /** Of `digest`: the checksum of each part; `users` has the last number of each. */
  digests: number[] = [];

  /** Of a call that is over nothing is left. */
  save(): Saved {
    return this.open ? (copyOf({ ...this }) as Saved) : NO_CALL;
  }

  load(saved: Saved): void {
    Object.assign(this, saved['open'] === true ? copyOf(saved) : new Call());
  }
}

const NO_CALL: Saved = { open: false };

export class Api {
  readonly saved = ['calls', 'allowance', 'allowedAt', 'second', 'inSecond'];
  /** One for each caller. */
  readonly calls: Call[] = [];
  private readonly callers: Caller[] = [];
  /** Calls the rate limit still allows at `allowedAt`: a bucket of one second's worth, at least two calls, that fills evenly. */
  private allowance: number;
  private allowedAt = 0;
  private second = -1;
  private inSecond = 0;
  private readonly ground: Ground;
  private readonly users: UserDatabase;
  private readonly transactions: Transactions;
  /** What it reads from; null: the database itself. */
  private readonly replica: Replica | null;

  constructor(ground: Ground, users: UserDatabase) {
    this.ground = ground;
    this.users = users;
    this.replica = ground.model.api.replicaLag > 0 ? new Replica(ground, users) : null;
    this.transactions = new Transactions(ground, users);
    this.allowance = this.capacityAt(ground.model.api.rateLimit);
    ground.handlers.on(TASK.serve, (caller) => this.serve(caller));
    ground.handlers.on(TASK.answer, (caller) => this.answered(caller));
  }

  /** Somebody is going to call; returns the number to call with. */
  join(caller: Caller): number {
    if (this.callers.some(({ address }) => address === caller.address))
      throw new Error(`Two callers of the API have the address ${caller.address}.`);
    this.calls.push(new Call());
    return this.callers.push(caller) - 1;
  }

  /** How many calls are under way. */
  get pending(): number {
    let pending = 0;
    for (const call of this.calls) if (call.open) pending++;
    return pending;
  }

  /** Microseconds a caller waits after a refusal: as between calls, or a second where it knows of no limit. */
  get wait(): number {
    return this.pace || SECOND;
  }

  /** Microseconds a polite caller waits between calls. */
  get pace(): number {
    const { rateLimit } = this.ground.model.api;
    return rateLimit === Number.POSITIVE_INFINITY ? 0 : Math.ceil(1 / rateLimit);
  }

  /** Begins a call; the answer comes as a task. `ids` are the users asked for by `some`; of a range `limit` is its last number. */
  ask(
    caller: number,
    kind: RequestKind,
    from: number,
    limit: number,
    attempt: number,
    ids: number[] = [],
    since = 0,
  ): void {
    const { time, tasks, chance, model, incident } = this.ground;
    const call = this.calls[caller] as Call;
    call.open = true;
    call.kind = kind;
    call.from = from;
    call.limit = limit;
    call.attempt = attempt;
    call.ids = ids;
    call.since = since;
    call.askedAt = time.now;
    this.tally();
    const usual = model.billing.apiLatency.draw(
      chance,
      PURPOSE.apiLatency,
      (this.callers[caller] as Caller).address * 8 + attempt * 64,
      from,
      limit,
    );
    const latency = Math.round(usual * incident.ask('call', null).factor);
    const half = Math.floor(latency / 2);
    call.wayBack = latency - half;
    tasks.after(half, RANK.message, TASK.serve, caller, 0);
  }

  /** The call has reached the service: it answers from the truth as it stands now. */
  private serve(caller: number): void {
    const { time, tasks, incident } = this.ground;
    const call = this.calls[caller] as Call;
    call.servedAt = time.now;
    call.users = [];
    call.versions = [];
    call.rows = [];
    const { downBy, limit } = incident.ask('call', null);
    if (downBy !== null) call.status = UNAVAILABLE;
    else if (!this.allows(limit)) call.status = TOO_MANY;
    else call.status = this.read(call);
    tasks.after(call.wayBack, RANK.message, TASK.answer, caller, 0);
  }

  /** The answer has come back: it is told in the trace, then to the caller. */
  private answered(caller: number): void {
    const { counters, trace } = this.ground;
    const { repairs, answered } = this.callers[caller] as Caller;
    const call = this.calls[caller] as Call;
    call.open = false;
    const failed = call.status === UNAVAILABLE || call.status === TOO_MANY;
    if (failed) counters.apiFailed++;
    const rows = call.rows.length;
    counters.apiRows += rows;
    if (repairs) counters.repairApiRows += rows;
    trace.api(requestOf(call), rows, call.status);
    if (repairs) counters.repairApiCalls++;
    answered(call);
  }

  private tally(): void {
    const { counters, time } = this.ground;
    counters.apiCalls++;
    const second = Math.floor(time.now / SECOND);
    this.inSecond = second === this.second ? this.inSecond + 1 : 1;
    this.second = second;
    if (this.inSecond > counters.apiPeakPerSecond) counters.apiPeakPerSecond = this.inSecond;
  }

  /** Whether one more call is answered, of so many per microsecond by a fault; who calls does not know of that. */
  private allows(limit: number): boolean {
    const rateLimit = Math.min(limit, this.ground.model.api.rateLimit);
    if (rateLimit === Number.POSITIVE_INFINITY) return true;
    const { now } = this.ground.time;
    this.allowance = Math.min(this.capacityAt(rateLimit), this.allowance + (now - this.allowedAt) * rateLimit);
    this.allowedAt = now;
    if (this.allowance < 1) return false;
    this.allowance -= 1;
    return true;
  }

  /** One second's worth of calls; two at least: calls that are evenly spaced arrive a little early or late. */
  private capacityAt(rate: number): number {
    return Math.max(2, rate * SECOND);
  }

  private read(call: Call): number {
    const users: ReadTable = this.replica?.asOfNow() ?? this.users;
    const { model } = this.ground;
    const add = (user: number): void => {
      call.users.push(user);
      call.versions.push(users.versionOf(user));
      call.rows.push(users.rowOf(user));
    };
    if (call.kind === 'one') {
      if (call.from > users.users || statusOf(users.rowOf(call.from)) === ABSENT) return NOT_FOUND;
      add(call.from);
      return OK;
    }
    if (call.kind === 'some') {
      for (const user of call.ids) if (user <= users.users) add(user);
      return OK;
    }
    if (call.kind === 'range') {
      const last = call.limit === 0 ? users.users : Math.min(call.limit, users.users);
      for (let user = call.from; user <= last; user++) if (users.rowOf(user) !== ABSENT) add(user);
      return OK;
    }
    if (call.kind === 'digest') {
      this.digest(call, users);
      return OK;
    }
    if (call.kind === 'history') {
      this.history(call);
      return OK;
    }
    if (call.kind === 'since' || call.kind === 'deleted') {
      for (const user of this.changedSince(call, users)) add(user);
      return OK;
    }
    let skip = call.kind === 'offset-page' ? call.from : 0;
    for (let user = call.kind === 'page' ? call.from + 1 : 1; user <= users.users; user++) {
      const listed = users.rowOf(user) !== ABSENT || (model.api.includeDeleted && users.versionOf(user) > 0);
      if (!listed || skip-- > 0) continue;
      add(user);
      if (call.users.length === call.limit) break;
    }
    return OK;
  }

  /** Changes in the order in which they were committed, from the database itself, which keeps them; it reaches to the last of them, or where there are no more to now. */
  private history(call: Call): void {
    const { users, ground } = this;
    const first = users.firstChangeFrom(call.since) + call.from;
    const end = Math.min(users.changes, first + call.limit);
    for (let change = first; change < end; change++) {
      if (users.isForgotten(change)) continue;
      call.users.push(users.log.userOf(change));
      call.versions.push(users.log.versionOf(change));
      call.rows.push(users.log.rowOf(change));
    }
    call.until = end < users.changes ? users.log.timeOf(end) - 1 : ground.time.now;
  }

  /** Checksums over equal parts of a range. */
  private digest(call: Call, users: ReadTable): void {
    const { ground } = this;
    call.digests = [];
    const to = call.limit === 0 ? Math.max(users.users, call.from) : call.limit;
    const each = Math.ceil((to - call.from + 1) / PARTS);
    for (let first = call.from; first <= to; first += each) {
      const last = Math.min(first + each - 1, to);
      call.users.push(last);
      call.digests.push(digestOf(users, first, last, ground.model.events.versioned));
    }
  }

  /**
   * Users after a number whose last change was written at or after a time, in order. A change is stamped when it is written and seen
   * when it commits; a row that is gone is seen by who asks for the deleted, or where lists tell them.
   */
  private changedSince({ kind, since, from, limit }: Call, table: ReadTable): readonly number[] {
    const { users, transactions, ground, replica } = this;
    const { includeDeleted } = ground.model.api;
    const stamps = new Map<number, number>();
    const known = replica?.changes ?? users.changes;
    for (let change = users.firstChangeFrom(since); change < known; change++)
      if (!users.isForgotten(change, known))
        stamps.set(users.log.userOf(change), transactions.writtenAt(change) - users.lags.get(change, 0));
    const tells = (user: number): boolean =>
      (table.rowOf(user) === ABSENT) === (kind === 'deleted') || (kind === 'since' && includeDeleted);
    return [...stamps]
      .filter(([user, stamp]) => user > from && stamp >= since && tells(user))
      .map(([user]) => user)
      .sort((a, b) => a - b)
      .slice(0, limit);
  }
}

function requestOf({ kind, from, limit, ids, since }: Call): ApiRequest {
  switch (kind) {
    case 'one':
      return { kind, user: from };
    case 'some':
      return { kind, count: ids.length };
    case 'page':
      return { kind, after: from, limit };
    case 'offset-page':
      return { kind, offset: from, limit };
    case 'since':
    case 'deleted':
      return { kind, since, after: from, limit };
    case 'history':
      return { kind, since, offset: from, limit };
    case 'range':
    case 'digest':
      return { kind, from, to: limit };
  }
}
