// The published JSON Schema: it is the one the definition gives, it accepts what is right and refuses what is wrong in
// form. `npm run schema` writes it anew.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { bundledFile, scenarioDefinition, scenarios } from '../../src/engine/index.ts';
import { readScenario, scenarioSchema, writeScenario } from '../../src/files/index.ts';
import { casesIn, definition, readSibling } from './support.ts';

const published = scenarioSchema(scenarioDefinition);

test('the published schema is the generated one', async () => {
  await expect(`${JSON.stringify(published, null, 2)}\n`).toMatchFileSnapshot('../../public/scenario.schema.json');
});

const validator = (schema: object) =>
  new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

test('bundled scenarios are right, as they stand and written out', () => {
  const validate = validator(published);
  for (const { id, text } of scenarios) {
    validate(parse(text));
    expect(validate.errors, id).toBeNull();
    const outcome = readScenario(text, { file: `${id}.yaml`, readSibling: bundledFile });
    if (!('scenario' in outcome)) throw new Error(id);
    validate(parse(writeScenario(outcome.scenario)));
    expect(validate.errors, id).toBeNull();
  }
});

/** What only the reader sees: rules between keys and lists, and bounds of texts. */
const BEYOND_FORM =
  /is missing; allowed is a duration such|length\)|whole microseconds|us to |ms to |0s to |0\/h to |above 0\/h|no point in time|out of bounds; allowed is a time|is of kind|workload\.file|relative path|relative to|is the id of|not simulated yet|less than the median|already; allowed is each key once|repeats nothing|one line of text|a second document/;

test.each(['keys', 'values', 'faults', 'variants'])('what is wrong in form is refused: %s', (name) => {
  const validate = validator(scenarioSchema(definition));
  let refused = 0;
  for (const { name: title, text, expected } of casesIn(`./wrong/${name}.txt`)) {
    if (expected.every((line) => BEYOND_FORM.test(line))) continue;
    expect(validate(parse(text)), title).toBe(false);
    refused++;
  }
  expect(refused).toBeGreaterThan(8);
});

test('what the schema refuses, the reader refuses too', () => {
  const validate = validator(scenarioSchema(definition));
  for (const name of ['keys', 'values', 'faults', 'variants', 'rules', 'not-yet'])
    for (const { name: title, text } of casesIn(`./wrong/${name}.txt`)) {
      if (validate(parse(text))) continue;
      expect(readScenario(text, { file: 'x.yaml', definition, readSibling }), title).toHaveProperty('errors');
    }
});
