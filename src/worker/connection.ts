// The page's end of the door: starts the worker, notices when it is gone, starts it again. It knows nothing of what the
// worker is asked.
import { proxy, type Remote, wrap } from 'comlink';
import type { StartSeat } from '../pool/pool.ts';
import { type Crew, crew, NOT_FETCHED, seatsFor } from './crew.ts';
import type { Door, Progress, RunRequest } from './door.ts';
import startWorker from './start.ts';
import { LOOK_EVERY, PULSE, Watchdog } from './watchdog.ts';

export interface Connection {
  readonly door: Remote<Door>;
  /** An answer for which something waits: a worker that is gone gives none, and then this fails. */
  unlessLost<Answer>(answer: Promise<Answer>): Promise<Answer>;
  /** A fresh number for a long task. */
  task(): number;
  /** Starts workers beside it that run these comparisons with one seed after another. */
  seats(jobs: readonly RunRequest[]): StartSeat;
  /** Workers beside it for several such batches, until they are closed. */
  crew(): Crew;
  /** Ends the worker and starts another, which knows nothing of the first one's runs. */
  restart(): void;
  /** From now on every answer comes so many milliseconds later, as from a slower machine: for tests and tools. */
  delay(milliseconds: number): void;
  close(): void;
}

/** A callback that the worker may call. */
export const heard = (progress: Progress): Progress => proxy(progress);

/** The same door, each answer so many milliseconds later. */
function slowed(door: Remote<Door>, milliseconds: number): Remote<Door> {
  const answers = door as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const late =
    (name: string) =>
    async (...given: unknown[]): Promise<unknown> => {
      const answer = await answers[name]?.(...given);
      await new Promise((resolve) => window.setTimeout(resolve, milliseconds));
      return answer;
    };
  return new Proxy(door, { get: (_, name) => late(String(name)) });
}

/** Starts the worker; `onLost` is called once when it fails or falls silent, with what is known of why. */
export function connect(onLost: (reason: string) => void): Connection {
  let tasks = 0;
  let worker = start();
  let door = wrap<Door>(worker);
  let delay = 0;
  let lost = false;
  const waiting = new Set<(reason: Error) => void>();
  const watchdog = new Watchdog({
    ask: () => {
      const of = worker;
      door.ping().then(
        () => of === worker && watchdog.answered(),
        () => {},
      );
    },
    onLost: () => lose('it has stopped answering'),
  });

  function start(): Worker {
    const started = startWorker();
    // One whose place another has taken may still speak.
    const counts = (): boolean => started === worker;
    started.onerror = ({ message }) => counts() && lose(message || `it ${NOT_FETCHED}`);
    started.addEventListener('message', ({ data }) => data === PULSE && counts() && watchdog.pulse());
    return started;
  }

  function lose(reason: string): void {
    if (lost) return;
    lost = true;
    worker.terminate();
    onLost(reason);
    for (const giveUp of waiting) giveUp(new Error(reason));
    waiting.clear();
  }

  function unlessLost<Answer>(answer: Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (lost) return reject(new Error('The worker is gone.'));
      waiting.add(reject);
      answer.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  }

  const timer = window.setInterval(() => {
    if (!lost && document.visibilityState !== 'hidden') watchdog.look();
  }, LOOK_EVERY);
  return {
    get door() {
      return delay === 0 ? door : slowed(door, delay);
    },
    unlessLost,
    task: () => ++tasks,
    seats: seatsFor,
    crew,
    restart: () => {
      worker.terminate();
      worker = start();
      door = wrap<Door>(worker);
      watchdog.answered();
      lost = false;
    },
    delay: (milliseconds) => {
      delay = milliseconds;
    },
    close: () => {
      window.clearInterval(timer);
      worker.terminate();
    },
  };
}
