// Repair tools describe themselves, and what runbooks may say follows from them: an effect that no tool has, and a signal that no
// tool gives, do not compile; asked for all the same, they are an error and not silence.
import { expect, test } from 'vitest';
import { tools } from '../../../src/engine/repair/catalog.ts';
import { Simulation } from '../../../src/engine/run/simulation.ts';
import { preparedRun } from '../../../src/engine/run/spec.ts';
import { strategies } from '../../../src/engine/strategies/catalog.ts';
import { runbook, stepsOf } from '../../../src/engine/strategies/runbook.ts';
import { busy } from '../../support/incidents.ts';
import { specFor } from '../../support/scenarios.ts';

const simulation = () => new Simulation(preparedRun(specFor(busy())), undefined);

const meta = { title: 'A step', team: 'none' } as const;

test('a runbook names effects and signals of the tools only', () => {
  const right = runbook.createMachine({
    context: ({ input }) => input,
    initial: 'scan',
    states: {
      scan: { meta, entry: { type: 'scanPages', params: { merge: 'newer', patient: true } }, on: { scanned: 'done' } },
      done: { type: 'final', meta },
    },
  });
  // @ts-expect-error No tool has this effect.
  const effect = runbook.createMachine({ context: ({ input }) => input, entry: 'mendEverything' });
  const params = runbook.createMachine({
    context: ({ input }) => input,
    // @ts-expect-error The tool knows no such way to merge.
    entry: { type: 'scanPages', params: { merge: 'oldest' } },
  });
  // @ts-expect-error No tool gives this signal.
  const signal = runbook.createMachine({ context: ({ input }) => input, on: { mended: {} } });
  const beside = runbook.createMachine({
    context: ({ input }) => input,
    initial: 'scan',
    states: {
      ...stepsOf('billing', [['start', 'run', 'Start']], 'scan'),
      // @ts-expect-error Nor one beside a signal that some tool gives, in a state beside those that runbooks share.
      scan: { meta, on: { scanned: 'scan', mended: 'scan' } },
    },
  });
  expect([right, effect, params, signal, beside].every(({ config }) => config.context !== undefined)).toBe(true);
});

test('an effect that no tool has is an error, not silence', () => {
  expect(() => simulation().tools.do('mendEverything', undefined)).toThrow(
    'No repair tool has the effect mendEverything.',
  );
});

test('no two tools share an id or an effect, and every effect and signal occurs in a runbook', () => {
  const ids = tools.map(({ id }) => id);
  const effects = tools.flatMap((tool) => Object.keys(tool.effects));
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(effects).size).toBe(effects.length);
  const charts = JSON.stringify(strategies.map(({ machine }) => machine.config));
  for (const name of [...effects, ...tools.flatMap(({ signals }): readonly string[] => signals)])
    expect(charts, name).toContain(`"${name}"`);
});

test('each caller of the API has an address of its own, so that no two meet the same luck', () => {
  const { api } = simulation();
  expect(() => api.join({ address: 0, repairs: true, answered: () => {} })).toThrow(
    'Two callers of the API have the address 0.',
  );
  expect(api.join({ address: 77, repairs: true, answered: () => {} })).toBe(12);
});
