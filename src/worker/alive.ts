// Whether a worker is still there, by the browser's own word: it holds a lock for as long as it lives, and who waits for that lock hears
// when it is gone, however busy it was. Where a page may have no locks nobody hears, as before there were any.

const LOCK = 'driftlab worker ';

const locks = (): LockManager | undefined => (globalThis.navigator as Partial<Navigator> | undefined)?.locks;

/** The worker's side: from now on it holds a lock, whose name it says. */
export function holdLock(say: (lock: string) => void): void {
  const holding = (lock: string) => () => {
    say(lock);
    return new Promise(() => {});
  };
  const lock = LOCK + Math.random();
  locks()
    ?.request(lock, holding(lock))
    .catch(() => {});
}

/** The page's side: `onGone` is called once when the worker has ended in whatever way. */
export function watchLock(worker: Worker, onGone: () => void): void {
  worker.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string' || !data.startsWith(LOCK)) return;
    locks()
      ?.request(data, onGone)
      .catch(() => {});
  });
}
