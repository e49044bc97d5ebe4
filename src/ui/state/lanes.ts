// What people do with the lanes of a comparison: add, edit, close. The lanes stand in the work's scenario as its variants;
// the worker computes those that changed while the ones before are still shown.
import { futureLanes } from '../../analysis/futures.ts';
import type { VariantSpec } from '../../engine/index.ts';
import { heard } from '../../worker/connection.ts';
import { keep } from './driver.ts';
import { announce, door, task, toast, unlessLost } from './office.ts';
import { pump } from './pump.ts';
import { remember } from './remember.ts';
import { lanesOf } from './requests.ts';
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
export async function showLanes(work: Work, before: Work): Promise<boolean> {
  const own = task();
  laneTask = own;
  set({ work, comparisonStage: { is: 'running', done: 0, at: 0 } });
  let trouble: string | null = null;
  try {
    const running = door().compare(
      own,
      lanesOf(work),
      true,
      heard(
        (share, at) =>
          get().work === work &&
          get().comparisonStage.is === 'running' &&
          set({ comparisonStage: { is: 'running', done: share, at } }),
      ),
    );
    const done = await unlessLost(running);
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
  const { work } = get();
  const first = variants[0];
  if (work === null || first === undefined) return;
  const kept = variants.some(({ id }) => id === work.variant);
  await become(
    {
      ...work,
      scenario: { ...work.scenario, variants },
      lanes: variants,
      variant: kept ? work.variant : first.id,
    },
    words,
  );
}

/** Other lanes for the same stage, as a change that can be undone. */
async function become(next: Work, words: string): Promise<void> {
  const { work, comparisonStage } = get();
  if (work === null || comparisonStage.is === 'running') return;
  if (!(await showLanes(next, work))) return;
  remember(words.replace(/\.$/, ''), work);
  toast(words, 'undo');
  announce(words);
}

const variantsNow = (): readonly VariantSpec[] => get().work?.scenario.variants ?? [];

export function closeLane(id: string): Promise<void> {
  const { work } = get();
  const { futures = [] } = work ?? {};
  const place = futures.findIndex((each) => each.id === id);
  if (work !== null && place >= 0) {
    const { title } = futureLanes(work.scenario, futures, work.inputs)[place]?.variant ?? { title: id };
    return become({ ...work, futures: futures.filter((each) => each.id !== id) }, `${title} closed.`);
  }
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
