// The running totals of a run, kept up to date per change and never recomputed. Measures read them.
import type { Saved, Stateful } from './kernel/state.ts';

export class Counters implements Stateful {
  committed = 0;
  refused = 0;
  published = 0;
  lost = 0;
  unrouted = 0;
  delivered = 0;
  redelivered = 0;
  deadLettered = 0;
  applied = 0;
  ignoredDuplicate = 0;
  ignoredStale = 0;
  regressed = 0;
  gaps = 0;
  held = 0;
  alarms = 0;
  invoicesSent = 0;
  invoicesWrong = 0;
  invoicesMissed = 0;
  wrongUsers = 0;
  missedUsers = 0;
  invoicesLate = 0;
  runsBlocked = 0;
  lateMicroseconds = 0;
  unavailableMicroseconds = 0;
  apiCalls = 0;
  apiFailed = 0;
  apiRows = 0;
  apiPeakPerSecond = 0;
  repairApiCalls = 0;
  repairApiRows = 0;
  repairMessages = 0;
  repairReplayed = 0;
  repairDatabaseRows = 0;
  invoicesCredited = 0;

  save(): Saved {
    const values = new Float64Array(COUNTERS.length);
    for (let n = 0; n < values.length; n++) values[n] = this[COUNTERS[n] as Counter];
    return { values };
  }

  load(saved: Saved): void {
    const values = saved['values'] as Float64Array;
    COUNTERS.forEach((name, n) => {
      this[name] = values[n] as number;
    });
  }
}

/** Each total; the times are in microseconds. */
export type Counter = Exclude<keyof Counters, keyof Stateful>;
export const COUNTERS = Object.keys(new Counters()) as Counter[];
