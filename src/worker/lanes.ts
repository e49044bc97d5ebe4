// The lanes of a comparison as the worker holds them: their runs, and the lives of their wrong copies, which are worked out once for each
// run. What all histories take together stays within a budget: they are thinned, and when that is not enough lanes sleep. Of one that
// sleeps only what is known of the whole run is kept; it wakes by being run again.
import { LivesOfLanes } from '../analysis/lanes/lane-lives.ts';
import { type Lives, weightOf } from '../analysis/lanes/lives.ts';
import type { FinishedRun } from '../analysis/record/run-record.ts';
import type { Changes } from '../engine/index.ts';
import { historyOf } from './budget.ts';
import { HISTORY, type RunFacts, type Samples } from './door.ts';

export interface HeldLane {
  readonly facts: RunFacts;
  readonly changes: Changes | undefined;
  /** Null while it sleeps. */
  run: FinishedRun | null;
  /** Of one that sleeps; one that is awake knows its own. */
  lives: Lives | null;
}

export const laneOf = (run: FinishedRun): HeldLane => ({
  facts: run.facts,
  changes: run.session.changes,
  run,
  lives: null,
});

const awakeIn = (lanes: readonly HeldLane[]): readonly FinishedRun[] => lanes.flatMap(({ run }) => run ?? []);

/** Bytes that the lanes take together, with the runs that are held `beside` them. */
function weightOfLanes(lanes: readonly HeldLane[], beside: readonly FinishedRun[]): number {
  const asleep = lanes.reduce((sum, { run, lives }) => sum + (run === null && lives !== null ? weightOf(lives) : 0), 0);
  return historyOf([...beside, ...awakeIn(lanes)]) + asleep;
}

interface Limits {
  /** Bytes. */
  readonly budget: number;
  /** Runs that are held besides, and count. */
  readonly beside: readonly FinishedRun[];
  /** One that stays awake. */
  readonly asked?: HeldLane | undefined;
  readonly beat?: (() => void) | undefined;
}

/** Brings lanes within a budget: fewer keyframes first; then they sleep, the last first. */
export function keepWithin(lanes: readonly HeldLane[], { budget, beside, asked, beat }: Limits): void {
  const isOver = (): boolean => {
    beat?.();
    return weightOfLanes(lanes, beside) > budget;
  };
  const thin = (): boolean => awakeIn(lanes).filter(({ session }) => session.thin()).length > 0;
  while (isOver() && thin());
  for (let place = lanes.length - 1; place >= 0 && isOver(); place--) {
    const lane = lanes[place] as HeldLane;
    if (lane === asked || lane.run === null || beside.includes(lane.run)) continue;
    lane.lives = lane.run.lives(beat);
    lane.run = null;
  }
}

const copied = ({ times, byKind }: Samples): Samples => ({
  times: times.slice(),
  byKind: byKind.map((column) => column.slice()),
});

export class HeldLanes {
  /** What they are lanes of; null where nobody said. */
  incident: string | null = null;
  private held: readonly HeldLane[] = [];
  private drawn: LivesOfLanes | null = null;
  private readonly budget: number;
  private readonly beat: (() => void) | undefined;

  /** `beat` is called from inside of long work. */
  constructor(budget = HISTORY, beat?: () => void) {
    this.budget = budget;
    this.beat = beat;
  }

  get all(): readonly HeldLane[] {
    return this.held;
  }

  /** Those that are awake. */
  get runs(): readonly FinishedRun[] {
    return awakeIn(this.held);
  }

  /** Ids of those that sleep. */
  get asleep(): readonly string[] {
    return this.held.flatMap(({ facts, run }) => (run === null ? [facts.result.id] : []));
  }

  /** Bytes that they take together with the runs `beside` them. */
  weight(beside: readonly FinishedRun[]): number {
    return weightOfLanes(this.held, beside);
  }

  /** `beside`: runs that are held besides, and count. `incident`: what they are lanes of. */
  hold(lanes: readonly HeldLane[], beside: readonly FinishedRun[], incident: string | null = null): void {
    this.held = lanes;
    this.incident = incident;
    this.drawn = null;
    keepWithin(lanes, { budget: this.budget, beside, beat: this.beat });
  }

  /** Nobody will ask for them again. */
  forget(): void {
    this.hold([], []);
  }

  /** Something else is going to take so many bytes: what does not fit beside it sleeps. */
  makeRoom(bytes: number, beside: readonly FinishedRun[]): void {
    keepWithin(this.held, { budget: this.budget - bytes, beside, beat: this.beat });
  }

  /** Nobody looks at them for now; those that are `beside` are looked at by themselves. */
  rest(beside: readonly FinishedRun[]): void {
    for (const { run } of this.held) if (run !== null && !beside.includes(run)) run.rest();
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
    keepWithin(this.held, { budget: this.budget, beside, asked: held, beat: this.beat });
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
      this.beat,
    );
    return this.drawn;
  }

  private livesOf({ lives, run }: HeldLane): Lives {
    return lives ?? (run as FinishedRun).lives(this.beat);
  }
}

/** When lanes part: when the first repair begins; where there is none, at the end. */
const forkOf = (lanes: readonly HeldLane[]): number =>
  Math.min(...lanes.map(({ facts }) => facts.repairAt ?? Math.max(facts.length, facts.endedAt)));
