// Several callers who read all pages of the API between them: each takes the next page that nobody has taken, until one comes short. They
// keep their places when calls fail. What is done with the rows is not their business.
import type { Component } from '../kernel/state.ts';
import { type Call, OK, TOO_MANY } from '../services/user/api.ts';
import type { Services } from './tool.ts';

/** So many may call at once. */
export const MOST_CALLERS = 8;

/** In the addresses of their calls' latencies: beyond those of all who call alone. */
const ADDRESSES = { repair: 1 << 14, seeding: 1 << 15 } as const;

interface Listener {
  /** A page has come. */
  page(call: Call): void;
  /** All pages have. */
  done(): void;
  failed(): void;
  answers(): void;
  /** Calls `ask` for one of them at a time, microseconds. */
  schedule(time: number, caller: number): void;
}

export class ParallelScan implements Component {
  readonly saved = ['next', 'isShort', 'pages', 'attempts', 'askedAt', 'stalled', 'failing', 'gap', 'slot', 'refused'];
  /** The page that nobody has taken. */
  private next = 0;
  /** A page came short: there are no more. */
  private isShort = false;
  /** By caller: the page that it reads, −1 when it is through. */
  private pages: number[] = [];
  private attempts: number[] = [];
  private askedAt: number[] = [];
  /** Who has failed, and waits to be told to go on. */
  private stalled: boolean[] = [];
  /** The last call that came back had failed. */
  private failing = false;
  /** Microseconds between any two of their calls; 0: each spaces its own by the API's limit. */
  private gap = 0;
  /** When the next of them may call. */
  private slot = 0;
  /** Calls that were refused for being too many. */
  refused = 0;
  private readonly services: Services;
  private readonly listener: Listener;
  private readonly callers: readonly number[];

  constructor(services: Services, repairs: boolean, listener: Listener) {
    this.slot = Number.NaN; // first: see kernel/state.ts
    this.slot = 0;
    this.services = services;
    this.listener = listener;
    const first = repairs ? ADDRESSES.repair : ADDRESSES.seeding;
    this.callers = Array.from({ length: MOST_CALLERS }, (_, n) =>
      services.api.join({ address: first + n, repairs, answered: (call) => this.answered(n, call) }),
    );
  }

  /** Begins with so many callers; `gap`: microseconds between any two calls, 0 for as fast as each may. */
  begin(callers: number, gap: number): void {
    const each = Array.from({ length: callers });
    this.next = 0;
    this.isShort = false;
    this.pages = each.map(() => -1);
    this.attempts = each.map(() => 0);
    this.askedAt = each.map(() => 0);
    this.stalled = each.map(() => false);
    this.failing = false;
    this.gap = gap;
    this.slot = this.services.ground.time.now;
    this.refused = 0;
    for (let caller = 0; caller < callers; caller++) this.take(caller);
  }

  /** Who has failed goes on. */
  resume(): void {
    for (const [caller, waits] of this.stalled.entries()) {
      if (!waits) continue;
      this.stalled[caller] = false;
      this.ask(caller);
    }
  }

  /** One of them asks for its page. */
  ask(caller: number): void {
    const { api, ground } = this.services;
    const { pageSize, offsetPaging } = ground.model.api;
    this.askedAt[caller] = ground.time.now;
    const attempt = this.attempts[caller] as number;
    this.attempts[caller] = attempt + 1;
    // Users are numbered without gaps: a page after a multiple of its size has all users of its numbers.
    const from = (this.pages[caller] as number) * pageSize;
    api.ask(this.callers[caller] as number, offsetPaging ? 'offset-page' : 'page', from, pageSize, attempt);
  }

  /** The next page, no sooner than its rate allows. */
  private take(caller: number): void {
    this.pages[caller] = this.isShort ? -1 : this.next++;
    this.attempts[caller] = 0;
    if (this.isShort) {
      if (this.pages.every((page) => page < 0)) this.listener.done();
      return;
    }
    const { now } = this.services.ground.time;
    const due = this.dueFor(caller, now);
    if (due > now) this.listener.schedule(due, caller);
    else this.ask(caller);
  }

  private dueFor(caller: number, now: number): number {
    if (this.gap > 0) {
      const due = Math.max(now, this.slot);
      this.slot = due + this.gap;
      return due;
    }
    const last = this.askedAt[caller] as number;
    return last === 0 ? now : last + this.services.api.pace;
  }

  private answered(caller: number, call: Call): void {
    const { listener, services } = this;
    if (call.status === TOO_MANY) {
      this.refused++;
      return listener.schedule(services.ground.time.now + services.api.wait, caller);
    }
    if (call.status !== OK) {
      this.stalled[caller] = true;
      this.failing = true;
      return listener.failed();
    }
    if (this.failing) listener.answers();
    this.failing = false;
    listener.page(call);
    if (call.users.length < call.limit) this.isShort = true;
    this.resume();
    this.take(caller);
  }
}
