// Lanes as people edit them: what may be changed, what a draft becomes, and what is said of a draft that is wrong. And the
// difference of two runs, and the cards of the components, for every bundled scenario.
import { expect, test } from 'vitest';
import { checkLane, distributionOf, type LaneDraft, settables, valueAt } from '../../src/analysis/design.ts';
import { between, differenceOf, levelAt, lineOf, outline } from '../../src/analysis/lanes/difference.ts';
import { assumptionsOf } from '../../src/analysis/scenario/assumptions.ts';
import { takesWords, valueWords } from '../../src/analysis/words.ts';
import { checkScenario, measures, PROFILES, type Scenario, scenarioDefinition } from '../../src/engine/index.ts';

function scenarioOf(data: object): Scenario {
  const checked = checkScenario({ title: 'Test', ...data }, scenarioDefinition, { id: 'test' });
  if ('issues' in checked) throw new Error(checked.issues.map(({ message }) => message).join('\n'));
  return checked.scenario;
}

const scenario = scenarioOf({ variants: ['wait', 'resync'] });
const draft = (more: Partial<LaneDraft> = {}): LaneDraft => ({
  id: null,
  title: '',
  strategy: 'resync',
  parameters: {},
  set: {},
  ...more,
});
const laneOf = (more: Partial<LaneDraft>) => {
  const outcome = checkLane(scenario, draft(more));
  if ('complaints' in outcome) throw new Error(JSON.stringify(outcome.complaints));
  return outcome.lane;
};
const complaintsOf = (more: Partial<LaneDraft>) => {
  const outcome = checkLane(scenario, draft(more));
  return 'complaints' in outcome ? outcome.complaints : {};
};

test('every setting that is offered can be set to what stands in the scenario', () => {
  expect(settables.map(({ path }) => path)).toContain('broker.kind');
  expect(settables.map(({ path }) => path)).not.toContain('workload.file');
  for (const { path } of settables) {
    const value = valueAt(scenario, path);
    if (value === undefined) continue;
    expect(complaintsOf({ set: { [path]: value } }), path).toEqual({});
  }
});

test('a lane is named by what it does otherwise, and no two have one name or id', () => {
  const lane = laneOf({ set: { 'broker.kind': 'log', 'billing.policy': 'arrival' } });
  expect(lane).toMatchObject({ id: 'resync-2', title: 'Resync, kind log', strategy: 'resync' });
  expect(lane.parameters['merge']).toBe('at-least');
  expect(laneOf({}).title).toBe('Resync (2)');
  expect(complaintsOf({ title: 'Resync' })).toEqual({ title: 'another lane has this name' });
  expect(laneOf({ id: 'resync', title: 'Resync' })).toMatchObject({ id: 'resync', title: 'Resync' });
});

test('what is wrong is said of the parameter or the path that is wrong', () => {
  const wrong = complaintsOf({
    parameters: { merge: 'often' },
    set: { 'broker.latency': distributionOf('exponential 5'), 'billing.prefetch': 'many' },
  });
  expect(Object.keys(wrong).sort()).toEqual(['parameters.merge', 'set.billing.prefetch', 'set.broker.latency']);
  expect(wrong['set.broker.latency']).toContain('no duration');
});

test('distributions are read and said', () => {
  for (const value of [{ exponential: '20ms' }, { lognormal: { median: '20ms', p99: '200ms' } }, { constant: '0s' }])
    expect(distributionOf(valueWords(value))).toEqual(value);
  expect([takesWords({ constant: '0s' }), takesWords({ constant: '2ms' }), takesWords({ exponential: '5s' })]).toEqual([
    'no time',
    'always 2ms',
    '5s on average, memoryless',
  ]);
});

test('two lines: levels, and the room between', () => {
  const times = Float64Array.from([0, 10, 20, 30]);
  const one = lineOf({ times, byKind: [new Float64Array(4), Float64Array.from([0, 4, 4, 4])] });
  const other = lineOf({ times, byKind: [new Float64Array(4), Float64Array.from([0, 4, 1, 3])] });
  expect([levelAt(one, -1), levelAt(one, 15), levelAt(other, 99)]).toEqual([0, 4, 3]);
  const same = (value: number) => value;
  expect(outline(one, same, same)).toBe('M0 0L10 4L30 4');
  expect(between(one, other, same, same)).toBe('M0 0L10 4L30 4L30 3L20 1L10 4L0 0Z');
});

test('the difference of a measure is signed and says what is better', () => {
  const row = (id: string, ...values: (number | null)[]) => ({
    measure: measures.find((each) => each.id === id) as (typeof measures)[number],
    samples: values.map((value) => ({ value, interval: null, versusFirst: null, isFirst: false })),
  });
  expect(differenceOf(row('invoices.wrong', 977, 332))).toEqual({ value: -645, text: '−645', word: 'better' });
  expect(differenceOf(row('invoices.wrong', 3, 3)).text).toBe('same');
  expect(differenceOf(row('repair.convergedAfter', null, 60))).toMatchObject({
    text: 'instead of never',
    word: 'better',
  });
  expect(differenceOf(row('repair.convergedAfter', 60, null))).toMatchObject({ text: 'never', word: 'worse' });
  expect(differenceOf(row('divergent.userHours', 783.68, 783.72))).toMatchObject({ text: '+0.04', word: null });
  expect(differenceOf(row('repair.convergedAfter', 30, 90))).toMatchObject({ text: '+1 min', word: 'worse' });
});

test('every component has a card under every broker, which says what it was checked against', () => {
  for (const { id, title, log, recorded } of Object.values(PROFILES)) {
    const set = scenarioOf({ broker: { kind: log ? 'log' : 'queue', profile: id } });
    for (const place of ['user', 'broker', 'billing', 'api'] as const) {
      const { settings, does, leavesOut, checked } = assumptionsOf(place, set);
      for (const texts of [settings, does, leavesOut, checked]) {
        expect(texts.length).toBeGreaterThan(0);
        for (const text of texts) expect(text).toMatch(/^[A-Z].*[.]$/);
      }
    }
    expect(assumptionsOf('broker', set).checked[0]).toContain(recorded ? `${title} is compared with` : title);
  }
});
