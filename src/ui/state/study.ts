// A study of one or two values of the scenario, on as many workers as there are cores: begun, stopped, gone on with. What has come so
// far is drawn while the rest is run; another measure of the same runs needs no run.
import type { PointRuns } from '../../analysis/study/figure.ts';
import { missingOf, type StudyAsked, sameStudy } from '../../analysis/study/running.ts';
import { type MeasuredLane, pointsOf, type SeedResult, variantsAt } from '../../engine/index.ts';
import { onSeats } from '../../pool/pool.ts';
import { crewSize } from '../../worker/crew.ts';
import type { RunRequest } from '../../worker/door.ts';
import { OnCrew } from './on-crew.ts';

const measured = ({ id, title, strategy, fingerprint, measures }: SeedResult): MeasuredLane => ({
  id,
  title,
  strategy,
  fingerprint,
  measures,
});

/** The comparison at each point. */
const jobsOf = ({ scenario, vary }: StudyAsked, changes: RunRequest['changes']): readonly RunRequest[] =>
  pointsOf(vary).map((at) => ({
    scenario,
    variants: variantsAt(scenario.variants, at),
    seed: scenario.seed,
    inputs: [],
    changes,
  }));

export class Study extends OnCrew {
  /** Runs the study, or what is missing of it: seeds that were run at a point before are not run again. */
  async run(asked: StudyAsked): Promise<void> {
    const { get, set, connection, notices } = this.page;
    const { work, study: before } = get();
    if (work === null) return;
    const own = this.begin();
    const jobs = jobsOf(asked, work.changes);
    const known = before !== null && sameStudy(before.asked, asked) ? before.runs : [];
    const runs: PointRuns[] = jobs.map((_, n) => (known[n] ?? []).slice(0, asked.seeds));
    const tasks = missingOf({ asked, runs });
    const left = tasks.length / (jobs.length * asked.seeds);
    const isWanted = (): boolean => this.running === own && get().work === work;
    const tell = (): void => set({ study: { asked, runs: [...runs] } });
    const share = (done: number): void =>
      set({ studyStage: { is: 'running', done: 1 - (1 - done) * left, at: 0, held: false } });
    tell();
    share(0);
    const ended = onSeats(tasks, crewSize(asked.scenario.population.users), connection.seats(jobs), {
      onResult: ({ job }, results) => {
        if (!isWanted()) return own.abort();
        const point = [...(runs[job] as PointRuns), results.map(measured)];
        runs[job] = point;
        if (point.length === asked.seeds) tell();
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
    tell();
    set({ studyStage: reason !== null && !own.signal.aborted ? { is: 'failed', reason } : { is: 'ready' } });
    if (reason === null) notices.announce(`Studied at ${jobs.length} points.`);
  }
}
