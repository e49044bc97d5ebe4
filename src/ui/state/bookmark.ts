// What a link, a file of work or a reload carries: made from what the page shows, and a work again once its scenario has been read.
// A bundled scenario is named, every other is carried as its text.
import { believed } from '../../analysis/carried.ts';
import type { Future } from '../../analysis/futures.ts';
import { type Changes, type Input, type Scenario, scenarios, type VariantSpec } from '../../engine/index.ts';
import type { Source } from '../../worker/door.ts';
import { present, type StageSlice } from './slices/stage.ts';
import type { Work, WorkSlice } from './slices/work.ts';

/** Everything a link, a file of work or a reload carries. */
export interface Bookmark {
  /** A bundled scenario's id, or the text itself. */
  readonly scenario: string | Source;
  readonly seed: number;
  readonly variant: string;
  readonly inputs: readonly Input[];
  /** Lanes of one's own in place of the scenario's. */
  readonly lanes?: readonly VariantSpec[] | undefined;
  readonly time: number;
  readonly comparing: boolean;
  /** The furthest moment that was shown, and futures that were left behind. Links made before there were any have neither. */
  readonly reached?: number;
  /** The same of its lanes, and whether the whole day is shown whoever reached it. */
  readonly lanesReached?: number;
  readonly lifted?: boolean;
  readonly futures?: readonly Future[];
  /** Of the run on the main stage where the link was made: who opens it sees whether it is the same run. */
  readonly fingerprint?: string | undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether plain data is the text of a scenario with the files it names. */
export const isSource = (value: unknown): value is Source =>
  isRecord(value) &&
  typeof value['file'] === 'string' &&
  typeof value['text'] === 'string' &&
  isRecord(value['siblings']) &&
  Object.values(value['siblings']).every((text) => typeof text === 'string');

const isListOrNothing = (value: unknown): boolean => value === undefined || Array.isArray(value);

const isTimeOrNothing = (value: unknown): boolean => value === undefined || Number.isFinite(value);

/** Whether plain data has a bookmark's form; whether what it says can be done is seen when its scenario is read. */
export function isBookmark(value: unknown): value is Bookmark {
  return (
    isRecord(value) &&
    (typeof value['scenario'] === 'string' || isSource(value['scenario'])) &&
    Number.isSafeInteger(value['seed']) &&
    (value['seed'] as number) >= 0 &&
    typeof value['variant'] === 'string' &&
    Array.isArray(value['inputs']) &&
    isListOrNothing(value['lanes']) &&
    isListOrNothing(value['futures']) &&
    isTimeOrNothing(value['reached']) &&
    isTimeOrNothing(value['lanesReached']) &&
    (value['lifted'] === undefined || typeof value['lifted'] === 'boolean') &&
    Number.isFinite(value['time']) &&
    typeof value['comparing'] === 'boolean'
  );
}

export const bundledSource = (id: string): Source | undefined => {
  const found = scenarios.find((each) => each.id === id);
  return found && { file: found.file, text: found.text, siblings: {} };
};

/** Whether it is a bundled scenario as it was bundled. */
export const isBundled = ({ file, text }: Source): boolean => bundledSource(file.replace(/\.yaml$/, ''))?.text === text;

/** The text that a bookmark is about; undefined when no bundled scenario has its id any more. */
export const sourceOf = ({ scenario }: Bookmark): Source | undefined =>
  typeof scenario === 'string' ? bundledSource(scenario) : scenario;

/** Of what the page shows; null before there is any work. */
export function bookmarkOf(state: WorkSlice & StageSlice): Bookmark | null {
  const { work } = state;
  if (work === null) return null;
  const { source, scenario, seed, variant, inputs, lanes, futures = [] } = work;
  const known = bundledSource(scenario.id)?.text === source.text;
  const left = futures.length > 0 ? { futures } : {};
  return { scenario: known ? scenario.id : source, seed, variant, inputs, lanes, ...present(state), ...left };
}

/** The work that a bookmark means, once its scenario has been read, and what of it had to be left out; undefined when what was done cannot be done. */
export function workOf(
  source: Source,
  { scenario: given, changes }: { readonly scenario: Scenario; readonly changes: Changes | undefined },
  mark?: Bookmark,
): { readonly work: Work; readonly told: readonly string[] } | undefined {
  const [first] = given.variants;
  const carried = believed(given, mark ?? { variant: first?.id ?? 'wait', inputs: [] });
  if (carried === undefined) return undefined;
  const { told, ...made } = carried;
  return { work: { source, changes, seed: mark?.seed ?? given.seed, ...made }, told };
}
