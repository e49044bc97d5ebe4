// The same incident as `models.ts` describes, written as most simulators in JavaScript are written by hand: closures in a
// heap of objects, users in a Map, messages and trace lines as objects. It is what the engine is measured against, and it
// can do nothing but run once from the beginning.
import { cpu, type Measured } from './measure.ts';
import { type Size, WARM, WARM_RUNS } from './models.ts';

interface Entry {
  readonly time: number;
  readonly sequence: number;
  readonly act: () => void;
}

/** A binary heap of objects; equal times go by insertion. */
class Heap {
  private readonly entries: Entry[] = [];
  private sequence = 0;

  push(time: number, act: () => void): void {
    const { entries } = this;
    const entry = { time, sequence: this.sequence++, act };
    let i = entries.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = entries[parent] as Entry;
      if (above.time <= time) break;
      entries[i] = above;
      i = parent;
    }
    entries[i] = entry;
  }

  pop(): Entry {
    const { entries } = this;
    const top = entries[0] as Entry;
    const last = entries.pop() as Entry;
    const { length } = entries;
    if (length === 0) return top;
    const before = (a: Entry, b: Entry) => a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      let least = entries[child] as Entry;
      const right = entries[child + 1];
      if (right !== undefined && before(right, least)) {
        child++;
        least = right;
      }
      if (before(last, least)) break;
      entries[i] = least;
      i = child;
    }
    entries[i] = last;
    return top;
  }
}

interface User {
  status: number;
  version: number;
}

interface Message extends Readonly<User> {
  readonly user: string;
  readonly time: number;
}

const ACTIVE = 0;
const PREFETCH = 20;
const HOUR = 3600;

/** Times in seconds. `count` users change at `rate` per second until `end`; the publisher is silent from `silentFrom` to `silentTo`. */
function simulate({ users: count, rate, hours, faultAt, faultHours }: Size, seed: number) {
  let state = seed;
  const uniform = () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  const exponential = (mean: number) => -Math.log(uniform()) * mean;
  const heap = new Heap();
  const truth = new Map<string, User>();
  const copy = new Map<string, User>();
  for (let i = 0; i < count; i++) {
    const status = uniform() < 0.5 ? 1 : ACTIVE;
    truth.set(`u${i}`, { status, version: 0 });
    copy.set(`u${i}`, { status, version: 0 });
  }
  const queue: Message[] = [];
  const received: Message[] = [];
  const trace: object[] = [];
  const metrics: object[] = [];
  let [now, tasks, changes, divergent, wrong, unacknowledged, lastArrival] = [0, 0, 0, 0, 0, 0, 0];
  let [silent, busy] = [false, false];
  let [handed, worked] = [0, 0];
  const after = (delay: number, act: () => void) => heap.push(now + delay, act);

  const acknowledge = () => {
    unacknowledged--;
    deliver();
  };
  const apply = (message: Message) => {
    const row = copy.get(message.user) as User;
    if (message.version > row.version) {
      const { status } = truth.get(message.user) as User;
      if (row.status !== status) divergent--;
      if (message.status !== status) divergent++;
      row.version = message.version;
      row.status = message.status;
    }
    trace.push({ time: now, kind: 'applied', user: message.user, version: message.version });
  };
  const work = () => {
    busy = true;
    const message = received[worked] as Message;
    received[worked++] = undefined as never;
    after(exponential(0.8 / rate), () => {
      apply(message);
      after(0.005, acknowledge);
      if (worked < received.length) work();
      else busy = false;
    });
  };
  const deliver = () => {
    while (unacknowledged < PREFETCH && handed < queue.length) {
      const message = queue[handed] as Message;
      queue[handed++] = undefined as never;
      unacknowledged++;
      after(0.005, () => {
        received.push(message);
        if (!busy) work();
      });
    }
  };
  const publish = (message: Message) => {
    lastArrival = Math.max(lastArrival, now + exponential(0.02));
    heap.push(lastArrival, () => {
      queue.push(message);
      deliver();
    });
  };
  const change = () => {
    const id = `u${Math.floor(uniform() * count)}`;
    const user = truth.get(id) as User;
    const believed = (copy.get(id) as User).status;
    divergent += user.status === believed ? 1 : -1;
    user.version++;
    user.status = 1 - user.status;
    changes++;
    const message = { user: id, version: user.version, status: user.status, time: now };
    trace.push({ kind: 'changed', ...message });
    if (!silent) publish(message);
    after(exponential(1 / rate), change);
  };
  const measure = () => {
    metrics.push({ time: now, divergent, backlog: queue.length - handed });
    after(1, measure);
  };
  const invoice = () => {
    for (const [id, row] of copy) {
      if (row.status === ACTIVE && (truth.get(id) as User).status !== ACTIVE) wrong++;
    }
    after(HOUR, invoice);
  };
  after(exponential(1 / rate), change);
  after(1, measure);
  after(HOUR, invoice);
  after(faultAt * HOUR, () => {
    silent = true;
  });
  after((faultAt + faultHours) * HOUR, () => {
    silent = false;
  });

  return () => {
    for (;;) {
      const { time, act } = heap.pop();
      if (time > hours * HOUR) break;
      now = time;
      tasks++;
      act();
    }
    return { tasks, changes, divergent, wrong, lines: trace.length + metrics.length };
  };
}

/** One run as a script makes it that is started for it; or `warmed`, after others, as the engine is measured. */
export function reference(size: Size, warmed: boolean): Measured {
  for (let warm = 0; warmed && warm < WARM_RUNS; warm++) simulate(WARM, 1)();
  const run = simulate(size, 1);
  const start = cpu();
  const { tasks, changes, divergent, wrong } = run();
  const seconds = cpu() - start;
  return { changesPerSecond: changes / seconds, tasksPerSecond: tasks / seconds, seconds, changes, divergent, wrong };
}

export function referenceRuns(size: Size, runs: number): Measured {
  simulate(size, 1)();
  const start = cpu();
  let lines = 0;
  for (let seed = 1; seed <= runs; seed++) lines += simulate(size, seed)().lines;
  const seconds = cpu() - start;
  return { runsPerSecond: runs / seconds, lines };
}
