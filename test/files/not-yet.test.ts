// What the contract has is simulated: no key is refused by its name, and every strategy of it can stand in a file.
import { expect, test } from 'vitest';
import { KEY_WORDS, STRATEGY_WORDS } from '../../src/engine/sections/contract.ts';
import { readScenario } from '../../src/files/index.ts';

test('no key of the contract is left out', () => {
  expect(Object.keys(KEY_WORDS)).toEqual([]);
});

test.each(STRATEGY_WORDS)('%s can stand in a file', (strategy) => {
  expect(readScenario(`title: x\nvariants:\n  - ${strategy}`, { file: 'mine.yaml' })).toHaveProperty('scenario');
});
