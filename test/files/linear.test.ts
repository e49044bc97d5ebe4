// The work of checking a scenario grows with its variants as their number does: counted, not timed.
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { checkScenario, scenarioDefinition } from '../../src/engine/index.ts';
import { readScenario } from '../../src/files/index.ts';
import { root } from '../support/sources.ts';

/** Characters that are copied and keys that are looked through while `work` is done. */
function workOf(work: () => void): number {
  let count = 0;
  const { stringify } = JSON;
  const { keys, entries } = Object;
  const spies = [
    vi.spyOn(JSON, 'stringify').mockImplementation((value: unknown) => {
      const text = stringify(value);
      count += text?.length ?? 0;
      return text;
    }),
    vi.spyOn(Object, 'keys').mockImplementation((value: object) => {
      const found = keys(value);
      count += found.length;
      return found;
    }),
    vi.spyOn(Object, 'entries').mockImplementation((value: object) => {
      const found = entries(value);
      count += found.length;
      return found;
    }),
  ];
  work();
  for (const spy of spies) spy.mockRestore();
  return count;
}

const variants = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `v${n}`, strategy: 'wait', set: { 'broker.kind': 'log' } }));

test('twice the variants are twice the work', () => {
  const work = (count: number): number =>
    workOf(() => {
      const checked = checkScenario({ title: 'x', variants: variants(count) }, scenarioDefinition, { id: 'x' });
      expect('scenario' in checked).toBe(true);
    });
  const [none, some, twice] = [work(1), work(200), work(400)] as const;
  expect(some).toBeGreaterThan(10 * none);
  expect((twice - none) / (some - none)).toBeLessThan(2.1);
});

test('a file of two thousand variants is read', () => {
  const text = readFileSync(`${root}test/cases/break/sets-2000.yaml`, 'utf8');
  const outcome = readScenario(text, { file: 'sets-2000.yaml' });
  expect('scenario' in outcome && outcome.scenario.variants).toHaveLength(2000);
});
