// What is held up between the reading of a row and its publication tells of the past, and of no other past than the one that was read.
import { expect, test } from 'vitest';
import { factsOf } from '../support/facts.ts';
import { brokenLaws } from '../support/laws.ts';
import { type Line, only } from '../support/lines.ts';
import { traceOf } from '../support/scenarios.ts';
import { quiet, story } from '../support/story.ts';
import { microseconds } from '../support/time.ts';

const heldUp = quiet({
  faults: [{ fault: 'publish-reorder', at: '9m', for: '5m', by: '4m' }],
  repair: { at: '10m' },
});
const { lines, result, spec } = traceOf(heldUp, {
  strategy: 'republish-state',
  changes: story('1m create 1', '10m30s suspend 1'),
});
const snapshot = only(lines, 'publish').find(({ cause }) => cause === 'snapshot');

/** What is said of the same trace with this snapshot changed. */
const saidOf = (change: object): string =>
  brokenLaws(
    lines.map((line) => (line === snapshot ? ({ ...line, ...change } as Line) : line)),
    factsOf(spec, result),
  ).join('\n');

test('a published state that was held up is one of the past', () => {
  expect(snapshot).toMatchObject({ t: microseconds('14m'), user: 1, version: 1, status: 'active' });
  expect(saidOf({})).toBe('');
});

test('of the past of that very time', () => {
  expect(saidOf({ t: microseconds('14m31s') })).toContain('a publication of the past');
});

test('and only while something holds it up', () => {
  const faults = [{ fault: 'publish-reorder', at: '9m', for: '5m', by: '3m' }];
  const other = { ...spec, scenario: { ...spec.scenario, faults } };
  expect(brokenLaws(lines, factsOf(other, result)).join('\n')).toContain('a publication of the past');
});
