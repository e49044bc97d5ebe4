// The veil: nothing later than the furthest moment shown is drawn, named, read out or printed, except what is planned, until somebody
// asks for the whole day. The stage's run and the lanes of a comparison have each been shown so far.
import { verdictAt } from '../../analysis/converged.ts';
import { endOf } from '../../analysis/planned.ts';
import type { RunFacts } from '../../worker/door.ts';
import type { Keeper } from './keeper.ts';
import type { Page } from './page.ts';
import type { StageSlice } from './slices/stage.ts';

/** What of the page's state decides it. */
type Veiled = Pick<StageSlice, 'lifted' | 'comparing' | 'reached' | 'lanesReached'>;

/** The last moment, microseconds, of what is on the page – the stage's run, or the lanes – that may be told; Infinity: all of it. */
export function veiledAfter({ lifted, comparing, reached, lanesReached }: Veiled): number {
  if (lifted) return Number.POSITIVE_INFINITY;
  return comparing ? lanesReached : reached;
}

/** Whether what became of this run may be told: it has converged at the furthest moment shown, or ended there, or all is shown. */
export const isOver = (page: Veiled, facts: RunFacts): boolean => veiledAfter(page) >= verdictAt(facts);

/** Whether something of these runs is still behind the veil. */
export const hidesSome = (page: Veiled, shown: readonly RunFacts[]): boolean =>
  shown.some((facts) => veiledAfter(page) < endOf(facts));

export class Veil {
  private readonly page: Page;
  private readonly keeper: Keeper;

  constructor(page: Page, keeper: Keeper) {
    this.page = page;
    this.keeper = keeper;
  }

  /** Shows the whole day, of the lanes too, until another scenario is opened; not while a question about it is open. */
  readonly lift = (): void => {
    if (Number.isFinite(this.page.get().bound)) return;
    this.page.set({ lifted: true });
    this.page.notices.announce('The whole day is shown.');
    this.keeper.keep();
  };
}
