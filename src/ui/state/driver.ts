// What people do on the page, told to the player and to the worker, and what comes back, put into the store. Panels call these
// functions and nothing else; none of them computes what a run could say.

import { withLanes } from '../../analysis/design.ts';
import { focusOf } from '../../analysis/focus.ts';
import { futureLanes, soundFutures, soundInputs } from '../../analysis/futures.ts';
import { findVariant, type Scenario, scenarioDefinition, scenarios } from '../../engine/index.ts';
import { usualSpeed } from '../../player/player.ts';
import { heard } from '../../worker/connection.ts';
import { WORK, write } from './keep.ts';
import type { Bookmark } from './link.ts';
import { announce, door, restartWorker, say, task, unlessLost } from './office.ts';
import { freeFile, keepOwn } from './own.ts';
import { enter, remark } from './places.ts';
import { play, toMoment } from './playing.ts';
import { pump } from './pump.ts';
import { type Steps, stepsAfter } from './remember.ts';
import { lanesOf, requestOf } from './requests.ts';
import { type Moment, type PageState, present, type Source, usePage, type Work } from './store.ts';
import { cancelSweep } from './sweep.ts';
import { show } from './zoom.ts';

const set = usePage.setState;
const get = usePage.getState;

export const bundledSource = (id: string): Source | undefined => {
  const found = scenarios.find((each) => each.id === id);
  return found && { file: found.file, text: found.text, siblings: {} };
};

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
  settled = null;
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

/** What became of a text that was to be opened, and of its run. */
export type Opened = 'opened' | 'unreadable' | Exclude<Staged, 'ready'>;

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
  const { work: before } = get();
  if (before !== null && place) {
    keep();
    await keepMade(before);
    enter();
  }
  onRead?.();
  if (bundledSource(work.scenario.id)?.text !== source.text) keepOwn(source);
  const steps = before === null ? {} : stepsAfter(`${work.scenario.title} opened`, before);
  const staged = await stageWork(work, mark, steps);
  if (staged !== 'ready') return staged;
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
export type Staged = 'ready' | 'cancelled' | 'failed' | 'lost' | 'replaced';

let stageTask = 0;
/** The last that the worker ran to its end: where a run that is cancelled leads back to. */
let settled: Pick<PageState, 'work' | 'undo' | 'redo'> | null = null;

/** Of what is shown: another run of it keeps speed and zoom, by another worker too. */
let shownText: string | null = null;

/** Stops the run that is being computed; what was shown before stays. */
export const cancelRun = (): void => void door().cancel(stageTask);

/** Runs the work and shows it at a moment, or where the scenario opens. `steps`: undo and redo, which change with the work. */
export async function stageWork(work: Work, to: Partial<Moment> = {}, steps: Partial<Steps> = {}): Promise<Staged> {
  revive();
  const id = task();
  stageTask = id;
  const before = get();
  if (before.stage.is === 'ready') settled = { work: before.work, undo: before.undo, redo: before.redo };
  pump.hold();
  stopComparing();
  const { time = opening(work.scenario), reached = 0, comparing = false } = to;
  const awaited = { time, reached, comparing };
  set({ stage: { is: 'running', done: 0, at: 0 }, work, awaited, ...NOT_COMPARED, ...steps });
  try {
    const running = door().open(
      id,
      requestOf(work),
      // Progress has a road of its own and may arrive after the end.
      heard(
        (done, at) => stageTask === id && get().stage.is === 'running' && set({ stage: { is: 'running', done, at } }),
      ),
    );
    const facts = await unlessLost(running);
    if (stageTask !== id) return 'replaced';
    if (facts === null) {
      set(settled === null ? { stage: { is: 'cancelled' } } : { stage: { is: 'ready' }, awaited: null, ...settled });
      if (settled === null) keep();
      pump.release();
      return 'cancelled';
    }
    const end = Math.max(facts.length, facts.endedAt);
    const same = shownText === work.source.text;
    shownText = work.source.text;
    const speed = same ? before.speed : usualSpeed(facts.length);
    const shown = same ? before.shown : focusOf([facts]);
    const fresh = { stop: null, window: null, fine: null, frame: null, letter: null };
    set({ stage: { is: 'ready' }, awaited: null, facts, shown, ...fresh });
    play.load(time, end, speed);
    set({ reached: Math.max(reached, get().time) });
    pump.release();
    show(shown.from, shown.to);
    keep();
    if (get().selected !== null) await select(get().selected);
    return 'ready';
  } catch (error) {
    if (stageTask !== id) return 'replaced';
    if (get().stage.is === 'lost') return 'lost';
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
  const { work } = get();
  if (work === null) return null;
  const { source, scenario, seed, variant, inputs, lanes, futures = [] } = work;
  const known = bundledSource(scenario.id)?.text === source.text;
  const left = futures.length > 0 ? { futures } : {};
  return { scenario: known ? scenario.id : source, seed, variant, inputs, lanes, ...present(get()), ...left };
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
  if (work !== null) await stageWork({ ...work, variant }, { time });
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
  if (sweepStage.is === 'running') cancelSweep();
  comparisonTask = 0;
}

export async function compare(): Promise<void> {
  const { work, stage, comparison, comparisonStage } = get();
  if (work === null || stage.is === 'cancelled') return;
  play.pause();
  set({ comparing: true, tab: 'compare' });
  pump.want();
  if (comparison !== null || comparisonStage.is === 'running') return;
  const own = task();
  comparisonTask = own;
  set({ comparisonStage: { is: 'running', done: 0, at: 0 } });
  const request = lanesOf(work);
  try {
    const running = door().compare(
      own,
      request,
      true,
      heard((share, at) => comparisonTask === own && set({ comparisonStage: { is: 'running', done: share, at } })),
    );
    const done = await unlessLost(running);
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
    if (get().stage.is === 'lost') return set({ comparisonStage: { is: 'empty' } });
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
  if (JSON.stringify(wanted) !== JSON.stringify(variant)) void stageWork(work, { time, reached: get().reached });
}

/** The same work at the same moment: after the worker was lost, or when its run was cancelled or failed. */
export async function resume(): Promise<void> {
  const { work } = get();
  if (work === null) return location.reload();
  const moment = present(get());
  if ((await stageWork(work, moment)) !== 'ready') return;
  if (moment.comparing) await compare();
  announce(`Going on at ${say.clock(get().time)}.`);
}
