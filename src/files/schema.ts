// JSON Schema (2020-12) of scenario files, generated from the definition. It says what editors can check while typing:
// keys, types, bounds and words. Rules between keys are checked when a file is read.
import type { Definition, LeafShape, SectionShape, Shape } from '../engine/index.ts';
import {
  FAULT_PATH,
  faultChoice,
  faultSection,
  OWN_RUNBOOK,
  procedureSection,
  scenarioDefinition,
  seedingStrategies,
  settablePaths,
  shapeAt,
  stepSection,
  variantSection,
} from '../engine/index.ts';

type Schema = Readonly<Record<string, unknown>>;

const DURATION = '(?:[0-9]+(?:\\.[0-9]+)?(?:us|ms|[smhd]))+';
const RATE = '[0-9]+(?:\\.[0-9]+)?/(?:us|ms|[smhd])';
const INSTANT = '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:[Zz]|[+-]\\d{2}:\\d{2})$';

const FORMS = {
  line: '\\S',
  prose: '',
  offset: '^(?:none|Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)$',
  clock: '^(?:none|(?:[01]\\d|2[0-3]):[0-5]\\d)$',
  timeOfDay: '^(?:[01]\\d|2[0-3]):[0-5]\\d$',
  id: '^[A-Za-z0-9][A-Za-z0-9._-]*$',
} as const;

const texts = (pattern: string, words: readonly string[] = []): Schema => ({
  type: 'string',
  pattern: `^(?:${[pattern, ...words].join('|')})$`,
});

function distribution(): Schema {
  const time = texts(DURATION);
  const lognormal = closed({ median: time, p99: time }, ['median', 'p99']);
  return { oneOf: [only('constant', time), only('exponential', time), only('lognormal', lognormal)] };
}

const closed = (properties: Schema, required: readonly string[]): Schema => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
});

const only = (key: string, schema: Schema): Schema => closed({ [key]: schema }, [key]);

function bounds(shape: { min?: number; above?: number; max?: number }): Schema {
  return {
    ...(shape.min === undefined ? {} : { minimum: shape.min }),
    ...(shape.above === undefined ? {} : { exclusiveMinimum: shape.above }),
    ...(shape.max === undefined ? {} : { maximum: shape.max }),
  };
}

const orWords = (schema: Schema, words: readonly string[] | undefined): Schema =>
  words === undefined ? schema : { anyOf: [schema, { enum: words }] };

/** What a value must look like, without what it means. */
function formOf(shape: Shape, definition: Definition): Schema {
  switch (shape.type) {
    case 'duration':
      return texts(DURATION, shape.words);
    case 'rate':
      return texts(RATE, shape.words);
    case 'number':
    case 'share':
    case 'integer': {
      const share = shape.type === 'share' ? { minimum: 0, maximum: 1 } : {};
      const type = shape.type === 'integer' ? 'integer' : 'number';
      return orWords({ type, ...share, ...bounds(shape) }, shape.words);
    }
    case 'boolean':
      return shape.notSimulated === true ? { const: shape.default } : { type: 'boolean' };
    case 'choice':
      return { enum: shape.options };
    case 'choices':
      return { type: 'array', items: { enum: shape.options }, minItems: 1, uniqueItems: true };
    case 'distribution':
      return distribution();
    case 'instant':
      return { type: 'string', pattern: INSTANT };
    case 'text':
      return { type: 'string', maxLength: shape.longest, ...(FORMS[shape.form] && { pattern: FORMS[shape.form] }) };
    case 'mapping':
      return { type: 'object', additionalProperties: { enum: shape.options } };
    case 'section':
      return section(shape, definition);
    case 'list':
      return { type: 'array', items: section(shape.items, definition), maxItems: shape.most };
    case 'faults':
      return faults(definition);
    case 'variants':
      return variants(definition);
    case 'procedure':
      return procedure(shape.words, definition);
    case 'steps':
      return { $ref: '#/$defs/steps' };
    case 'procedures':
      return { type: 'array', items: { $ref: '#/$defs/procedure' }, maxItems: shape.most };
    case 'changes':
      return { $ref: '#/$defs/set' };
    case 'ranges':
      return ranges(definition);
    case 'observed':
      return observed(definition);
  }
}

function schemaOf(shape: Shape, definition: Definition): Schema {
  const standard = 'default' in shape && shape.default !== undefined ? { default: shape.default } : {};
  const computed = 'computed' in shape && shape.computed !== undefined ? ` Default: ${shape.computed}.` : '';
  const limited = shape.notSimulated === true ? ' Only the default is simulated so far.' : '';
  const description = `${shape.summary}${computed}${limited}`;
  return { description, ...formOf(shape, definition), ...standard };
}

/** One value, as the schemas of other files than scenarios have it too. */
export const leafSchema = (shape: LeafShape): Schema => schemaOf(shape, scenarioDefinition);

/** Whether a key must be given. */
export const isRequired = (shape: Shape): boolean =>
  !('default' in shape && shape.default !== undefined) &&
  !('computed' in shape && shape.computed !== undefined) &&
  !('optional' in shape) &&
  ![
    'section',
    'mapping',
    'list',
    'faults',
    'variants',
    'choices',
    'changes',
    'ranges',
    'observed',
    'procedures',
  ].includes(shape.type);

function section(shape: SectionShape, definition: Definition): Schema {
  const keys = Object.entries(shape.keys);
  const object = closed(
    Object.fromEntries(keys.map(([key, inner]) => [key, schemaOf(inner, definition)])),
    keys.filter(([, inner]) => isRequired(inner)).map(([key]) => key),
  );
  if (shape.word === undefined) return object;
  const standard = shape.wordByDefault === true ? { default: shape.word } : {};
  return { anyOf: [{ const: shape.word }, object], ...standard };
}

/** One schema per kind of item, chosen by the word under `key`, so that an editor complains about the one that is meant. */
function chosen(key: string, words: readonly string[], schemas: readonly Schema[]): Schema {
  return {
    type: 'object',
    required: [key],
    properties: { [key]: { enum: words } },
    allOf: words.map((word, index) => ({
      if: { required: [key], properties: { [key]: { const: word } } },
      then: schemas[index],
    })),
  };
}

function faults(definition: Definition): Schema {
  const { catalogues } = definition;
  const items = catalogues.faults.map((entry) => section(faultSection(entry), definition));
  return { type: 'array', items: chosen('fault', faultChoice(catalogues).options, items) };
}

function variants(definition: Definition): Schema {
  const { strategies } = definition.catalogues;
  const words = strategies.map(({ id }) => id);
  const items = strategies.map((entry) => section(variantSection(entry), definition));
  const own = { ...section(variantSection(OWN_RUNBOOK), definition), required: ['strategy'] };
  return { type: 'array', minItems: 1, items: { anyOf: [{ enum: words }, chosen('strategy', words, items), own] } };
}

/** A word, or a strategy that fills an empty copy, by its id or with parameters. */
function procedure(words: readonly string[], definition: Definition): Schema {
  return named(seedingStrategies(definition.catalogues), words, definition);
}

/** One of some strategies, by its id or with parameters, or a word. */
function named(
  entries: Definition['catalogues']['strategies'],
  words: readonly string[],
  definition: Definition,
): Schema {
  const ids = entries.map(({ id }) => id);
  const items = entries.map((entry) => section(procedureSection(entry), definition));
  const own = { ...section(procedureSection(OWN_RUNBOOK), definition), required: ['strategy'] };
  return { anyOf: [{ enum: [...words, ...ids] }, chosen('strategy', ids, items), own] };
}

/** The steps of a runbook of one's own. */
function steps(definition: Definition): Schema {
  const entries = definition.catalogues.runbooks.steps;
  const ids = entries.map(({ id }) => id);
  const items = entries.map((entry) => section(stepSection(entry), definition));
  return { type: 'array', minItems: 1, maxItems: 50, items: { anyOf: [{ enum: ids }, chosen('step', ids, items)] } };
}

/** A settable path whose values have a size: what else stands there is one of several words. */
const hasSize = (shape: Shape | undefined): boolean =>
  shape !== undefined && ['duration', 'rate', 'number', 'integer', 'share', 'distribution'].includes(shape.type);

const pairOf = (items: Schema): Schema => ({ type: 'array', items, minItems: 2, maxItems: 2 });

function ranges(definition: Definition): Schema {
  const paths = settablePaths(definition).filter((path) => hasSize(shapeAt(definition.document, path.split('.'))));
  return {
    type: 'object',
    properties: Object.fromEntries(paths.map((path) => [path, pairOf({ $ref: `#/$defs/set/properties/${path}` })])),
    patternProperties: { [FAULT_PATH.source]: pairOf({}) },
    additionalProperties: false,
  };
}

function observed({ catalogues }: Definition): Schema {
  const value = { anyOf: [{ type: 'number' }, pairOf({ type: 'number' })] };
  const numbers = catalogues.measures.filter(({ unit }) => unit !== '');
  const properties = numbers.map(({ id, summary }) => [id, { description: summary, ...value }]);
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

/** What `set` may hold: every settable path, described where the key itself is. */
function changes(definition: Definition): Schema {
  const properties = settablePaths(definition).map((path) => {
    const keys = path.split('.');
    const shape = shapeAt(definition.document, keys);
    const target = `#/properties/${keys.join('/properties/')}`;
    const inside = keys.length > 1 && shapeAt(definition.document, keys.slice(0, -1));
    const behindWord = typeof inside === 'object' && inside.type === 'section' && inside.word !== undefined;
    if (!behindWord || shape === undefined) return [path, { $ref: target }];
    return [path, schemaOf(shape, definition)];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    patternProperties: { [FAULT_PATH.source]: {} },
    additionalProperties: false,
  };
}

/** The whole schema as plain data. */
export function scenarioSchema(definition: Definition): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Driftlab scenario',
    description: definition.document.summary,
    ...section(definition.document, definition),
    $defs: {
      set: changes(definition),
      steps: steps(definition),
      procedure: named(definition.catalogues.strategies, [], definition),
    },
  };
}
