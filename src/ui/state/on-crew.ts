// What many runs on all workers have in common, whatever comes of them: one at a time, and people may stop it.
import type { Page } from './page.ts';

export abstract class OnCrew {
  protected readonly page: Page;
  protected running: AbortController | null = null;

  constructor(page: Page) {
    this.page = page;
  }

  /** People want no more of it for now: what has come stays, and it can be gone on with. */
  readonly cancel = (): void => this.running?.abort();

  /** Nobody wants it any more. */
  readonly stop = (): void => {
    this.running?.abort();
    this.running = null;
  };

  /** Begins anew: what ran before is stopped. */
  protected begin(): AbortController {
    this.stop();
    this.running = new AbortController();
    return this.running;
  }
}
