// What people do with the lanes of a comparison: add, edit, close, undo. The lanes stand in the work's scenario as its variants;
// the worker computes those that changed while the ones before are still shown.
import type { VariantSpec } from '../../engine/index.ts';
import { heard } from '../../worker/connection.ts';
import { keep, requestOf } from './driver.ts';
import { announce, closeToast, door, task, toast } from './office.ts';
import { pump } from './pump.ts';
import { usePage, type Work } from './store.ts';

const set = usePage.setState;
const get = usePage.getState;

let laneTask = 0;

/** Stops the lanes that are being computed; those before stay. */
export const cancelLanes = (): void => void door().cancel(laneTask);

const openLane = (lane: string | null): void => set({ dialog: 'lane', lane });
export const addLane = (): void => openLane(null);
export const editLane = (id: string): void => openLane(id);

/** Computes the lanes of `work` and shows them; otherwise `before` stays. False when it was cancelled or failed. */
async function show(work: Work, before: Work): Promise<boolean> {
  const own = task();
  laneTask = own;
  set({ work, comparisonStage: { is: 'running', done: 0, at: 0 } });
  let trouble: string | null = null;
  try {
    const ids = work.scenario.variants.map(({ id }) => id);
    const done = await door().compare(
      own,
      requestOf(work, ids),
      true,
      heard(
        (share, at) =>
          get().work === work &&
          get().comparisonStage.is === 'running' &&
          set({ comparisonStage: { is: 'running', done: share, at } }),
      ),
    );
    if (get().work !== work) return false;
    if (done !== null) {
      set({ comparison: done, comparisonStage: { is: 'ready' }, laneFrames: [], sweep: null });
      pump.want();
      keep();
      return true;
    }
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
  }
  if (get().work === work) set({ work: before, comparisonStage: { is: 'ready' } });
  if (trouble !== null && get().stage.is !== 'lost')
    set({ notice: `The lane could not be computed: ${trouble}. The lanes are as they were.` });
  return false;
}

async function change(variants: readonly VariantSpec[], words: string): Promise<void> {
  const { work, undo, comparisonStage } = get();
  const first = variants[0];
  if (work === null || first === undefined || comparisonStage.is === 'running') return;
  const kept = variants.some(({ id }) => id === work.variant);
  const next: Work = {
    ...work,
    scenario: { ...work.scenario, variants },
    lanes: variants,
    variant: kept ? work.variant : first.id,
  };
  if (!(await show(next, work))) return;
  set({ undo: [...undo, work].slice(-20) });
  for (const { id } of get().toasts) closeToast(id);
  toast(words, { label: 'Undo', run: () => void back(work) });
  announce(words);
}

/** Undo of a change of lanes: the lanes before, on the same stage. */
async function back(before: Work): Promise<void> {
  const { work, undo } = get();
  if (work === null || undo[undo.length - 1] !== before) return;
  if (!(await show(before, work))) return;
  set({ undo: undo.slice(0, -1) });
  announce('Undone.');
}

const variantsNow = (): readonly VariantSpec[] => get().work?.scenario.variants ?? [];

export function closeLane(id: string): Promise<void> {
  const title = variantsNow().find((each) => each.id === id)?.title ?? id;
  return change(
    variantsNow().filter((each) => each.id !== id),
    `${title} closed.`,
  );
}

/** Puts a checked lane in the place of the one with its id, or at the end. */
export function putLane(lane: VariantSpec): Promise<void> {
  const variants = variantsNow();
  const known = variants.some(({ id }) => id === lane.id);
  return change(
    known ? variants.map((each) => (each.id === lane.id ? lane : each)) : [...variants, lane],
    known ? `${lane.title} changed.` : `${lane.title} added.`,
  );
}
