// How an event becomes a row of the copy: the policy decides, with what it remembers, and the row is written or the event ignored.
// It knows nothing of how the message came or of whether it will come again.
import type { Counters } from '../../counters.ts';
import { Bits } from '../../kernel/columns.ts';
import type { Histogram } from '../../kernel/histogram.ts';
import { timeOf } from '../../kernel/record-log.ts';
import { loadState, saveState } from '../../kernel/state.ts';
import type { VirtualTime } from '../../kernel/time.ts';
import type { Decision, Policy } from '../../points.ts';
import { mistaken, SNAPSHOT } from '../../rows.ts';
import type { Trace } from '../../trace/trace.ts';
import { COPY_CAUSES, EFFECTS, PUBLISH_CAUSES } from '../../trace/words.ts';
import type { AskedPoints } from '../asked-point.ts';
import type { Ground } from '../ground.ts';
import type { KeptCopy, Ledger } from '../ledger.ts';
import { causeIn, type Messages, publicationIn, rowIn, typeIn } from '../messages.ts';
import { versionInCell } from '../user-table.ts';
import type { Copy } from './copy.ts';

export const APPLIED = EFFECTS.indexOf('applied');
const IGNORED_DUPLICATE = EFFECTS.indexOf('duplicate');
const IGNORED_STALE = EFFECTS.indexOf('stale');
export const REGRESSED = EFFECTS.indexOf('regressed');
export const EVENT = COPY_CAUSES.indexOf('event');
const BUG = COPY_CAUSES.indexOf('bug');
export const REPLAY = COPY_CAUSES.indexOf('replay');
/** Why a message writes the copy, by why it was published. */
export const COPY_CAUSE = Uint8Array.from(PUBLISH_CAUSES, (cause) =>
  cause === 'republish' || cause === 'snapshot' || cause === 'redrive' ? COPY_CAUSES.indexOf(cause) : EVENT,
);

/** What a subscriber counts and decides by. */
export interface Bookkeeping {
  readonly kept: KeptCopy;
  readonly policy: Policy;
  readonly counters: Counters;
  /** Times from commit to first application, microseconds. */
  readonly delays: Histogram;
}

/** Where messages are processed. */
export interface Applying {
  /** `replayed`: it is an entry of the log that is read again. `first`: it was not applied before. */
  apply(message: number, replayed: boolean, first: boolean): void;
}

export class Projection implements Applying {
  readonly saved: readonly string[] = ['inbox', 'freshInbox'];
  /** Numbers of processed events: those of changes, and (counted from the top) those of renewed events. */
  private readonly inbox = new Bits();
  private readonly freshInbox = new Bits();
  protected readonly time: VirtualTime;
  /** Where a bug may write something else. */
  private readonly atApply: AskedPoints['apply'];
  protected readonly trace: Trace;
  protected readonly messages: Messages;
  protected readonly ledger: Ledger;
  protected readonly kept: KeptCopy;
  protected readonly copy: Copy;
  protected readonly policy: Policy;
  protected readonly counters: Counters;
  protected readonly delays: Histogram;

  constructor(ground: Ground, messages: Messages, ledger: Ledger, books: Bookkeeping) {
    this.time = ground.time;
    this.atApply = ground.incident.at.apply;
    this.trace = ground.trace;
    this.messages = messages;
    this.ledger = ledger;
    this.kept = books.kept;
    this.copy = books.kept.copy;
    this.policy = books.policy;
    this.counters = books.counters;
    this.delays = books.delays;
  }

  apply(message: number, replayed: boolean, first: boolean): void {
    const { messages, kept, copy, policy, counters } = this;
    messages.openWhole(message);
    const { user, version, word } = messages;
    const occurredAt = timeOf(messages.low, messages.high);
    const copyVersion = versionInCell(copy.cells[user] as number);
    const seen = policy.inbox && this.isRemembered(messages.eventOf(message));
    const stamp = policy.stamps ? messages.stampOf(message, occurredAt) : 0;
    const later = policy.stamps ? stamp - copy.stampOf(user) : 0;
    const decision = policy.decide(seen, typeIn(word) === SNAPSHOT, version - copyVersion, later);
    if (version > copyVersion + 1) counters.gaps++;
    if (decision !== 'apply') return this.ignore(message, user, version, decision);
    const usual = messages.isPlain && copy.restamped.none;
    const regresses = usual ? version < copyVersion : this.takesBack(message, user, version);
    if (regresses) counters.regressed++;
    else counters.applied++;
    this.trace.apply(message, user, version, regresses ? REGRESSED : APPLIED, kept.number);
    const cause = COPY_CAUSE[causeIn(word)] as number;
    const isWrong = !this.atApply.isSilent && this.misapplies(user, version, word, rowIn(word), stamp);
    if (!isWrong) this.ledger.write(kept, user, version, rowIn(word), replayed ? REPLAY : cause, stamp);
    if (!messages.isPlain) copy.restamped.setUnless(user, messages.restamped.get(message, version), version);
    if (first && !replayed && !isWrong && cause === EVENT && publicationIn(word) === 0)
      this.delays.add(this.time.now - occurredAt);
  }

  /** What is kept beside a row that somebody else than an event has written, all of it: the time it is of, where times are kept. */
  stampOf(_version: number, at: number): number {
    return at;
  }

  /** Somebody else than an event has written a user's row. */
  brought(_user: number): void {
    // Nobody waits for that here.
  }

  /** Where somebody asks the API in an event's place: what another was told. */
  readsAnswerOf(_other: Projection): void {
    // Nobody asks here.
  }

  /** How many events about a user it keeps beside the copy. */
  keptBeside(_user: number): number {
    return 0;
  }

  /** It remembers nothing of events numbered from `event` on, nor of what happened after `time`, microseconds. */
  forgetSince(event: number, _time: number): void {
    this.inbox.removeFrom(event);
    this.freshInbox.clear();
  }

  /** From now on it remembers of the past what another does. */
  remembersAs(other: Projection): void {
    loadState(this, saveState(other));
  }

  /** Whether a bug of Billing's writes another row than `row`, which a message with this word leads to; if so, it is written. */
  protected misapplies(user: number, version: number, word: number, row: number, stamp: number): boolean {
    const { kept, atApply, ledger } = this;
    if (atApply.isSilent || kept.number > 0) return false;
    const about = { user, version, type: typeIn(word), publication: publicationIn(word) };
    if (atApply.ask(about) === null) return false;
    ledger.write(kept, user, version, mistaken(row), BUG, stamp);
    return true;
  }

  /** Whether the change a message tells of is older than the one the row tells of, whatever versions they are stamped with. */
  protected takesBack(message: number, user: number, version: number): boolean {
    const has = this.copy.restamped.get(user, this.copy.versionOf(user));
    return this.messages.restamped.get(message, version) < has;
  }

  protected ignore(message: number, user: number, version: number, decision: Exclude<Decision, 'apply'>): void {
    const { counters, kept } = this;
    if (decision === 'stale') counters.ignoredStale++;
    else counters.ignoredDuplicate++;
    const effect = decision === 'stale' ? IGNORED_STALE : IGNORED_DUPLICATE;
    this.trace.apply(message, user, version, effect, kept.number);
  }

  /** Whether the inbox knew the event; it knows it from now on. */
  protected isRemembered(event: number): boolean {
    const isFresh = event >= 0x80000000;
    const inbox = isFresh ? this.freshInbox : this.inbox;
    const place = isFresh ? 0xffffffff - event : event;
    const known = inbox.has(place);
    if (!known) inbox.add(place);
    return known;
  }
}
