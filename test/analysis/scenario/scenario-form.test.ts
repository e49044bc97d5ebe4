// The model of the scenario form: every key of the one definition has a place, a default and bounds in words; what is typed means
// what the file format means by it; complaints of the check are found at their key.
import { expect, test } from 'vitest';
import {
  boundsWords,
  changesIn,
  complaintsAt,
  cureOf,
  differs,
  fieldId,
  isChanged,
  isFixed,
  isLeaf,
  standardOf,
  standardWords,
  typedValue,
  valueIn,
} from '../../../src/analysis/scenario/scenario-form.ts';
import {
  checkScenario,
  formatPath,
  type LeafShape,
  type Path,
  type SectionShape,
  scenarioDefinition,
  valueComplaint,
} from '../../../src/engine/index.ts';

const { document } = scenarioDefinition;

function leaves(section: SectionShape, path: Path = []): { path: Path; shape: LeafShape }[] {
  return Object.entries(section.keys).flatMap(([key, shape]) => {
    if (shape.type === 'section') return leaves(shape, [...path, key]);
    return isLeaf(shape) ? [{ path: [...path, key], shape }] : [];
  });
}

const leaf = (...path: string[]): LeafShape =>
  leaves(document).find((each) => each.path.join() === path.join())?.shape as LeafShape;

test.each(leaves(document))('$path: the default is shown, and typing it means it', ({ path, shape }) => {
  const checked = checkScenario({ title: 'A' }, scenarioDefinition, { id: 'a' });
  const effective = 'scenario' in checked ? checked.scenario : null;
  const standard = standardOf(shape, path, effective);
  if ('optional' in shape) return expect(standard).toBeUndefined();
  expect(standard).toBeDefined();
  if (path.join() !== 'title')
    expect(isChanged(shape, standard)).toBe('computed' in shape && shape.computed !== undefined);
  if (standard !== '' && path.join() !== 'title') expect(standardWords(shape, path, undefined, effective)).not.toBe('');
  if (typeof standard === 'string' || typeof standard === 'number') {
    const meant = typedValue(shape, String(standard));
    if (shape.type !== 'choice') expect(meant ?? '').toEqual(standard);
    expect(valueComplaint(shape, standard, '')).toBeUndefined();
  }
});

test('bounds are said in few words, as the check has them', () => {
  expect(boundsWords(leaf('length'))).toBe('1us to 366d');
  expect(boundsWords(leaf('user', 'history'))).toBe('0s to 3660d, or all or none');
  expect(boundsWords(leaf('workload', 'signUps'))).toBe('0/h to 1000000/s');
  expect(boundsWords(leaf('population', 'users'))).toBe('0 to 10\u202f000\u202f000 users');
  expect(boundsWords(leaf('population', 'suspendedShare'))).toBe('0 to 1');
  expect(boundsWords(leaf('detection', 'falseAlarm'))).toBe('above 0, at most 0.9');
  expect(isFixed(leaf('schema'))).toBe(true);
  expect(isFixed({ ...leaf('api', 'replicaLag'), notSimulated: true })).toBe(true);
  expect(isFixed(leaf('broker', 'kind'))).toBe(false);
});

test('what is typed means what it means in a file', () => {
  expect(typedValue(leaf('length'), ' 2h ')).toBe('2h');
  expect(typedValue(leaf('length'), '24')).toBe('24');
  expect(typedValue(leaf('population', 'users'), '1e3')).toBe(1000);
  expect(typedValue(leaf('population', 'users'), 'many')).toBe('many');
  expect(typedValue(leaf('population', 'users'), '')).toBeUndefined();
  expect(typedValue(leaf('title'), 'Two words ')).toBe('Two words ');
  expect(typedValue(leaf('description'), '')).toBe('');
});

test('a key is changed when it says something else than its default', () => {
  expect(isChanged(leaf('length'), '1440m')).toBe(false);
  expect(isChanged(leaf('length'), '25h')).toBe(true);
  expect(isChanged(leaf('repair', 'at'), '3h')).toBe(true);
  const data = { length: '2h', broker: { kind: 'log', retention: '7d' }, people: 'none', faults: [] };
  expect(changesIn(document.keys['broker'] as SectionShape, data, ['broker'], {})).toBe(1);
  expect(changesIn(document, data, [], {})).toBe(4);
  expect(changesIn(document, data, [], data)).toBe(0);
  expect(changesIn(document, { ...data, length: '3h' }, [], data)).toBe(1);
});

test('what stood there when editing began is not changed, whatever the default is', () => {
  expect(differs(leaf('length'), '12h', '12h')).toBe(false);
  expect(differs(leaf('length'), '24h', '12h')).toBe(true);
  expect(differs(leaf('length'), undefined, '12h')).toBe(true);
  expect(differs(leaf('length'), undefined, '24h')).toBe(false);
  expect(differs(leaf('length'), '24h', undefined)).toBe(false);
});

test('complaints are found at their key and nowhere else', () => {
  const data = {
    title: 'A',
    broker: { latency: { lognormal: { median: '2s', p99: '1s' } } },
    faults: [{ fault: 'publisher-silent', at: '10h', for: '1h', types: ['UserMoved'] }],
    variants: [{ id: 'a', strategy: 'wait', set: { 'broker.kind': 'pigeon' } }],
  };
  const checked = checkScenario(data, scenarioDefinition, { id: 'a' });
  const complaints =
    'issues' in checked ? checked.issues.map(({ path, message }) => ({ path: formatPath(path), message })) : [];
  expect(complaints).toHaveLength(3);
  expect(complaintsAt(complaints, ['broker', 'latency'])).toHaveLength(1);
  expect(complaintsAt(complaints, ['broker', 'latencyX'])).toHaveLength(0);
  expect(complaintsAt(complaints, ['faults', 0, 'types'])).toHaveLength(1);
  expect(complaintsAt(complaints, ['variants', 0, 'set', 'broker.kind'])).toHaveLength(1);
  for (const { path } of complaints) expect(fieldId(path)).toMatch(/^form-[\w-]+$/);
  expect(fieldId('faults[0].at')).toBe(fieldId(['faults', 0, 'at']));
  expect(valueIn(data, ['faults', 0, 'at'])).toBe('10h');
  expect(valueIn(data, ['faults', 1, 'at'])).toBeUndefined();
  expect(valueIn(data, ['constructor'])).toBeUndefined();
});

test('a complaint’s proposal can be taken at one press', () => {
  const kinds = { type: 'choice', options: ['publisher-silent'], summary: '' } as const;
  const typo = valueComplaint(kinds, 'publisher-silnet', '"publisher-silnet"') ?? '';
  expect(cureOf(typo)).toEqual({
    message: '"publisher-silnet" is unknown; allowed is publisher-silent',
    use: 'publisher-silent',
  });
  expect(cureOf(valueComplaint(leaf('length'), 24, '24') ?? '').use).toBe('24s');
  expect(cureOf(valueComplaint(leaf('workload', 'signUps'), 60, '60') ?? '').use).toBe('60/h');
  expect(cureOf(valueComplaint(leaf('user', 'history'), 3, '3') ?? '').use).toBe('3s');
  expect(cureOf(valueComplaint(leaf('length'), 'soon', '"soon"') ?? '').use).toBeNull();
});
