// JSON Schema (2020-12) of lesson files, generated from their definition: what editors can check while typing. What keys mean together,
// and what only a run can tell, is checked when a file is read and played.
import { isRequired, leafSchema } from '../files/index.ts';
import { LESSON_KEYS } from './definition.ts';
import type { LessonKeys, LessonShape } from './shape.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A scenario may stand in place. */
const SCENARIO = { $ref: './scenario.schema.json' };

const isNeeded = (shape: LessonShape): boolean => {
  switch (shape.type) {
    case 'open':
    case 'parts':
      return shape.required === true;
    case 'texts':
    case 'part':
    case 'named':
      return false;
    default:
      return isRequired(shape);
  }
};

function partOf(keys: LessonKeys): Schema {
  const needed = Object.entries(keys).flatMap(([key, shape]) => (isNeeded(shape) ? [key] : []));
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(keys).map(([key, shape]) => [key, formIn(key, shape)])),
    ...(needed.length > 0 ? { required: needed } : {}),
    additionalProperties: false,
  };
}

function formIn(key: string, shape: LessonShape): Schema {
  const { summary: description } = shape;
  switch (shape.type) {
    case 'open':
      return { description, anyOf: key === 'scenario' ? [{ type: 'string' }, SCENARIO] : shape.forms };
    case 'texts':
      return { description, type: 'array', items: { type: 'string' }, maxItems: shape.most };
    case 'part':
      return { description, ...partOf(shape.keys) };
    case 'parts':
      return { description, type: 'array', items: partOf(shape.keys), minItems: 1, maxItems: shape.most };
    case 'named':
      return { description, type: 'object', additionalProperties: partOf(shape.keys), maxProperties: shape.most };
    default:
      return leafSchema(shape);
  }
}

/** The whole schema as plain data. */
export const lessonSchema = (): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Driftlab lesson',
  description: 'A lesson: what is shown, asked, played and expected of the run, step by step.',
  ...partOf(LESSON_KEYS),
});
