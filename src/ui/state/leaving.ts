// Before the page is left or loaded anew while many seeds, a decision or a study are run, the browser asks, since what has been run so far would be
// gone. Everything else is kept anyway, and what was begun a moment ago is begun again as soon.
import type { PageState } from './store.ts';

/** Milliseconds of running after which it is worth a question. */
const WORTH_ASKING = 3_000;

const isRunning = ({ sweepStage, decisionStage, studyStage }: PageState): boolean =>
  [sweepStage, decisionStage, studyStage].some((stage) => stage.is === 'running');

interface Store {
  readonly getState: () => PageState;
  readonly subscribe: (told: (page: PageState) => void) => () => void;
}

/** `clock`: milliseconds that only go on. */
export function askBeforeLeaving(store: Store, window: Window, clock = (): number => performance.now()): void {
  let since: number | null = null;
  const ask = (event: BeforeUnloadEvent): void => {
    if (since !== null && clock() - since >= WORTH_ASKING) event.preventDefault();
  };
  // Who listens without need keeps browsers from holding the page for Back.
  store.subscribe((page) => {
    if (isRunning(page) === (since !== null)) return;
    since = since === null ? clock() : null;
    if (since === null) window.removeEventListener('beforeunload', ask);
    else window.addEventListener('beforeunload', ask);
  });
}
