// Workers beside the one that is looked at: each runs the lanes with some seeds at a time, or one lane for a report to draw, and keeps
// nothing of them. How many there are, and who gets which tasks, is the pool's.
import { proxy, type Remote, wrap } from 'comlink';
import type { LaneDrawing } from '../analysis/report/drawn-lanes.ts';
import { type SeedResult, unpackSeeds } from '../engine/index.ts';
import type { StartSeat, Task } from '../pool/pool.ts';
import { watchLock } from './alive.ts';
import type { Door, RunRequest } from './door.ts';
import startWorker from './start.ts';

/** What became of a worker of which nothing is known but that it never was there. */
export const NOT_FETCHED =
  'could not be fetched: there seems to be no network, or the server has a newer page, which a reload brings';

/** At most so many workers: each holds a run. */
const MOST = 8;
/** So many users may stand in the memory of all workers together. */
const USERS = 2_000_000;

/** How many workers share the seeds of a scenario with so many users, on a machine with so many cores. */
export const crewSize = (users: number, cores = navigator.hardwareConcurrency): number =>
  Math.max(1, Math.min(cores, MOST, Math.floor(USERS / Math.max(1, users))));

/** Workers for one batch of tasks after another. */
export interface Crew {
  /** Seats for tasks of these jobs: each is a comparison, of which a task is one seed. */
  seats(jobs: readonly RunRequest[]): StartSeat;
  /** Seats for tasks of these jobs: each is one lane, which is run and drawn. */
  drawers(jobs: readonly RunRequest[]): StartSeat<LaneDrawing>;
  /** Nobody needs them any more. */
  close(): void;
}

/** What is asked of a worker about some tasks of one job. */
export type Ask<Result> = (
  door: Pick<Remote<Door>, 'seeds' | 'draw'>,
  tasks: readonly Task[],
  onShare: (share: number) => void,
) => Promise<readonly Result[]>;

/** What is asked of a worker about tasks that are seeds of these jobs. */
export const seedsOf =
  (jobs: readonly RunRequest[]): Ask<readonly SeedResult[]> =>
  async (door, tasks, onShare) => {
    const seeds = tasks.map(({ seed }) => seed);
    return unpackSeeds(await door.seeds(jobs[(tasks[0] as Task).job] as RunRequest, seeds, proxy(onShare)));
  };

/** The same about tasks that are lanes to be drawn. */
export const drawingsOf =
  (jobs: readonly RunRequest[]): Ask<LaneDrawing> =>
  async (door, tasks, onShare) => {
    const drawings: LaneDrawing[] = [];
    for (const { job } of tasks) {
      const told = proxy((share: number) => onShare((drawings.length + share) / tasks.length));
      drawings.push(await door.draw(jobs[job] as RunRequest, told));
    }
    return drawings;
  };

interface Member {
  readonly worker: Worker;
  readonly door: Remote<Door>;
  /** Hears that it is gone, and why. */
  lost: (reason: string, how?: 'never begun') => void;
}

/** A worker that says itself when it is gone: with an error, or without a word. */
function begun(): Member {
  const worker = startWorker();
  const member: Member = { worker, door: wrap<Door>(worker), lost: () => {} };
  worker.onerror = ({ message }) => {
    worker.terminate();
    if (message) member.lost(message);
    else member.lost(`the simulator ${NOT_FETCHED}`, 'never begun');
  };
  watchLock(worker, () => member.lost('the browser has ended it'));
  return member;
}

class Workers implements Crew {
  /** Those that have done a batch and wait for the next. */
  private readonly idle: Member[] = [];
  private closed = false;

  seats(jobs: readonly RunRequest[]): StartSeat {
    return this.starting(seedsOf(jobs));
  }

  drawers(jobs: readonly RunRequest[]): StartSeat<LaneDrawing> {
    return this.starting(drawingsOf(jobs));
  }

  close(): void {
    this.closed = true;
    for (const { worker } of this.idle.splice(0)) worker.terminate();
  }

  private member(): Member {
    return this.idle.pop() ?? begun();
  }

  private starting<Result>(ask: Ask<Result>): StartSeat<Result> {
    return (say, gone) => {
      const member = this.member();
      let busy = false;
      member.lost = gone;
      return {
        give: (tasks) => {
          busy = true;
          let done = false;
          // How far it is, is said on a road of its own, and may arrive after the end.
          const onShare = (share: number): void => {
            if (!done) say({ is: 'share', share });
          };
          ask(member.door, tasks, onShare).then(
            (results) => {
              busy = false;
              done = true;
              say({ is: 'done', results });
            },
            (error) => say({ is: 'failed', reason: error instanceof Error ? error.message : String(error) }),
          );
        },
        close: () => {
          const { idle } = this;
          member.lost = () => idle.includes(member) && idle.splice(idle.indexOf(member), 1);
          if (busy || this.closed) return member.worker.terminate();
          idle.push(member);
        },
      };
    };
  }
}

export const crew = (): Crew => new Workers();

/** Seats for one batch of tasks of these jobs; they are gone when it is done. */
export const seatsFor =
  (jobs: readonly RunRequest[]): StartSeat =>
  (say, gone) => {
    const own = crew();
    const seat = own.seats(jobs)(say, gone);
    return {
      give: seat.give,
      close: () => {
        seat.close();
        own.close();
      },
    };
  };
