// What was made on the page, written as a file and read again, runs to the same fingerprints, lane by lane; and the text keeps
// what people wrote in it.
import { expect, test } from 'vitest';
import { type Input, Session, scenarios, specOf, type VariantSpec } from '../../src/engine/index.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { HOUR, MINUTE } from '../../src/engine/units.ts';
import { madeScenario, readScenario, rewritten, withValue, writeScenario } from '../../src/files/index.ts';
import { busy, incidents } from '../support/incidents.ts';

const noSibling = () => undefined;
const read = (text: string, file = 'made.yaml'): Scenario => {
  const outcome = readScenario(text, { file });
  if ('errors' in outcome) throw new Error(outcome.errors.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return outcome.scenario;
};
const print = (scenario: Scenario, variant: VariantSpec, seed: number, inputs: readonly Input[]): string =>
  Session.open(specOf(scenario, variant, seed, inputs), undefined, { marks: 1 }).finish().fingerprint;

const inject = (at: number, fault: string, more: object = {}): Input => ({
  kind: 'inject',
  at,
  fault: { fault, at: `${at}us`, ...more },
});

const INPUTS: readonly Input[] = [
  inject(HOUR / 2 + 1, 'consumer-down', { for: '20m' }),
  inject(100 * MINUTE + 1, 'message-loss', { for: '1h', share: 0.5 }),
  { kind: 'remove', at: 110 * MINUTE + 1, name: 'injected 1' },
  inject(2 * HOUR + 7, 'message-delay', { by: '4m', share: 0.3 }),
  { kind: 'repair', at: 150 * MINUTE + 1 },
  inject(160 * MINUTE, 'publisher-silent', { types: ['UserSuspended'] }),
];

const LANES: readonly VariantSpec[] = [
  { id: 'wait', title: 'Wait', strategy: 'wait', parameters: {}, set: {} },
  { id: 'log', title: 'On a log', strategy: 'replay', parameters: { from: 'earliest' }, set: { 'broker.kind': 'log' } },
  { id: 'late', title: 'Late', strategy: 'resync', parameters: {}, set: { 'repair.at': '3h' } },
  {
    id: 'other',
    title: 'Another fault',
    strategy: 'republish-state',
    parameters: {},
    set: { faults: [{ fault: 'api-down', at: '1h', for: '2h' }], length: '5h' },
  },
];

const silentHour = { ...(incidents['the publisher is silent for an hour'] as Scenario), variants: LANES };

test('every lane has the fingerprint it had on the page', () => {
  const futures = [
    { variant: { ...(LANES[0] as VariantSpec), id: 'before-1', title: 'Before' }, inputs: INPUTS.slice(0, 2) },
  ];
  const { scenario, notes } = madeScenario({ scenario: silentHour, seed: 42, inputs: INPUTS, futures });
  expect(notes).toEqual([]);
  const again = read(writeScenario(scenario));
  expect(again).toEqual(scenario);
  expect(again.seed).toBe(42);
  for (const variant of LANES) {
    const own = again.variants.find(({ id }) => id === variant.id) as VariantSpec;
    expect(print(again, own, again.seed, []), variant.id).toBe(print(silentHour, variant, 42, INPUTS));
  }
  const kept = again.variants.find(({ id }) => id === 'before-1') as VariantSpec;
  expect(print(again, kept, again.seed, [])).toBe(print(silentHour, LANES[0] as VariantSpec, 42, INPUTS.slice(0, 2)));
  expect(again.variants.map(({ title }) => title)).toEqual([...LANES.map(({ title }) => title), 'Before']);
});

test('what a file cannot say exactly is said', () => {
  const base = busy({ faults: [{ fault: 'api-down', at: '3h', for: '1h' }] });
  const late = inject(7 * HOUR, 'api-down', { for: '1h' });
  const { notes } = madeScenario({ scenario: base, seed: 1, inputs: [late] });
  expect(notes).toEqual(['API down was injected after the end of the run; a file cannot say that, and leaves it out.']);
});

test('a written text keeps its comments, order and style where nothing changed', () => {
  const text = `# an incident of ours
schema: 1
title: Ours # for the course
length: 6h
population: { users: 60, suspendedShare: 0.3 }
faults:
  # the bug
  - { fault: publisher-silent, at: 1h, for: 1h }
variants: [wait, resync]
`;
  const before = read(text, 'ours.yaml');
  const inputs = [inject(HOUR / 2, 'consumer-down', { for: '20m' })];
  const { scenario } = madeScenario({ scenario: before, seed: 5, inputs });
  const after = rewritten(text, 'ours.yaml', scenario, noSibling);
  expect(after).toBe(`# an incident of ours
schema: 1
title: Ours # for the course
length: 6h
population: { users: 60, suspendedShare: 0.3 }
faults:
  # the bug
  - { fault: publisher-silent, at: 1h, for: 1h }
  - { fault: consumer-down, at: 30m, for: 20m }
variants: [ wait, resync ]
seed: 5
repair: { at: 2h }
`);
  expect(read(after, 'ours.yaml')).toEqual(scenario);
});

test('a repair that was asked for before Billing started begins when it does', () => {
  const of = { ...(incidents['Billing starts late, with an empty copy'] as Scenario), variants: LANES.slice(0, 1) };
  const inputs: readonly Input[] = [{ kind: 'repair', at: HOUR }];
  const late = { ...of, repair: { at: '3h' } };
  const { scenario } = madeScenario({ scenario: late, seed: 3, inputs });
  expect(scenario.repair.at).toBe(of.billing.startsAt);
  expect(print(scenario, LANES[0] as VariantSpec, 3, [])).toBe(print(late, LANES[0] as VariantSpec, 3, inputs));
});

test.each(scenarios.filter(({ id }) => id !== 'contributors'))('$id is rewritten to what it says', ({ text, file }) => {
  const before = read(text, file);
  expect(rewritten(text, file, before, noSibling).split('\n').length).toBeLessThan(text.split('\n').length + 3);
  const made = madeScenario({ scenario: before, seed: 9, inputs: [inject(HOUR, 'api-down', { for: '1h' })] });
  const after = rewritten(text, file, made.scenario, noSibling);
  expect(read(after, file)).toEqual(made.scenario);
  expect(after).toContain('description: |');
  expect(after).toContain('{ fault: api-down, at: 1h, for: 1h');
});

test('a value is put, replaced and taken away', () => {
  const text = 'title: A # mine\nbroker:\n  kind: queue # today\n';
  expect(withValue(text, ['broker', 'kind'], 'log')).toBe('title: A # mine\nbroker:\n  kind: log # today\n');
  expect(withValue(text, ['broker', 'kind'], undefined)).toBe('title: A # mine\n');
  const users = withValue(text, ['population', 'users'], 5);
  expect(users).toBe(`${text}population:\n  users: 5\n`);
  expect(withValue(users, ['broker', 'latency'], { lognormal: { median: '1s', p99: '2s' } })).toContain(
    '  latency: { lognormal: { median: 1s, p99: 2s } }\n',
  );
  expect(withValue('title: A\npeople: none\n', ['people', 'find'], '1h')).toBe('title: A\npeople:\n  find: 1h\n');
  expect(withValue('', ['title'], 'New')).toBe('title: New\n');
  expect(withValue('title: [', ['title'], 'New')).toBe('title: [');
});

test('a repair that was begun by hand, where it begins when it is noticed, begins by hand in the file too', () => {
  const [wait] = LANES as readonly [VariantSpec];
  const watched = { ...(incidents['noticed-by-silence'] as Scenario), variants: [wait] };
  const inputs: readonly Input[] = [{ kind: 'repair', at: 2 * HOUR }];
  const { scenario, notes } = madeScenario({ scenario: watched, seed: 42, inputs });
  expect(notes).toEqual([]);
  const again = read(writeScenario(scenario));
  expect(again.repair).toEqual({ at: 'detected', atLatest: '2h' });
  expect(print(again, wait, 42, [])).toBe(print(watched, wait, 42, inputs));
});

test('what is injected where the repair begins when something is noticed keeps no repair waiting before it is there', () => {
  const inputs = [inject(3 * HOUR, 'message-loss', { for: '10m' })];
  const madeOf = (scenario: Scenario) => madeScenario({ scenario, seed: 42, inputs });
  const watched = madeOf(incidents['noticed-by-silence'] as Scenario);
  expect(watched.notes).toEqual([]);
  expect(watched.scenario.faults.at(-1)).toMatchObject({ fault: 'message-loss', unplanned: true });
  expect(madeOf(silentHour).scenario.faults.at(-1)).not.toHaveProperty('unplanned');
});
