// A comparison over many seeds, on as many workers as there are cores: begun, stopped, gone on with. What has come so far is shown
// while the rest is run.
import { type SeedResult, sweptOf } from '../../engine/index.ts';
import { onSeats } from '../../pool/pool.ts';
import { crewSize } from '../../worker/crew.ts';
import type { Page } from './page.ts';
import { lanesOf } from './requests.ts';

export class Sweep {
  private readonly page: Page;
  private running: AbortController | null = null;

  constructor(page: Page) {
    this.page = page;
  }

  /** People want no more of it: what has come stays. */
  readonly cancel = (): void => this.running?.abort();

  /** Nobody wants it any more. */
  readonly stop = (): void => {
    this.running?.abort();
    this.running = null;
  };

  /** The same comparison with seeds up to so many, for means and intervals; those that were run before are not run again. */
  async run(seeds: number): Promise<void> {
    const { get, set, connection, notices } = this.page;
    const { work, comparison, seedRuns } = get();
    if (work === null) return;
    this.stop();
    const own = new AbortController();
    this.running = own;
    const request = lanesOf(work);
    const runs: (readonly SeedResult[])[] = [...seedRuns];
    const begun = runs.length;
    const count = Math.max(0, seeds - begun);
    const isWanted = (): boolean => this.running === own && get().comparison === comparison;
    const share = (done: number): void =>
      set({ sweepStage: { is: 'running', done: (begun + done * count) / seeds, at: 0, held: false } });
    const tell = (): void =>
      set({ seedRuns: [...runs], sweep: runs.length > 1 ? sweptOf(work.scenario, request.seed, runs) : null });
    share(0);
    tell();
    const tasks = Array.from({ length: count }, (_, n) => ({ job: 0, seed: request.seed + begun + n }));
    const ended = onSeats(tasks, crewSize(work.scenario.population.users), connection.seats([request]), {
      onResult: (_, results) => {
        if (!isWanted()) return own.abort();
        runs.push(results);
        tell();
      },
      onShare: (done) => isWanted() && !own.signal.aborted && share(done),
      signal: own.signal,
    });
    const reason = await ended.then(
      () => null,
      (error: Error) => error.message,
    );
    if (!isWanted()) return;
    this.running = null;
    const failed = reason !== null && !own.signal.aborted;
    set({ sweepStage: failed ? { is: 'failed', reason } : { is: 'ready' } });
    if (!failed && runs.length > 1) notices.announce(`Means of ${runs.length} seeds.`);
  }
}
