// A runbook as a bar: a segment for each step that takes time, as long as it lasts, told by who works, or that its people are not at
// work; and the step under way in words. It draws nothing.
import { shortLength } from '../clock.ts';
import type { RunFacts } from '../record/facts.ts';

type Phases = RunFacts['phases'];

interface Segment {
  /** Microseconds. */
  readonly from: number;
  readonly to: number;
  /** A team's people, a machine, or nobody: it waits for people to be at work. */
  readonly who: 'user' | 'billing' | 'machine' | 'nobody';
  readonly title: string;
}

/** Steps in which somebody or something works, or waits for people to be at work, until `end` where they have not ended. */
export function segmentsOf({ seeding, phases }: Pick<RunFacts, 'seeding' | 'phases'>, end: number): readonly Segment[] {
  return [...seeding, ...phases].flatMap(({ name, team, from, to, handsOn, waits = [] }): readonly Segment[] => {
    const until = to ?? end;
    const who = team === 'none' ? null : handsOn > 0 ? team : 'machine';
    const found: Segment[] = [];
    let at = from;
    for (const wait of [...waits, { from: until, to: until }]) {
      const [closes, opens] = [Math.min(wait.from, until), Math.min(wait.to, until)];
      if (closes > at && who !== null) found.push({ from: at, to: closes, who, title: name });
      if (opens > closes) found.push({ from: closes, to: opens, who: 'nobody', title: name });
      at = opens;
    }
    return found;
  });
}

export interface LitStep {
  readonly title: string;
  /** Its length where it has one, and its place among all steps. */
  readonly more: string;
  /** Nothing is under way: it is still to begin, or over. */
  readonly rests: boolean;
}

/** Whether a step waits at `time` for people to be at work. */
export const isOff = ({ waits = [] }: Pick<Phases[number], 'waits'>, time: number): boolean =>
  waits.some(({ from, to }) => from <= time && time < to);

const placeOf = (phases: Phases, phase: Phases[number]): string => `${phases.indexOf(phase) + 1} of ${phases.length}`;

/**
 * The step under way at `time`, of several that began at one instant the last; before and after, what is waited for and what was done. How
 * long a machine takes is not told before `until`, microseconds, has reached its end.
 */
export function litStep(
  { seeding, phases }: Pick<RunFacts, 'seeding' | 'phases'>,
  time: number,
  until = Number.POSITIVE_INFINITY,
): LitStep {
  for (const steps of [phases, seeding]) {
    const begun = steps.filter(({ from, to }) => from <= time && (to === null || time < to));
    const lit = begun[begun.length - 1];
    if (lit === undefined) continue;
    if (isOff(lit, time))
      return { title: lit.name, more: `waits for people to be at work · ${placeOf(steps, lit)}`, rests: false };
    const isKnown = lit.to !== null && lit.team !== 'none' && (lit.handsOn > 0 || lit.to <= until);
    const took = isKnown ? [shortLength((lit.to as number) - lit.from)] : [];
    return { title: lit.name, more: [...took, placeOf(steps, lit)].join(' · '), rests: false };
  }
  const all = [...seeding, ...phases];
  const first = all[0];
  if (first === undefined) return { title: 'No repair', more: '', rests: true };
  if (time < first.from) return { title: 'Not begun', more: '', rests: true };
  const last = phases[phases.length - 1] ?? first;
  return time < last.from
    ? { title: 'Waiting', more: '', rests: true }
    : { title: 'Done', more: shortLength((last.to ?? time) - (phases[0] ?? first).from), rests: true };
}
