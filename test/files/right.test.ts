// Right files: what is accepted, and what the document then says. A default never makes a file wrong.
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/engine/index.ts';
import {
  applyVariant,
  bundledFile,
  findVariant,
  formatDuration,
  parseDuration,
  scenarioDefinition,
  scenarios,
} from '../../src/engine/index.ts';
import { printProblem, readScenario } from '../../src/files/index.ts';
import { definition, readSibling } from './support.ts';

function read(text: string, file = 'folder/some file.v2.yaml'): Scenario {
  const outcome = readScenario(text, { file, definition, readSibling });
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  return outcome.scenario;
}

type Look = (scenario: Scenario) => unknown;

const repairAt: Look = ({ repair }) => repair.at;
const ids: Look = ({ variants }) => variants.map(({ id }) => id);

const RIGHT: readonly (readonly [name: string, text: string, look: Look, expected: unknown])[] = [
  [
    'a title is enough',
    'title: x',
    ({ id, title, seed, length }) => [id, title, seed, length],
    ['some file.v2', 'x', 1, '24h'],
  ],
  ['JSON is YAML', '{\n\t"title": "\\u0078",\n\t"seed": 7 }', ({ title, seed }) => [title, seed], ['x', 7]],
  ['JSON on one line', '{"title":"x","billing":{"reads":"api"},"faults":[]}', ({ billing }) => billing.reads, 'api'],
  [
    'a byte order mark and Windows lines',
    '\ufefftitle: x\r\nseed: 3\r\n',
    ({ title, seed }) => [title, seed],
    ['x', 3],
  ],
  ['lines that end as on old Macs', 'title: x\rseed: 3\r', ({ title, seed }) => [title, seed], ['x', 3]],
  ['comments and a document marker', '# a\n---\ntitle: x # b\n...\n', ({ title }) => title, 'x'],
  ['an anchor and its alias', 'title: x\nlength: &t 5h\nopensAt: *t', ({ opensAt }) => opensAt, '5h'],
  [
    'a section partly given',
    'title: x\npopulation: { users: 5 }',
    ({ population }) => population,
    { users: 5, suspendedShare: 0.1, activity: 'even' },
  ],
  ['an empty section', 'title: x\nbroker: {}', ({ broker }) => broker.kind, 'queue'],
  ['a given id', 'title: x\nid: other', ({ id }) => id, 'other'],
  [
    'the bounds themselves',
    'title: x\nseed: 9007199254740991\npopulation: { users: 10000000, suspendedShare: 1 }\nlength: 366d\nbilling: { prefetch: 0 }',
    ({ length }) => length,
    '366d',
  ],
  [
    'numbers in other notations',
    'title: x\nseed: 0x10\npopulation: { users: 1e4, suspendedShare: -0 }',
    ({ seed, population }) => [seed, population],
    [16, { users: 10_000, suspendedShare: 0, activity: 'even' }],
  ],
  ['a run of a microsecond', 'title: x\nlength: 1us', repairAt, '0s'],
  [
    'invoices rarer than the run is long',
    'title: x\nlength: 1h\nbilling: { invoiceEvery: 24h }',
    ({ billing }) => billing.invoiceEvery,
    '24h',
  ],
  [
    'the repair begins when the last fault ends',
    'title: x\nfaults: [{ fault: consumer-down, at: 3h, for: 2h }, { fault: power-dip, at: 4h }]',
    repairAt,
    '5h',
  ],
  [
    'but not after the run',
    'title: x\nlength: 4h\nfaults: [{ fault: consumer-down, at: 3h, for: 2h }]',
    repairAt,
    '4h',
  ],
  ['without faults when Billing starts', 'title: x\nbilling: { startsAt: 90m }', repairAt, '1h30m'],
  [
    'a fault at the first and at the last moment',
    'title: x\nlength: 1h\nfaults: [{ fault: power-dip, at: 0s }, { fault: power-dip, at: 59m59s999ms999us }]',
    repairAt,
    '59m59s999ms999us',
  ],
  [
    'a fault with its defaults',
    'title: x\nfaults: [{ fault: message-delay, at: 1h, for: 1h, by: 5s }]',
    ({ faults }) => faults,
    [{ fault: 'message-delay', at: '1h', for: '1h', share: 1, by: '5s' }],
  ],
  [
    'types of events',
    'title: x\nfaults: [{ fault: publisher-silent, at: 1h, for: 1h, types: [UserDeleted] }]',
    ({ faults }) => faults[0]?.['types'],
    ['UserDeleted'],
  ],
  ['a log has its own profile', 'title: x\nbroker: { kind: log }', ({ broker }) => broker.profile, 'rabbitmq-stream'],
  ['a profile has its own kind', 'title: x\nbroker: { profile: rabbitmq-stream }', ({ broker }) => broker.kind, 'log'],
  [
    'a log is the truth',
    'title: x\nuser: { truth: log }',
    ({ broker }) => [broker.kind, broker.profile],
    ['log', 'rabbitmq-stream'],
  ],
  ['every strategy that suits, on a queue', 'title: x', ids, ['wait', 'replay', 'resync', 'republish-state']],
  ['every strategy that suits, on a log', 'title: x\nbroker: { kind: log }', ids, ['wait', 'replay', 'resync']],
  [
    'variants with defaults',
    'title: x\nvariants: [wait, { id: log, strategy: replay, set: { broker.kind: log } }]',
    ({ variants }) => variants[1],
    {
      id: 'log',
      title: 'Title of replay',
      strategy: 'replay',
      parameters: { from: 'earliest' },
      set: { 'broker.kind': 'log' },
    },
  ],
  ['a variant without an id', 'title: x\nvariants: [{ strategy: resync, title: Mine }]', ids, ['resync']],
  ['people who take no time', 'title: x\npeople: none', ({ people }) => people, 'none'],
  [
    'laws of latency',
    'title: x\nbroker: { latency: { lognormal: { median: 20ms, p99: 200ms } }, deliveryLatency: { constant: 0s } }',
    ({ broker }) => broker.latency,
    { lognormal: { median: '20ms', p99: '200ms' } },
  ],
  [
    'what is not simulated, at its default',
    'title: x\nevents: { carry: state, versioned: true }\napi: { replicaLag: 0m }\nsubscribers: []\npublisher: { heartbeat: none, transactionTime: { constant: 0ms } }',
    ({ api }) => api.replicaLag,
    '0m',
  ],
  [
    'fractions and compounds',
    'title: x\nlength: 1.5h\nopensAt: 1h2m3s4ms5us',
    ({ length, opensAt }) => [length, opensAt],
    ['1.5h', '1h2m3s4ms5us'],
  ],
  [
    'a time with an offset and a fraction',
    'title: x\nstart: 2026-01-05T01:02:03.000004+05:30',
    ({ start }) => start,
    '2026-01-05T01:02:03.000004+05:30',
  ],
  [
    'a file of changes stands for rates and users',
    'title: x\nworkload: { file: changes.ndjson }',
    ({ population, workload }) => [population, workload.signUps],
    [{ users: 0, suspendedShare: 0, activity: 'even' }, '0/h'],
  ],
  [
    'a file of changes and rates of nothing',
    'title: x\nworkload: { file: changes.ndjson, signUps: 0/s }',
    ({ workload }) => workload.signUps,
    '0/s',
  ],
];

test.each(RIGHT)('%s', (_name, text, look, expected) => {
  expect(look(read(text))).toEqual(expected);
});

test('the keys of a document have one order, however the file orders them', () => {
  const keys = Object.keys(read('title: x'));
  expect(Object.keys(read('variants: [wait]\nseed: 2\nbilling: {}\ntitle: x'))).toEqual(keys);
  expect(keys).toEqual(Object.keys(definition.document.keys));
});

test('a variant that changes what a default follows from takes the default along', () => {
  const scenario = read(`
title: x
faults: [{ fault: consumer-down, at: 3h, for: 2h }]
variants:
  - { id: later, strategy: wait, set: { faults: [{ fault: consumer-down, at: 6h, for: 2h }] } }
  - { id: short, strategy: wait, set: { length: 4h, broker.kind: log } }
  - { id: busy, strategy: wait, set: { people.find: 1h, billing: { consumers: 3 } } }
`);
  const applied = (id: string): Scenario =>
    applyVariant(scenario, scenario.variants.find((variant) => variant.id === id)!, definition);
  expect(applied('later').repair.at).toBe('8h');
  expect([applied('short').repair.at, applied('short').broker.profile]).toEqual(['4h', 'rabbitmq-stream']);
  expect(applied('busy').people).toEqual({
    find: '1h',
    build: '2h',
    review: '30m',
    run: '5m',
    fix: '20m',
    handOff: '1d',
    hours: 'always',
  });
  expect(applied('busy').billing).toEqual({ ...scenario.billing, consumers: 3 });
});

test('a variant is one of the scenario, or a strategy with its defaults', () => {
  const scenario = read('title: x\nvariants: [{ id: resync, strategy: resync, parameters: { sweep: false } }]');
  expect(findVariant(scenario, 'resync', definition)?.parameters['sweep']).toBe(false);
  expect(findVariant(scenario, 'replay', definition)).toMatchObject({ id: 'replay', parameters: { from: 'earliest' } });
  expect(findVariant(scenario, 'nonsense', definition)).toBeUndefined();
});

test.each(scenarios)('bundled: $id', ({ id, file, text }) => {
  const outcome = readScenario(text, { file, readSibling: bundledFile });
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  const { scenario, changes } = outcome;
  expect(scenario.id).toBe(id);
  expect(scenario.description).not.toBe('');
  expect(changes !== undefined).toBe(scenario.workload.file !== undefined);
  for (const variant of scenario.variants) {
    const applied = applyVariant(scenario, variant, scenarioDefinition);
    for (const [path, value] of Object.entries(variant.set)) {
      expect(path.split('.').reduce((at: unknown, key) => (at as Record<string, unknown>)[key], applied)).toEqual(
        value,
      );
    }
  }
});

test('the longest run of changes fits its scenario', () => {
  const contributors = scenarios.find(({ id }) => id === 'contributors')!;
  const outcome = readScenario(contributors.text, {
    file: 'c.yaml',
    readSibling: bundledFile,
  });
  if (!('changes' in outcome) || outcome.changes === undefined) throw new Error('no changes');
  const { time, user, kind } = outcome.changes;
  expect([time.length, user.length, kind.length]).toEqual([6665, 6665, 6665]);
  expect(formatDuration(time.at(-1)!)).toBe('1d2h50m55s97ms');
  expect(time.at(-1)).toBeLessThanOrEqual(parseDuration(outcome.scenario.length)!);
  expect(Math.max(...user)).toBe(1492);
  expect([0, 1, 2].map((each) => kind.filter((one) => one === each).length)).toEqual([1492, 3296, 1877]);
});
