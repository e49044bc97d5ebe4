// Laws of reading and writing, for documents drawn from the definition and for texts that are nonsense: what is written
// reads back the same, and nothing throws or is accepted in part.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LeafShape, SectionShape, Shape } from '../../src/engine/index.ts';
import {
  applyVariant,
  bundledFile,
  checkScenario,
  duration,
  faultSection,
  formatDuration,
  parseDuration,
  scenarioDefinition,
  scenarios,
  settablePaths,
  shapeAt,
  variantSection,
} from '../../src/engine/index.ts';
import { parseChanges, type ReadOutcome, readScenario, writeScenario } from '../../src/files/index.ts';
import { casesIn, changesText, readSibling } from './support.ts';

const { faults, strategies } = scenarioDefinition.catalogues;
const HOUR_TEXTS = fc.nat(3_600_000_000).map(formatDuration);

function leaf(shape: LeafShape): fc.Arbitrary<unknown> {
  const standard = 'default' in shape && shape.default !== undefined ? [fc.constant(shape.default as unknown)] : [];
  if (shape.notSimulated === true) return fc.oneof(...standard);
  switch (shape.type) {
    case 'duration': {
      const low = shape.min ?? 0;
      const words = (shape.words ?? []).map((word) => fc.constant(word));
      return fc.oneof(fc.integer({ min: low, max: low + 3_600_000_000 }).map(formatDuration), ...words);
    }
    case 'rate':
      return fc.integer({ min: 1, max: 900 }).map((n) => `${n}/h`);
    case 'number':
    case 'share':
      return fc.double({ min: 0.001, max: Math.min(shape.max ?? 1, 1), noNaN: true });
    case 'integer':
      return fc.oneof(
        fc.integer({ min: shape.min ?? 0, max: shape.max ?? 1_000 }),
        ...(shape.words ?? []).map((word) => fc.constant(word)),
      );
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...shape.options);
    case 'choices':
      return fc.subarray([...shape.options], { minLength: 1 });
    case 'distribution':
      return fc.oneof(
        fc.record({ constant: HOUR_TEXTS }),
        fc.record({ exponential: HOUR_TEXTS }),
        fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.nat(1_000_000)).map(([median, more]) => ({
          lognormal: { median: formatDuration(median), p99: formatDuration(median + more) },
        })),
      );
    case 'instant':
      return fc.constantFrom('2026-01-05T00:00:00Z', '1999-12-31T23:59:59.999999-08:00');
    case 'text':
      if (shape.form === 'clock') return fc.constantFrom('none', '00:00', '06:30', '23:59');
      if (shape.form === 'offset') return fc.constantFrom('none', 'Z', '+01:00', '-09:30');
      return shape.form === 'id'
        ? fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/)
        : fc
            .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
            .filter((text) => text.trim() !== '' && !/\p{C}|\p{Z}(?<! )/u.test(text));
  }
}

/** A section with some of its keys; `left` names keys that are given elsewhere. */
function section(shape: SectionShape, left: readonly string[] = []): fc.Arbitrary<Record<string, unknown>> {
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [key, inner] of Object.entries(shape.keys)) if (!left.includes(key)) model[key] = any(inner);
  return fc.record(model, { requiredKeys: [] });
}

const RANGES = {
  'people.build': fc.constantFrom(['1s', '2s'], ['5m', '1h']),
  'billing.apiLatency': fc.constant([{ constant: '1ms' }, { constant: '3ms' }]),
  'workload.suspend': fc.constant(['1/h', '2/s']),
  'costs.wrongInvoice': fc.constant([1, 2.5]),
};
const observation = fc.oneof(fc.integer(), fc.tuple(fc.integer(), fc.nat()));

function any(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'section':
      return shape.word === undefined ? section(shape) : fc.oneof(section(shape), fc.constant(shape.word));
    case 'mapping':
      return fc.dictionary(fc.string(), fc.constantFrom(...shape.options));
    case 'list':
      return fc.constant([]);
    case 'faults':
      return fc.array(fc.constantFrom(...faults).chain(whole));
    case 'ranges':
      return fc.record(RANGES, { requiredKeys: [] });
    case 'observed':
      return fc.dictionary(fc.constantFrom('invoices.wrong', 'cost.total'), observation);
    case 'procedures':
      return fc.option(fc.constantFrom([], ['credit-notes'], ['wait', { strategy: 'resync' }]), { nil: undefined });
    case 'variants':
    case 'procedure':
    case 'steps':
    case 'changes':
      return fc.constant(undefined);
    default:
      return leaf(shape);
  }
}

/** A fault with all that it needs. */
function whole(entry: (typeof faults)[number]): fc.Arbitrary<unknown> {
  const { keys } = faultSection(entry);
  const model = Object.fromEntries(Object.entries(keys).map(([key, shape]) => [key, any(shape)]));
  return fc.record(model);
}

const settable = settablePaths(scenarioDefinition).filter((path) => path !== 'length' && path !== 'workload');

const changes = fc
  .subarray([...settable], { maxLength: 3 })
  .chain((paths) =>
    fc.record(
      Object.fromEntries(
        paths.map((path) => [path, any(shapeAt(scenarioDefinition.document, path.split('.')) as Shape)]),
      ),
    ),
  );

const variant = fc.constantFrom(...strategies).chain((entry) =>
  fc.oneof(
    fc.constant(entry.id),
    fc
      .tuple(section(variantSection(entry), ['strategy', 'set', 'id']), changes)
      .map(([given, set]) => ({ ...given, strategy: entry.id, set })),
  ),
);

const document = fc
  .tuple(
    section(scenarioDefinition.document, ['title', 'length', 'schema', 'variants']),
    any(scenarioDefinition.document.keys['title'] as Shape),
    fc.integer({ min: 3_600_000_001, max: 86_400_000_000 }),
    fc.option(
      fc.uniqueArray(variant, {
        minLength: 1,
        maxLength: 3,
        selector: (each) => (typeof each === 'string' ? each : each.strategy),
      }),
      { nil: undefined },
    ),
  )
  .map(([given, title, length, variants]) => {
    const plain: Record<string, unknown> = { ...given, title, length: formatDuration(length), variants };
    const workload = plain['workload'] as Record<string, unknown> | undefined;
    if (workload !== undefined) delete workload['file'];
    // What two keys must agree on is drawn wrong most of the time: then one of them is left out.
    const [repair, billing] = [plain['repair'], plain['billing']] as ({ at?: string; startsAt?: string } | undefined)[];
    if ((parseDuration(repair?.at ?? '') ?? 0) < (parseDuration(billing?.startsAt ?? '') ?? 0)) delete repair?.at;
    return JSON.parse(JSON.stringify(plain)) as unknown;
  });

const wholeOrNothing = (outcome: ReadOutcome): void => {
  if ('errors' in outcome) {
    expect(outcome.errors.length).toBeGreaterThan(0);
    expect(outcome).not.toHaveProperty('scenario');
    for (const { line, path, message } of outcome.errors) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(path).not.toBe('');
      expect(message).toMatch(/\S/);
      expect(path + message).not.toMatch(/\p{Cc}/u);
    }
  } else {
    // What was accepted is right: checked again as plain data it is itself.
    expect(checkScenario(outcome.scenario, scenarioDefinition, { id: 'x' })).toEqual({ scenario: outcome.scenario });
    for (const each of outcome.scenario.variants) applyVariant(outcome.scenario, each, scenarioDefinition);
  }
};

test('what is written reads back the same, and many drawn documents are right', () => {
  let right = 0;
  fc.assert(
    fc.property(document, (data) => {
      const checked = checkScenario(data, scenarioDefinition, { id: 'drawn' });
      if ('issues' in checked) return;
      right++;
      const text = writeScenario(checked.scenario);
      expect(readScenario(text, { file: 'other.yaml' })).toMatchObject({ scenario: checked.scenario });
      const json = JSON.stringify(checked.scenario);
      expect(readScenario(json, { file: 'other.json' })).toMatchObject({ scenario: checked.scenario });
    }),
    { numRuns: 300 },
  );
  expect(right, 'a twentieth').toBeGreaterThan(15);
});

test('what every variant runs on is a right scenario again', () => {
  fc.assert(
    fc.property(document, (data) => {
      const checked = checkScenario(data, scenarioDefinition, { id: 'drawn' });
      if ('issues' in checked) return;
      for (const each of checked.scenario.variants) {
        const applied = applyVariant(checked.scenario, each, scenarioDefinition);
        expect(checkScenario({ ...applied, variants: ['wait'] }, scenarioDefinition, { id: 'x' })).toHaveProperty(
          'scenario',
        );
        const { at } = applied.repair;
        if (at !== 'detected') expect(duration(at)).toBeLessThanOrEqual(duration(applied.length));
      }
    }),
    { numRuns: 100 },
  );
});

test('bundled scenarios read back the same', () => {
  for (const { text } of scenarios) {
    const options = { file: 'x.yaml', readSibling: bundledFile };
    const outcome = readScenario(text, options);
    if (!('scenario' in outcome)) throw new Error('wrong');
    const again = readScenario(writeScenario(outcome.scenario), options);
    if (!('scenario' in again)) throw new Error('wrong');
    expect([again.scenario, again.changes]).toEqual([outcome.scenario, outcome.changes]);
  }
});

test('random texts are refused or accepted whole, never thrown at the caller', () => {
  const words = fc.constantFrom(
    'title: x\n',
    'seed: ',
    '- ',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    ': ',
    '#',
    '"',
    "'",
    '|\n',
    '\t',
    '!!str ',
    '---\n',
    '? ',
    'faults:\n',
    '1h',
    '\u0000',
    '\ud800',
    '%',
    '@',
    ',',
    '<<',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (each) => wholeOrNothing(readScenario(each, { file: 'f.yaml', readSibling }))),
    { numRuns: 1000 },
  );
});

const seeds = [
  ...scenarios.map(({ text }) => text),
  ...['faults', 'variants', 'rules'].flatMap((name) => casesIn(`./wrong/${name}.txt`).map(({ text }) => text)),
];

test('damaged scenarios are refused or accepted whole', () => {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.nat(8),
    put: fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('\n', ': ', '  ', '0', '-', '{', ']', 'null', '.nan')),
  });
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(damage, { minLength: 1, maxLength: 4 }), (text, damages) => {
      let damaged = text;
      for (const { at, drop, put } of damages) {
        const from = Math.floor(at * damaged.length);
        damaged = damaged.slice(0, from) + put + damaged.slice(from + drop);
      }
      wholeOrNothing(readScenario(damaged, { file: 'f.yaml', readSibling }));
    }),
    { numRuns: 1000 },
  );
});

test('plain data of any form is refused or accepted whole', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (data) => {
      const checked = checkScenario(data, scenarioDefinition, { id: 'x' });
      if ('issues' in checked) expect(checked.issues.length).toBeGreaterThan(0);
    }),
  );
});

test('damaged changes are refused or accepted whole', () => {
  fc.assert(
    fc.property(
      fc.nat(changesText.length),
      fc.nat(30),
      fc.string({ unit: 'binary', maxLength: 8 }),
      (at, drop, put) => {
        const text = changesText.slice(0, at) + put + changesText.slice(at + drop);
        const outcome = parseChanges(text, {
          file: 'c.ndjson',
          start: '2026-01-05T00:00:00Z',
          length: 3.6e9,
          users: 0,
        });
        if ('problems' in outcome) expect(outcome.problems.length).toBeGreaterThan(0);
        else expect(outcome.changes.time.length).toBe(outcome.changes.kind.length);
      },
    ),
    { numRuns: 1000 },
  );
});
