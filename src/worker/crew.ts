// Workers beside the one that is looked at: each runs the lanes with one seed at a time, or one lane for a report to draw, and keeps
// nothing of them. How many there are, and who gets which task, is the pool's.
import { proxy, type Remote, wrap } from 'comlink';
import type { LaneDrawing } from '../analysis/report/drawn-lanes.ts';
import type { StartSeat, Task } from '../pool/pool.ts';
import type { Door, RunRequest } from './door.ts';
import startWorker from './start.ts';

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

type Ask<Result> = (door: Remote<Door>, task: Task, onShare: (share: number) => void) => Promise<Result>;

interface Member {
  readonly worker: Worker;
  readonly door: Remote<Door>;
}

class Workers implements Crew {
  /** Those that have done a batch and wait for the next. */
  private readonly idle: Member[] = [];
  private closed = false;

  seats(jobs: readonly RunRequest[]): StartSeat {
    return this.starting((door, { job, seed }, onShare) => door.seed(jobs[job] as RunRequest, seed, onShare));
  }

  drawers(jobs: readonly RunRequest[]): StartSeat<LaneDrawing> {
    return this.starting((door, { job }, onShare) => door.draw(jobs[job] as RunRequest, onShare));
  }

  close(): void {
    this.closed = true;
    for (const { worker } of this.idle.splice(0)) worker.terminate();
  }

  private member(): Member {
    const idle = this.idle.pop();
    if (idle !== undefined) return idle;
    const worker = startWorker();
    return { worker, door: wrap<Door>(worker) };
  }

  private starting<Result>(ask: Ask<Result>): StartSeat<Result> {
    return (say, gone) => {
      const member = this.member();
      let busy = false;
      member.worker.onerror = ({ message }) => {
        member.worker.terminate();
        gone(message || 'it could not be loaded');
      };
      return {
        give: (task) => {
          busy = true;
          const onShare = proxy((share: number) => say({ is: 'share', share }));
          ask(member.door, task, onShare).then(
            (results) => {
              busy = false;
              say({ is: 'done', results });
            },
            (error) => say({ is: 'failed', reason: error instanceof Error ? error.message : String(error) }),
          );
        },
        close: () => {
          if (busy || this.closed) return member.worker.terminate();
          member.worker.onerror = () => member.worker.terminate();
          this.idle.push(member);
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
