// A comparison over many seeds: asked for, stopped, and what comes of it put into the store.
import { heard } from '../../worker/connection.ts';
import { announce, door, task, unlessLost } from './office.ts';
import { lanesOf } from './requests.ts';
import { usePage } from './store.ts';

const set = usePage.setState;
const get = usePage.getState;

let sweepTask = 0;

/** The same comparison with so many seeds, for means and intervals. */
export async function sweepSeeds(seeds: number): Promise<void> {
  const { work, comparison } = get();
  if (work === null) return;
  sweepTask = task();
  set({ sweepStage: { is: 'running', done: 0, at: 0 } });
  const request = lanesOf(work);
  try {
    const running = door().sweep(
      sweepTask,
      request,
      seeds,
      heard(
        (share, at) => get().sweepStage.is === 'running' && set({ sweepStage: { is: 'running', done: share, at } }),
      ),
    );
    const done = await unlessLost(running);
    if (get().comparison !== comparison) return;
    set({ sweep: done, sweepStage: { is: done === null ? 'empty' : 'ready' } });
    if (done !== null) announce(`Means of ${seeds} seeds.`);
  } catch (error) {
    if (get().stage.is === 'lost') return set({ sweepStage: { is: 'empty' } });
    set({ sweepStage: { is: 'failed', reason: error instanceof Error ? error.message : String(error) } });
  }
}

export const cancelSweep = (): void => void door().cancel(sweepTask);
