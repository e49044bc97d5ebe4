// What people do on the page, told to the player and to the worker, and what comes back, put into the store. Panels call these
// functions and nothing else; none of them computes what a run could say.

import { withLanes } from '../../analysis/design.ts';
import { focusOf } from '../../analysis/focus.ts';
import { futureLanes, soundFutures, soundInputs } from '../../analysis/futures.ts';
import { findVariant, type Scenario, scenarioDefinition, scenarios } from '../../engine/index.ts';
import { usualSpeed } from '../../player/player.ts';
import { heard } from '../../worker/connection.ts';
import type { RunRequest } from '../../worker/door.ts';
import { WORK, write } from './keep.ts';
import type { Bookmark } from './link.ts';
import { announce, door, restartWorker, say, task } from './office.ts';
import { freeFile, keepOwn } from './own.ts';
import { enter, remark } from './places.ts';
import { play, toMoment } from './playing.ts';
import { pump } from './pump.ts';
import { remember } from './remember.ts';
import { type Source, usePage, type Work } from './store.ts';
import { show } from './zoom.ts';

const set = usePage.setState;
const get = usePage.getState;

export const bundledSource = (id: string): Source | undefined => {
  const found = scenarios.find((each) => each.id === id);
  return found && { file: found.file, text: found.text, siblings: {} };
};

export function requestOf(work: Work, variants = [work.variant]): RunRequest {
  const { scenario, seed, inputs, changes } = work;
  const found = variants
    .map((id) => findVariant(scenario, id, scenarioDefinition))
    .filter((each) => each !== undefined);
  return { scenario, variants: found, seed, inputs, changes };
}

/** What a comparison runs: the scenario's lanes, and the futures that were left behind with what was done in each. */
export function lanesOf(work: Work): RunRequest {
  const { scenario, inputs, futures = [] } = work;
  const earlier = futureLanes(scenario, futures, inputs);
  return {
    ...requestOf(
      work,
      scenario.variants.map(({ id }) => id),
    ),
    variants: [...scenario.variants, ...earlier.map(({ variant }) => variant)],
    inputsOf: Object.fromEntries(earlier.map((each) => [each.variant.id, each.inputs])),
  };
}

/** Reads a text; a scenario that has problems leaves the work as it is. */
export async function read(source: Source): Promise<{ scenario: Scenario; changes: Work['changes'] } | undefined> {
  const reading = await door().read(source.text, source.file, source.siblings);
  if ('problems' in reading) {
    set({ problems: reading.problems });
    return undefined;
  }
  set({ problems: [] });
  return reading;
}

/** A lost worker is replaced before the next one is asked for anything. */
function revive(): void {
  if (get().stage.is !== 'lost') return;
  restartWorker();
  pump.forget();
  set({ stage: { is: 'empty' } });
}

/** The work that a bookmark means, once its scenario has been read; undefined when what was done cannot be done in it. */
function workOf(source: Source, reading: { scenario: Scenario; changes: Work['changes'] }, mark?: Bookmark) {
  const ownLanes = mark?.lanes && withLanes(reading.scenario, mark.lanes);
  const scenario = ownLanes ?? reading.scenario;
  if (mark !== undefined && !soundInputs(scenario, mark.inputs)) return undefined;
  const wanted = mark && findVariant(scenario, mark.variant, scenarioDefinition);
  const work: Work = {
    source,
    scenario,
    changes: reading.changes,
    seed: mark?.seed ?? scenario.seed,
    variant: wanted?.id ?? scenario.variants[0]?.id ?? 'wait',
    inputs: mark?.inputs ?? [],
    lanes: ownLanes?.variants,
    futures: soundFutures(scenario, mark?.futures ?? []),
  };
  return work;
}

/** What became of a text that was to be opened: `notRun` when its run failed, was cancelled or gave way to another. */
export type Opened = 'opened' | 'unreadable' | 'notRun';

/** The text of the work with all that was made of it on the page: lanes, faults, the seed, futures. */
export async function madeText(work: Work): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  const { source, scenario, seed, inputs, futures = [] } = work;
  if (!isMade(work)) return { text: source.text, notes: [] };
  return door().made(source, { scenario, seed, inputs, futures: futureLanes(scenario, futures, inputs) });
}

/** Whether something was made of it on the page that its text does not say. */
export const isMade = ({ inputs, lanes, futures = [] }: Work): boolean =>
  inputs.length > 0 || lanes !== undefined || futures.length > 0;

/** What was made on the page of the scenario that is left is kept under the scenarios of one's own. */
async function keepMade(work: Work): Promise<void> {
  if (!isMade(work)) return;
  const { text } = await madeText(work);
  const { file, siblings } = work.source;
  const known = bundledSource(work.scenario.id)?.text === work.source.text;
  keepOwn({ file: freeFile(known ? `my-${file}` : file, text), text, siblings });
}

interface Opening {
  /** As a bookmark has it. */
  readonly mark?: Bookmark;
  /** Hears as soon as it is found to be without problems. */
  readonly onRead?: () => void;
  /** It is a place of its own for the browser's Back. */
  readonly place?: boolean;
}

/** Opens a scenario's text; one that has problems leaves all as it is. */
export async function openSource(source: Source, { mark, onRead, place = false }: Opening = {}): Promise<Opened> {
  revive();
  const reading = await read(source);
  const work = reading && workOf(source, reading, mark);
  if (work === undefined) return 'unreadable';
  const { work: before, undo, redo } = get();
  if (before !== null && place) {
    keep();
    await keepMade(before);
    enter();
  }
  onRead?.();
  if (bundledSource(work.scenario.id)?.text !== source.text) keepOwn(source);
  if (before !== null) remember(`${work.scenario.title} opened`, before);
  const staged = await stageWork(work, mark?.time ?? null, mark?.reached);
  if (staged === 'cancelled') set({ undo, redo });
  if (staged !== 'ready') return 'notRun';
  set({ selected: null, user: null, userLines: [], userReads: [], historyOpen: false });
  if (mark?.comparing) await compare();
  return 'opened';
}

export async function openBookmark(bookmark: Bookmark): Promise<Opened> {
  const { scenario } = bookmark;
  const source = typeof scenario === 'string' ? bundledSource(scenario) : scenario;
  return source === undefined ? 'unreadable' : openSource(source, { mark: bookmark });
}

/** What became of a run that was to be shown. `replaced`: another was asked for meanwhile. */
export type Staged = 'ready' | 'cancelled' | 'failed' | 'replaced';

let stageTask = 0;
/** The last work that was run to its end: where a run that is cancelled leads back to. */
let settled: Work | null = null;
/** The moment that is shown once the run that is computed has ended; null: where its scenario opens. */
let awaited: number | null = null;

/** Stops the run that is being computed; what was shown before stays. */
export const cancelRun = (): void => void door().cancel(stageTask);

/** Runs the work and shows it at `time`, or where the scenario opens. `reached`: the furthest moment of it shown before. */
export async function stageWork(work: Work, time: number | null, reached = 0): Promise<Staged> {
  revive();
  const id = task();
  stageTask = id;
  awaited = time;
  const before = get();
  if (before.stage.is === 'ready') settled = before.work;
  pump.hold();
  stopComparing();
  set({ stage: { is: 'running', done: 0, at: 0 }, work, ...NOT_COMPARED });
  try {
    const facts = await door().open(
      id,
      requestOf(work),
      // Progress has a road of its own and may arrive after the end.
      heard(
        (done, at) => stageTask === id && get().stage.is === 'running' && set({ stage: { is: 'running', done, at } }),
      ),
    );
    if (stageTask !== id) return 'replaced';
    if (facts === null) {
      if (before.facts === null) set({ stage: { is: 'failed', reason: 'The run was cancelled.' } });
      else set({ stage: { is: 'ready' }, work: settled });
      pump.release();
      return 'cancelled';
    }
    const end = Math.max(facts.length, facts.endedAt);
    const same = before.facts !== null && settled?.source.text === work.source.text;
    const speed = same ? before.speed : usualSpeed(facts.length);
    const shown = same ? before.shown : focusOf([facts]);
    set({ stage: { is: 'ready' }, facts, stop: null, window: null, fine: null, shown, frame: null, letter: null });
    play.load(time ?? opening(work.scenario), end, speed);
    set({ reached: Math.max(reached, get().time) });
    pump.release();
    show(shown.from, shown.to);
    keep();
    if (get().selected !== null) await select(get().selected);
    return 'ready';
  } catch (error) {
    if (stageTask !== id) return 'replaced';
    if (get().stage.is !== 'lost')
      set({ stage: { is: 'failed', reason: error instanceof Error ? error.message : String(error) } });
    return 'failed';
  }
}

const NOT_COMPARED = {
  comparing: false,
  comparison: null,
  comparisonStage: { is: 'empty' },
  laneFrames: [],
  sweep: null,
  sweepStage: { is: 'empty' },
} as const;

const opening = (scenario: Scenario): number => toMoment(scenario.opensAt);

export function bookmark(): Bookmark | null {
  const { work, stage, reached, comparing } = get();
  if (work === null) return null;
  const time = stage.is === 'running' ? (awaited ?? opening(work.scenario)) : get().time;
  const { source, scenario, seed, variant, inputs, lanes, futures = [] } = work;
  const known = bundledSource(scenario.id)?.text === source.text;
  const left = futures.length > 0 ? { futures } : {};
  return { scenario: known ? scenario.id : source, seed, variant, inputs, lanes, time, comparing, reached, ...left };
}

/** Keeps the work over a reload, unless it is one that cannot be run. */
export function keep(): void {
  const mark = get().stage.is === 'failed' ? null : bookmark();
  if (mark === null) return;
  write(WORK, mark);
  remark(mark);
}

/** Shows another variant of the same incident on the main stage. */
export async function stageVariant(variant: string): Promise<void> {
  const { work, time } = get();
  if (work !== null) await stageWork({ ...work, variant }, time);
}

export async function select(user: number | null): Promise<void> {
  const nobody = user === null && { user: null, userLines: [], userReads: [], historyOpen: false, sheet: false };
  set({ selected: user, place: null, letter: null, ...nobody });
  if (user === null) return;
  const asked = [door().user(user, get().time), door().history(user), door().reads(user)] as const;
  const [facts, userLines, userReads] = await Promise.all(asked);
  if (get().selected === user) set({ user: facts, userLines, userReads });
}

let comparisonTask = 0;

/** Whoever compares or sweeps for a work that is no longer the page's stops. */
function stopComparing(): void {
  const { comparisonStage, sweepStage } = get();
  if (comparisonStage.is === 'running') void door().cancel(comparisonTask);
  if (sweepStage.is === 'running') void door().cancel(sweepTask);
  comparisonTask = 0;
}

export async function compare(): Promise<void> {
  const { work, comparison, comparisonStage } = get();
  if (work === null) return;
  play.pause();
  set({ comparing: true, tab: 'compare' });
  pump.want();
  if (comparison !== null || comparisonStage.is === 'running') return;
  const own = task();
  comparisonTask = own;
  set({ comparisonStage: { is: 'running', done: 0, at: 0 } });
  const request = lanesOf(work);
  try {
    const done = await door().compare(
      own,
      request,
      true,
      heard((share, at) => comparisonTask === own && set({ comparisonStage: { is: 'running', done: share, at } })),
    );
    if (comparisonTask !== own) return;
    comparisonTask = 0;
    if (done === null) set({ comparing: false, comparisonStage: { is: 'empty' }, tab: 'users' });
    else {
      set({ comparison: done, comparisonStage: { is: 'ready' } });
      announce(`${done.lanes.length} strategies compared.`);
    }
    pump.want();
    keep();
  } catch (error) {
    if (comparisonTask !== own) return;
    comparisonTask = 0;
    set({ comparisonStage: { is: 'failed', reason: error instanceof Error ? error.message : String(error) } });
  }
}

export const cancelComparison = (): void => void door().cancel(comparisonTask);

export function closeComparison(): void {
  const { work, facts, time } = get();
  set({ comparing: false, tab: 'users' });
  pump.want();
  keep();
  if (work === null || facts === null) return;
  const { variant } = facts.spec;
  const wanted = findVariant(work.scenario, work.variant, scenarioDefinition);
  // The lane on the main stage was edited or closed meanwhile.
  if (JSON.stringify(wanted) !== JSON.stringify(variant)) void stageWork(work, time, get().reached);
}

/** After the worker was lost: a new one, the same work, the same moment. Before anything was shown, from the beginning. */
export async function resume(): Promise<void> {
  const { work, time, reached, comparing, facts } = get();
  if (work === null) return location.reload();
  if ((await stageWork(work, facts === null ? null : time, reached)) !== 'ready') return;
  if (comparing) await compare();
  announce(`Going on at ${say.clock(get().time)}.`);
}

let sweepTask = 0;

/** The same comparison with so many seeds, for means and intervals. */
export async function sweepSeeds(seeds: number): Promise<void> {
  const { work, comparison } = get();
  if (work === null) return;
  sweepTask = task();
  set({ sweepStage: { is: 'running', done: 0, at: 0 } });
  const request = lanesOf(work);
  try {
    const done = await door().sweep(
      sweepTask,
      request,
      seeds,
      heard(
        (share, at) => get().sweepStage.is === 'running' && set({ sweepStage: { is: 'running', done: share, at } }),
      ),
    );
    if (get().comparison !== comparison) return;
    set({ sweep: done, sweepStage: { is: done === null ? 'empty' : 'ready' } });
    if (done !== null) announce(`Means of ${seeds} seeds.`);
  } catch (error) {
    set({ sweepStage: { is: 'failed', reason: error instanceof Error ? error.message : String(error) } });
  }
}

export const cancelSweep = (): void => void door().cancel(sweepTask);
