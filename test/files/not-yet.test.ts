// What the contract has and nobody simulates yet: refused by its name, and at its default nobody minds.
import { expect, test } from 'vitest';
import { KEY_WORDS } from '../../src/engine/sections/contract.ts';
import { printProblem, readScenario } from '../../src/files/index.ts';

const told = (text: string): readonly string[] => {
  const outcome = readScenario(text, { file: 'mine.yaml' });
  return 'errors' in outcome ? outcome.errors.map(printProblem) : [];
};

/** A document that says something at a dotted path; `*` is the first of the list. */
function saying(path: string, value: unknown): string {
  const document: Record<string, unknown> = { title: 'x' };
  const steps = path.split('.');
  if (steps[0] === 'variants') document['variants'] = [{ id: 'a', strategy: 'wait', [steps[2] as string]: value }];
  else if (steps.length === 1) document[path] = value;
  else document[steps[0] as string] = { [steps[1] as string]: value };
  return JSON.stringify(document);
}

test.each(Object.entries(KEY_WORDS))('%s is refused by name, unless it says its default', (path, standard) => {
  const line = told(saying(path, { other: true }));
  expect(line).toHaveLength(1);
  expect(line[0]).toContain(`${path.replace('*', '0').replace('variants.0', 'variants[0]')}: `);
  expect(line[0]).toContain('is not simulated yet; allowed is ');
  if (standard !== undefined) expect(told(saying(path, standard))).toEqual([]);
});

test('a lane that sets such a key is told so at its line', () => {
  expect(told('title: x\nvariants:\n  - { id: a, strategy: wait, set: { billing.readRepair: true } }')).toEqual([
    'mine.yaml:3: variants[0].set.billing.readRepair: is not simulated yet; allowed is to leave it out',
  ]);
});

test('strategies of the contract are refused by name', () => {
  const text = `title: x
variants:
  - compacted-seed`;
  const lines = told(text);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^mine\.yaml:3: variants\[0\]: "compacted-seed" is not simulated yet; /);
});
