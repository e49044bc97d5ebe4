// What people do to the run while it plays, and how they go back: a change before the furthest moment shown leaves the future
// that was shown behind as a lane, a later one replaces what was merely computed. Undo and redo go from work to work.
import { type Future, freeId, MOST_FUTURES, withFuture } from '../../analysis/futures.ts';
import { findVariant, type Input, scenarioDefinition, type VariantSpec } from '../../engine/index.ts';
import { compare, keep, stageWork } from './driver.ts';
import { showLanes } from './lanes.ts';
import { announce, say, toast } from './office.ts';
import { remember, type Steps, stepsAfter } from './remember.ts';
import { type Past, present, usePage, type Work } from './store.ts';

const set = usePage.setState;
const get = usePage.getState;

const staged = ({ scenario, variant }: Work): VariantSpec | undefined =>
  findVariant(scenario, variant, scenarioDefinition);

/** What is played now, as a future that is left behind. */
function leaving(work: Work): Future | undefined {
  const { reached } = get();
  const variant = staged(work);
  return variant && { id: freeId(work.scenario, work.futures ?? []), variant, inputs: work.inputs, reached };
}

/** Another work on the stage, as a change that can be undone; cancelled, all is as before. */
async function become(next: Work, time: number, words: string, reached = 0): Promise<boolean> {
  const { work } = get();
  return work !== null && (await stageWork(next, { time, reached }, stepsAfter(words, work))) === 'ready';
}

const isPast = (input: Input): boolean => input.at <= get().reached;

async function change(input: Input, words: string): Promise<void> {
  const { work, time, stage } = get();
  // A lost worker is replaced by the next run.
  if (work === null || (stage.is !== 'ready' && stage.is !== 'lost')) return;
  const { futures = [] } = work;
  const future = isPast(input) ? leaving(work) : undefined;
  if (future !== undefined && withFuture(futures, future).length > MOST_FUTURES) {
    set({ dialog: 'fork', fork: { input, words } });
    return;
  }
  await apply(input, words, future === undefined ? futures : withFuture(futures, future), Math.max(time, input.at));
}

async function apply(input: Input, words: string, futures: readonly Future[], time: number): Promise<void> {
  const { work } = get();
  if (work === null) return;
  const at = say.moment(input.at);
  const isLane = futures !== (work.futures ?? []) && futures.length > 0 && isPast(input);
  if (!(await become({ ...work, inputs: [...work.inputs, input], futures }, time, words))) return;
  const told = isLane ? `${words}: the future from ${at} is a new lane.` : `${words} at ${at}.`;
  toast(told, 'undo');
  announce(told);
}

/** Goes on with the change that waited: the oldest future is closed, or the one that is played now is let go. */
export async function goOn(which: 'close the oldest' | 'let this go'): Promise<void> {
  const { fork, work, time } = get();
  set({ dialog: 'none', fork: null });
  if (fork === null || work === null) return;
  const { futures = [] } = work;
  const future = leaving(work);
  const kept = which === 'let this go' || future === undefined ? futures : withFuture(futures.slice(1), future);
  await apply(fork.input, fork.words, kept, Math.max(time, fork.input.at));
}

/** People's inputs act at the next microsecond. */
export const inject = (fault: Input & { kind: 'inject' }, title: string): Promise<void> =>
  change(fault, `${title} injected`);

export const removeFault = (index: number, title: string): Promise<void> =>
  change({ kind: 'remove', at: get().time + 1, index }, `${title} removed`);

export const repairNow = (): Promise<void> => change({ kind: 'repair', at: get().time + 1 }, 'Repair begun');

/** A scenario that has this lane: as it is, or added once more when it was changed or closed meanwhile. */
function havingLane(work: Work, lane: VariantSpec): Work {
  const { variants } = work.scenario;
  const same = variants.find((each) => JSON.stringify(each) === JSON.stringify(lane));
  if (same !== undefined) return { ...work, variant: same.id };
  const plain = findVariant({ ...work.scenario, variants: [] }, lane.id, scenarioDefinition);
  const taken = new Set([...variants, ...(plain ? [plain] : [])].map(({ id }) => id));
  let id = lane.id;
  for (let n = 2; taken.has(id); n++) id = `${lane.id}-${n}`;
  const titles = new Set(variants.map(({ title }) => title));
  let { title } = lane;
  for (let n = 2; titles.has(title); n++) title = `${lane.title} (${n})`;
  const lanes = [...variants, { ...lane, id, title }];
  return { ...work, scenario: { ...work.scenario, variants: lanes }, lanes, variant: id };
}

/** Puts a future that was left behind on the main stage again; the one that is played now takes its place. */
export async function lookAt(id: string, name: string): Promise<void> {
  const { work, time, stage } = get();
  const wanted = work?.futures?.find((future) => future.id === id);
  if (work === null || wanted === undefined || stage.is === 'running') return;
  const now = leaving(work);
  const others = (work.futures ?? []).filter((future) => future !== wanted);
  const next = { ...havingLane(work, wanted.variant), inputs: wanted.inputs };
  const futures = now === undefined ? others : withFuture(others, now);
  if (await become({ ...next, futures }, time, `${name} shown`, wanted.reached))
    announce(`${name} is on the main stage.`);
}

export function closeFuture(id: string, name: string): void {
  const { work } = get();
  if (work === null) return;
  remember(`${name} closed`, work);
  set({ work: { ...work, futures: (work.futures ?? []).filter((future) => future.id !== id) }, comparison: null });
  keep();
  toast(`${name} closed.`, 'undo');
  announce(`${name} closed.`);
}

/** Whether the same run is on the stage: only lanes differ. */
const sameStage = (a: Work, b: Work): boolean =>
  a.source === b.source &&
  a.seed === b.seed &&
  JSON.stringify([staged(a), a.inputs]) === JSON.stringify([staged(b), b.inputs]);

async function restore({ work, time, reached }: Past, steps: Steps): Promise<boolean> {
  const { work: now, stage } = get();
  const { comparing, time: shown } = present(get());
  // Only a worker that holds the run of the stage can be asked for other lanes alone.
  if (now !== null && stage.is === 'ready' && sameStage(now, work)) {
    if (!comparing) set({ work, comparison: null, laneFrames: [], sweep: null });
    else if (!(await showLanes(work, now))) return false;
    set(steps);
    keep();
    return true;
  }
  if (now?.source !== work.source) set({ selected: null, user: null, userLines: [], historyOpen: false });
  const moment = { time: now?.source === work.source ? shown : time, reached, comparing };
  if ((await stageWork(work, moment, steps)) !== 'ready') return false;
  if (comparing) await compare();
  return true;
}

async function go(from: 'undo' | 'redo', to: 'undo' | 'redo', told: string): Promise<void> {
  const { work, stage, comparisonStage } = get();
  const list = get()[from];
  const past = list[list.length - 1];
  if (past === undefined || work === null) return announce(`Nothing to ${from}.`);
  if (stage.is === 'running' || comparisonStage.is === 'running')
    return announce(`Nothing to ${from} yet: something is being computed.`);
  const { time, reached } = present(get());
  const other: Past = { work, time, reached, words: past.words };
  const { undo, redo } = get();
  const steps: Steps = { undo, redo, toasts: [], [from]: list.slice(0, -1), [to]: [...get()[to], other] };
  if (!(await restore(past, steps))) return;
  const words = `${told}: ${past.words}.`;
  toast(words, from === 'undo' ? { label: 'Redo', run: () => void redoLast() } : 'undo');
  announce(words);
}

export const undoLast = (): Promise<void> => go('undo', 'redo', 'Undone');
export const redoLast = (): Promise<void> => go('redo', 'undo', 'Done again');
