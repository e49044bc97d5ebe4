// The lanes of a comparison as the worker holds them: their runs, and once somebody asks for them the lives of their wrong copies,
// which are worked out once for each run.
import { LivesOfLanes } from '../analysis/lane-lives.ts';
import { type Lives, livesOf } from '../analysis/lives.ts';
import type { FinishedRun } from '../analysis/record/run-record.ts';

export class HeldLanes {
  private held: readonly FinishedRun[] = [];
  private known = new WeakMap<FinishedRun, Lives>();
  private drawn: LivesOfLanes | null = null;

  get runs(): readonly FinishedRun[] {
    return this.held;
  }

  hold(runs: readonly FinishedRun[]): void {
    this.held = runs;
    this.drawn = null;
  }

  get lives(): LivesOfLanes {
    this.drawn ??= new LivesOfLanes(
      this.held.map((run) => this.livesOf(run)),
      forkOf(this.held),
    );
    return this.drawn;
  }

  private livesOf(run: FinishedRun): Lives {
    const lives = this.known.get(run) ?? livesOf(run.session);
    this.known.set(run, lives);
    return lives;
  }
}

/** When lanes part: when the first repair begins; where there is none, at the end. */
const forkOf = (runs: readonly FinishedRun[]): number =>
  Math.min(...runs.map(({ facts }) => facts.repairAt ?? Math.max(facts.length, facts.endedAt)));
