// The task queue gives tasks in the order of time, rank and insertion, whatever was pushed and taken before, saved or loaded.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskQueue } from '../../../src/engine/kernel/tasks.ts';

interface Reference {
  readonly time: number;
  readonly rank: number;
  readonly n: number;
}

/** A step: push at a time from now and a rank, take, or save and load into another queue. */
const step = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ after: fc.nat(5), rank: fc.nat(7) }),
  },
  { weight: 6, arbitrary: fc.record({ after: fc.nat(200), rank: fc.nat(7) }) },
  { weight: 5, arbitrary: fc.constant('take' as const) },
  { weight: 1, arbitrary: fc.constant('reload' as const) },
);

const inOrder = (a: Reference, b: Reference) => a.time - b.time || a.rank - b.rank || a.n - b.n;

test('tasks leave by time, then rank, then insertion, also across a save', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600, size: 'max' }), (steps) => {
      let queue = new TaskQueue();
      const pending: Reference[] = [];
      let now = 0;
      let n = 0;
      const taken = () => {
        pending.sort(inOrder);
        const expected = pending.shift();
        expect(queue.nextTime()).toBe(expected?.time ?? Number.POSITIVE_INFINITY);
        if (expected === undefined) return;
        const { time, n } = expected;
        expect(queue.take()).toMatchObject({ time, kind: n % 200, a: n, b: ~n });
        expect(queue.time).toBe(time);
        now = time;
      };
      for (const each of steps) {
        if (each === 'reload') {
          const saved = queue.save();
          queue = new TaskQueue();
          queue.push(1, 1, 1, 1, 1); // what was there before a load is gone
          queue.load(saved);
        } else if (each === 'take') taken();
        else {
          if (n % 2 === 0) queue.push(now + each.after, each.rank, n % 200, n, ~n);
          else queue.after(each.after, each.rank, n % 200, n, ~n);
          pending.push({ time: now + each.after, rank: each.rank, n: n++ });
        }
        expect(queue.length).toBe(pending.length);
      }
      while (pending.length > 0) taken();
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a saved queue is a copy: what happens afterwards does not change it', () => {
  const queue = new TaskQueue();
  queue.push(5, 0, 1, 1, 0);
  const saved = queue.save();
  queue.take();
  for (let i = 0; i < 100; i++) queue.push(i, 0, 2, i, 0);
  const other = new TaskQueue();
  other.load(saved);
  expect(other.take()).toMatchObject({ time: 5, kind: 1, a: 1 });
  expect(other.length).toBe(0);
});
