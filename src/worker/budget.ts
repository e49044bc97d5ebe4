// How much memory the histories of all runs that are held may take together, and each run's part of it. What a history costs and how it
// gets smaller the sessions know themselves.
import type { RunRecord } from '../analysis/record/run-record.ts';
import { type Changes, duration, parseRate, type RunSpec } from '../engine/index.ts';

const MEGABYTE = 1_000_000;

/** Of the run on the stage, its marks and keyframes. */
export const STAGE_MARKS = 160 * MEGABYTE;
/** Of all lanes together, their marks and keyframes. */
const LANE_MARKS = 192 * MEGABYTE;

/** What the histories of these runs take together, bytes. */
export function historyOf(runs: readonly RunRecord[]): number {
  const seen = new Set<object>();
  return [...new Set(runs)].reduce((sum, run) => sum + run.weigh(seen), 0);
}

/** Of each of so many lanes. */
export const laneMarks = (lanes: number): number => LANE_MARKS / Math.max(1, lanes);

/** Bytes of a change in the log of the truth, and of what it writes to the copy. */
const CHANGE = 32;

/** About what the logs of a run will take, before it is run. */
export function logsOf({ scenario }: RunSpec, changes?: Changes): number {
  if (changes !== undefined) return changes.time.length * CHANGE;
  const { population, workload, length } = scenario;
  const rate = (text: string): number => parseRate(text) ?? 0;
  const [suspend, reactivate] = [rate(workload.suspend), rate(workload.reactivate)];
  const back = suspend + reactivate;
  // As many are suspended, in the long run, as are reactivated.
  const turns = back === 0 ? 0 : (2 * suspend * reactivate) / back;
  const perUser = turns + rate(workload.delete) + rate(workload.changePlan);
  return duration(length) * (population.users * perUser + rate(workload.signUps)) * CHANGE;
}
