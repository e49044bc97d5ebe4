// How much memory the histories of all runs that are held may take together, and each run's part of it. What a history costs and how it
// gets smaller the sessions know themselves.
import type { RunRecord } from '../analysis/record/run-record.ts';

const MEGABYTE = 1_000_000;

/** Of all runs together: their marks, keyframes, logs and tapes. */
export const HISTORY = 512 * MEGABYTE;
/** Of the run on the stage, its marks and keyframes. */
export const STAGE_MARKS = 96 * MEGABYTE;
/** Of all lanes together, their marks and keyframes. */
const LANE_MARKS = 192 * MEGABYTE;

/** What the histories of these runs take together, bytes. */
export function historyOf(runs: readonly RunRecord[]): number {
  const seen = new Set<object>();
  return [...new Set(runs)].reduce((sum, run) => sum + run.weigh(seen), 0);
}

/** Of each of so many lanes. */
export const laneMarks = (lanes: number): number => LANE_MARKS / Math.max(1, lanes);
