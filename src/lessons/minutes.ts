// The minutes of a lesson: what its steps are given, and what they take by the paces of their plays.
import type { Findings } from '../engine/index.ts';
import type { LessonStep } from './lesson.ts';
import type { LessonData } from './walk.ts';

const MINUTE = 60;

/** Seconds that a step takes at least: as many as it is given, or its play. */
export const secondsOf = ({ minutes, play }: Pick<LessonStep, 'minutes' | 'play'>): number =>
  minutes === null ? (play?.seconds ?? 0) : minutes * MINUTE;

const inMinutes = (seconds: number): string => String(Math.round((seconds / MINUTE) * 100) / 100);

/** A lesson lasts at least as long as its steps together, and a step as long as its play. */
export function minuteRules(data: LessonData, steps: readonly LessonStep[], findings: Findings): void {
  for (const { minutes, play, path } of steps)
    if (minutes !== null && (play?.seconds ?? 0) > minutes * MINUTE)
      findings.add(
        [...path, 'minutes'],
        `${minutes} minutes; its play takes ${inMinutes(play?.seconds ?? 0)}; allowed are at least as many`,
      );
  const total = steps.reduce((sum, step) => sum + secondsOf(step), 0);
  const given = data['minutes'];
  if (typeof given === 'number' && total > given * MINUTE)
    findings.add(
      ['minutes'],
      `${given} minutes; the steps take ${inMinutes(total)} by their minutes and plays; allowed are at least as many`,
    );
}
