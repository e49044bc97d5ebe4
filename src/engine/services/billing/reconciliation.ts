// Compares Billing's copy with the truth by checksums over ranges of users, descends into the ranges that differ, and looks at who
// differs once more after a while: what is on its way by then has arrived. What differs still, and has not moved, becomes what the
// User service says, also where its version went back. It asks no faster than it may, and keeps its place when a call fails.
import { ABSENT } from '../../rows.ts';
import { COPY_CAUSES } from '../../trace/words.ts';
import type { Ground } from '../ground.ts';
import type { Subscriber } from '../subscriber/subscriber.ts';
import { type Api, type Call, OK, TOO_MANY } from '../user/api.ts';
import { digestOf } from '../user/digest.ts';

const API = COPY_CAUSES.indexOf('api');
const SWEEP = COPY_CAUSES.indexOf('sweep');

/** Whoever has something compared. */
interface ReconciliationListener {
  /** Calls it back, by `due`, at a time, microseconds. */
  schedule(time: number): void;
  /** Nothing differs any more that has not moved meanwhile. */
  reconciled(): void;
  /** No answer; `resume` asks again. And: there is one again. */
  apiFailed(): void;
  apiAnswers(): void;
  /** A user differs, and has not moved since. */
  differs(user: number): void;
}

type Stage = 'none' | 'ranges' | 'recheck';

export class Reconciliation {
  readonly saved = [
    'stage',
    'from',
    'to',
    'ranges',
    'suspects',
    'seen',
    'stay',
    'cursor',
    'grace',
    'attempt',
    'askedAt',
    'failing',
  ];
  private stage: Stage = 'none';
  /** The range that is being asked about; `to` 0: up to the last user there is. */
  private from = 0;
  private to = 0;
  /** Ranges that are still to be looked at, first and last of each. */
  private ranges: number[] = [];
  /** Who differs, and of each the row and version that the copy had then. */
  private suspects: number[] = [];
  private seen: number[] = [];
  /** Those of them who differ still, and have moved. */
  private stay: number[] = [];
  private cursor = 0;
  /** How long it waits before it looks once more, microseconds. */
  private grace: number;
  private attempt = 0;
  private askedAt: number;
  private failing = false;
  private readonly ground: Ground;
  private readonly api: Api;
  private readonly billing: Subscriber;
  private readonly listener: ReconciliationListener;
  private readonly caller: number;

  /** `address`: in the addresses of its calls' latencies. `repairs`: whether they count as a repair's. */
  constructor(
    ground: Ground,
    api: Api,
    billing: Subscriber,
    listener: ReconciliationListener,
    { address, repairs }: { readonly address: number; readonly repairs: boolean },
  ) {
    this.grace = Number.NaN; // first: see kernel/state.ts
    this.grace = 0;
    this.askedAt = Number.NaN;
    this.askedAt = 0;
    this.ground = ground;
    this.api = api;
    this.billing = billing;
    this.listener = listener;
    this.caller = api.join({ address, repairs, answered: (call) => this.answered(call) });
  }

  get running(): boolean {
    return this.stage !== 'none';
  }

  begin(grace: number): void {
    this.grace = grace;
    this.suspects = [];
    this.seen = [];
    this.failing = false;
    this.stage = 'ranges';
    this.ranges = [1, 0];
    this.next();
  }

  /** A moment it had asked for has come: the next call. */
  due(): void {
    const { api, ground, stage, caller } = this;
    const { pageSize } = ground.model.api;
    if (stage === 'none') return;
    this.askedAt = ground.time.now;
    if (stage === 'recheck') {
      const ids = this.suspects.slice(this.cursor, this.cursor + pageSize);
      return api.ask(caller, 'some', this.cursor, ids.length, this.attempt++, ids);
    }
    const isShort = this.to > 0 && this.to - this.from < pageSize;
    api.ask(caller, isShort ? 'range' : 'digest', this.from, this.to, this.attempt++);
  }

  /** Asks again what was not answered. */
  resume(): void {
    this.ask();
  }

  private answered(call: Call): void {
    const { listener, ground } = this;
    if (call.status === TOO_MANY) return listener.schedule(ground.time.now + this.api.wait);
    if (call.status !== OK) {
      this.failing = true;
      return listener.apiFailed();
    }
    if (this.failing) listener.apiAnswers();
    this.failing = false;
    this.attempt = 0;
    if (call.kind === 'digest') this.compareParts(call);
    else if (call.kind === 'range') this.compareRows(call);
    else this.lookAgain(call);
    this.next();
  }

  private next(): void {
    const { ranges, listener } = this;
    if (this.stage === 'ranges') {
      if (ranges.length > 0) {
        this.to = ranges.pop() as number;
        this.from = ranges.pop() as number;
        return this.ask();
      }
      return this.waitToLookAgain();
    }
    if (this.cursor < this.suspects.length) return this.ask();
    this.suspects = this.stay;
    this.seen = this.suspects.flatMap((user) => this.rowOf(user));
    if (this.suspects.length > 0) return this.waitToLookAgain();
    this.stage = 'none';
    listener.reconciled();
  }

  private waitToLookAgain(): void {
    if (this.suspects.length === 0) {
      this.stage = 'none';
      return this.listener.reconciled();
    }
    this.stage = 'recheck';
    this.cursor = 0;
    this.stay = [];
    this.listener.schedule(this.ground.time.now + this.grace);
  }

  /** The next call, no sooner than the rate limit allows. */
  private ask(): void {
    const { ground, api, listener } = this;
    const due = this.askedAt + api.pace;
    if (this.askedAt > 0 && ground.time.now < due) listener.schedule(due);
    else this.due();
  }

  /** Parts whose checksums differ are looked at more closely; beyond the last user there is nobody ought to be. */
  private compareParts({ users: lasts, digests }: Call): void {
    const { copy } = this.billing;
    const { versioned } = this.ground.model.events;
    let first = this.from;
    for (const [n, last] of lasts.entries()) {
      if (digestOf(copy, first, last, versioned) !== digests[n]) this.ranges.push(first, last);
      first = last + 1;
    }
    if (this.to > 0) return;
    for (let user = first; user <= copy.highestUsed(); user++) if (copy.rowOf(user) !== ABSENT) this.suspect(user);
  }

  private compareRows({ users, rows, versions }: Call): void {
    const listed = new Map(users.map((user, n) => [user, n]));
    for (let user = this.from; user <= this.to; user++) {
      const n = listed.get(user);
      if (
        this.isUnlike(
          user,
          n === undefined ? ABSENT : (rows[n] as number),
          n === undefined ? 0 : (versions[n] as number),
        )
      )
        this.suspect(user);
    }
  }

  /** Who differs still as they did becomes what the User service says; who has moved is looked at another time. */
  private lookAgain({ users, rows, versions, servedAt, ids }: Call): void {
    const { billing } = this;
    const listed = new Map(users.map((user, n) => [user, n]));
    for (const [at, user] of ids.entries()) {
      const n = listed.get(user);
      const [row, version] = n === undefined ? [ABSENT, 0] : [rows[n] as number, versions[n] as number];
      if (!this.isUnlike(user, row, version)) continue;
      const [had, hadVersion] = [this.seen[(this.cursor + at) * 2], this.seen[(this.cursor + at) * 2 + 1]];
      const [has, hasVersion] = this.rowOf(user);
      if (has !== had || hasVersion !== hadVersion) this.stay.push(user);
      else {
        this.listener.differs(user);
        const last = row === ABSENT && version === 0 ? hasVersion : version;
        billing.bring(user, last as number, row, row === ABSENT ? SWEEP : API, servedAt);
      }
    }
    this.cursor += ids.length;
  }

  private suspect(user: number): void {
    this.suspects.push(user);
    this.seen.push(...this.rowOf(user));
  }

  private rowOf(user: number): readonly [row: number, version: number] {
    const { copy } = this.billing;
    return [copy.rowOf(user), copy.versionOf(user)];
  }

  /** Whether the copy has another row, or the same of another version, where rows have any. Who is absent has none. */
  private isUnlike(user: number, row: number, version: number): boolean {
    const [has, hasVersion] = this.rowOf(user);
    if (row !== has) return true;
    return row !== ABSENT && this.ground.model.events.versioned && version !== hasVersion;
  }
}
