// The run on the main stage: the one that is held, and while a change of its past is computed the fork that is to take its
// place. It decides which of the two is looked at, not how either is computed.
import type { RecordingStep } from '../analysis/record/recording.ts';
import type { FinishedRun, RunRecord } from '../analysis/record/run-record.ts';
import { mainFork, mainRecording } from './computing.ts';
import { NO_RUN, type Progress, type RunFacts, type RunRequest } from './door.ts';

/** Does work in slices; undefined when it was cancelled. */
export type Doing = <Result>(
  work: Iterator<RecordingStep, Result>,
  onStep: (step: RecordingStep) => void,
) => Promise<Result | undefined>;

export class HeldStage {
  private readonly beat: (() => void) | undefined;
  private held: FinishedRun | null = null;
  /** A fork of the held run: looked at in its stead, up to where it has come. */
  private growing: RunRecord | null = null;

  /** `beat` is called from inside of long work. */
  constructor(beat?: () => void) {
    this.beat = beat;
  }

  /** The run that is held, if there is one. */
  get finished(): readonly FinishedRun[] {
    return this.held === null ? [] : [this.held];
  }

  /** The run that is looked at. */
  get shown(): RunRecord {
    const shown = this.growing ?? this.held;
    if (shown === null) throw new Error(NO_RUN);
    return shown;
  }

  /** A run that has been computed already takes the place of the one that is held. */
  hold(run: FinishedRun): RunFacts {
    this.growing = null;
    this.held = run;
    return run.facts;
  }

  /** Computes a run, which is held when it has ended; null when it was cancelled. */
  async open(request: RunRequest, doing: Doing, progress: Progress): Promise<RunFacts | null> {
    const fork = mainFork(this.held, request);
    const { record, work } = fork ?? mainRecording(request, this.beat);
    const isFork = fork !== undefined;
    this.growing = isFork ? record : null;
    // The page may look at the shared past at once.
    if (isFork) progress(Math.max(0, record.frames.reached) / record.session.length, record.frames.reached, true);
    try {
      const finished = await doing(work, ({ done, at }) => progress(done, at, isFork));
      if (finished === undefined) return null;
      this.held = finished;
      return finished.facts;
    } finally {
      if (this.growing === record) this.growing = null;
    }
  }
}
