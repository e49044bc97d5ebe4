// Faults and the phases of a seeding and a repair as bars over a life line: who worked when, what was broken when. Phases of one team that
// follow each other are one bar. It draws nothing.
import type { Phase } from '../../engine/index.ts';

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly kind: 'fault' | 'user' | 'billing' | 'none';
  readonly title: string;
  /** What it consists of, in words. */
  readonly parts: readonly string[];
  /** Row from the top, 0 for the first. */
  readonly row: number;
}

interface Course {
  readonly faults: readonly { readonly title: string; readonly at: number; readonly until: number }[];
  readonly procedures: readonly Procedure[];
  readonly end: number;
}

/** A strategy that was carried out. */
interface Procedure {
  readonly phases: readonly Phase[];
  /** What it is called. */
  readonly name: string;
}

type Bare = Omit<Bar, 'row'>;

/** A procedure that is done needs no bar, and neither does an instant. */
function procedureBars({ phases, name: title }: Procedure, end: number): readonly Bare[] {
  const bars: Bare[] = [];
  for (const { name, team, from, to } of phases) {
    const until = Math.min(to ?? end, end);
    if (team === 'none' && (phases.length > 1 || until <= from)) continue;
    const last = bars[bars.length - 1];
    if (last !== undefined && last.kind === team && last.to === from) {
      bars[bars.length - 1] = { ...last, to: until, parts: [...last.parts, name] };
    } else bars.push({ from, to: until, kind: team, title: team === 'none' ? name : title, parts: [name] });
  }
  return bars;
}

/** Each bar in the first row, from `above` on, in which none before it reaches so far. */
function inRows(bars: readonly Bare[], above: number): readonly Bar[] {
  const ends: number[] = [];
  return bars.map((bar) => {
    const free = ends.findIndex((end) => end <= bar.from);
    const row = free < 0 ? ends.length : free;
    ends[row] = bar.to;
    return { ...bar, row: above + row };
  });
}

/** Bars in rows, so that none lies over another: faults first, seeding and repair below them. */
export function barsOf(course: Course): readonly Bar[] {
  const faults = inRows(
    course.faults.map(({ title, at, until }) => ({
      from: at,
      to: Math.min(until, course.end),
      kind: 'fault' as const,
      title,
      parts: [],
    })),
    0,
  );
  const rows = Math.max(0, ...faults.map(({ row }) => row + 1));
  const bars = course.procedures.flatMap((procedure) => procedureBars(procedure, course.end));
  return [...faults, ...inRows(bars, rows)];
}
