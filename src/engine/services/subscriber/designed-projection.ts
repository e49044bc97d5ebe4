// How an event becomes a row where events are not whole states with a version, or the policy does more than compare: a change
// written over the row, an answer of the API in the event's place, a version for each field, events held until a gap is filled,
// an alarm when one is seen. The plain case, which is frequent and short, stands in projection.ts.
import { ABSENT, SNAPSHOT, statusOf } from '../../rows.ts';
import { EFFECTS } from '../../trace/words.ts';
import type { Alarms } from '../alarms.ts';
import type { Ground } from '../ground.ts';
import type { Ledger } from '../ledger.ts';
import { causeIn, type Messages, publicationIn, rowIn, typeIn } from '../messages.ts';
import { HeldEvents } from './held-events.ts';
import { APPLIED, type Bookkeeping, COPY_CAUSE, EVENT, Projection, REGRESSED, REPLAY } from './projection.ts';
import {
  changed,
  fieldVersions,
  planVersion,
  statusVersion,
  tellsPlan,
  tellsStatus,
  withPlan,
  withStatus,
} from './told.ts';

const HELD = EFFECTS.indexOf('held');

/** How events are made, and what a subscriber makes of them, besides its policy. */
export interface Design {
  readonly carry: 'state' | 'delta' | 'key';
  readonly versioned: boolean;
  /** Whether the subscriber raises an alarm when a version is missing. */
  readonly gapDetection: boolean;
}

/** What the API said of a user, in place of an event that does not say it. */
interface AskedRow {
  readonly row: number;
  /** Of the row; 0 where there is none. */
  readonly version: number;
  /** When the service read it, microseconds. */
  readonly servedAt: number;
}

/** What is to be written, if it is: of a message, or of the answer it led to. */
export interface Offer {
  readonly message: number;
  readonly user: number;
  readonly version: number;
  readonly type: number;
  readonly row: number;
  /** Whether it tells the present state, all of it. */
  readonly snapshot: boolean;
  /** The time it speaks of, microseconds. */
  readonly at: number;
}

export class DesignedProjection extends Projection {
  override readonly saved: readonly string[] = ['inbox', 'freshInbox', 'held'];
  /** Events that wait for one before them. */
  readonly held = new HeldEvents();
  /** What the consumer that processes a message has been told of its user; null between tasks, and where nobody asks. */
  answer: AskedRow | null = null;
  private readonly design: Design;
  private readonly alarms: Alarms;

  constructor(ground: Ground, messages: Messages, ledger: Ledger, books: Bookkeeping, design: Design, alarms: Alarms) {
    super(ground, messages, ledger, books);
    this.design = design;
    this.alarms = alarms;
  }

  override apply(message: number, replayed: boolean, first: boolean): void {
    const { user, version } = this.opened(message);
    this.lookForGap(user, version);
    const offer = this.answer === null ? this.offerOf(message) : this.answeredOffer(message, this.answer);
    this.offered(offer, replayed, first);
  }

  override stampOf(version: number, at: number): number {
    return this.policy.fields === true ? fieldVersions(version, version) : at;
  }

  override brought(user: number): void {
    if (this.policy.holds === true) this.release(user);
  }

  override readsAnswerOf(other: Projection): void {
    if (other instanceof DesignedProjection) this.answer = other.answer;
  }

  override keptBeside(user: number): number {
    return this.held.countOf(user);
  }

  override forgetSince(event: number, time: number): void {
    super.forgetSince(event, time);
    this.counters.held -= this.held.drop(({ message }) => this.messages.occurredAt(message) > time);
  }

  override remembersAs(other: Projection): void {
    const before = this.held.length;
    super.remembersAs(other);
    this.counters.held += this.held.length - before;
  }

  private opened(message: number): { readonly user: number; readonly version: number } {
    const { messages } = this;
    messages.open(message);
    return { user: messages.user, version: messages.version };
  }

  private offerOf(message: number): Offer {
    const { messages, copy, design } = this;
    messages.open(message);
    const { user, version, word } = messages;
    const type = typeIn(word);
    const told = rowIn(word);
    const row = design.carry === 'delta' ? changed(copy.rowOf(user), type, told) : told;
    const at = messages.stampOf(message, messages.occurredAt(message));
    return { message, user, version, type, row, snapshot: type === SNAPSHOT, at };
  }

  /** What the API says, in the place of what the event does not say. */
  private answeredOffer(message: number, { row, version: read, servedAt: at }: AskedRow): Offer {
    const { user, version } = this.opened(message);
    // Who is gone has no version there any more: that of the event, or of the row, stands for the last.
    const last = read > 0 ? read : Math.max(version, this.copy.versionOf(user));
    return { message, user, version: last, type: SNAPSHOT, row, snapshot: true, at };
  }

  private lookForGap(user: number, version: number): void {
    if (!this.design.versioned || version <= this.copy.versionOf(user) + 1) return;
    this.counters.gaps++;
    if (this.design.gapDetection) this.alarms.gap(user, version);
  }

  private offered(offer: Offer, replayed: boolean, first: boolean): void {
    const { policy, messages, copy, held } = this;
    if (policy.fields === true) return this.merge(offer, replayed, first);
    const { message, user, version, snapshot, at } = offer;
    const seen =
      policy.holds === true ? held.has(user, version) : policy.inbox && this.isRemembered(messages.eventOf(message));
    const later = policy.stamps ? at - copy.stampOf(user) : 0;
    const decision = policy.decide(seen, snapshot, version - copy.versionOf(user), later);
    if (decision === 'hold') return this.hold(offer, replayed, first);
    if (decision !== 'apply') return this.ignore(message, user, this.opened(message).version, decision);
    this.write(offer, policy.stamps ? at : 0, replayed, first);
    if (policy.holds === true) this.release(user);
  }

  private hold({ message, user, version }: Offer, replayed: boolean, first: boolean): void {
    this.held.add(user, { version, message, replayed, first });
    this.counters.held++;
    this.trace.apply(message, user, version, HELD, this.kept.number);
  }

  /** Whoever waited only for what is written now is written too; what is older by now is not needed any more. */
  private release(user: number): void {
    const { held, copy, counters } = this;
    for (;;) {
      const has = copy.versionOf(user);
      const next = held.take(user, has + 1);
      if (next === undefined) return;
      counters.held--;
      const { message, version, replayed, first } = next;
      if (version <= has) this.ignore(message, user, version, 'stale');
      else this.write(this.offerOf(message), 0, replayed, first);
    }
  }

  /** Each field by its own version; the row has the highest. */
  private merge(offer: Offer, replayed: boolean, first: boolean): void {
    const { copy, policy, design } = this;
    const { message, user, version, type, snapshot } = offer;
    const whole = snapshot || design.carry !== 'delta';
    const stamp = copy.stampOf(user);
    const [ofStatus, ofPlan] = [statusVersion(stamp), planVersion(stamp)];
    const writes = (tells: boolean, of: number) =>
      (whole || tells) && policy.decide(false, snapshot, version - of, 0) === 'apply';
    const [status, plan] = [writes(tellsStatus(type), ofStatus), writes(tellsPlan(type), ofPlan)];
    if (!status && !plan)
      return this.ignore(
        message,
        user,
        this.opened(message).version,
        version < Math.max(ofStatus, ofPlan) ? 'stale' : 'duplicate',
      );
    let row = copy.rowOf(user);
    if (plan) row = withPlan(row, offer.row);
    if (status) row = withStatus(row, statusOf(offer.row));
    else if (ofStatus > 0 && statusOf(copy.rowOf(user)) === ABSENT) row = ABSENT; // who is gone has no plan
    const versions = fieldVersions(status ? version : ofStatus, plan ? version : ofPlan);
    this.write({ ...offer, row, version: Math.max(version, copy.versionOf(user)) }, versions, replayed, first);
  }

  protected write({ message, user, version, row }: Offer, stamp: number, replayed: boolean, first: boolean): void {
    const { messages, kept, copy, counters } = this;
    const told = this.opened(message).version;
    const { word } = messages;
    const regresses = this.regresses(message, user, version);
    if (regresses) counters.regressed++;
    else counters.applied++;
    this.trace.apply(message, user, told, regresses ? REGRESSED : APPLIED, kept.number);
    const why = COPY_CAUSE[causeIn(word)] as number;
    const isWrong = this.misapplies(user, version, word, row, stamp);
    if (!isWrong) this.ledger.write(kept, user, version, row, replayed ? REPLAY : why, stamp);
    if (!messages.restamped.none && this.design.carry !== 'key')
      copy.restamped.setUnless(user, messages.restamped.get(message, version), version);
    if (first && !replayed && !isWrong && why === EVENT && publicationIn(word) === 0)
      this.delays.add(this.time.now - messages.occurredAt(message));
  }

  /** Whether what is written is older than what was there. */
  private regresses(message: number, user: number, version: number): boolean {
    const { messages, copy, policy, design } = this;
    const usual = design.carry === 'key' || (messages.restamped.none && copy.restamped.none);
    if (!usual) return this.takesBack(message, user, version);
    return policy.fields !== true && version < copy.versionOf(user);
  }
}
