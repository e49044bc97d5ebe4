// What the browser keeps of lessons: which one is open, with the work that comes back after it, and where one stands in each.
import type { Tally } from '../../../lessons/gain.ts';
import type { Source } from '../../../worker/door.ts';
import { type Bookmark, isBookmark, isSource } from '../bookmark.ts';
import type { OpenLesson } from '../slices/lesson.ts';
import { read, setAside, write } from './storage.ts';

const OPEN = 'driftlab.lesson';
const PROGRESS = 'driftlab.lessons';
const TALLIES = 'driftlab.inventory';

/** Where one stands in a lesson, and what was answered so far. */
interface KeptProgress extends Pick<OpenLesson, 'step' | 'beat' | 'guesses' | 'hands'> {
  /** How many steps it had. */
  readonly of: number;
}

export interface KeptLesson {
  readonly source: Source;
  readonly bundled: string | null;
  readonly before: Bookmark | null;
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isProgress = (value: unknown): value is KeptProgress =>
  isFields(value) &&
  Number.isInteger(value['step']) &&
  Number.isInteger(value['beat']) &&
  Number.isInteger(value['of']) &&
  isFields(value['guesses']) &&
  isFields(value['hands']) &&
  Object.values(value['hands']).every(Array.isArray);

export const isKeptLesson = (value: unknown): value is KeptLesson =>
  isFields(value) &&
  isSource(value['source']) &&
  (value['bundled'] === null || typeof value['bundled'] === 'string') &&
  (value['before'] === null || isBookmark(value['before']));

/** By the lesson's name; what cannot be read any more is as good as none. */
export function keptProgress(): Readonly<Record<string, KeptProgress>> {
  const found = read(PROGRESS, isFields);
  if (found.is !== 'found') return {};
  return Object.fromEntries(
    Object.entries(found.value).filter((entry): entry is [string, KeptProgress] => isProgress(entry[1])),
  );
}

export function keepProgress(name: string, progress: KeptProgress): void {
  write(PROGRESS, { ...keptProgress(), [name]: progress });
}

export function keptLesson(): KeptLesson | null {
  const found = read(OPEN, isKeptLesson);
  return found.is === 'found' ? found.value : null;
}

/** It cannot be read any more: it is kept elsewhere, and no lesson is open. */
export const setLessonAside = (lesson: KeptLesson): void => setAside(OPEN, JSON.stringify(lesson));

export const keepLesson = (lesson: KeptLesson | null): void => void write(OPEN, lesson);

const isTally = (value: unknown): value is Tally =>
  isFields(value) && Number.isFinite(value['right']) && Number.isFinite(value['given']);

function keptTallies(): Fields {
  const found = read(TALLIES, isFields);
  return found.is === 'found' ? found.value : {};
}

/** How a form of an inventory was answered; undefined when it never was. */
export function keptTally(name: string): Tally | undefined {
  const tally = keptTallies()[name];
  return isTally(tally) ? tally : undefined;
}

export const keepTally = (name: string, tally: Tally): void => void write(TALLIES, { ...keptTallies(), [name]: tally });
