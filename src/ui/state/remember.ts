// Remembers what was there before a change, so that it can be undone. It knows neither what was changed nor how to go back.
import { type Past, usePage, type Work } from './store.ts';

const MOST = 50;

/** To be called with the work as it was before; what had been undone is gone then. */
export function remember(words: string, work: Work, reached = usePage.getState().reached): void {
  const { undo, time, toasts } = usePage.getState();
  const past: Past = { work, time, reached, words };
  usePage.setState({
    undo: [...undo, past].slice(-MOST),
    redo: [],
    // Their Undo would undo something else now.
    toasts: toasts.filter(({ undoes }) => undoes !== true),
  });
}
