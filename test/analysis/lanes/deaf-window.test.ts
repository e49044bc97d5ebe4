// The window in which a new service is deaf, from the runbook as it ran, beside what the trace says of messages that reach nobody.
import { expect, test } from 'vitest';
import { deafWindow } from '../../../src/analysis/lanes/deaf-window.ts';
import { outlineOf } from '../../../src/analysis/record/outline.ts';
import { HOUR, type RunSpec, Session, scenarios, specOf } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';

const bundled = (id: string) => {
  const of = scenarios.find((each) => each.id === id);
  const read = readScenario(of?.text ?? '', { file: `${id}.yaml` });
  if ('errors' in read) throw new Error(`${id} cannot be read.`);
  return read.scenario;
};

const factsOf = (spec: RunSpec) => {
  const session = Session.open(spec, undefined, { marks: 1 });
  return outlineOf(
    session,
    session.finish(),
    { times: new Float64Array(), counters: {} as never, backlog: new Float64Array() },
    false,
  );
};

const windowsOf = (id: string) => {
  const scenario = bundled(id);
  return scenario.variants.map((variant) => {
    const facts = factsOf(specOf(scenario, variant, scenario.seed));
    return { id: variant.id, facts, window: deafWindow(facts) };
  });
};

test('on the first day one lane is deaf, from its first page until its queue is bound', () => {
  const lanes = windowsOf('billings-first-day');
  const deaf = lanes.filter(({ window }) => window !== null);
  expect(deaf.map(({ id }) => id)).toEqual(['api']);
  const [{ facts, window }] = deaf as [(typeof lanes)[number]];
  const [scan, bind] = ['Scan pages', 'Bind the queue'].map((title) => facts.phases.find(({ name }) => name === title));
  expect(window).toEqual({ from: scan?.from, to: bind?.to });
  expect((window?.to ?? 0) - (window?.from ?? 0)).toBeGreaterThan(10 * 60_000_000);
  const left = lanes.map((lane) => (lane.facts.result.measures['divergent'] as { settled: number }).settled);
  expect(left[0], 'what it did not hear stays wrong').toBeGreaterThan(0);
  expect(left.slice(1), 'the others miss nothing').toEqual(left.slice(1).map(() => 0));
});

test('a runbook of one’s own that binds last is deaf too, and one that mends a service that is there is not', () => {
  const scenario = bundled('billings-first-day');
  const own = { id: 'steps', steps: [] as { step: string; title: string }[] };
  const steps = [
    { step: 'run', title: 'Begin', team: 'billing' },
    { step: 'scan', title: 'Everybody', merge: 'at-least', patient: true, retries: 1 },
    { step: 'subscribe', title: 'And now listen' },
  ];
  const variant = { id: 'own', title: 'Own', strategy: { ...own, steps }, parameters: {}, set: {} };
  const facts = factsOf(specOf(scenario, variant, 1));
  const window = deafWindow(facts);
  expect(window?.from).toBe(9 * HOUR + 5 * 60_000_000);
  expect(window?.to).toBe(facts.phases.find(({ name }) => name === 'And now listen')?.to);
  expect(windowsOf('broken-publisher').map((lane) => lane.window)).toEqual(
    windowsOf('broken-publisher').map(() => null),
  );
});
