// Workers beside the one that is looked at: each runs the lanes with one seed at a time and keeps nothing of them. How many there are,
// and who gets which seed, is the pool's.
import { proxy, wrap } from 'comlink';
import type { StartSeat } from '../pool/pool.ts';
import type { Door, RunRequest } from './door.ts';
import startWorker from './start.ts';

/** At most so many workers: each holds a run. */
const MOST = 8;
/** So many users may stand in the memory of all workers together. */
const USERS = 2_000_000;

/** How many workers share the seeds of a scenario with so many users, on a machine with so many cores. */
export const crewSize = (users: number, cores = navigator.hardwareConcurrency): number =>
  Math.max(1, Math.min(cores, MOST, Math.floor(USERS / Math.max(1, users))));

/** Seats for tasks of these jobs: each is a comparison, of which a task is one seed. */
export const seatsFor =
  (jobs: readonly RunRequest[]): StartSeat =>
  (say, gone) => {
    const worker = startWorker();
    const door = wrap<Door>(worker);
    worker.onerror = ({ message }) => gone(message || 'it could not be loaded');
    return {
      give: ({ job, seed }) => {
        const onShare = proxy((share: number) => say({ is: 'share', share }));
        door.seed(jobs[job] as RunRequest, seed, onShare).then(
          (results) => say({ is: 'done', results }),
          (error) => say({ is: 'failed', reason: error instanceof Error ? error.message : String(error) }),
        );
      },
      close: () => worker.terminate(),
    };
  };
