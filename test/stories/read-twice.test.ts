// An event that was processed for a second table has come: if the group's place is forgotten later, and the log is read again from its
// beginning, that is no first application, and no delay is counted for it.
import { expect, test } from 'vitest';
import { factsOf } from '../support/facts.ts';
import { only } from '../support/lines.ts';
import { disagreements, recount } from '../support/recount.ts';
import { measured, scenario, traceOf } from '../support/scenarios.ts';

const of = scenario({
  length: '105m',
  population: { users: 14, suspendedShare: 0.3 },
  workload: { signUps: '4.1/h', suspend: '0.4/h', reactivate: '0.6/h', delete: '0.3/h', changePlan: '0.2/h' },
  broker: {
    kind: 'compacted-log',
    profile: 'kafka',
    partitions: 2,
    segmentAge: '7m',
    offsetsRetention: '5m',
    latency: { constant: '7s' },
    deliveryLatency: { constant: '2m' },
  },
  billing: { policy: 'arrival', consumers: 4, affinity: 'single-active', prefetch: 1, invoiceEvery: '85m' },
  faults: [{ fault: 'consumer-down', at: '101m', for: '35m' }],
  repair: { at: '1m' },
  people: 'none',
});

test('what is read again after it was read for a second table is counted by nobody as the first time', () => {
  const { lines, result, spec } = traceOf(of, { strategy: 'rebuild' });
  const aside = new Set(only(lines, 'apply').flatMap(({ effect, message }) => (effect === 'aside' ? [message] : [])));
  const again = lines.filter(
    (line, n) =>
      line.kind === 'apply' && line.effect === 'applied' && aside.has(line.message) && lines[n + 1]?.kind === 'copy',
  );
  expect(again.length).toBeGreaterThan(0);
  expect(measured(result, 'delay.mean')).toBeGreaterThan(0);
  expect(disagreements(result, recount(lines, factsOf(spec, result)))).toEqual([]);
});
