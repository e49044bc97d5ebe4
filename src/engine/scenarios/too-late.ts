// How long people prepare a lane's repair, at the least, before a machine begins: the runbook's own steps, followed from its check
// on with what the scenario offers. It runs nothing.
import { duration } from '../sections/compiled.ts';
import { compilePeople } from '../sections/people.ts';
import type { Lane } from './idle-keys.ts';

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
}

/** Microseconds from the beginning of the repair. */
function preparation({ scenario, variant, procedures }: Lane): number {
  const { user, billing, broker } = scenario;
  const holds: Readonly<Record<string, boolean>> = {
    lacksCopy: billing.reads === 'api',
    lacksEndpoint: !user.bulkEndpoint,
    lacksHistory: user.history === 'none',
    isLog: broker.kind !== 'queue',
  };
  const { initial, states: steps = {} }: Chart =
    procedures.find(({ id }) => id === variant.strategy)?.machine.config ?? {};
  const people: Readonly<Record<string, number>> = compilePeople(scenario.people);
  let [step, sum] = [steps[String(initial)], 0];
  for (let n = 0; step !== undefined && n < 100; n++) {
    const work = Object.keys(step.after ?? {}).find((name) => people[name] !== undefined);
    const turn = step.always?.find(({ guard }) => guard === undefined || holds[guard] === true);
    sum += work === undefined ? 0 : (people[work] as number);
    const next = work === undefined ? turn?.target : step.after?.[work];
    step = typeof next === 'string' ? steps[next] : undefined;
  }
  return sum;
}

/** When the machine of a lane's repair begins at the earliest, microseconds of virtual time. */
export const readyAt = (lane: Lane): number => duration(lane.scenario.repair.at) + preparation(lane);
