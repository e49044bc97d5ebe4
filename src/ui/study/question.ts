// From what is typed in the panel to a study that can be run: its values, what is wrong with them, and the same on the command line.
import { futureLanes } from '../../analysis/futures.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import type { StudyOffer } from '../../analysis/study/offered.ts';
import type { StudyAsked } from '../../analysis/study/running.ts';
import { askedText, studyComplaints, type Varied, type VaryAsked, variedOf } from '../../analysis/study/vary.ts';
import { pointsOf, type Scenario } from '../../engine/index.ts';
import { madeScenario } from '../../files/index.ts';
import type { Work } from '../state/slices/work.ts';

/** So many lanes are run by one study of a page at most. */
const MOST_RUNS = 40_000;
/** So many points can be read in a drawing. */
const MOST_DRAWN = 500;
const MOST_SEEDS = 1000;

/** One value as it is typed. */
export interface ValueDraft {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly steps: string;
}

export interface StudyDraft {
  readonly values: readonly ValueDraft[];
  readonly seeds: string;
}

/** The scenario with all that was made of it on the page, as its file says it: the command line finds the same in it. */
export function studiedScenario({ scenario, seed, inputs, futures = [] }: Work): Scenario {
  return madeScenario({ scenario, seed, inputs, futures: futureLanes(scenario, futures, inputs) }).scenario;
}

export const draftOf = ({ path, from, to, steps }: StudyOffer): ValueDraft => ({
  path,
  from,
  to,
  steps: String(steps),
});

/** What was asked the last time, as it was typed. */
export function draftAgain({ vary, seeds }: StudyAsked): StudyDraft {
  const values = vary.map(({ path, values: all }) => ({
    path,
    from: String(all[0]),
    to: String(all.at(-1)),
    steps: String(all.length),
  }));
  return { values, seeds: String(seeds) };
}

const wholeNumber = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

const askedOf = ({ path, from, to, steps }: ValueDraft): VaryAsked => ({
  path,
  from: from.trim(),
  to: to.trim(),
  steps: wholeNumber(steps),
});

/** How many points, and how many runs of lanes; null where a number is none. */
export function sizeOfStudy(
  draft: StudyDraft,
  lanes: number,
): { readonly points: number; readonly runs: number } | null {
  const points = draft.values.reduce((product, { steps }) => product * wholeNumber(steps), 1);
  const runs = points * wholeNumber(draft.seeds) * lanes;
  return Number.isFinite(runs) ? { points, runs } : null;
}

type StudyOutcome = { readonly asked: StudyAsked } | { readonly complaints: readonly string[] };

/** What is typed, as far as that alone can be judged. */
export function typedStudy(draft: StudyDraft, scenario: Scenario): StudyOutcome {
  const vary: Varied[] = [];
  const complaints: string[] = [];
  for (const value of draft.values) {
    const outcome = variedOf(askedOf(value));
    if ('varied' in outcome) vary.push(outcome.varied);
    else complaints.push(`${value.path}: ${outcome.complaint}`);
  }
  const seeds = wholeNumber(draft.seeds);
  if (!(seeds >= 1 && seeds <= MOST_SEEDS)) complaints.push(`Seeds: allowed are 1 to ${numberText(MOST_SEEDS)}`);
  const { points = 0, runs = 0 } = sizeOfStudy(draft, scenario.variants.length) ?? {};
  if (points > MOST_DRAWN || runs > MOST_RUNS)
    complaints.push(
      `These are ${counted(points, 'point')} and ${counted(runs, 'run')}, a page takes up to ${numberText(MOST_DRAWN)} and ${numberText(MOST_RUNS)}: take fewer steps or seeds, or the command line, whose line stands below`,
    );
  return complaints.length > 0 ? { complaints } : { asked: { scenario, vary, seeds } };
}

/** The same, with every point checked as a file would be. */
export function studyFrom(draft: StudyDraft, scenario: Scenario): StudyOutcome {
  const typed = typedStudy(draft, scenario);
  if ('complaints' in typed) return typed;
  const complaints = studyComplaints(scenario, scenario.variants, pointsOf(typed.asked.vary));
  return complaints.length > 0 ? { complaints } : typed;
}

/** The same study of the scenario's file on the command line. */
export function commandOf({ values, seeds }: StudyDraft, file: string, measure: string): string {
  const vary = values.map((value) => `--vary '${askedText(askedOf(value))}'`);
  return ['driftlab study', file, ...vary, `--seeds ${seeds}`, `--measure ${measure}`].join(' ');
}
