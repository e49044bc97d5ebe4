// The running totals of a run, one cell each, kept up to date per change and never recomputed. Measures read them.

export const COUNTERS = [
  'committed',
  'published',
  'lost',
  'delivered',
  'redelivered',
  'deadLettered',
  'applied',
  'ignoredDuplicate',
  'ignoredStale',
  'regressed',
  'gaps',
  'invoicesSent',
  'invoicesWrong',
  'invoicesMissed',
  'invoicesLate',
  'runsBlocked',
  'lateMicroseconds',
  'unavailableMicroseconds',
  'apiCalls',
  'apiFailed',
  'apiRows',
  'apiPeakPerSecond',
  'repairApiCalls',
  'repairApiRows',
  'repairMessages',
  'repairReplayed',
] as const;
export type Counter = (typeof COUNTERS)[number];

/** The cell of each counter: `counters[CELL.lost]`. */
export const CELL = Object.fromEntries(COUNTERS.map((name, index) => [name, index])) as Readonly<
  Record<Counter, number>
>;

export const newCounters = (): Float64Array => new Float64Array(COUNTERS.length);

/** Adds to one cell. */
export function count(counters: Float64Array, cell: number, amount = 1): void {
  counters[cell] = (counters[cell] as number) + amount;
}
