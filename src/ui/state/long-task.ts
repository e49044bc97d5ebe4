// Something that the worker computes for long: its number, how far it is, and what became of it. A newer one of the same kind takes
// the place of the one before. It knows neither what is computed nor what is done with the answer.
import { heard } from '../../worker/connection.ts';
import type { Progress } from '../../worker/door.ts';
import type { Page } from './page.ts';
import type { TaskState } from './slices/stage.ts';
import type { PageState } from './store.ts';

/** Where in the page's state it stands how far the task is. */
type StageKey = 'stage' | 'comparisonStage' | 'decisionStage';

/** `replaced`: another was asked for meanwhile, or nobody wants it any more; `lost`: the worker is gone. */
export type Outcome<Answer> =
  | { readonly is: 'done'; readonly answer: Answer }
  | { readonly is: 'cancelled' }
  | { readonly is: 'replaced' }
  | { readonly is: 'lost' }
  | { readonly is: 'failed'; readonly reason: string };

/** How a comparison stands once it has ended. */
export function stageAfter(outcome: Outcome<unknown>): TaskState {
  if (outcome.is === 'failed') return outcome;
  return { is: outcome.is === 'done' ? 'ready' : 'empty' };
}

export class LongTask {
  private readonly page: Page;
  private readonly key: StageKey;
  /** The number of the task that runs; 0: none. */
  private current = 0;

  constructor(page: Page, key: StageKey) {
    this.page = page;
    this.key = key;
  }

  /** Asks the worker for something and waits for it; `begun` is set together with the beginning, `onHeld` hears how far it can be looked at. */
  async run<Answer>(
    ask: (task: number, progress: Progress) => Promise<Answer | null>,
    begun: Partial<PageState> = {},
    onHeld: (at: number) => void = () => {},
  ): Promise<Outcome<Answer>> {
    const { connection, get, set } = this.page;
    const own = connection.task();
    this.current = own;
    set({ ...begun, [this.key]: { is: 'running', done: 0, at: 0, held: false } });
    // Progress has a road of its own and may arrive after the end.
    const progress = heard((done, at, held = false) => {
      if (this.current !== own) return;
      set({ [this.key]: { is: 'running', done, at, held } });
      if (held) onHeld(at);
    });
    let outcome: Outcome<Answer>;
    try {
      const answer = await connection.unlessLost(ask(own, progress));
      outcome = answer === null ? { is: 'cancelled' } : { is: 'done', answer };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      outcome = get().stage.is === 'lost' ? { is: 'lost' } : { is: 'failed', reason };
    }
    if (this.current !== own) return { is: 'replaced' };
    this.current = 0;
    return outcome;
  }

  /** People want it no more: it ends as cancelled. */
  readonly cancel = (): void => {
    if (this.current !== 0) void this.page.connection.door.cancel(this.current);
  };

  /** It is of no use any more: whoever waits for it hears that it was replaced. */
  stop(): void {
    this.cancel();
    this.current = 0;
  }
}
