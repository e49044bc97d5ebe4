// The running totals of a run, one cell each, kept up to date per change and never recomputed. Measures read them.

/** The cell of each counter: `counters[CELL.lost]`. Written out, so that the numbers are constants of the code that counts. */
export const CELL = {
  committed: 0,
  published: 1,
  lost: 2,
  delivered: 3,
  redelivered: 4,
  deadLettered: 5,
  applied: 6,
  ignoredDuplicate: 7,
  ignoredStale: 8,
  regressed: 9,
  gaps: 10,
  invoicesSent: 11,
  invoicesWrong: 12,
  invoicesMissed: 13,
  invoicesLate: 14,
  runsBlocked: 15,
  lateMicroseconds: 16,
  unavailableMicroseconds: 17,
  apiCalls: 18,
  apiFailed: 19,
  apiRows: 20,
  apiPeakPerSecond: 21,
  repairApiCalls: 22,
  repairApiRows: 23,
  repairMessages: 24,
  repairReplayed: 25,
} as const;
export type Counter = keyof typeof CELL;

/** By cell. */
export const COUNTERS = Object.keys(CELL) as Counter[];

export const newCounters = (): Float64Array => new Float64Array(COUNTERS.length);

/** Adds to one cell. */
export function count(counters: Float64Array, cell: number, amount = 1): void {
  counters[cell] = (counters[cell] as number) + amount;
}
