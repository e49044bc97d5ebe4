// A worker that computes is never taken for dead, and one that is dead is: by a clock that the test moves on.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Connection, connect } from '../../src/worker/connection.ts';
import { LOOK_EVERY, PATIENCE, PULSE, pulsing } from '../../src/worker/watchdog.ts';

/** Answers when it is told to. */
class FakeWorker extends EventTarget {
  static last: FakeWorker;
  onerror: ((event: { readonly message: string }) => void) | null = null;
  terminated = false;
  private readonly asked: { readonly id: string }[] = [];

  constructor() {
    super();
    FakeWorker.last = this;
  }

  postMessage(message: { readonly id: string }): void {
    this.asked.push(message);
  }

  answerAll(): void {
    for (const { id } of this.asked.splice(0)) this.say({ id, type: 'RAW', value: 1 });
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  terminate(): void {
    this.terminated = true;
  }
}

const lost = vi.fn<(reason: string) => void>();
let connection: Connection;
let seen: 'visible' | 'hidden';

/** Seconds go by; `each` happens in every one of them. */
async function seconds(count: number, each: (second: number) => void = () => {}): Promise<void> {
  for (let n = 0; n < count; n++) {
    each(n);
    await vi.advanceTimersByTimeAsync(LOOK_EVERY);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  seen = 'visible';
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('document', {
    get visibilityState() {
      return seen;
    },
  });
  vi.stubGlobal('Worker', FakeWorker);
  lost.mockReset();
  connection = connect(lost);
});

afterEach(() => {
  connection.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a worker that answers stays', async () => {
  await seconds(10 * PATIENCE, () => FakeWorker.last.answerAll());
  expect(lost).not.toHaveBeenCalled();
});

test('a worker that computes for ten minutes without an answer, but says so now and then, is not given up', async () => {
  await seconds(600, (second) => second % (PATIENCE - 1) === 0 && FakeWorker.last.say(PULSE));
  expect(lost).not.toHaveBeenCalled();
  expect(FakeWorker.last.terminated).toBe(false);
});

test('a worker that neither answers nor says that it is at work is gone: once, and who waits for it hears so', async () => {
  const waiting = connection.unlessLost(new Promise(() => {}));
  const heard = expect(waiting).rejects.toThrow('it has stopped answering');
  await seconds(PATIENCE);
  expect(lost).not.toHaveBeenCalled();
  await seconds(PATIENCE);
  await heard;
  expect(lost.mock.calls).toEqual([['it has stopped answering']]);
  expect(FakeWorker.last.terminated).toBe(true);
});

test('a worker that falls silent in the middle of its work is gone as soon', async () => {
  await seconds(50, () => FakeWorker.last.say(PULSE));
  await seconds(PATIENCE + 1);
  expect(lost).toHaveBeenCalledOnce();
});

test('after another worker has taken its place, that one is given its time, and the old one’s words count for nothing', async () => {
  await seconds(PATIENCE + 1);
  const old = FakeWorker.last;
  connection.restart();
  await seconds(PATIENCE);
  expect(lost).toHaveBeenCalledOnce();
  await seconds(PATIENCE, () => old.say(PULSE));
  expect(lost).toHaveBeenCalledTimes(2);
});

test('what becomes of a worker whose place another has taken is nobody’s loss', () => {
  const old = FakeWorker.last;
  connection.restart();
  old.onerror?.({ message: 'too late' });
  expect(lost).not.toHaveBeenCalled();
  expect(FakeWorker.last.terminated).toBe(false);
  FakeWorker.last.onerror?.({ message: 'now' });
  expect(lost.mock.calls).toEqual([['now']]);
});

test('nobody looks while the page is hidden', async () => {
  seen = 'hidden';
  await seconds(10 * PATIENCE);
  expect(lost).not.toHaveBeenCalled();
});

test('from inside of long work it is said at most four times a second', () => {
  const said = vi.fn<(word: string) => void>();
  let now = 0;
  const beat = pulsing(said, () => now);
  for (; now < 10_000; now++) beat();
  expect(said).toHaveBeenCalledTimes(40);
});
