// A strategy is its statechart: the phases of a result are the states the chart was in, in an order the chart allows. Taking a
// state out of the definition takes the phase out of every run, and nothing else has to know.
import { describe, expect, test } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { takeKeyframe } from '../../../src/engine/run/history.ts';
import { resultOf, type VariantResult } from '../../../src/engine/run/result.ts';
import { Simulation } from '../../../src/engine/run/simulation.ts';
import { preparedRun } from '../../../src/engine/run/spec.ts';
import type { Scenario } from '../../../src/engine/scenario.ts';
import { strategies } from '../../../src/engine/strategies/catalog.ts';
import { runbook, type StepMeta, type Strategy } from '../../../src/engine/strategies/runbook.ts';
import { busy } from '../../support/incidents.ts';
import { only } from '../../support/lines.ts';
import { type RunChoice, silent, specFor, traceOf } from '../../support/scenarios.ts';
import { microseconds } from '../../support/time.ts';

interface State {
  readonly type?: string;
  readonly meta: StepMeta;
  readonly [transitions: string]: unknown;
}

const statesOf = (machine: AnyStateMachine) => machine.config.states as unknown as Readonly<Record<string, State>>;

/** The states that a state's `always`, `after` and `on` can lead to. */
function targetsOf(state: State): string[] {
  const found: string[] = [];
  const collect = (transition: unknown): void => {
    if (typeof transition === 'string') found.push(transition);
    else if (Array.isArray(transition)) transition.forEach(collect);
    else if (typeof transition === 'object' && transition !== null)
      collect((transition as { readonly target?: unknown }).target);
  };
  for (const kind of ['after', 'on']) Object.values((state[kind] ?? {}) as object).forEach(collect);
  collect(state['always']);
  return found;
}

/** The same chart with every way into `gone` leading to where `gone` leads. */
function without(machine: AnyStateMachine, gone: string): AnyStateMachine {
  const [next] = targetsOf(statesOf(machine)[gone] as State);
  const retarget = (value: unknown): unknown => {
    if (value === gone) return next;
    if (Array.isArray(value)) return value.map(retarget);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, retarget(each)]));
  };
  const { [gone]: _, ...rest } = statesOf(machine);
  return runbook.createMachine({ ...machine.config, states: retarget(rest) } as never) as unknown as AnyStateMachine;
}

const incident = busy({
  faults: [silent('1h', '1h')],
  repair: { at: '2h' },
  broker: { kind: 'log' },
  billing: { policy: 'version' },
  people: { find: '5m', build: '10m', review: '7m', run: '1m' },
});

function runWith(strategy: Strategy, of: Scenario, choice: RunChoice = {}): VariantResult {
  const prepared = preparedRun(specFor(of, { ...choice, strategy: strategy.id }));
  const simulation = new Simulation({ ...prepared, repair: { ...prepared.repair, strategy } }, undefined);
  simulation.start();
  const beginning = takeKeyframe(simulation);
  simulation.run(Number.POSITIVE_INFINITY);
  return resultOf(simulation, () => beginning);
}

const titles = ({ phases }: VariantResult) => phases.map(({ name }) => name);

describe.each(strategies.map((strategy) => [strategy.id, strategy] as const))('%s', (id, strategy) => {
  const states = statesOf(strategy.machine);

  test('goes through its chart from the initial state to a final one, along the chart’s own arrows', () => {
    for (const of of [incident, busy({ broker: { kind: 'queue' }, user: { bulkEndpoint: false } })]) {
      const { lines, result } = traceOf(of, { strategy: id });
      const passed = only(lines, 'phase').map(({ name }) => name);
      expect(titles(result)).toEqual(passed.slice(0, -1)); // the final state takes no time and is no phase
      // Several states may share a title: follow all that the titles could mean.
      let here = [String(strategy.machine.config.initial)];
      const reachable = (from: string): string[] => targetsOf(states[from] as State);
      const throughAlways = (from: string): string[] =>
        (states[from] as State)['always'] === undefined ? [from] : [from, ...reachable(from).flatMap(throughAlways)];
      here = here.flatMap(throughAlways);
      for (const [n, title] of passed.entries()) {
        const from = n === 0 ? here : here.flatMap(reachable).flatMap(throughAlways);
        here = [...new Set(from.filter((state) => states[state]?.meta.title === title))];
        expect(here, `"${title}" after ${passed.slice(0, n).join(' → ')}`).not.toEqual([]);
      }
      expect(here.map((state) => states[state]?.type)).toContain('final');
    }
  });

  test('spends people’s time in the states that say so, and nobody’s in the others', () => {
    const { phases } = runWith(strategy, incident);
    for (const { name, from, to, handsOn } of phases) {
      const work = Object.values(states).find(({ meta }) => meta.title === name)?.meta.work;
      const minutes =
        work === undefined ? 0 : microseconds((incident.people as Record<string, string>)[work] as string) / 6e7;
      expect(handsOn, name).toBe(minutes);
      if (work !== undefined) expect((to - from) / 60, name).toBeCloseTo(minutes, 9);
    }
  });

  const removable = Object.entries(states).filter(([, { meta }]) => meta.work !== undefined);
  test.each(removable)(
    'loses the phase of "%s" when that state is taken out of its chart, and everything after is earlier',
    (gone, { meta }) => {
      const whole = runWith(strategy, incident);
      const shorter = runWith({ ...strategy, machine: without(strategy.machine, gone) }, incident);
      const at = titles(whole).indexOf(meta.title);
      if (at < 0) return expect(titles(shorter)).toEqual(titles(whole)); // this incident does not come by here
      expect(titles(shorter)).toEqual(titles(whole).filter((_, n) => n !== at));
      const saved = (whole.phases[at]?.to as number) - (whole.phases[at]?.from as number);
      expect(saved).toBeGreaterThan(0);
      whole.phases.slice(at + 1).forEach((phase, n) => {
        expect(shorter.phases[at + n]?.from, phase.name).toBeLessThan(phase.from);
      });
      expect(shorter.phases[at]?.from).toBeCloseTo((whole.phases[at + 1]?.from as number) - saved, 9);
      return undefined;
    },
  );
});

test('a strategy whose precondition is not met says why, and does nothing', () => {
  const cannot = (of: Scenario, strategy: string) => traceOf(of, { strategy }).result;
  const noCopy = busy({ billing: { reads: 'api' } });
  for (const { id } of strategies.filter(({ id: each, repairs }) => repairs === undefined && each !== 'wait'))
    expect(cannot(noCopy, id).verdict, id).toMatch(/^Cannot: Billing keeps no copy\./);
  expect(cannot(busy(), 'replay').verdict).toMatch(/^Cannot: a queue keeps no history/);
  const forgetful = busy({ user: { history: 'none' }, faults: [silent('1h', '1h')] });
  expect(cannot(forgetful, 'republish-events').verdict).toMatch(/^Cannot: the User service has no change history/);
  const fromTheStart = busy({ user: { history: 'none' }, faults: [silent('0m', '1h')], repair: { at: '0m' } });
  expect(cannot(fromTheStart, 'credit-notes').verdict).toMatch(/^Cannot: the User service has no change history/);
  const short = busy({ user: { history: '30m' }, faults: [silent('1h', '1h')], repair: { at: '3h' } });
  expect(cannot(short, 'republish-events').verdict).toMatch(/^Cannot: the User service has no change history/);
});

test('an endpoint that is missing is built by the User team before Billing begins', () => {
  const lacking = busy({
    user: { bulkEndpoint: false },
    people: { find: '1m', build: '10m', review: '1m', run: '1m', fix: '20m', handOff: '20m' },
  });
  for (const strategy of ['resync', 'resync-naive']) {
    const { result } = traceOf(lacking, { strategy });
    expect(result.phases.find(({ team, handsOn }) => team === 'user' && handsOn === 10)?.name).toBe(
      'Build the bulk endpoint',
    );
  }
});
