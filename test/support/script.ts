// A tiny language for tests that read like a story: who changes, what befalls the next message, who dies and comes back, and what
// must then be true. A script is played on the real engine from its beginning whenever it is asked something, with faults of the
// catalogue, each of which lasts for the one microsecond that it is about.
import { expect } from 'vitest';
import { KINDS, type Kind, kindOf, type Status, statusName } from '../../src/engine/rows.ts';
import { Session } from '../../src/engine/run/session.ts';
import type { View } from '../../src/engine/run/view.ts';
import type { FaultSpec, Scenario } from '../../src/engine/scenario.ts';
import { type TraceLine, writtenLine } from '../../src/engine/trace/lines.ts';
import { formatDuration } from '../../src/engine/units.ts';
import { watches, watchOver } from './laws.ts';
import type { Line } from './lines.ts';
import { type Overrides, specFor, type VariantChoice } from './scenarios.ts';
import { quiet, story } from './story.ts';
import { microseconds } from './time.ts';

/** A name of one’s choice, or the number of a user who is there from the start, active. */
type User = string | number;
type Users = Readonly<Record<User, Status>>;

type Deed = 'create' | 'suspend' | 'reactivate' | 'delete' | 'plan';

/** Whose message an intervention waits for, and after which deed; left out: anybody’s, any. */
interface Next {
  readonly about?: User;
  readonly deed?: Deed;
}

interface Intervention {
  readonly next: Next;
  readonly fault: string;
  readonly more: Partial<FaultSpec>;
}

/** Between two things that are told, so that each has its microsecond to itself. */
const STEP = 1_000_000;
/** No story is longer. */
const LENGTH = '10d';
const instant = (time: number): string => (time === 0 ? '0s' : formatDuration(time));

export class Script {
  private readonly scenario: Overrides;
  private readonly told: string[] = [];
  private readonly faults: FaultSpec[] = [];
  private readonly waiting = new Set<Intervention>();
  private readonly status = new Map<number, Status>();
  private readonly numbers = new Map<string, number>();
  private users: number;
  private now = 0;
  private down: { readonly fault: string; readonly at: number } | undefined;
  private mended: { readonly at: number; readonly strategy: string; readonly choice: VariantChoice } | undefined;

  constructor(scenario: Overrides = {}) {
    this.scenario = scenario;
    this.users = (scenario.population as Scenario['population'] | undefined)?.users ?? 0;
    for (let user = 1; user <= this.users; user++) this.status.set(user, 'active');
  }

  // ── What happens ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** Somebody signs up, is suspended, reactivated, or deletes the account. */
  changeStatus(user: User, status: Status): void {
    const is = this.status.get(this.numberOf(user)) ?? 'absent';
    if (status === 'absent') this.tell('delete', user);
    else if (status === 'suspended') this.tell('suspend', user);
    else this.tell(is === 'absent' ? 'create' : 'reactivate', user);
    this.status.set(this.numberOf(user), status);
  }

  changePlan(user: User): void {
    this.tell('plan', user);
  }

  /** Some time goes by. */
  pass(time: string): void {
    this.now += microseconds(time);
  }

  /** Goes on until nothing moves any more. */
  settle(): void {
    const last = this.play(microseconds(LENGTH) - 1).lines.findLast(({ kind }) => !kind.startsWith('invoice'));
    this.now = Math.max(this.now, (last?.t ?? 0) + STEP);
  }

  // ── What befalls the message of the next change ───────────────────────────────────────────────────────────────────

  /** The broker confirms it and loses it. */
  dropNext(next: Next = {}): void {
    this.waiting.add({ next, fault: 'message-loss', more: {} });
  }

  /** The publisher forgets it. */
  forgetNext(next: Next = {}): void {
    this.waiting.add({ next, fault: 'publisher-silent', more: {} });
  }

  /** It takes a detour; what is sent meanwhile overtakes it. */
  holdNextBack(by: string, next: Next = {}): void {
    this.waiting.add({ next, fault: 'message-delay', more: { by } });
  }

  /** It is sent twice. */
  doubleNext(next: Next = {}): void {
    this.waiting.add({ next, fault: 'message-duplicate', more: {} });
  }

  // ── Who dies and comes back ───────────────────────────────────────────────────────────────────────────────────────

  killBilling(): void {
    this.goDown('consumer-down');
  }

  restartBilling(): void {
    this.comeBack('consumer-down');
  }

  stopBroker(): void {
    this.goDown('broker-restart');
  }

  startBroker(): void {
    this.comeBack('broker-restart');
  }

  /** Somebody notices, and begins to repair. People take no time. */
  repair(strategy: string, parameters: VariantChoice['parameters'] = {}): void {
    if (this.mended !== undefined) throw new Error('A run is repaired once');
    this.now += STEP;
    this.mended = { at: this.now, strategy, choice: { parameters } };
  }

  // ── What must be true now ─────────────────────────────────────────────────────────────────────────────────────────

  /** What the User service knows of these users. */
  expectTruth(users: Users): void {
    this.expectRows(users, this.look().truthRows, 'the truth');
  }

  /** What Billing believes of these users. */
  expectBilling(users: Users): void {
    this.expectRows(users, this.look().billing.rows, 'Billing’s copy');
  }

  /** Of whom Billing believes something wrong, and how; of nobody else it does. */
  expectDivergent(users: Readonly<Record<User, Kind>>): void {
    expect(this.divergent(), `divergent at ${instant(this.now)}`).toEqual(users);
  }

  /** The same as a value, for tables of many stories. */
  divergent(): Readonly<Record<User, string>> {
    const { truthRows, billing } = this.look();
    const kinds = Array.from(truthRows, (truth, user) => KINDS[kindOf(truth, billing.rows[user] ?? 0)] as string);
    return Object.fromEntries(
      kinds.flatMap((kind, user) => (user === 0 || kind === 'agrees' ? [] : [[this.nameOf(user), kind]])),
    );
  }

  /** How many invoices have gone out, and how many of them were wrong. */
  expectInvoices(invoices: { readonly sent: number; readonly wrong: number }): void {
    expect(this.look().invoices, `invoices at ${instant(this.now)}`).toMatchObject(invoices);
  }

  /** How often messages of this user were handed to a consumer. */
  expectDeliveries(user: User, count: number): void {
    const { lines } = this.play(this.now);
    const about = lines.flatMap((line) =>
      line.kind === 'publish' && line.user === this.numberOf(user) ? [line.message] : [],
    );
    const deliveries = lines.filter((line) => line.kind === 'deliver' && about.includes(line.message));
    expect(deliveries.length, `deliveries about ${user}`).toBe(count);
  }

  // ── How it is done ────────────────────────────────────────────────────────────────────────────────────────────────

  private numberOf(user: User): number {
    if (typeof user === 'number' || /^\d+$/.test(user)) return Number(user);
    const known = this.numbers.get(user);
    if (known !== undefined) return known;
    this.users++;
    this.numbers.set(user, this.users);
    return this.users;
  }

  private nameOf(user: number): string {
    return [...this.numbers].find(([, number]) => number === user)?.[0] ?? String(user);
  }

  private tell(deed: Deed, user: User): void {
    this.now += STEP;
    this.told.push(`${instant(this.now)} ${deed} ${this.numberOf(user)}`);
    for (const each of this.waiting) {
      const { about, deed: after } = each.next;
      if ((about !== undefined && about !== user) || (after !== undefined && after !== deed)) continue;
      this.waiting.delete(each);
      this.faults.push({ fault: each.fault, at: instant(this.now), for: '1us', ...each.more });
    }
  }

  private goDown(fault: string): void {
    if (this.down !== undefined) throw new Error('Somebody is down already: one after the other');
    this.now += STEP;
    this.down = { fault, at: this.now };
  }

  private comeBack(fault: string): void {
    const { down } = this;
    if (down?.fault !== fault) throw new Error('That is not down');
    this.now += STEP;
    this.faults.push(this.outage(down, this.now));
    this.down = undefined;
  }

  private outage({ fault, at }: { readonly fault: string; readonly at: number }, until: number): FaultSpec {
    return { fault, at: instant(at), for: formatDuration(until - at) };
  }

  /** The whole script up to `until`. */
  private play(until: number): { readonly lines: readonly Line[]; readonly session: Session } {
    const [nobody] = this.waiting;
    if (nobody !== undefined) throw new Error(`${nobody.fault}: no change was told that it could be about`);
    const faults = this.down ? [...this.faults, this.outage(this.down, microseconds(LENGTH))] : this.faults;
    const { at = microseconds(LENGTH), strategy = 'wait', choice = {} } = this.mended ?? {};
    const of = quiet({ length: LENGTH, ...this.scenario, faults, repair: { at: instant(at) } });
    const spec = specFor(of, { strategy, ...choice });
    const watch = watchOver(spec);
    const lines: Line[] = [];
    const reader = (told: TraceLine) => {
      const line = writtenLine(told);
      watch.read(line);
      lines.push(line);
    };
    watches.add(reader);
    const session = Session.open(spec, story(...this.told), { marks: 1, reader });
    session.advance(until);
    watch.leave();
    return { lines, session };
  }

  private look(): View {
    return this.play(this.now).session.view(this.now);
  }

  private expectRows(users: Users, rows: Uint8Array, what: string): void {
    const names = Object.keys(users);
    const statuses = names.map((user) => [user, statusName(rows[this.numberOf(user)] ?? 0)]);
    expect(Object.fromEntries(statuses), `${what} at ${instant(this.now)}`).toEqual(users);
  }
}

export const script = (scenario: Overrides = {}): Script => new Script(scenario);
