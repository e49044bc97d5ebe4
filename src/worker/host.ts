// The worker's side of the door: holds the run on the main stage and the lanes of a comparison, and answers from them. What a
// run is and how it is computed stands elsewhere.
import { transfer } from 'comlink';
import type { LivesOfLanes } from '../analysis/lanes/lane-lives.ts';
import { playCell } from '../analysis/outcome-cells.ts';
import { type Damage, damages, type MatrixRow } from '../analysis/outcome-damages.ts';
import { outcomeMatrix } from '../analysis/outcome-matrix.ts';
import type { FinishedRun } from '../analysis/record/run-record.ts';
import type { LaneDrawing } from '../analysis/report/drawn-lanes.ts';
import { TRUTH_COLUMNS, TRUTH_ROWS, type TruthColumn, type TruthRow, truthCell } from '../analysis/truth-table.ts';
import { truthOfLanes } from '../analysis/user/truth-of-lanes.ts';
import { buffersOf, packSeeds, type SeedResult } from '../engine/index.ts';
import { madeScenario, readScenario, rewritten, writeScenario } from '../files/index.ts';
import { playingLesson, readLesson } from '../lessons/index.ts';
import { Ahead } from './ahead.ts';
import bundledFiles from './bundled-files.ts';
import { computingAgain, computingLanes, incidentOf, roomOf } from './computing.ts';
import { decisionQuestion, drawingLane, HeldDecision, reportOf } from './deciding.ts';
import type { Door, Frame, Samples } from './door.ts';
import { HeldSeeds } from './held-seeds.ts';
import { HeldLanes, laneOf } from './lanes.ts';
import { Siblings } from './siblings.ts';
import { Cancellations, inSlices } from './slices.ts';
import { type Doing, HeldStage } from './stage.ts';

const columnsOf = (samples: Samples): ArrayBuffer[] =>
  [samples.times, ...samples.byKind].map(({ buffer }) => buffer as ArrayBuffer);

const handedOver = (frame: Frame): Frame => transfer(frame, [frame.cells.buffer as ArrayBuffer]);

/** A scenario's text with what people made of it written in. */
const madeText =
  (beside: Siblings): Door['made'] =>
  async ({ file, text, siblings }, made) => {
    const { scenario, notes } = madeScenario(made);
    const written = await beside.reading(siblings, (readSibling) => rewritten(text, file, scenario, readSibling));
    return { text: written, notes };
  };

/** A scenario's file, read and checked. */
const scenarioIn =
  (beside: Siblings): Door['read'] =>
  async (text, file, siblings) => {
    const outcome = await beside.reading(siblings, (readSibling) => readScenario(text, { file, readSibling }));
    if ('errors' in outcome) return { problems: outcome.errors };
    return { scenario: outcome.scenario, changes: outcome.changes, notes: outcome.notes };
  };

type OfLives = 'laneLives' | 'laneRasters' | 'laneUser' | 'laneUserAt' | 'raster';

/** What is asked about the lives of the lanes, and of the run on the main stage as if it were the only lane. */
function livesOf(lanes: HeldLanes, stage: HeldStage, beat?: () => void): Pick<Door, OfLives> {
  const alone = new HeldLanes(undefined, beat);
  let shown: FinishedRun | undefined;
  const main = (): HeldLanes => {
    const [run] = stage.finished;
    // While another takes its place nothing is said of it.
    const now = run !== undefined && stage.shown === run ? run : undefined;
    if (now !== shown) alone.hold(now === undefined ? [] : [laneOf(now)], stage.finished, null);
    shown = now;
    return alone;
  };
  const lives = async (held = lanes): Promise<LivesOfLanes> =>
    (await inSlices(
      held.livesByLane(),
      () => true,
      () => {},
    )) as LivesOfLanes;
  return {
    laneLives: async () => (await lives()).outline(),
    laneRasters: async (axis, height) => {
      const rasters = (await lives()).rasters(axis, height);
      return transfer(
        rasters,
        rasters.map(({ shares }) => shares.buffer as ArrayBuffer),
      );
    },
    raster: async (axis, height) => {
      const [raster] = (await lives(main())).rasters(axis, height);
      return raster === undefined ? null : transfer(raster, [raster.shares.buffer as ArrayBuffer]);
    },
    laneUserAt: async (lane, rows, times) => (await lives()).userAt(lane, rows, times),
    laneUser: async (user) => (await lives()).user(user),
  };
}

/** What is asked about the lanes' runs. */
function lanesOf(
  lanes: HeldLanes,
  stage: HeldStage,
  ahead: Ahead,
  cancelled: Cancellations,
  beat?: () => void,
): Pick<Door, 'compare' | 'laneFrames' | 'wake' | 'laneSamples'> {
  const goesOn = (task: number) => (): boolean => !cancelled.has(task);
  return {
    compare: async (task, request, keep, progress) => {
      if (keep) cancelled.instead('lanes', task);
      const work = computingLanes(request, {
        stage: stage.finished,
        lanes: [...lanes.all, ...ahead.lanes],
        keep,
        beat,
      });
      const done = await inSlices(work, goesOn(task), ({ done, at }) => progress(done, at));
      if (done === undefined) return null;
      const facts = done.lanes.map((lane) => lane.facts);
      if (!keep) return { result: done.result, lanes: facts, asleep: [] };
      lanes.hold(done.lanes, stage.finished, incidentOf(request));
      return { result: done.result, lanes: facts, asleep: lanes.asleep };
    },
    laneFrames: (request) => {
      const frames = lanes.map((lane) => lane.frames.frame(request));
      return transfer(
        frames,
        frames.flatMap((frame) => (frame === null ? [] : [frame.cells.buffer as ArrayBuffer])),
      );
    },
    wake: async (task, lane, progress) => {
      const sleeper = lanes.sleeper(lane);
      if (sleeper === null) return lanes.asleep;
      const work = computingAgain(sleeper.facts, sleeper.changes, beat);
      const run = await inSlices(work, goesOn(task), ({ done, at }) => progress(done, at));
      if (run === undefined) return null;
      lanes.wakes(lane, run, stage.finished);
      return lanes.asleep;
    },
    laneSamples: (from, to, count) => {
      const all = lanes.samples(from, to, count);
      return transfer(all, all.flatMap(columnsOf));
    },
  };
}

/** A lesson's file, read and played through. */
const lessonIn =
  (cancelled: Cancellations, beside: Siblings): Door['lesson'] =>
  async (task, { file, text, siblings }, progress) => {
    const reading = await beside.reading(siblings, (readSibling, readBundled) =>
      readLesson(text, { file, readSibling, readBundled }),
    );
    if ('errors' in reading) return { played: null, problems: reading.errors };
    const goesOn = (): boolean => !cancelled.has(task);
    const outcome = await inSlices(playingLesson(reading), goesOn, (done) => progress(done, 0));
    if (outcome === undefined) return null;
    return 'errors' in outcome ? { played: null, problems: outcome.errors } : { played: outcome.played, problems: [] };
  };

/** What is decided among lanes, and the report that tells it: runs that are needed for it are made by other workers, or here for them. */
function decisionsOf(beside: Siblings): Pick<Door, 'question' | 'decide' | 'decideOn' | 'draw' | 'report'> {
  const held = new HeldDecision();
  return {
    question: decisionQuestion,
    decide: (task, question) => held.begin(task, question),
    decideOn: (task, runs) => held.goOn(task, runs),
    draw: async (request, onShare) => (await inSlices(drawingLane(request), () => true, onShare)) as LaneDrawing,
    report: async (question, decision, drawings, form, siblings) => {
      const { file } = question.scenario.workload;
      const changesText = await beside.reading(siblings, (readSibling) =>
        file === undefined ? undefined : readSibling(file),
      );
      return reportOf(question, decision, drawings, form, changesText);
    },
  };
}

/** `beat` is called from inside of long work. */
export function host(beat?: () => void): Door {
  const cancelled = new Cancellations();
  const stage = new HeldStage(beat);
  const lanes = new HeldLanes(undefined, beat);
  const ahead = new Ahead(stage, lanes, beat);
  const beside = new Siblings();
  const held = new HeldSeeds();

  const doing =
    (task: number): Doing =>
    (work, onStep) =>
      inSlices(work, () => !cancelled.has(task), onStep);

  return {
    ping: () => performance.now(),
    weight: () => lanes.weight(stage.finished),
    cancel: (task) => cancelled.cancel(task),
    read: scenarioIn(beside),
    files: bundledFiles.addresses,
    lesson: lessonIn(cancelled, beside),
    write: writeScenario,
    made: madeText(beside),
    open: async (task, request, progress) => {
      cancelled.instead('main', task);
      ahead.opens(request);
      lanes.makeRoom(roomOf(request), stage.finished);
      const ready = ahead.runOf(request);
      const facts = ready === null ? await stage.open(request, doing(task), progress) : stage.hold(ready);
      if (facts !== null && lanes.incident !== null && lanes.incident !== incidentOf(request)) lanes.forget();
      return facts;
    },
    frame: (request) => {
      lanes.rest(stage.finished);
      return handedOver(stage.shown.frames.frame(request));
    },
    step: (request) => stage.shown.step(request),
    lines: (from, to, most) => stage.shown.lines(from, to, most),
    user: (user, time) => stage.shown.user(user, time),
    rows: (first, last, time) => stage.shown.frames.rows(first, last, time),
    history: (user) => stage.shown.history(user),
    stillHeld: (user, time) => stage.shown.stillHeld(user, time),
    reads: (user) => stage.shown.reads(user),
    message: (key) => stage.shown.message(key),
    onTheWay: (time, most) => stage.shown.onTheWay(time, most),
    samples: (from, to, count) => {
      const samples = stage.shown.samples(from, to, count);
      return transfer(samples, columnsOf(samples));
    },
    ahead: async (task, request, compared) => {
      cancelled.instead('ahead', task);
      await ahead.prepare(request, compared, doing(task));
    },
    ...lanesOf(lanes, stage, ahead, cancelled, beat),
    ...livesOf(lanes, stage, beat),
    truthCell: (row, column) => truthCell(TRUTH_ROWS[row] as TruthRow, TRUTH_COLUMNS[column] as TruthColumn),
    whereTheTruthIs: (user, time) => {
      const asked = lanes.all.map(({ facts, run }) => ({
        facts,
        history: run === null ? null : (of: number) => run.history(of),
      }));
      return truthOfLanes(asked, user, time, stage.shown.history(user));
    },
    outcomeCell: (row, column) => playCell(outcomeMatrix[row] as MatrixRow, damages[column] as Damage),
    seeds: async (request, asked, onShare) => {
      const work = held.of(request).comparingAll(asked);
      const packed = packSeeds((await inSlices(work, () => true, onShare)) as readonly (readonly SeedResult[])[]);
      return transfer(packed, buffersOf(packed));
    },
    ...decisionsOf(beside),
  };
}
