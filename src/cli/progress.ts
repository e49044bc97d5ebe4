// Long work, and how far it is told now and then: only when somebody watches.
import { isWatched, tell } from './dispatch.ts';

/** It is told this often, milliseconds. */
const TURN = 50;

/** Drives stepwise work to its end. */
export function withProgress<Result>(what: string, work: Iterator<number, Result>): Result {
  const watched = isWatched();
  let told = Date.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    const now = Date.now();
    if (!watched || now - told < TURN) continue;
    told = now;
    tell({ is: 'progress', what, done: step.value });
  }
}
