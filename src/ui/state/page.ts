// What every part of a runner stands on: the state that is shown, the worker that is asked, and the voice that says what happened.
// It knows none of the parts.
import type { Connection } from '../../worker/connection.ts';
import { NO_RUN } from '../../worker/door.ts';
import { Announcer } from './notices.ts';
import { createPageStore, type PageState, type PageStore } from './store.ts';

/** Starts a worker; `onLost` hears once when it is gone. */
export type Connect = (onLost: (reason: string) => void) => Connection;

export interface Page {
  readonly store: PageStore;
  readonly get: () => PageState;
  readonly set: (change: Partial<PageState>) => void;
  readonly connection: Connection;
  readonly notices: Announcer;
}

export function createPage(connect: Connect): Page {
  const store = createPageStore();
  const { getState: get, setState: set } = store;
  const connection = connect((reason) => set({ stage: { is: 'lost', reason }, playing: false }));
  return { store, get, set, connection, notices: new Announcer(store) };
}

/** An answer about the run that the worker holds; undefined while it holds none, as after it was started again. */
export async function unlessNone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.message === NO_RUN) return undefined;
    throw error;
  }
}
