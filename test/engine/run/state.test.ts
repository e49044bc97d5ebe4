// Nothing hides. Whatever changes in a part of a run is listed in its `saved` or saved by its own `save`; everything else is
// wiring, equal before and after a rich run. So a moment that is saved is the whole moment.
import { describe, expect, test } from 'vitest';
import type { KeptChunks } from '../../../src/engine/kernel/record-log.ts';
import { copyOf, type Saved, saveState } from '../../../src/engine/kernel/state.ts';
import { Simulation } from '../../../src/engine/run/simulation.ts';
import { preparedRun } from '../../../src/engine/run/spec.ts';
import type { Scenario } from '../../../src/engine/scenario.ts';
import { incidents, procedures } from '../../support/incidents.ts';
import { type RunChoice, specFor } from '../../support/scenarios.ts';

type Bag = Record<string, unknown>;

/** Tables by user and append-only logs: they have their own way back, by keyframes and writes done again. */
const LOGGED: Readonly<Record<string, readonly string[]>> = {
  users: ['cells', 'log'],
  'subscribers.copy': ['cells', 'stamps', 'log', 'stampLog'],
  'invoicing.book': ['log', 'wrongLog'],
};
/** Who watches is no part of the run. */
const NO_STATE: Readonly<Record<string, readonly string[]>> = {
  trace: ['reader'],
  // What a replica holds follows from the log of changes and the time.
  api: ['replica'],
};

const isObject = (value: unknown): value is Bag => typeof value === 'object' && value !== null;
const hasOwnSave = (value: unknown): boolean => isObject(value) && typeof value['save'] === 'function';
const savedBy = (value: unknown): readonly string[] | undefined =>
  isObject(value) && Array.isArray(value['saved']) ? (value['saved'] as string[]) : undefined;
const isFunction = (value: unknown): boolean => typeof value === 'function';

/** Every part with a state, by the path by which it is saved: the run's, and those inside them. */
function partsOf(simulation: Simulation): ReadonlyMap<Bag, string> {
  const found = new Map<Bag, string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const [n, each] of value.entries()) visit(each, `${path}[${n}]`);
    if (!isObject(value) || found.has(value) || (!hasOwnSave(value) && savedBy(value) === undefined)) return;
    found.set(value, path);
    for (const field of savedBy(value) ?? []) visit(value[field], `${path}.${field}`);
  };
  for (const name of Object.keys(simulation.save())) visit((simulation as unknown as Bag)[name], name);
  return found;
}

/** What an object holds that is not saved, by dotted path. Other parts are looked at in their own place, and nothing twice. */
function unsaved(
  held: Bag,
  path: string,
  parts: ReadonlyMap<Bag, string>,
  exempt: readonly string[],
  seen: Set<Bag>,
): Bag {
  const found: Bag = {};
  for (const [name, value] of Object.entries(held)) {
    if (savedBy(held)?.includes(name) || name === 'saved' || exempt.includes(name) || isFunction(value)) continue;
    const here = `${path}.${name}`;
    if (!isObject(value)) found[here] = value;
    else if (ArrayBuffer.isView(value)) found[here] = copyOf(value);
    else if (!parts.has(value) && !seen.has(value)) {
      seen.add(value);
      Object.assign(found, unsaved(value, here, parts, [], seen));
    }
  }
  return found;
}

/** Everything in a simulation that would be lost by saving and loading it. */
function hidden(simulation: Simulation): Bag {
  const found: Bag = {};
  const parts = partsOf(simulation);
  const whole = simulation as unknown as Bag;
  const seen = new Set<Bag>([whole]);
  for (const [part, path] of parts) {
    if (hasOwnSave(part)) continue;
    const name = path.replace(/\[\d+\]/g, '');
    const exempt = [...(LOGGED[name] ?? []), ...(NO_STATE[name] ?? [])];
    Object.assign(found, unsaved(part, path, parts, exempt, seen));
  }
  return Object.assign(found, unsaved(whole, 'run', parts, ['stateful'], seen));
}

/** What was saved, as JSON. The last chunk of a log that a mark shares goes on being written, but only beyond its length. */
function frozen(saved: Saved, chunk: number): unknown {
  const { kept, ...messages } = saved['messages'] as { kept: KeptChunks; length: number };
  const upToLength = kept.chunks.map((cells, n) => {
    const width = (cells?.length ?? 0) / chunk;
    return cells?.slice(0, (messages.length - (kept.first + n) * chunk) * width);
  });
  const asText = (_: string, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value);
  return JSON.parse(JSON.stringify({ ...saved, messages: { ...messages, first: kept.first, upToLength } }, asText));
}

const rich: readonly (readonly [name: string, of: Scenario, choice: RunChoice])[] = Object.entries(incidents).map(
  ([name, of], n) => [name, of, procedures[(n * 5) % procedures.length] as RunChoice],
);

describe.each(rich)('%s', (_, of, choice) => {
  test('leaves nothing changed but what is saved', () => {
    const simulation = new Simulation(preparedRun(specFor(of, choice)), undefined);
    const before = hidden(simulation);
    simulation.start();
    simulation.run(Number.POSITIVE_INFINITY);
    expect(hidden(simulation)).toEqual(before);
  });

  test('has all its fields from the start, so that objects keep their shape', () => {
    const simulation = new Simulation(preparedRun(specFor(of, choice)), undefined);
    const shape = () => [...partsOf(simulation)].map(([part, path]) => [path, Object.keys(part)]);
    const before = shape();
    simulation.start();
    simulation.run(Number.POSITIVE_INFINITY);
    expect(shape()).toEqual(before);
  });

  test('is saved as plain data, and loaded as it was saved', () => {
    const simulation = new Simulation(preparedRun(specFor(of, choice)), undefined);
    simulation.start();
    simulation.run(3 * 3_600_000_000);
    const { chunk } = simulation.messages;
    const saved = simulation.save();
    const before = frozen(saved, chunk);
    simulation.run(Number.POSITIVE_INFINITY);
    expect(frozen(saved, chunk), 'going on does not touch what was saved').toEqual(before);
    simulation.load(saved);
    expect(frozen(simulation.save(), chunk)).toEqual(before);
    const twin = new Simulation(preparedRun(specFor(of, choice)), undefined);
    twin.load(saved);
    expect(frozen(twin.save(), chunk)).toEqual(before);
  });
});

test('the walk sees what hides', () => {
  const simulation = new Simulation(
    preparedRun(specFor(incidents['nothing happens but repairs'] as Scenario)),
    undefined,
  );
  const before = hidden(simulation);
  const [tool] = (simulation.tools as unknown as { readonly opened: readonly Bag[] }).opened;
  (tool as Bag)['secret'] = 1;
  expect(hidden(simulation)).not.toEqual(before);
  delete tool?.['secret'];
  (simulation.billing.consumers.all[0] as unknown as Bag)['memory'] = [1];
  expect(hidden(simulation)).not.toEqual(before);
  expect(saveState(simulation.clock)).toEqual(simulation.save()['clock']);
});
