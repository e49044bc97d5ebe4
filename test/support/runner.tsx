// A runner without a worker: the worker's side of the door answers in the same process. And what a panel needs around it to be shown.
import { type RenderResult, render } from '@testing-library/react';
import type { StartSeat } from '../../src/pool/pool.ts';
import type { Connect } from '../../src/ui/state/page.ts';
import { createRunner, type Runner } from '../../src/ui/state/runner.ts';
import { RunnerContext } from '../../src/ui/state/use-runner.ts';
import { InOwnWords } from '../../src/ui/state/use-words.ts';
import type { Connection } from '../../src/worker/connection.ts';
import { type Ask, type Crew, drawingsOf, seedsOf } from '../../src/worker/crew.ts';
import type { Door, RunRequest } from '../../src/worker/door.ts';
import { host } from '../../src/worker/host.ts';

/** As over the wire, every answer is a promise and every error a rejection. */
export function remote(door: Partial<Door>): Connection['door'] {
  const asked = { ...door } as unknown as Record<string, (...given: unknown[]) => unknown>;
  const answers = Object.entries(asked).map(([name, answer]) => [
    name,
    async (...given: unknown[]) => answer(...given),
  ]);
  return Object.fromEntries(answers) as Connection['door'];
}

/** Seats in the same process, which ask the same door. */
const seatsBy =
  <Result,>(door: Partial<Door>, ask: Ask<Result>): StartSeat<Result> =>
  (say) => {
    let open = true;
    const tell: typeof say = (said) => open && say(said);
    return {
      give: (tasks) =>
        void ask(remote(door), tasks, (share) => tell({ is: 'share', share })).then(
          (results) => tell({ is: 'done', results }),
          (error: Error) => tell({ is: 'failed', reason: error.message }),
        ),
      close: () => {
        open = false;
      },
    };
  };

const seatsAt =
  (door: Partial<Door>) =>
  (jobs: readonly RunRequest[]): StartSeat =>
    seatsBy(door, seedsOf(jobs));

const crewAt = (door: Partial<Door>): Crew => ({
  seats: seatsAt(door),
  drawers: (jobs) => seatsBy(door, drawingsOf(jobs)),
  close: () => {},
});

export function connectionTo(door: Partial<Door>): Connection {
  let tasks = 0;
  return {
    door: remote(door),
    unlessLost: (answer) => answer,
    task: () => ++tasks,
    restart: () => {},
    delay: () => {},
    seats: seatsAt(door),
    crew: () => crewAt(door),
    close: () => {},
  };
}

export const inProcess: Connect = () => connectionTo(host());

export const newRunner = (): Runner => createRunner(inProcess);

/** Shows a part of the page that is about this run. */
export const renderWith = (runner: Runner, part: React.ReactElement): RenderResult =>
  render(
    <RunnerContext value={runner}>
      <InOwnWords>{part}</InOwnWords>
    </RunnerContext>,
  );
