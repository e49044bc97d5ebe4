// The example of docs/runbooks.md is a right file, and its runbook does what the text says of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare, measureOf } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/runbooks.md'), 'utf8');
const example = /^```yaml\n([\s\S]*?)^```/m.exec(text)?.[1] ?? '';

const readOf = (yaml: string) => {
  const read = readScenario(yaml, { file: 'own.yaml', readSibling: () => undefined });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return read;
};

test('the example is read, without a note, and its steps are the phases of its lane', () => {
  const { scenario, notes } = readOf(example);
  expect(notes).toEqual([]);
  const [resync, ours] = compare(scenario, scenario.variants).variants;
  expect(ours?.strategy).toBe('steps');
  expect(ours?.phases.map(({ name, team }) => `${name}, ${team}`)).toEqual([
    'Find who is affected, billing',
    'Write the repair, billing',
    'Review the repair, billing',
    'Let the User team review it too, user',
    'Start the repair, billing',
    'See that the queue is bound, billing',
    'Scan pages, billing',
    'Sweep the deleted, billing',
    'Compare and put right, billing',
  ]);
  const of = (id: string) => [resync, ours].map((lane) => lane && measureOf(lane.measures, id));
  expect(of('divergent.settled')).toEqual([0, 0]);
  expect(of('repair.handsOnMinutes.user')).toEqual([0, 30]);
  expect(of('repair.coupling')).toEqual(['API', 'API']);
  const [usual, frozen] = of('invoices.late') as number[];
  expect(usual).toBe(0);
  expect(frozen).toBeGreaterThanOrEqual(0);
});

test('a freeze that nothing ends is noted, and invoicing stays put off', () => {
  const { scenario, notes } = readOf(example.replace('        - thaw\n', ''));
  expect(notes.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'variants[1].strategy.steps[4]: puts invoicing off, and no thaw behind it lets it go on: it stays off to the end of the run',
  ]);
  const [usual, frozen] = compare(scenario, scenario.variants).variants;
  const sent = (lane: typeof usual) => Number(lane && measureOf(lane.measures, 'invoices.sent'));
  expect(sent(frozen)).toBeLessThan(sent(usual) / 2 + sent(usual) / 4);
});
