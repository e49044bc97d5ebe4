// How long a lane's repair takes at the least: people prepare it (the runbook's own steps, followed from its check on with what the
// scenario offers), then a machine reads or publishes everybody, as fast as it may. It runs nothing.
import { duration, rate } from '../../sections/compiled.ts';
import { compileHours } from '../../sections/hours.ts';
import { compilePeople } from '../../sections/people.ts';
import { type Lane, names } from './idle-keys.ts';

interface Turn {
  readonly guard?: string;
  readonly target: string;
}
interface Chart {
  readonly initial?: string;
  readonly states?: Readonly<Record<string, Step | undefined>>;
}
interface Step {
  readonly always?: readonly Turn[];
  readonly after?: Readonly<Record<string, unknown>>;
  readonly meta?: { readonly cannot?: string };
}

/** When people have done their steps of a strategy that begins at `from`, microseconds, and whether they lead to a machine. */
function preparation(
  procedure: Lane['procedures'][number] | undefined,
  { scenario }: Lane,
  from: number,
): { readonly ready: number; readonly cannot: boolean } {
  const { user, billing, broker } = scenario;
  const holds: Readonly<Record<string, boolean>> = {
    lacksCopy: billing.reads === 'api',
    lacksEndpoint: !user.bulkEndpoint,
    lacksUpdatedSince: !user.updatedSince,
    lacksOrder: scenario.publisher.path === 'direct',
    lacksDigest: !user.digest,
    lacksHistory: user.history === 'none',
    isLog: broker.kind !== 'queue',
    lacksLog: broker.kind === 'queue',
    lacksCompaction: broker.kind !== 'compacted-log',
  };
  const { initial, states: steps = {} }: Chart = procedure?.machine.config ?? {};
  const people: Readonly<Record<string, number>> = compilePeople(scenario.people);
  const hours = compileHours(scenario.people, scenario.start);
  let [step, ready, cannot] = [steps[String(initial)], from, false];
  for (let n = 0; step !== undefined && n < 100; n++) {
    cannot = step.meta?.cannot !== undefined;
    const work = Object.keys(step.after ?? {}).find((name) => people[name] !== undefined);
    const turn = step.always?.find(({ guard }) => guard === undefined || holds[guard] === true);
    const takes = work === undefined ? 0 : (people[work] as number);
    if (hours === null || takes === 0) ready += takes;
    else ready = work === 'handOff' ? hours.next(ready + takes) : hours.done(ready, takes);
    const next = work === undefined ? turn?.target : step.after?.[work];
    step = typeof next === 'string' ? steps[next] : undefined;
  }
  return { ready, cannot };
}

/** Microseconds that the machine needs at the least for the users there are from the start: a page a call, or a message each. */
function machine(lane: Lane): number {
  const { api, billing, population } = lane.scenario;
  const { apiLatency } = billing;
  if (names(lane, 'scanPages')) {
    const latency = 'constant' in apiLatency ? duration(apiLatency.constant) : 0;
    const { parallel = 1, rate: own = 'none' } = lane.variant.parameters;
    const gap = Math.max(1 / rate(api.rateLimit), 1 / rate(String(own)));
    return Math.ceil(population.users / api.pageSize) * Math.max(latency / Number(parallel), gap);
  }
  const pace = lane.variant.parameters['rate'];
  return names(lane, 'publishSnapshots') && typeof pace === 'string' ? population.users / rate(pace) : 0;
}

/** Microseconds of virtual time, at the earliest: when people have prepared a lane's repair, and when it ends. */
export function earliest(lane: Lane): { readonly ready: number; readonly ends: number } {
  const { then = [] } = lane.variant;
  const { at } = lane.scenario.repair;
  // What only the run shows begins with its beginning at the earliest.
  const first = preparation(lane.procedures[0], lane, at === 'detected' ? 0 : duration(at));
  const followers = lane.procedures.slice(1, 1 + then.length);
  const ready = followers.reduce((before, each) => preparation(each, lane, before).ready, first.ready);
  return { ready, ends: first.cannot ? ready : ready + Math.round(machine(lane)) };
}
