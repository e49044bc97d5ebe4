// While a beat of a lesson is looked at, the worker computes what the next steps show: nobody waits for it on the stage.
import { beforeEach, expect, test, vi } from 'vitest';
import { bundledLesson } from '../../../../src/ui/state/lesson/lesson-link.ts';
import { createRunner, type Runner } from '../../../../src/ui/state/runner.ts';
import type { Source } from '../../../../src/worker/door.ts';
import { host } from '../../../../src/worker/host.ts';
import { connectionTo } from '../../../support/runner.tsx';

beforeEach(() => localStorage.clear());

/** A runner, and what its worker was asked for and has answered. */
function watched() {
  const door = host();
  const asked: string[] = [];
  let ready = 0;
  const runner = createRunner(() =>
    connectionTo({
      ...door,
      ahead: async (task, request, compared) => {
        asked.push(`${request.variants[0]?.id}${compared === null ? '' : ' and lanes'}`);
        await door.ahead(task, request, compared);
        ready++;
      },
    }),
  );
  const rested = () =>
    vi.waitFor(() => expect([runner.get().lesson?.preparing, ready]).toEqual([false, asked.length]), 20_000);
  return { runner, asked, rested };
}

/** How far computing was seen to be while `act` was done. */
async function seen(runner: Runner, act: () => void, rested: () => Promise<void>): Promise<readonly number[]> {
  const found: number[] = [];
  const stop = runner.store.subscribe(({ stage, comparisonStage }) => {
    for (const each of [stage, comparisonStage]) if (each.is === 'running' && each.done > 0) found.push(each.done);
  });
  act();
  await vi.waitFor(() => expect(runner.get().lesson?.preparing).toBe(true));
  await rested();
  stop();
  return found;
}

test('lanes and runs of the steps to come are there when they are come to', async () => {
  const { runner, asked, rested } = watched();
  await runner.lessons.open(bundledLesson('autonomous-copy') as Source, { bundled: 'autonomous-copy', step: 0 });
  await rested();
  expect(asked).toEqual(['copy', 'copy and lanes']);
  runner.lessons.goTo(1);
  await rested();
  expect(await seen(runner, () => runner.lessons.goTo(2), rested)).toEqual([]);
  expect(runner.get().comparison?.lanes.map(({ result }) => result.id)).toEqual(['copy', 'call']);
  // The twin of the curve is another day.
  expect(asked.slice(2)).toEqual(['copy']);
  expect(await seen(runner, () => runner.lessons.goTo(4), rested)).toEqual([]);
  await runner.lessons.leave();
});

test('a step that nobody expected is computed when it is come to', async () => {
  const { runner, rested } = watched();
  await runner.lessons.open(bundledLesson('republishing-the-past') as Source, {
    bundled: 'republishing-the-past',
    step: 0,
  });
  await rested();
  runner.lessons.goTo(4);
  await rested();
  expect(runner.get().lesson?.step).toBe(4);
  expect(runner.get().stage.is).toBe('ready');
  await runner.lessons.leave();
});
