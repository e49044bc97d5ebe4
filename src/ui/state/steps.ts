// Remembers what was there before a change, so that it can be undone. It knows neither what was changed nor how to go back.
import { present } from './slices/stage.ts';
import type { Past, Work } from './slices/work.ts';
import type { PageState } from './store.ts';

const MOST = 50;

export type Steps = Pick<PageState, 'undo' | 'redo' | 'toasts'>;

/** The steps once this change is made, given the work as it was before; what had been undone is gone then. */
export function stepsAfter(page: PageState, words: string, work: Work): Steps {
  const { time, reached } = present(page);
  const past: Past = { work, time, reached, words };
  return {
    undo: [...page.undo, past].slice(-MOST),
    redo: [],
    // Their Undo would undo something else now.
    toasts: page.toasts.filter(({ undoes }) => undoes !== true),
  };
}
