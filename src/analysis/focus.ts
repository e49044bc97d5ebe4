// Which part of a run is worth looking at first: from a little before the incident to a little after its repair.
import type { RunFacts } from './record/facts.ts';

type Course = Pick<RunFacts, 'length' | 'endedAt' | 'startsAt' | 'repairAt' | 'faults' | 'phases'>;

export interface Focus {
  readonly from: number;
  readonly to: number;
}

const endOf = ({ length, endedAt }: Course): number => Math.max(length, endedAt);

/** When the work of a repair is over; one that only waits for the end of the run has none. */
function repairedAt(course: Course): number {
  const last = course.phases[course.phases.length - 1];
  if (last === undefined || last.team === 'none') return course.repairAt ?? 0;
  return Math.min(last.to ?? course.endedAt, endOf(course));
}

/** The span that shows incident and repair of one or several runs. */
export function focusOf(courses: readonly Course[]): Focus {
  const first = courses[0];
  if (first === undefined) return { from: 0, to: 1 };
  const end = Math.max(...courses.map(endOf));
  const begins = courses.flatMap(({ faults, repairAt }) => [repairAt ?? end, ...faults.map(({ at }) => at)]);
  const began = Math.min(...begins);
  const over = Math.max(...courses.map(repairedAt), ...courses.map(({ repairAt }) => repairAt ?? end));
  const margin = Math.max((over - began) * 0.3, end / 96);
  const from = Math.max(0, began - margin);
  const to = Math.min(end, over + 1.4 * margin);
  return to - from > end * 0.8 ? { from: 0, to: end } : { from, to };
}

/** The same, and the moment at which it opens is in sight. */
export function openingSight(course: Course, time: number): Focus {
  const { from, to } = focusOf([course]);
  const margin = (to - from) / 10;
  const end = endOf(course);
  const sight = {
    from: time < from ? Math.max(0, time - margin) : from,
    to: time > to ? Math.min(end, time + margin) : to,
  };
  return sight.to - sight.from > end * 0.8 ? { from: 0, to: end } : sight;
}
