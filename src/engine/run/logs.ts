// What a run has written so far, for those who read it from outside: the log of changes of the truth, the logs of writes to the
// copies, and the tallies of invoice runs. Places count from 0, in the order of time; nothing here can be changed.
import { EVENT_TYPES, type EventType } from '../rows.ts';
import type { RowLog } from '../services/row-log.ts';
import type { Subscriber } from '../services/subscriber/subscriber.ts';
import { COPY_CAUSES, type CopyCause } from '../trace/words.ts';
import { type Lengths, lengthsOf } from './history.ts';
import type { Parts } from './parts.ts';

/** How long the logs are at the furthest moment computed: the simulation itself may stand earlier. */
export interface Reach extends Lengths {
  readonly invoices: number;
}

export const reachOf = (parts: Parts): Reach => ({ ...lengthsOf(parts), invoices: parts.invoicing.book.tallies });

/** A row as it was written at one place of a log. */
export interface WrittenRow {
  readonly user: number;
  /** Status and plan, see `statusName` and `planName`. */
  readonly row: number;
  readonly version: number;
  /** Virtual time, microseconds. */
  readonly time: number;
}

abstract class Rows {
  protected abstract readonly log: RowLog;
  abstract readonly length: number;

  userOf(place: number): number {
    return this.log.userOf(place);
  }

  versionOf(place: number): number {
    return this.log.versionOf(place);
  }

  timeOf(place: number): number {
    return this.log.timeOf(place);
  }

  at(place: number): WrittenRow {
    const { log } = this;
    return {
      user: log.userOf(place),
      row: log.rowOf(place),
      version: log.versionOf(place),
      time: log.timeOf(place),
    };
  }
}

class TruthLog extends Rows {
  protected readonly log: RowLog;
  private readonly parts: Parts;
  private readonly reach: () => Reach;

  constructor(parts: Parts, reach: () => Reach) {
    super();
    this.parts = parts;
    this.log = parts.users.log;
    this.reach = reach;
  }

  get length(): number {
    return this.reach().changes;
  }

  typeOf(place: number): EventType {
    return EVENT_TYPES[this.parts.users.typeOfChange(place)] as EventType;
  }

  /** The identity of the event that tells of a change. */
  eventOf(place: number): number {
    return this.parts.model.users + place;
  }
}

class CopyLog extends Rows {
  protected readonly log: RowLog;
  private readonly reach: () => Reach;

  private readonly subscriber: number;

  constructor(parts: Parts, subscriber: number, reach: () => Reach) {
    super();
    this.log = (parts.subscribers[subscriber] as Subscriber).copy.log;
    this.subscriber = subscriber;
    this.reach = reach;
  }

  get length(): number {
    return this.reach().writes[this.subscriber] as number;
  }

  causeOf(place: number): CopyCause {
    return COPY_CAUSES[this.log.reasonOf(place)] as CopyCause;
  }
}

/** Totals as they stood after each change of an invoice run's tally. */
class InvoiceLog {
  private readonly parts: Parts;
  private readonly reach: () => Reach;

  constructor(parts: Parts, reach: () => Reach) {
    this.parts = parts;
    this.reach = reach;
  }

  get length(): number {
    return this.reach().invoices;
  }

  timeOf(place: number): number {
    return this.parts.invoicing.book.timeOf(place);
  }

  totalsAt(place: number): { readonly sent: number; readonly wrong: number; readonly missed: number } {
    return this.parts.invoicing.book.totalsAt(place);
  }
}

export class Logs {
  readonly truth: TruthLog;
  /** Of every subscriber, Billing's first. */
  readonly copies: readonly CopyLog[];
  readonly invoices: InvoiceLog;

  constructor(parts: Parts, reach: () => Reach) {
    this.truth = new TruthLog(parts, reach);
    this.copies = parts.subscribers.map((_, subscriber) => new CopyLog(parts, subscriber, reach));
    this.invoices = new InvoiceLog(parts, reach);
  }

  /** Billing's. */
  get copy(): CopyLog {
    return this.copies[0] as CopyLog;
  }
}
