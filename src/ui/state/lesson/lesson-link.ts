// Bundled lessons by their ids, and the addresses that lead to a step of one: `#lesson/silent-hour/3`. Nothing in them names a place.
import { lessons } from '../../../lessons/catalog.ts';
import type { Source } from '../../../worker/door.ts';

export interface LessonLink {
  readonly id: string;
  /** From 0; undefined: where one stood. */
  readonly step: number | undefined;
}

/** `step` from 0. */
export const lessonHash = (id: string, step: number): string => `#lesson/${id}/${step + 1}`;

/** The lesson that an address names; null where it names none. */
export function lessonIn(hash: string): LessonLink | null {
  const match = /^#lesson\/([\w-]+)(?:\/(\d{1,3}))?$/.exec(hash);
  if (match === null) return null;
  return { id: match[1] as string, step: match[2] === undefined ? undefined : Math.max(0, Number(match[2]) - 1) };
}

export function bundledLesson(id: string): Source | undefined {
  const found = lessons.find((each) => each.id === id);
  return found && { file: found.file, text: found.text, siblings: {} };
}
