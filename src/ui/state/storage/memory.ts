// Where a runner's work is kept while people work on it: in the browser's storage and at the present entry of its history, or, for a
// run that is looked at beside the page's own, nowhere.
import type { Bookmark } from '../bookmark.ts';
import type { BrowserHistory } from './browser-history.ts';
import { type KeptLesson, keepLesson } from './lessons.ts';
import { WORK, write } from './storage.ts';

export interface Memory {
  /** Keeps the work over a reload. */
  keep(mark: Bookmark): void;
  /** The lesson that is open; null: none is any more. */
  keepLesson(lesson: KeptLesson | null): void;
  /** What is opened now gets an entry of its own in the browser's history. */
  enter(): void;
}

export const browserMemory = (history: BrowserHistory): Memory => ({
  keep: (mark) => {
    write(WORK, mark);
    history.remark(mark);
  },
  keepLesson: (lesson) => {
    keepLesson(lesson);
    if (lesson !== null) history.remark({ lesson });
  },
  enter: () => history.enter(),
});

export const NO_MEMORY: Memory = { keep: () => {}, keepLesson: () => {}, enter: () => {} };
