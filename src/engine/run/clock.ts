// How far a run is and what it has counted: the plain values that belong to the run as a whole.

/** How far the run is. Times in microseconds. */
export class Clock {
  readonly saved = ['steps', 'backlogAtLength', 'departedAt', 'endedAt', 'settled'];
  /** Tasks done so far. */
  steps = 0;
  /** Integral of the backlog until `length`, message × µs; null before. */
  backlogAtLength: number | null = null;
  /** When the strategy was first asked for anything, null while it was not: until then the run is that of every strategy. */
  departedAt: number | null = null;
  /** When the run ended; null while it goes on. */
  endedAt: number | null = null;
  settled = false;
}
