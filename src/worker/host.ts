// The worker's side of the door: holds the run on the main stage and the lanes of a comparison, and answers from them. What a
// run is and how it is computed stands elsewhere.
import { transfer } from 'comlink';
import { messageFacts, openMessages } from '../analysis/record/messages.ts';
import { readsAbout } from '../analysis/record/reads.ts';
import { lineNear, linesBetween } from '../analysis/record/stepping.ts';
import type { Tape } from '../analysis/record/tape.ts';
import { bundledFile, sweeping, type TraceLine } from '../engine/index.ts';
import { madeScenario, readScenario, rewritten, writeScenario } from '../files/index.ts';
import { computing, computingLanes, type Step } from './computing.ts';
import type { Door, Frame, Progress, Reading, Samples, Stop } from './door.ts';
import type { HeldRun } from './run.ts';
import { Cancellations, inSlices } from './slices.ts';

const buffersOf = (samples: Samples): ArrayBuffer[] =>
  [samples.times, ...samples.byKind].map(({ buffer }) => buffer as ArrayBuffer);

const handedOver = (frame: Frame): Frame => transfer(frame, [frame.cells.buffer as ArrayBuffer]);

/** A scenario's text with what people made of it written in. */
const madeText: Door['made'] = ({ file, text, siblings }, made) => {
  const { scenario, notes } = madeScenario(made);
  return { text: rewritten(text, file, scenario, (path) => siblings[path] ?? bundledFile(path)), notes };
};

export function host(): Door {
  const cancelled = new Cancellations();
  let main: HeldRun | null = null;
  let lanes: readonly HeldRun[] = [];

  const run = <Result>(task: number, work: Iterator<Step, Result>, progress: Progress): Promise<Result | undefined> =>
    inSlices(
      work,
      () => !cancelled.has(task),
      ({ done, at }) => progress(done, at),
    );

  const stage = (): HeldRun => {
    if (main === null) throw new Error('No run is open.');
    return main;
  };

  /** The main run's; lanes have none. */
  const tape = (): Tape => stage().tape as Tape;

  return {
    ping: () => performance.now(),
    cancel: (task) => cancelled.cancel(task),
    read: (text, file, siblings): Reading => {
      const outcome = readScenario(text, { file, readSibling: (path) => siblings[path] ?? bundledFile(path) });
      if ('errors' in outcome) return { problems: outcome.errors };
      return { scenario: outcome.scenario, changes: outcome.changes };
    },
    write: writeScenario,
    made: madeText,
    open: async (task, request, progress) => {
      cancelled.instead('main', task);
      const held = await run(task, computing(request), progress);
      if (held === undefined) return null;
      main = held;
      return held.facts;
    },
    frame: (request) => handedOver(stage().frame(request)),
    step: (request): Stop | null => lineNear(tape(), request),
    lines: (from, to, most): readonly TraceLine[] | null => linesBetween(tape(), from, to, most),
    user: (user, time) => stage().user(user, time),
    rows: (first, last, time) => stage().rows(first, last, time),
    history: (user) => stage().history(user),
    reads: (user) => readsAbout(tape(), user, stage().facts.spec.scenario.billing.reads !== 'copy'),
    message: (key) => messageFacts(stage(), key),
    onTheWay: (time, most) => openMessages(tape(), time, most),
    samples: (from, to, count) => {
      const samples = stage().samples(from, to, count);
      return transfer(samples, buffersOf(samples));
    },
    compare: async (task, request, keep, progress) => {
      if (keep) cancelled.instead('lanes', task);
      const done = await run(task, computingLanes(request, lanes), progress);
      if (done === undefined) return null;
      if (keep) lanes = done.lanes;
      return { result: done.result, lanes: done.lanes.map(({ facts }) => facts) };
    },
    laneFrames: (request) => {
      const frames = lanes.map((lane) => lane.frame(request));
      return transfer(
        frames,
        frames.map(({ cells }) => cells.buffer as ArrayBuffer),
      );
    },
    laneSamples: (from, to, count) => {
      const all = lanes.map((lane) => lane.samples(from, to, count));
      return transfer(all, all.flatMap(buffersOf));
    },
    sweep: async (task, { scenario, variants, seed, inputs, inputsOf = {}, changes }, seeds, progress) => {
      const work = sweeping(scenario, variants, seeds, { seed, inputs, inputsOf, changes });
      const goesOn = () => !cancelled.has(task);
      return (await inSlices(work, goesOn, (share) => progress(share, 0))) ?? null;
    },
  };
}
