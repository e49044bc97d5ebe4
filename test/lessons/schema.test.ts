// The published JSON Schema of lesson files: it is the one the definition gives, it accepts what is right and refuses what is wrong in
// form. `npm run schema` writes it anew.
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { scenarioDefinition } from '../../src/engine/index.ts';
import { scenarioSchema } from '../../src/files/index.ts';
import { lessonSchema, lessons } from '../../src/lessons/index.ts';

const published = lessonSchema();

test('the published schema is the generated one', async () => {
  await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot('../../public/lesson.schema.json');
});

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ ...scenarioSchema(scenarioDefinition), $id: 'https://driftlab/scenario.schema.json' });
const validate = ajv.compile({ ...published, $id: 'https://driftlab/lesson.schema.json' });

test.each(lessons.map(({ id, text }) => [id, text] as const))('%s is right in form', (_id, text) => {
  validate(parse(text));
  expect(validate.errors).toBeNull();
});

const FOLDER = new URL('./wrong/', import.meta.url);
/** Files whose fault is in their form. */
const IN_FORM = [
  'a-key-misspelt',
  'no-title',
  'another-version',
  'minutes-in-words',
  'no-minutes-at-all',
  'no-steps',
  'steps-by-name',
  'a-step-is-a-text',
  'a-key-of-a-step-misspelt',
  'a-stage-misspelt',
  'two-predictions',
  'a-moment-of-the-cast',
  'four-lanes',
  'five-rows',
  'one-choice',
  'a-key-of-the-scenario',
  'a-fault-of-the-scenario',
  'markup-for-an-id',
];

test.each(IN_FORM)('%s is refused', (name) => {
  expect(readdirSync(FOLDER)).toContain(`${name}.yaml`);
  expect(validate(parse(readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8')))).toBe(false);
});
