// Follows every message through a trace: published once, on its way, in the broker, with a consumer, acknowledged, put back or
// lost. It complains about a message that is in two places or in none.

import type { Facts } from './facts.ts';
import type {
  ApplyLine,
  CopyLine,
  DeliverLine,
  Line,
  LostLine,
  PublishLine,
  RequestLine,
  SettledLine,
} from './lines.ts';

export interface Letter {
  readonly publish: PublishLine;
  /** Deliveries that are neither acknowledged nor put back: consumer and attempt. */
  held: { readonly consumer: number; readonly attempt: number }[];
  delivered: number;
  acked: number;
  lost: number;
  dead: number;
  /** Processed, whether or not anything was written. */
  applied: number;
  /** Whether Billing holds it until one before it has come. */
  waits: boolean;
  /** Whether a second table, or a backup, may hold it so: nothing tells. When that has become the copy, what it holds is written there. */
  waitsAside: boolean;
  /** Attempts at processing it that failed. */
  failed: number;
}

type Complain = (line: Line | undefined, what: string) => void;

export class Post {
  readonly letters = new Map<number, Letter>();
  lastAnswer: RequestLine | undefined;
  private readonly log: boolean;
  private readonly compacts: boolean;
  private readonly ackBefore: boolean;
  private readonly late: boolean;
  /** Billing asks the API instead: nobody reads the log. */
  private readonly unheard: boolean;
  /** How many users there are from the start. */
  private readonly users: number;
  private readonly consumers: number;
  /** Its policy holds what comes too early. */
  private readonly holds: boolean;
  private readonly complain: Complain;

  constructor({ spec, startsAt, reads }: Facts, complain: Complain) {
    this.log = spec.scenario.broker.kind !== 'queue';
    this.compacts = spec.scenario.broker.kind === 'compacted-log';
    this.ackBefore = spec.scenario.billing.ack === 'before';
    this.late = startsAt > 0;
    this.unheard = reads === 'api';
    this.users = spec.scenario.population.users;
    this.consumers = spec.scenario.billing.consumers;
    this.holds = spec.scenario.billing.policy === 'strict';
    this.complain = complain;
  }

  read(line: Line): void {
    if (line.kind === 'publish') this.publish(line);
    else if (line.kind === 'deliver') this.deliver(line);
    else if (line.kind === 'apply') this.apply(line);
    else if (line.kind === 'lost') this.lose(line);
    else if (line.kind === 'ack' || line.kind === 'requeue' || line.kind === 'dead-letter') this.settle(line);
    else if (line.kind === 'api') this.lastAnswer = line;
    else if (line.kind === 'fault' && line.on && line.fault === 'billing-restore') this.forget();
  }

  /** A backup of the copy knows of what it held then, and nothing tells which that was. */
  private forget(): void {
    for (const letter of this.letters.values()) {
      letter.waitsAside ||= letter.waits;
      letter.waits = false;
    }
  }

  /** What brought this row, if `previous` is an application that wrote it. */
  bringer(line: CopyLine, previous: Line | undefined): PublishLine | undefined {
    if (previous?.kind !== 'apply' || previous.t !== line.t || previous.user !== line.user) return undefined;
    if (previous.effect !== 'applied' && previous.effect !== 'regressed') return undefined;
    return this.letters.get(previous.message)?.publish;
  }

  /** Whether `previous` is an application that wrote this row, whatever is in it. */
  wrote(line: CopyLine, previous: Line | undefined): boolean {
    return this.bringer(line, previous) !== undefined;
  }

  /** Duplicates are sent right behind what they repeat. */
  originOf(line: PublishLine): PublishLine {
    for (let message = line.message; message >= 0; message--) {
      const publish = this.letters.get(message)?.publish;
      if (publish !== undefined && publish.cause !== 'duplicate') return publish;
    }
    return line;
  }

  /** Whether it tells the present state. */
  isSnapshot(line: PublishLine): boolean {
    return this.originOf(line).cause === 'snapshot';
  }

  /** Where everything must be when a run has settled. */
  end(): void {
    for (const letter of this.letters.values()) {
      if (this.isNobodys(letter)) continue;
      const ends = letter.acked + letter.lost + letter.dead + (this.ackBefore ? letter.applied : 0);
      const unread = letter.delivered === 0 && letter.lost === 0;
      if (this.log && (this.heldBefore(letter) || (unread && (this.unheard || this.late)))) continue; // older than the group
      const fine = this.log ? ends >= 1 && letter.lost <= 1 : ends === 1;
      if (!fine && !this.isSuperseded(letter)) this.complain(letter.publish, `a message that ended ${ends} times`);
    }
  }

  /** Handed to a reader who died or went back, and compacted away before it was there: the log has a later one of that user, or nobody. */
  private isSuperseded({ publish, delivered }: Letter): boolean {
    if (!this.compacts || delivered === 0) return false;
    if (publish.status === 'absent') return true;
    for (let later = publish.message + 1; later < this.letters.size; later++)
      if (this.letters.get(later)?.publish.user === publish.user) return true;
    return false;
  }

  /** No line tells of it again: right where no queue of Billing was bound, and none was meant to be. */
  private isNobodys({ delivered, lost, dead }: Letter): boolean {
    return !this.log && (this.unheard || this.late) && delivered + lost + dead === 0;
  }

  /** An entry that was in the log, and read from it, before the run began. */
  private heldBefore({ publish }: Letter): boolean {
    return (
      this.log &&
      !this.late &&
      publish.cause === 'live' &&
      publish.t === 0 &&
      publish.version === 1 &&
      publish.user <= this.users
    );
  }

  private publish(line: PublishLine): void {
    if (line.message !== this.letters.size) this.complain(line, `message ${this.letters.size} was due`);
    const letter = {
      publish: line,
      held: [],
      delivered: 0,
      acked: 0,
      lost: 0,
      dead: 0,
      applied: 0,
      waits: false,
      waitsAside: false,
      failed: 0,
    };
    this.letters.set(line.message, letter);
  }

  private letterOf(line: { readonly message: number | null } & Line): Letter | undefined {
    const letter = this.letters.get(line.message as number);
    if (letter === undefined) this.complain(line, 'a message that nobody published');
    return letter;
  }

  private deliver(line: DeliverLine): void {
    const letter = this.letterOf(line);
    if (letter === undefined) return;
    letter.delivered++;
    if (this.log) {
      // What a group had not acknowledged is delivered again without a word, and a replay reads again even what Billing lost.
      letter.held = [];
      if (letter.lost > 0 && letter.delivered === 1) this.complain(line, 'a message that the broker lost is delivered');
      const again = letter.delivered > 1 || this.heldBefore(letter);
      if (line.attempt > 1 !== again) this.complain(line, `a first delivery is none, or the other way round`);
    } else {
      if (letter.lost > 0) this.complain(line, 'a lost message is delivered');
      if (letter.acked + letter.dead > 0) this.complain(line, 'a message is delivered after its end');
      if (letter.held.length > 0) this.complain(line, 'a message is delivered to two');
      if (line.attempt !== letter.delivered) this.complain(line, `attempt ${letter.delivered} was due`);
    }
    if (line.consumer < 1 || line.consumer > this.consumers) this.complain(line, 'there is no such consumer');
    letter.held.push({ consumer: line.consumer, attempt: line.attempt });
  }

  private apply(line: ApplyLine): void {
    const letter = this.letterOf(line);
    if (letter === undefined) return;
    // What failed will be tried again; what was held is written, or put away, without another delivery.
    // What is processed for a second table waits for nothing; what is held again had been forgotten by a restore.
    const isAgain = ['duplicate', 'aside', 'held'].includes(line.effect);
    if (line.effect === 'failed') letter.failed++;
    else if (letter.waitsAside && letter.applied === letter.delivered) letter.waitsAside = false;
    else if (isAgain || !letter.waits) letter.applied++;
    if (line.effect === 'aside') letter.waitsAside = this.holds;
    if (line.effect !== 'duplicate' && line.effect !== 'aside') letter.waits = line.effect === 'held';
    if (letter.delivered === 0) this.complain(line, 'a message is processed that was not delivered');
    if (letter.applied > letter.delivered) this.complain(line, 'a delivery is processed twice');
    if (line.user !== letter.publish.user || line.version !== letter.publish.version)
      this.complain(line, 'a message changed on its way');
  }

  private settle(line: SettledLine): void {
    const letter = this.letterOf(line);
    if (letter === undefined) return;
    const held = letter.held.filter((each) => each.consumer === line.consumer && each.attempt === line.attempt);
    if (line.kind !== 'dead-letter' && held.length !== 1) this.complain(line, 'nobody holds this delivery');
    letter.held = letter.held.filter((each) => !held.includes(each));
    if (line.kind === 'ack') letter.acked++;
    if (line.kind === 'dead-letter') letter.dead++;
    if (line.kind === 'ack' && letter.applied + letter.failed < letter.acked)
      this.complain(line, 'acknowledged before it was processed');
  }

  private lose(line: LostLine): void {
    if (line.message === null) {
      if (line.where !== 'publisher') this.complain(line, 'an event without a message is lost at the publisher only');
      return;
    }
    const letter = this.letterOf(line);
    if (letter === undefined) return;
    letter.lost++;
    letter.held = [];
    if (letter.lost > 1) this.complain(line, 'a message is lost twice');
    const processed = this.ackBefore ? letter.applied : letter.acked;
    if (processed + letter.dead > 0) this.complain(line, 'a message is lost after its end');
  }
}
