// The event queue alone. Hold model: K tasks pending, each step takes the next and schedules another. M/M/1: arrivals and
// departures of one server with load 0.8. Ours is the kernel's task queue; the peer is simjs, the simulator from npm.
import { createRequire } from 'node:module';
import { TaskQueue } from '../../src/engine/kernel/tasks.ts';
import { cpu, type Measured } from './measure.ts';
import { DELAY_MASK, delays, exponentials } from './random.ts';

const LOAD = 0.8;
const RANK = 4;
/** Steps before the clock starts: the compiler is done and the order of the heap has settled. */
const warmUp = (pending: number, steps: number) => Math.min(Math.max(3 * pending, 300_000), Math.max(steps, 20_000));

export function ourHold(pending: number, steps: number): Measured {
  const delay = delays();
  const tasks = new TaskQueue();
  for (let i = 0; i < pending; i++) tasks.push(delay[i & DELAY_MASK] as number, RANK, 1, i, 0);
  const run = (count: number) => {
    for (let k = 0; k < count; k++) {
      const { time, kind, a, b } = tasks.take();
      tasks.push(time + (delay[k & DELAY_MASK] as number), RANK, kind, a, b);
    }
  };
  run(Math.max(3 * pending, 300_000));
  const start = cpu();
  run(steps);
  return { perSecond: steps / (cpu() - start) };
}

export function ourServer(customers: number): Measured {
  const draw = exponentials(11);
  const tasks = new TaskQueue();
  const arrivals = new Float64Array(65536);
  let [arrived, begun, left, sojourns] = [0, 0, 0, 0];
  tasks.push(0, RANK, 0, 0, 0);
  const start = cpu();
  while (left < customers) {
    const { time: now, kind } = tasks.take();
    if (kind === 0) {
      arrivals[arrived++ & 65535] = now;
      if (arrived < customers) tasks.push(now + draw() / LOAD, RANK, 0, 0, 0);
      if (begun > left) continue;
    } else {
      sojourns += now - (arrivals[left++ & 65535] as number);
      if (left === arrived) continue;
    }
    begun++;
    tasks.push(now + draw(), RANK, 1, 0, 0);
  }
  return { perSecond: (2 * left) / (cpu() - start), sojourn: sojourns / left };
}

interface SimjsEntity {
  time(): number;
  setTimer(delay: number): { done(callback: () => void): void };
  useFacility(facility: unknown, duration: number): { done(callback: () => void): void };
}
interface Simjs {
  readonly Sim: new () => { addEntity(kind: unknown): void; simulate(until: number, steps: number): void };
  readonly Entity: new (...args: readonly unknown[]) => SimjsEntity;
  readonly Facility: { readonly FCFS: number; new (name: string, discipline: number, servers: number): unknown };
}

/** What npm offers of simjs is made for pages: it exports nothing and sets `window.Sim`. */
function simjs(): Simjs {
  const page: { Sim?: Simjs & Simjs['Sim'] } = {};
  Object.assign(globalThis, { window: page });
  createRequire(import.meta.url)('simjs');
  const { Sim } = page as Required<typeof page>;
  return { Sim: Sim.Sim ?? Sim, Entity: Sim.Entity, Facility: Sim.Facility };
}

class Enough extends Error {}

export function simjsHold(pending: number, steps: number): Measured {
  const { Sim, Entity } = simjs();
  const delay = delays();
  const before = warmUp(pending, steps);
  let [count, start] = [0, 0];
  class Timer extends Entity {
    start(): void {
      this.setTimer(delay[count++ & DELAY_MASK] as number).done(this.tick);
    }
    tick(): void {
      const done = ++count - pending;
      if (done === before) start = cpu();
      else if (done === before + steps) throw new Enough();
      this.setTimer(delay[count & DELAY_MASK] as number).done(this.tick);
    }
  }
  const simulator = new Sim();
  for (let i = 0; i < pending; i++) simulator.addEntity(Timer);
  try {
    simulator.simulate(Number.POSITIVE_INFINITY, 1e12);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return { perSecond: steps / (cpu() - start) };
}

export function simjsServer(customers: number): Measured {
  const { Sim, Entity, Facility } = simjs();
  const draw = exponentials(11);
  const server = new Facility('server', Facility.FCFS, 1);
  let [arrived, left, sojourns] = [0, 0, 0];
  class Customers extends Entity {
    start(): void {
      this.arrive();
    }
    arrive(): void {
      if (arrived++ >= customers) return;
      const came = this.time();
      // biome-ignore lint/correctness/useHookAtTopLevel: simjs' name, no hook of React.
      this.useFacility(server, draw()).done(() => {
        left++;
        sojourns += this.time() - came;
      });
      this.setTimer(draw() / LOAD).done(this.arrive);
    }
  }
  const simulator = new Sim();
  simulator.addEntity(Customers);
  const start = cpu();
  simulator.simulate(Number.POSITIVE_INFINITY, 1e12);
  return { perSecond: (2 * left) / (cpu() - start), sojourn: sojourns / left };
}
