// A comparison over many seeds, on as many workers as there are cores: begun, stopped, gone on with. What has come so far is shown
// while the rest is run.
import { type SeedResult, sweptOf } from '../../engine/index.ts';
import { onSeats } from '../../pool/pool.ts';
import { crewSize } from '../../worker/crew.ts';
import { OnCrew } from './on-crew.ts';
import { lanesOf } from './requests.ts';

export class Sweep extends OnCrew {
  /** The same comparison with seeds up to so many, for means and intervals; those that were run before are not run again. */
  async run(seeds: number): Promise<void> {
    const { get, set, connection, notices } = this.page;
    const { work, comparison, seedRuns } = get();
    if (work === null) return;
    const own = this.begin();
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
      },
      // It hears of results as they have come, several at a time where they are quick.
      onShare: (done) => {
        if (!isWanted() || own.signal.aborted) return;
        if (runs.length > get().seedRuns.length) tell();
        share(done);
      },
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
