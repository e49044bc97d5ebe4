// Nobody can tell from the results how many seats there were, in which order they ended, or which of them died.
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { SeedResult } from '../../src/engine/index.ts';
import { onSeats, type SeatSays, type StartSeat, type Task } from '../../src/pool/pool.ts';
import { NO_CHARGES } from '../support/charges.ts';

const tasksOf = (count: number): readonly Task[] => Array.from({ length: count }, (_, n) => ({ job: 0, seed: n }));

const resultOf = ({ seed }: Task): readonly SeedResult[] => [
  { id: `of ${seed}`, title: '', strategy: 'wait', fingerprint: String(seed), measures: {}, charges: NO_CHARGES },
];

/** Seats whose tasks end when they are told to, in an order that the test draws. */
class Room {
  readonly busy: { readonly task: Task; readonly say: (said: SeatSays) => void; readonly die: () => void }[] = [];
  started = 0;
  closed = 0;

  readonly start: StartSeat = (say, gone) => {
    this.started++;
    return {
      give: (task) => this.busy.push({ task, say, die: () => gone('out of memory') }),
      close: () => {
        this.closed++;
      },
    };
  };

  take(which: number) {
    const [taken] = this.busy.splice(which % this.busy.length, 1);
    return taken as (typeof this.busy)[number];
  }
}

test('results come in the order of the tasks, each once, whatever seats there are and whoever ends first or dies', async () => {
  const order = fc.array(fc.record({ which: fc.nat(20), dies: fc.boolean() }), { minLength: 60, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      order,
      async (count, seats, acts) => {
        const room = new Room();
        const heard: Task[] = [];
        const shares: number[] = [];
        const ended = onSeats(tasksOf(count), seats, room.start, {
          onResult: (task, results) => {
            expect(results).toEqual(resultOf(task));
            heard.push(task);
          },
          onShare: (share) => shares.push(share),
        });
        const died = new Set<number>();
        for (const { which, dies } of acts) {
          if (room.busy.length === 0) break;
          const { task, say, die } = room.take(which);
          if (dies && !died.has(task.seed)) {
            died.add(task.seed);
            die();
          } else say({ is: 'done', results: resultOf(task) });
        }
        await ended;
        expect(heard).toEqual(tasksOf(count));
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(room.started).toBe(Math.min(seats, count) + died.size);
        expect(room.closed).toBe(Math.min(seats, count));
      },
    ),
    { numRuns: 200 },
  );
});

test('a seat that says twice that it died has died once', async () => {
  const room = new Room();
  const heard: Task[] = [];
  const ended = onSeats(tasksOf(1), 1, room.start, { onResult: (task) => heard.push(task) });
  const first = room.take(0);
  first.die();
  first.die();
  const { task, say } = room.take(0);
  say({ is: 'done', results: resultOf(task) });
  await ended;
  expect(heard).toEqual(tasksOf(1));
  expect(room.started).toBe(2);
});

test('a task whose thread dies twice fails the whole, and nothing is told of later ones', async () => {
  const room = new Room();
  const onResult = vi.fn();
  const ended = onSeats(tasksOf(3), 1, room.start, { onResult });
  room.take(0).die();
  room.take(0).die();
  await expect(ended).rejects.toThrow('seed 0: the thread that ran it died 2 times: out of memory');
  expect(onResult).not.toHaveBeenCalled();
});

test('a run that fails is our fault and is not tried again', async () => {
  const room = new Room();
  const ended = onSeats(tasksOf(3), 2, room.start, { onResult: () => {} });
  room.take(1).say({ is: 'failed', reason: 'Error: no such thing' });
  await expect(ended).rejects.toThrow('no such thing');
  expect(room.started).toBe(2);
});
