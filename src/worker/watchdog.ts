// Whether the worker is still there. It is asked once a second; while it computes it cannot answer, but says from inside its work
// that it goes on. Only one that does neither for long is gone. Seconds are counted, not timed: a machine that was asleep is no lost
// worker.

/** What a worker posts from inside long work. */
export const PULSE = 'at work';
/** How often somebody looks, milliseconds. */
export const LOOK_EVERY = 1_000;
/** So many looks in a row may find nothing new. */
export const PATIENCE = 10;
/** A worker says at most so often that it is at work, milliseconds. */
const PULSE_EVERY = 250;

/** The worker's side: called as often as one likes from inside long work, it posts now and then. */
export function pulsing(post: (word: string) => void, now: () => number = () => performance.now()): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const time = now();
    if (time - last < PULSE_EVERY) return;
    last = time;
    post(PULSE);
  };
}

interface Watched {
  /** Asks the worker for a sign; it comes by `answered`. */
  readonly ask: () => void;
  readonly onLost: () => void;
}

/** The page's side. */
export class Watchdog {
  private silent = 0;
  private asked = false;
  private readonly watched: Watched;

  constructor(watched: Watched) {
    this.watched = watched;
  }

  /** The worker has answered what it was asked, or another one has taken its place. */
  answered(): void {
    this.asked = false;
    this.silent = 0;
  }

  /** The worker says that it is at work. */
  pulse(): void {
    this.silent = 0;
  }

  look(): void {
    if (++this.silent > PATIENCE) return this.watched.onLost();
    if (this.asked) return;
    this.asked = true;
    this.watched.ask();
  }
}
