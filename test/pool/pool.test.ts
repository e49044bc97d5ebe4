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

interface Busy {
  readonly tasks: readonly Task[];
  readonly say: (said: SeatSays) => void;
  readonly die: () => void;
}

const resultsOf = (tasks: readonly Task[]): SeatSays => ({ is: 'done', results: tasks.map(resultOf) });

/** Seats whose batches end when they are told to, in an order that the test draws. */
class Room {
  readonly busy: Busy[] = [];
  started = 0;
  closed = 0;

  readonly start: StartSeat = (say, gone) => {
    this.started++;
    return {
      give: (tasks) => this.busy.push({ tasks, say, die: () => gone('out of memory') }),
      close: () => {
        this.closed++;
      },
    };
  };

  take(which: number) {
    const [taken] = this.busy.splice(which % this.busy.length, 1);
    return taken as Busy;
  }
}

test('results come in the order of the tasks, each once, whatever seats there are and whoever ends first or dies', async () => {
  const order = fc.array(fc.record({ which: fc.nat(20), dies: fc.boolean() }), { minLength: 300, maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 5 }),
      order,
      async (count, seats, acts) => {
        const room = new Room();
        let batches = 0;
        const heard: Task[] = [];
        const shares: number[] = [];
        const ended = onSeats(tasksOf(count), seats, room.start, {
          onResult: (task, results) => {
            expect(results).toEqual(resultOf(task));
            heard.push(task);
          },
          onShare: (share) => shares.push(share),
        });
        // A seat dies at most once over the same first task.
        const died = new Set<number>();
        for (const { which, dies } of acts) {
          if (room.busy.length === 0) break;
          const { tasks, say, die } = room.take(which);
          const [{ seed }] = tasks as readonly [Task];
          if (tasks.length > 1) batches++;
          if (dies && !died.has(seed)) {
            died.add(seed);
            die();
          } else say(resultsOf(tasks));
        }
        await ended;
        expect(heard).toEqual(tasksOf(count));
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(room.started).toBe(Math.min(seats, count) + died.size);
        expect(room.closed).toBe(Math.min(seats, count));
        if (count > 12 * seats) expect(batches).toBeGreaterThan(0);
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
  const { tasks, say } = room.take(0);
  say(resultsOf(tasks));
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

test('where no thread can be begun the whole says why, and blames no seed', async () => {
  const never: StartSeat = (_, gone) => ({
    give: () => queueMicrotask(() => gone('the simulator could not be fetched', 'never begun')),
    close: () => {},
  });
  const ended = onSeats(tasksOf(3), 2, never, { onResult: () => {} });
  await expect(ended).rejects.toThrow(/^the simulator could not be fetched$/);
});

test('a run that fails is our fault and is not tried again', async () => {
  const room = new Room();
  const ended = onSeats(tasksOf(3), 2, room.start, { onResult: () => {} });
  room.take(1).say({ is: 'failed', reason: 'Error: no such thing' });
  await expect(ended).rejects.toThrow('no such thing');
  expect(room.started).toBe(2);
});

test('of a batch whose seat dies each task is given again by itself, to seats that have nothing to do too', async () => {
  const room = new Room();
  const heard: Task[] = [];
  const ended = onSeats(tasksOf(12), 2, room.start, { onResult: (task) => heard.push(task) });
  const done = (which: number): void => {
    const { tasks, say } = room.take(which);
    say(resultsOf(tasks));
  };
  while (room.busy.every(({ tasks }) => tasks.length === 1)) done(0);
  const large = room.busy.findIndex(({ tasks }) => tasks.length > 1);
  const { tasks, die } = room.take(large);
  // The other seat does all the rest and has nothing to do.
  while (room.busy.length > 0) done(0);
  die();
  expect(room.busy.map((busy) => busy.tasks)).toEqual(tasks.slice(0, 2).map((task) => [task]));
  while (room.busy.length > 0) done(0);
  await ended;
  expect(heard).toEqual(tasksOf(12));
  expect(room.started).toBe(3);
});

test('a batch holds tasks of one job alone, and one whose tasks nobody knows begins with one', async () => {
  const room = new Room();
  const tasks = [0, 1].flatMap((job) => Array.from({ length: 40 }, (_, seed) => ({ job, seed })));
  const batches: (readonly Task[])[] = [];
  const ended = onSeats(tasks, 1, room.start, { onResult: () => {} });
  while (room.busy.length > 0) {
    const taken = room.take(0);
    batches.push(taken.tasks);
    taken.say(resultsOf(taken.tasks));
  }
  await ended;
  for (const batch of batches) expect(new Set(batch.map(({ job }) => job)).size).toBe(1);
  const firsts = [0, 1].map((job) => batches.find(([first]) => first?.job === job));
  expect(firsts).toEqual([[tasks[0]], [tasks[40]]]);
  expect(batches.flat()).toEqual(tasks);
});
