// What becomes of something that the worker computes for long: done, cancelled, replaced by a newer one, failed, or lost.
import { expect, test } from 'vitest';
import { LongTask, type Outcome } from '../../../src/ui/state/long-task.ts';
import { createPage } from '../../../src/ui/state/page.ts';
import type { Progress } from '../../../src/worker/door.ts';
import { connectionTo } from '../../support/runner.tsx';

function setUp() {
  const cancelled: number[] = [];
  const page = createPage(() => connectionTo({ cancel: (task) => void cancelled.push(task) }));
  const task = new LongTask(page, 'comparisonStage');
  const begin = () => {
    let [resolve, reject] = [(_: string | null) => {}, (_: Error) => {}];
    const asked = new Promise<string | null>((...both) => {
      [resolve, reject] = both;
    });
    let number = 0;
    let progress: Progress = () => {};
    const outcome: Promise<Outcome<string>> = task.run((own, heard) => {
      [number, progress] = [own, heard];
      return asked;
    });
    return { resolve, reject, outcome, number, progress };
  };
  return { page, task, begin, cancelled, stage: () => page.get().comparisonStage };
}

test('it says how far it is until it is done, and not after', async () => {
  const { begin, stage } = setUp();
  const { resolve, outcome, progress } = begin();
  expect(stage()).toEqual({ is: 'running', done: 0, at: 0, held: false });
  progress(0.5, 7);
  expect(stage()).toEqual({ is: 'running', done: 0.5, at: 7, held: false });
  resolve('answer');
  expect(await outcome).toEqual({ is: 'done', answer: 'answer' });
  progress(0.9, 9);
  expect(stage()).toEqual({ is: 'running', done: 0.5, at: 7, held: false });
});

test('a newer one takes its place, and its progress and its end are heard no more', async () => {
  const { begin, stage } = setUp();
  const first = begin();
  const second = begin();
  first.progress(0.9, 9);
  expect(stage()).toEqual({ is: 'running', done: 0, at: 0, held: false });
  first.reject(new Error('too late'));
  second.resolve('second');
  expect(await first.outcome).toEqual({ is: 'replaced' });
  expect(await second.outcome).toEqual({ is: 'done', answer: 'second' });
});

test('cancelled it ends when the worker says so; stopped it is nobody’s any more', async () => {
  const { begin, task, cancelled } = setUp();
  const first = begin();
  task.cancel();
  first.resolve(null);
  expect(await first.outcome).toEqual({ is: 'cancelled' });
  const second = begin();
  task.stop();
  second.resolve('nobody hears');
  expect(await second.outcome).toEqual({ is: 'replaced' });
  task.cancel();
  expect(cancelled).toEqual([first.number, second.number]);
});

test('a failure tells its reason, unless the worker was lost', async () => {
  const { begin, page } = setUp();
  const failed = begin();
  failed.reject(new Error('no room'));
  expect(await failed.outcome).toEqual({ is: 'failed', reason: 'no room' });
  const lost = begin();
  page.set({ stage: { is: 'lost', reason: 'gone' } });
  lost.reject(new Error('gone'));
  expect(await lost.outcome).toEqual({ is: 'lost' });
});
