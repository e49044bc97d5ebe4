// The work that the page asks for: the run on the main stage, from its beginning or as a fork of the one held, and all lanes of
// a comparison. It decides what must be computed; how a run is computed and recorded stands elsewhere.

import { counted, numberText } from '../analysis/numbers.ts';
import type { Recording, RecordingStep } from '../analysis/record/recording.ts';
import { recording, recordingWith } from '../analysis/record/recording.ts';
import { type FinishedRun, RunRecord } from '../analysis/record/run-record.ts';
import { type Changes, comparing, type RunSpec, Session, specOf, type VariantResult } from '../engine/index.ts';
import { laneMarks, logsOf, STAGE_MARKS } from './budget.ts';
import { type Comparison, HISTORY, type RunFacts, type RunRequest, type Totals } from './door.ts';
import { type HeldLane, keepWithin, laneOf } from './lanes.ts';

/** A lane that is run again is run in about so many slices. */
const SLICES = 200;
/** What a page holds of a run, and begins with in a few seconds. */
const MOST_USERS = 3_000_000;

/** The main run: the first of the request's variants. */
export function mainRecording(request: RunRequest, beat?: () => void): Recording {
  return recording(mainSpec(request), request.changes, { beat, budget: STAGE_MARKS });
}

/** The main run as a fork of `run`: when it is that run and somebody does more in it. Else undefined. */
export function mainFork(run: FinishedRun | null, request: RunRequest): Recording | undefined {
  if (run === null) return undefined;
  const spec = mainSpec(request);
  const { session } = run;
  const known = session.spec.inputs.length;
  const before = { ...spec, inputs: spec.inputs.slice(0, known) };
  if (spec.inputs.length <= known || identity(before) !== identity(session.spec)) return undefined;
  if (!sameChanges(request.changes, session.changes)) return undefined;
  return recordingWith(run, spec, spec.inputs.slice(known));
}

function mainSpec({ scenario, variants: [variant], seed, inputs, changes }: RunRequest): RunSpec {
  if (variant === undefined) throw new Error('A run needs a variant.');
  return bounded(specOf(scenario, variant, seed, inputs), changes);
}

/** A run that a page can hold; of one it cannot, a sentence says so before anything is tried, with the command that takes it. */
function bounded(spec: RunSpec, changes?: Changes): RunSpec {
  const { users } = spec.scenario.population;
  const elsewhere = `the command line takes them: npm run -s driftlab -- compare ${spec.scenario.id}.yaml`;
  if (users > MOST_USERS) {
    const most = counted(MOST_USERS, 'user');
    throw new Error(`a page simulates up to ${most}, this scenario has ${numberText(users)}; ${elsewhere}`);
  }
  const needed = logsOf(spec, changes);
  if (needed <= HISTORY) return spec;
  const [kept, wanted] = [HISTORY, needed].map((bytes) => `${numberText(Math.round(bytes / 1e6))} MB`);
  throw new Error(
    `a page keeps up to ${kept} of history, the changes of this run alone take about ${wanted}; ${elsewhere}`,
  );
}

function sameChanges(a: Changes | undefined, b: Changes | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const same = (one: ArrayLike<number>, other: ArrayLike<number>): boolean => {
    if (one.length !== other.length) return false;
    for (let n = 0; n < one.length; n++) if (one[n] !== other[n]) return false;
    return true;
  };
  return same(a.time, b.time) && same(a.user, b.user) && same(a.kind, b.kind);
}

const NO_TOTALS: Totals = {
  times: new Float64Array(),
  counters: {} as Totals['counters'],
  backlog: new Float64Array(),
};

/** What a run depends on; runs of real changes are not told apart by it. */
const identity = ({ scenario, variant, seed, inputs }: RunSpec): string =>
  JSON.stringify([{ ...scenario, variants: [] }, variant, seed, inputs]);

/** Whether it is the main run of the request; of one with real changes nobody can say. */
export const isRunOf = ({ session }: FinishedRun, request: RunRequest): boolean =>
  request.changes === undefined &&
  session.changes === undefined &&
  identity(session.spec) === identity(mainSpec(request));

/** The same for requests about one incident, whatever lanes it has and whatever people do in it. */
export const incidentOf = ({ scenario, seed }: RunRequest): string =>
  JSON.stringify([{ ...scenario, variants: [] }, seed]);

/** About how many bytes the main run of a request is going to take. */
export const roomOf = (request: RunRequest): number =>
  Math.min(HISTORY, STAGE_MARKS + logsOf(mainSpec(request), request.changes));

/** A lane that sleeps, run again to its end. */
export function* computingAgain(
  { spec, length }: RunFacts,
  changes: Changes | undefined,
  beat?: () => void,
): Generator<RecordingStep, FinishedRun> {
  const session = Session.open(spec, changes, { beat, budget: laneMarks(1) });
  while (session.advance(session.position + session.stretch(SLICES)))
    yield { done: Math.min(1, session.position / length), at: session.position };
  return new RunRecord(session, null).finish(session.finish(), NO_TOTALS);
}

/** What is held while lanes are computed. */
interface Held {
  /** Runs that count, and of which one may be a lane. */
  readonly stage?: readonly FinishedRun[];
  /** Lanes that were held before: those that are wanted again are not computed again, the others make room first. */
  readonly lanes?: readonly HeldLane[];
  /** Bytes that all of them may take together. */
  readonly budget?: number;
  /** False: only what is known of whole runs is wanted, and no run is kept. */
  readonly keep?: boolean;
  /** Called from inside of long work. */
  readonly beat?: (() => void) | undefined;
}

/**
 * All variants of the request, on the same incident, one after the other: each is brought within the budget together with all that is
 * held before the next one is begun.
 */
export function* computingLanes(
  request: RunRequest,
  { stage = [], lanes: before = [], budget = HISTORY, keep = true, beat }: Held = {},
): Generator<RecordingStep, { readonly result: Comparison['result']; readonly lanes: readonly HeldLane[] }> {
  const { scenario, variants, seed, inputs, inputsOf = {}, changes } = request;
  const keys = variants.map((variant) =>
    identity(bounded(specOf(scenario, variant, seed, inputsOf[variant.id] ?? inputs), changes)),
  );
  const known = new Map<string, HeldLane>();
  for (const lane of changes === undefined ? [...stage.map(laneOf), ...before] : [])
    if (known.get(identity(lane.facts.spec))?.run == null) known.set(identity(lane.facts.spec), lane);
  const settle = (): void => {
    const wanted = keys.flatMap((key) => known.get(key) ?? []);
    // They will be drawn, and what is worked out for that counts too.
    for (const { run } of wanted) run?.lives(beat);
    keepWithin([...wanted, ...before.filter((lane) => !wanted.includes(lane))], { budget, beside: stage, beat });
  };
  const missing = variants.filter((_, n) => !known.has(keys[n] as string));
  const whenEnded = (session: Session, result: VariantResult): void => {
    const first = stage[0] ?? keys.map((key) => known.get(key)?.run).find((run) => run != null);
    if (first !== undefined) session.shareTruth(first.session);
    beat?.();
    const run = new RunRecord(session, null).finish(result, NO_TOTALS);
    run.rest();
    known.set(identity(session.spec), keep ? laneOf(run) : { ...laneOf(run), run: null });
    if (keep) settle();
  };
  const session = { beat, budget: laneMarks(variants.length) };
  const work = comparing(scenario, missing, { seed, inputs, inputsOf, changes, session, whenEnded });
  let step = work.next();
  for (; step.done !== true; step = work.next()) yield { done: step.value, at: 0 };
  if (keep) settle();
  const lanes = keys.map((key) => known.get(key) as HeldLane);
  return { result: { ...step.value, variants: lanes.map(({ facts }) => facts.result) }, lanes };
}
