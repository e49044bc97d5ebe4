// Two rebuilds at once have one group of readers between them: whoever begins later takes them to a second table of its own, and the one
// that was begun before is never swapped in, half filled or empty as it is.
import { expect, test } from 'vitest';
import { factsOf } from '../support/facts.ts';
import { only } from '../support/lines.ts';
import { disagreements, recount } from '../support/recount.ts';
import { measured, scenario, traceOf } from '../support/scenarios.ts';
import { complaintsAbout } from '../support/witness.ts';

const of = scenario({
  length: '3h',
  population: { users: 40, suspendedShare: 0.3 },
  workload: { signUps: '6/h', suspend: '0.5/h', reactivate: '1/h', delete: '0/h' },
  broker: { kind: 'log' },
  billing: {
    startsAt: '30m',
    consumers: 1,
    serviceTime: { constant: '20s' },
    seed: { strategy: 'rebuild', parameters: {} },
  },
  people: 'none',
});

test.each([
  ['in the same instant', '30m'],
  ['while the first table is being filled', '35m'],
  ['when it has been swapped in', '2h'],
])('a second rebuild that begins %s leaves Billing with everybody', (_, at) => {
  const { lines, result, spec } = traceOf(scenario({ repair: { at } }, of), { strategy: 'rebuild' });
  expect(only(lines, 'phase').filter(({ name }) => name === 'Swap the tables')).toHaveLength(2);
  expect(only(lines, 'copy').filter(({ status }) => status === 'absent')).toEqual([]);
  expect(measured(result, 'divergent.settled')).toBe(0);
  const facts = factsOf(spec, result);
  expect(complaintsAbout(lines, facts)).toEqual([]);
  expect(disagreements(result, recount(lines, facts))).toEqual([]);
});
