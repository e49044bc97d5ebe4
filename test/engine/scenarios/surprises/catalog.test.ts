// Every surprise is played, and shows at the moment at which it says so. A check that cannot fail would surprise nobody: the opposite of
// each expectation is refused, and a day on which nothing goes wrong shows nothing.
import { expect, test } from 'vitest';
import type { Changes, Scenario } from '../../../../src/engine/scenario.ts';
import { scenarios } from '../../../../src/engine/scenarios/catalog.ts';
import { bundledFile } from '../../../../src/engine/scenarios/siblings.ts';
import { surprises } from '../../../../src/engine/scenarios/surprises/catalog.ts';
import type { ExpectedMeasure, Surprise } from '../../../../src/engine/scenarios/surprises/surprise.ts';
import { readScenario } from '../../../../src/files/index.ts';
import { broken, brokenBy, type Held, held } from '../../../support/expectations.ts';
import { microseconds } from '../../../support/time.ts';

function scenarioOf({ scenario: id }: Surprise): {
  readonly scenario: Scenario;
  readonly changes?: Changes;
} {
  const bundled = scenarios.find((each) => each.id === id);
  const outcome = readScenario(bundled?.text ?? '', { file: `${id}.yaml`, readSibling: bundledFile });
  if ('errors' in outcome) throw new Error(`${id}: ${JSON.stringify(outcome.errors)}`);
  return outcome;
}

/** The opposite of what is expected. */
function opposite({ expectation, found }: Held): ExpectedMeasure {
  const { lane, measure, at } = expectation;
  if ('is' in expectation) return { lane, measure, at, is: expectation.is === 0 ? 1 : 0 };
  const beyond = found as number;
  return 'above' in expectation ? { lane, measure, at, below: beyond } : { lane, measure, at, above: beyond };
}

test.each(surprises.map((each) => [each.claim, each] as const))('%s', (_, surprise) => {
  const { scenario, changes } = scenarioOf(surprise);
  const found = held(scenario, changes, surprise.expect);
  expect(broken(found).join('\n')).toBe('');
  expect(found.length).toBe(surprise.expect.length);
  for (const each of found)
    expect(brokenBy({ ...each, expectation: opposite(each) }), JSON.stringify(opposite(each))).toBeDefined();
});

test('each has a name of its own, and is looked at within its day', () => {
  expect(new Set(surprises.map(({ id }) => id)).size).toBe(surprises.length);
  for (const surprise of surprises) {
    const { length } = scenarioOf(surprise).scenario;
    for (const { at } of [surprise.look ?? { at: '0s' }, ...surprise.expect])
      expect(microseconds(at), `${surprise.id} at ${at}`).toBeLessThanOrEqual(microseconds(length));
  }
});

test('a day on which nothing goes wrong shows none of it', () => {
  const surprise = surprises.find(({ id }) => id === 'all-confirmed') as Surprise;
  const { scenario, changes } = scenarioOf(surprise);
  const calm = held({ ...scenario, faults: [] }, changes, surprise.expect);
  expect(broken(calm)).toEqual([
    'confirms: messages.lost at 10h9m is 0, and not {"above":0}',
    expect.stringMatching(/^confirms: divergent\.now at 10h11m is \d, and not \{"above":50\}$/),
    'outbox: messages.lost at 10h9m is 0, and not {"above":0}',
    expect.stringMatching(/^outbox: divergent\.now at 10h11m is \d, and not \{"above":50\}$/),
  ]);
});

test('a lane or a measure that is not there is an error', () => {
  const surprise = surprises[0] as Surprise;
  const { scenario } = scenarioOf(surprise);
  const wrong = (more: object) => () =>
    held(scenario, undefined, [{ ...(surprise.expect[0] as ExpectedMeasure), at: '1s', ...more }]);
  expect(wrong({ lane: 'nobody' })).toThrow('There is no lane nobody.');
  expect(wrong({ measure: 'messages.gone' })).toThrow('There is no measure messages.gone.');
});
