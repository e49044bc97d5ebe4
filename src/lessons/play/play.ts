// Plays a lesson without a page: computes the runs of its incidents, finds its cast, and tells its steps. What only a run can show to be
// wrong with it is told with file, line and path like everything else.
import type { Problem } from '../../files/index.ts';
import type { CastMember, Lesson, LessonStep } from '../lesson.ts';
import { secondsOf } from '../minutes.ts';
import type { PlayedCase, PlayedLesson, PlayedPerson, PlayedStep } from '../played.ts';
import type { ReadLesson } from '../read.ts';
import { CaseRuns } from './case-runs.ts';
import { lanesNamed } from './named-lanes.ts';
import { playStep, type Trouble } from './play-step.ts';
import { firstMoment } from './search.ts';
import { Teller } from './telling.ts';

type PlayOutcome =
  /** `refuted`: what the runs do not say as expected; the lesson can be given all the same, without the sentences that depend on it. */
  { readonly played: PlayedLesson; readonly refuted: readonly Problem[] } | { readonly errors: readonly Problem[] };

const MINUTE = 60;

/** Minutes of the steps that have none of their own: an even share of what is left. */
function shareOf({ minutes, steps }: Lesson): number {
  const without = steps.filter((step) => step.minutes === null);
  const taken = steps.reduce((sum, step) => sum + (step.minutes === null ? 0 : secondsOf(step) / MINUTE), 0);
  return without.length === 0 ? 0 : Math.max(0, minutes - taken) / without.length;
}

function findCast(members: readonly CastMember[], runs: CaseRuns, blame: LessonStep | null, troubles: Trouble[]) {
  return members.flatMap((member): PlayedPerson[] => {
    const { name, lane, first, after, path } = member;
    const found = firstMoment(runs.run(lane), first, after, null);
    if (found !== null && found.user !== null) return [{ name, lane, user: found.user, at: found.time }];
    const where = blame === null ? '' : ', in the case of this twin';
    const message = `nobody is found for ${name}: ${first} never happens to anybody in this lane then${where}`;
    troubles.push({ path: blame?.path ?? path, message, refutes: false });
    return [];
  });
}

/** In slices: yields the share done, 0 … 1. Whoever stops asking cancels it. */
export function* playingLesson({ lesson, complain }: ReadLesson): Generator<number, PlayOutcome> {
  const troubles: Trouble[] = [];
  const cases: { readonly runs: CaseRuns; readonly cast: readonly PlayedPerson[] }[] = [];
  const { incidents, steps } = lesson;
  for (const [index, incident] of incidents.entries()) {
    const twin = steps.find((step) => step.twin?.incident === index) ?? null;
    const its = lesson.cast.filter((member) => member.incident === (twin === null ? index : baseOf(lesson, twin)));
    const runs = new CaseRuns(incident, lanesNamed(lesson, index, its));
    for (const done of runs.computing()) yield (index + done) / incidents.length;
    cases.push({ runs, cast: findCast(its, runs, twin, troubles) });
  }
  const problems = (of: readonly Trouble[]) => of.map(({ path, message }) => complain(path, message));
  const fatal = () => troubles.filter(({ refutes }) => !refutes);
  if (fatal().length > 0) return { errors: problems(fatal()) };
  const first = cases[0] as (typeof cases)[number];
  const teller = new Teller(first.runs, first.cast, first.runs.lanes[0]?.id ?? '');
  const takeHome = teller.fill(lesson.takeHome, Number.POSITIVE_INFINITY);
  const tells = lesson.inventory === null;
  const share = shareOf(lesson);
  const standing = new Map<number, number>();
  const played: PlayedStep[] = [];
  for (const [index, step] of steps.entries()) {
    const { runs, cast } = cases[step.incident] as (typeof cases)[number];
    const at = { number: index + 1, minutes: step.minutes ?? share, standing: standing.get(step.incident) ?? null };
    const told = playStep(step, { runs, cast, takeHome, tells, ...at }, troubles);
    if (told === null) continue;
    if (step.user === null || step.play === null) standing.set(step.incident, told.until);
    played.push(told);
  }
  if (fatal().length > 0) return { errors: problems(troubles) };
  const { id, title, minutes, needs, goal, inventory } = lesson;
  const open = cases.map(
    ({ runs: { scenario, changes, lanes }, cast }): PlayedCase => ({ scenario, changes, lanes, cast }),
  );
  const holds = troubles.length === 0;
  const told = { id, title, minutes, needs, goal, takeHome, inventory, cases: open, steps: played, holds };
  return { played: told, refuted: problems(troubles) };
}

/** The incident of the step whose question a twin asks again. */
const baseOf = ({ steps }: Lesson, { twin }: LessonStep): number =>
  steps.find((step) => step.id === twin?.of)?.incident ?? 0;

/** The same at one go. */
export function playLesson(read: ReadLesson): PlayOutcome {
  const work = playingLesson(read);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
