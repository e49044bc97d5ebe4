// What is going to be asked for next, computed while nobody waits for it: the run of a work that is not on the stage yet, and the lanes of
// its comparison. It is there when it is asked for, and let go of when something else is to come.
import type { FinishedRun } from '../analysis/record/run-record.ts';
import { computingLanes, incidentOf, isRunOf, mainRecording } from './computing.ts';
import { HISTORY, type RunRequest } from './door.ts';
import type { HeldLane, HeldLanes } from './lanes.ts';
import type { Doing, HeldStage } from './stage.ts';

export class Ahead {
  private run: FinishedRun | null = null;
  private made: readonly HeldLane[] = [];
  private incident: string | null = null;
  private readonly stage: HeldStage;
  private readonly held: HeldLanes;
  private readonly beat: (() => void) | undefined;

  constructor(stage: HeldStage, held: HeldLanes, beat?: () => void) {
    this.stage = stage;
    this.held = held;
    this.beat = beat;
  }

  /** Lanes that are not held yet. */
  get lanes(): readonly HeldLane[] {
    return this.made;
  }

  /** The run of the request's first variant, if it has been computed. */
  runOf(request: RunRequest): FinishedRun | null {
    return this.run !== null && isRunOf(this.run, request) ? this.run : null;
  }

  /** Computes the run and, where all variants will be compared, every lane; what does not fit beside all that is held is not kept. */
  async prepare(request: RunRequest, compared: RunRequest | null, doing: Doing): Promise<void> {
    const { stage, held, beat } = this;
    const shown = stage.finished.find((run) => isRunOf(run, request));
    const run = shown ?? this.runOf(request) ?? (await doing(mainRecording(request, beat).work, () => {}));
    if (run === undefined) return;
    if (this.incident !== incidentOf(request)) this.forget();
    this.run = run;
    this.incident = incidentOf(request);
    if (compared === null) return;
    const besides = stage.finished.filter((each) => each !== run);
    const known = [...held.all, ...this.made];
    const work = computingLanes(compared, { stage: [run, ...besides], lanes: known, budget: HISTORY, beat });
    const done = await doing(work, () => {});
    if (done !== undefined && this.run === run)
      this.made = done.lanes.some((lane) => lane.run === null) ? [] : done.lanes;
  }

  /** A run is going to be opened: what was made ready for another incident is of no use. */
  opens(request: RunRequest): void {
    if (this.incident !== null && this.incident !== incidentOf(request)) this.forget();
  }

  private forget(): void {
    this.run = null;
    this.made = [];
    this.incident = null;
  }
}
