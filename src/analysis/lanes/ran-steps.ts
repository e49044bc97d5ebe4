// A runbook as it ran: every state that was entered, in the order in which it was, those that took no time too. What did not
// happen is not there. It draws nothing.
import type { Phase } from '../../engine/index.ts';

export interface RanStep {
  readonly title: string;
  readonly team: Phase['team'];
  /** Microseconds, all times together that it was come to; null where it has not ended. */
  readonly took: number | null;
}

/** A step that is come to again, such as one that waits for the API, stands where it was first. */
export function ranSteps(phases: readonly Phase[]): readonly RanStep[] {
  const steps = new Map<string, RanStep>();
  for (const { name, team, from, to } of phases) {
    const before = steps.get(name)?.took ?? 0;
    steps.set(name, { title: name, team, took: to === null ? null : before + to - from });
  }
  return [...steps.values()];
}

/** The step under way at `time`, microseconds: of several that began at one instant the last; null before and after. */
export function stepAt(phases: readonly Phase[], time: number): string | null {
  const begun = phases.filter(({ from, to }) => from <= time && (to === null || time < to));
  return begun[begun.length - 1]?.name ?? null;
}
