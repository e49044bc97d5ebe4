// A lane may change one key of one fault: a path into the list, such as `faults.0.for`.
import { expect, test } from 'vitest';
import { applyVariant, scenarioDefinition } from '../../src/engine/index.ts';
import { printProblem, readScenario } from '../../src/files/index.ts';

const SCENARIO = `title: x
faults:
  - { fault: publisher-silent, at: 1h, for: 1h }
  - { fault: message-loss, at: 3h, for: 1h, share: 0.5 }
variants:
  - wait
`;
const read = (lane: string) => readScenario(`${SCENARIO}  - ${lane}\n`, { file: 'mine.yaml' });
const errors = (lane: string): readonly string[] => {
  const outcome = read(lane);
  return 'errors' in outcome ? outcome.errors.map(printProblem) : [];
};

test('that key is another one in that lane, and what follows from it follows', () => {
  const outcome = read('{ id: short, strategy: wait, set: { faults.1.for: 10m, faults.1.share: 1 } }');
  if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
  const [first, second] = outcome.scenario.variants.map((lane) =>
    applyVariant(outcome.scenario, lane, scenarioDefinition),
  );
  expect(first?.faults).toEqual(outcome.scenario.faults);
  expect(first?.repair.at).toBe('4h');
  expect(second?.faults[1]).toEqual({ fault: 'message-loss', at: '3h', for: '10m', share: 1 });
  expect(second?.faults[0]).toEqual(first?.faults[0]);
  expect(second?.repair.at).toBe('3h10m');
});

test.each([
  ['{ faults.1.share: 2 }', 'variants[1].set.faults.1.share: 2 is out of bounds; allowed is'],
  ['{ faults.0.fro: 1h }', 'variants[1].set.faults.0.fro: unknown key; allowed are'],
  ['{ faults.2.for: 1h }', 'variants[1].set.faults.2.for: there is no such fault; the last is faults.1'],
  ['{ faults: [], faults.0.for: 1h }', 'variants[1].set.faults.0.for: there is no such fault; there are none'],
  ['{ faults.0.for: 1h, faults: [] }', 'variants[1].set.faults.0.for: there is no such fault; there are none'],
  ['{ faults.first.for: 1h }', 'variants[1].set.faults.first.for: unknown path; allowed are'],
])('%s is refused where it stands', (set, told) => {
  const lines = errors(`{ id: b, strategy: wait, set: ${set} }`);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`mine.yaml:7: ${told}`);
});

test('it goes into the list of the lane, where the lane has one of its own, in whatever order they stand', () => {
  const own = 'faults: [{ fault: message-loss, at: 2h, for: 1h }]';
  for (const set of [`{ ${own}, faults.0.for: 5m }`, `{ faults.0.for: 5m, ${own} }`]) {
    const outcome = read(`{ id: own, strategy: wait, set: ${set} }`);
    if ('errors' in outcome) throw new Error(outcome.errors.map(printProblem).join('\n'));
    const [, lane] = outcome.scenario.variants.map((each) => applyVariant(outcome.scenario, each, scenarioDefinition));
    expect(lane?.faults).toEqual([{ fault: 'message-loss', at: '2h', for: '5m', share: 1 }]);
  }
});
