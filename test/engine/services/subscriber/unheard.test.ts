// What was applied and the broker has not heard of: a message stands there once, however often its consumer dies of it.
import { expect, test } from 'vitest';
import { Unheard } from '../../../../src/engine/services/subscriber/unheard.ts';
import { factsOf } from '../../../support/facts.ts';
import { disagreements, recount } from '../../../support/recount.ts';
import { runOf, scenario, specFor, traceOfSpec } from '../../../support/scenarios.ts';

/** Consumers who work for minutes, and lose the broker meanwhile. */
const CUT_OFF = scenario({
  length: '3h',
  population: { users: 6 },
  workload: { signUps: '15/h', suspend: '1/h', reactivate: '1/h', delete: '0/h' },
  broker: { kind: 'log', profile: 'kafka', partitions: 2 },
  billing: { policy: 'arrival', consumers: 2, prefetch: 1, serviceTime: { lognormal: { median: '7s', p99: '189s' } } },
  faults: [
    { fault: 'broker-restart', at: '10m', for: '30m' },
    { fault: 'consumer-crash', at: '4m', for: '45m' },
  ],
});

test('one that is added again is there once, and gone when it is forgotten', () => {
  const unheard = new Unheard();
  for (let n = 0; n < 3; n++) unheard.add(7, 8);
  expect(unheard['messages']).toEqual([7, 8]);
  unheard.heard(7, []);
  expect([unheard.has(7), unheard.has(8), unheard.none]).toEqual([false, true, false]);
  unheard.heard(8, []);
  expect(unheard.none).toBe(true);
});

test('one that is acknowledged while somebody else works on it unheard is known when it comes from there', () => {
  const unheard = new Unheard();
  unheard.watch();
  expect(unheard.none).toBe(false);
  unheard.heard(7, [7]);
  expect(unheard.has(7)).toBe(true);
  unheard.heard(8, []);
  expect([unheard.has(8), unheard.none]).toEqual([false, false]);
});

test('an event that two consumers apply, one of them cut off from the broker, is late once', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const spec = specFor(CUT_OFF, { seed });
    const { lines, result } = traceOfSpec(spec);
    expect(disagreements(result, recount(lines, factsOf(spec, result))), `seed ${seed}`).toEqual([]);
  }
});

test('a consumer that dies of one message every second for a day is no slower at the end of it', () => {
  const { measures } = runOf(
    scenario({
      length: '1d',
      population: { users: 5 },
      workload: { signUps: '0/h', suspend: '1/h', reactivate: '1/h', delete: '0/h' },
      broker: { kind: 'log', profile: 'kafka' },
      faults: [{ fault: 'consumer-crash', at: '1h', for: '22h', share: 1 }],
    }),
  );
  expect((measures['messages'] as Record<string, number>)['redelivered']).toBeGreaterThan(70_000);
});

const PASSED_OVER = scenario({
  length: '2h',
  population: { users: 20 },
  workload: { signUps: '60/h', suspend: '2/h', reactivate: '2/h', delete: '0/h' },
  billing: { onFailure: 'dead-letter' },
});
const newSchema = (reaction: string) =>
  ({ fault: 'schema-change', at: '10m', for: '20m', reaction, types: ['UserCreated'] }) as const;

test.each([
  [
    'ignored, of which the broker has not heard',
    'ignored',
    {
      broker: { kind: 'queue', deliveryLatency: { constant: '5m' } },
      faults: [newSchema('ignore'), { fault: 'broker-restart', at: '31m', for: '1m' }],
    },
  ],
  [
    'rejected, and is read again after the place in the log is forgotten',
    'failed',
    {
      broker: { kind: 'log', profile: 'kafka', offsetsRetention: '5m' },
      faults: [newSchema('reject'), { fault: 'consumer-down', at: '40m', for: '20m' }],
    },
  ],
] as const)('an event that was %s, is late until it is applied', (_, effect, more) => {
  const { lines, result, spec } = traceOfSpec(specFor(scenario(more, PASSED_OVER)));
  const applications = lines.filter((line) => line.kind === 'apply');
  const passed = new Set(applications.filter((line) => line.effect === effect).map(({ message }) => message));
  const applied = applications.filter((line) => line.effect === 'applied' && passed.has(line.message));
  expect(applied.length).toBeGreaterThan(0);
  expect(disagreements(result, recount(lines, factsOf(spec, result)))).toEqual([]);
});

test('an event that was applied before its consumer died, and fails when it comes again, was late once', () => {
  const spec = specFor(
    scenario({
      length: '4h',
      population: { users: 4 },
      workload: { signUps: '40/h', suspend: '2/h', reactivate: '2/h', delete: '0/h' },
      broker: { kind: 'log', profile: 'kafka', deliveryLatency: { constant: '2m' } },
      billing: { policy: 'arrival', prefetch: 0 },
      faults: [
        { fault: 'consumer-down', at: '16m', for: '3m' },
        { fault: 'poison-message', at: '16m', for: '30m', share: 0.8, kills: true, restartAfter: '3m' },
      ],
    }),
  );
  const { lines, result } = traceOfSpec(spec);
  const effects = new Map<number, string[]>();
  for (const line of lines)
    if (line.kind === 'apply') effects.set(line.message, [...(effects.get(line.message) ?? []), line.effect]);
  const again = [...effects.values()].filter(
    (each) => each[0] === 'applied' && each.includes('failed') && each.at(-1) === 'applied',
  );
  expect(again.length).toBeGreaterThan(0);
  expect(disagreements(result, recount(lines, factsOf(spec, result)))).toEqual([]);
});
