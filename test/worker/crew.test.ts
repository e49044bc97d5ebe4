// A worker of the crew that ends without a word is heard of by the lock that it held; its seeds go to another, and nobody waits for it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { holdLock } from '../../src/worker/alive.ts';
import { crew } from '../../src/worker/crew.ts';

/** Says its lock when it is begun; the browser ends it when the test says so. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  onerror: ((event: { readonly message?: string }) => void) | null = null;
  terminated = false;

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  postMessage(): void {}

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  terminate(): void {
    this.terminated = true;
  }
}

/** Whoever asks for a lock gets it when those before have let it go. */
class FakeLocks {
  private readonly waiting = new Map<string, (() => void)[]>();

  async request(name: string, granted: () => unknown): Promise<void> {
    const queue = this.waiting.get(name);
    if (queue !== undefined) return void queue.push(() => granted());
    this.waiting.set(name, []);
    granted();
  }

  release(name: string): void {
    for (const next of this.waiting.get(name)?.splice(0) ?? []) next();
  }
}

let locks: FakeLocks;
const gone = vi.fn();

beforeEach(() => {
  locks = new FakeLocks();
  FakeWorker.all.length = 0;
  gone.mockReset();
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('navigator', { locks });
});

afterEach(() => vi.unstubAllGlobals());

/** A seat whose worker has said which lock it holds. */
function seated(workers = crew()) {
  const seat = workers.seats([])(() => {}, gone);
  const worker = FakeWorker.all.at(-1) as FakeWorker;
  let lock = '';
  holdLock((name) => {
    lock = name;
    worker.say(name);
  });
  return { workers, seat, worker, end: () => locks.release(lock) };
}

test('one that the browser ends is told once, whatever it was doing', () => {
  const { end } = seated();
  expect(gone).not.toHaveBeenCalled();
  end();
  expect(gone.mock.calls).toEqual([['the browser has ended it']]);
});

test('one that ended while it waited for more is given nothing', () => {
  const { workers, seat, worker, end } = seated();
  seat.close();
  expect(worker.terminated).toBe(false);
  end();
  expect(gone).not.toHaveBeenCalled();
  workers.seats([])(() => {}, gone);
  expect(FakeWorker.all).toHaveLength(2);
});

test('one that waits for more is taken again', () => {
  const { workers, seat } = seated();
  seat.close();
  workers.seats([])(() => {}, gone);
  expect(FakeWorker.all).toHaveLength(1);
});

test('one that could not be fetched, and one that failed, say so', () => {
  const { worker } = seated();
  worker.onerror?.({});
  worker.onerror?.({ message: 'out of memory' });
  expect(gone.mock.calls).toEqual([
    [expect.stringMatching(/^the simulator could not be fetched: there seems to be no network/), 'never begun'],
    ['out of memory'],
  ]);
});

test('a page that may have no locks goes on without', () => {
  vi.stubGlobal('navigator', {});
  holdLock(() => gone());
  const { worker } = seated();
  worker.say('driftlab worker 1');
  expect(gone).not.toHaveBeenCalled();
});
