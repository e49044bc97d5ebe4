// The lanes of a comparison as the worker holds them: their runs, and once somebody asks for them the lives of their wrong copies, which
// are worked out once for each run. What all histories take together stays within a budget: they are thinned, and when that is not
// enough lanes sleep. Of one that sleeps only what is known of the whole run is kept; it wakes by being run again.
import { LivesOfLanes } from '../analysis/lane-lives.ts';
import { type Lives, livesOf } from '../analysis/lives.ts';
import type { FinishedRun } from '../analysis/record/run-record.ts';
import type { Changes } from '../engine/index.ts';
import { HISTORY, historyOf } from './budget.ts';
import type { RunFacts, Samples } from './door.ts';

interface HeldLane {
  readonly facts: RunFacts;
  readonly changes: Changes | undefined;
  /** Null while it sleeps. */
  run: FinishedRun | null;
  lives: Lives | null;
}

const copied = ({ times, byKind }: Samples): Samples => ({
  times: times.slice(),
  byKind: byKind.map((column) => column.slice()),
});

export class HeldLanes {
  private held: readonly HeldLane[] = [];
  private drawn: LivesOfLanes | null = null;
  private readonly budget: number;
  private readonly beat: (() => void) | undefined;

  /** `beat` is called from inside of long work. */
  constructor(budget = HISTORY, beat?: () => void) {
    this.budget = budget;
    this.beat = beat;
  }

  /** Those that are awake. */
  get runs(): readonly FinishedRun[] {
    return this.held.flatMap(({ run }) => run ?? []);
  }

  /** Ids of those that sleep. */
  get asleep(): readonly string[] {
    return this.held.flatMap(({ facts, run }) => (run === null ? [facts.result.id] : []));
  }

  /** `beside`: runs that are held besides, and count. */
  hold(runs: readonly FinishedRun[], beside: readonly FinishedRun[]): void {
    this.held = runs.map((run) => ({ facts: run.facts, changes: run.session.changes, run, lives: null }));
    this.drawn = null;
    this.fit(beside, null);
  }

  /** Asks every lane something; null from those that sleep. */
  map<Answer>(ask: (run: FinishedRun) => Answer): readonly (Answer | null)[] {
    return this.held.map(({ run }) => (run === null ? null : ask(run)));
  }

  /** Users by kind; of a lane that sleeps as fine as they are kept. */
  samples(from: number, to: number, count: number): readonly Samples[] {
    return this.held.map(({ run, facts }) => run?.samples(from, to, count) ?? copied(facts.samples));
  }

  /** What must be run for a lane to wake; null when it is awake, or there is no such lane. */
  sleeper(lane: number): Pick<HeldLane, 'facts' | 'changes'> | null {
    const held = this.held[lane];
    return held === undefined || held.run !== null ? null : held;
  }

  /** The lane has been run again; others may have to sleep instead. */
  wakes(lane: number, run: FinishedRun, beside: readonly FinishedRun[]): void {
    const held = this.held[lane];
    if (held === undefined || held.facts.result.fingerprint !== run.facts.result.fingerprint) return;
    held.run = run;
    this.fit(beside, lane);
  }

  /** The lives of all lanes, worked out one lane after the other. */
  *livesByLane(): Generator<void, LivesOfLanes> {
    for (const lane of this.held) {
      this.livesOf(lane);
      yield;
    }
    return this.lives;
  }

  get lives(): LivesOfLanes {
    this.drawn ??= new LivesOfLanes(
      this.held.map((lane) => this.livesOf(lane)),
      forkOf(this.held),
    );
    return this.drawn;
  }

  /** Fewer keyframes first; then lanes sleep, the last first, but not the one that was asked for. */
  private fit(beside: readonly FinishedRun[], asked: number | null): void {
    const isOver = (): boolean => historyOf([...beside, ...this.runs]) > this.budget;
    while (isOver() && this.runs.map(({ session }) => session.thin()).includes(true));
    for (let lane = this.held.length - 1; lane >= 0 && isOver(); lane--) {
      const held = this.held[lane] as HeldLane;
      if (lane === asked || held.run === null || beside.includes(held.run)) continue;
      this.livesOf(held);
      held.run = null;
    }
  }

  private livesOf(lane: HeldLane): Lives {
    lane.lives ??= livesOf((lane.run as FinishedRun).session, this.beat);
    return lane.lives;
  }
}

/** When lanes part: when the first repair begins; where there is none, at the end. */
const forkOf = (lanes: readonly HeldLane[]): number =>
  Math.min(...lanes.map(({ facts }) => facts.repairAt ?? Math.max(facts.length, facts.endedAt)));
