// What a run has written so far, for those who read it from outside: the log of changes of the truth, the log of writes to the
// copy, and the tallies of invoice runs. Places count from 0, in the order of time; nothing here can be changed.
import { EVENT_TYPES, type EventType } from '../rows.ts';
import type { RowLog } from '../services/row-log.ts';
import { COPY_CAUSES, type CopyCause } from '../trace/words.ts';
import type { Simulation } from './simulation.ts';

/** How long the logs are at the furthest moment computed: the simulation itself may stand earlier. */
export interface Reach {
  readonly changes: number;
  readonly writes: number;
  readonly invoices: number;
}

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
  private readonly simulation: Simulation;
  private readonly reach: () => Reach;

  constructor(simulation: Simulation, reach: () => Reach) {
    super();
    this.simulation = simulation;
    this.log = simulation.users.log;
    this.reach = reach;
  }

  get length(): number {
    return this.reach().changes;
  }

  typeOf(place: number): EventType {
    return EVENT_TYPES[this.simulation.users.typeOfChange(place)] as EventType;
  }

  /** The identity of the event that tells of a change. */
  eventOf(place: number): number {
    return this.simulation.model.users + place;
  }
}

class CopyLog extends Rows {
  protected readonly log: RowLog;
  private readonly reach: () => Reach;

  constructor(simulation: Simulation, reach: () => Reach) {
    super();
    this.log = simulation.copy.log;
    this.reach = reach;
  }

  get length(): number {
    return this.reach().writes;
  }

  causeOf(place: number): CopyCause {
    return COPY_CAUSES[this.log.reasonOf(place)] as CopyCause;
  }
}

/** Totals as they stood after each change of an invoice run's tally. */
class InvoiceLog {
  private readonly simulation: Simulation;
  private readonly reach: () => Reach;

  constructor(simulation: Simulation, reach: () => Reach) {
    this.simulation = simulation;
    this.reach = reach;
  }

  get length(): number {
    return this.reach().invoices;
  }

  timeOf(place: number): number {
    return this.simulation.invoicing.timeOfTally(place);
  }

  totalsAt(place: number): { readonly sent: number; readonly wrong: number; readonly missed: number } {
    return this.simulation.invoicing.totalsAt(place);
  }
}

export class Logs {
  readonly truth: TruthLog;
  readonly copy: CopyLog;
  readonly invoices: InvoiceLog;

  constructor(simulation: Simulation, reach: () => Reach) {
    this.truth = new TruthLog(simulation, reach);
    this.copy = new CopyLog(simulation, reach);
    this.invoices = new InvoiceLog(simulation, reach);
  }
}
