// The change that comes next was drawn from the rates of everybody who was there; a database that goes back before it happens may hold far
// fewer. What happens then must be something that can: where no rate changes plans, no plan is changed.
import { expect, test } from 'vitest';
import { only } from '../support/lines.ts';
import { scenario, traceOf } from '../support/scenarios.ts';

const of = scenario({
  length: '90m',
  population: { users: 1, suspendedShare: 0 },
  workload: { signUps: '400/h', suspend: '0/h', reactivate: '0/h', delete: '2/h' },
  faults: [{ fault: 'user-restore', at: '1h', back: '1h' }],
  repair: { at: '80m' },
});
const SEEDS = Array.from({ length: 20 }, (_, n) => n + 1);

test.each(SEEDS)('whoever is left is deleted, and nothing else happens to anybody (seed %i)', (seed) => {
  const { lines } = traceOf(of, { strategy: 'wait', seed });
  const made = only(lines, 'commit').filter(({ cause }) => cause === 'workload');
  expect(made.length).toBeGreaterThan(300);
  expect(made.filter(({ version, status }) => version > 1 && status !== 'absent')).toEqual([]);
});
