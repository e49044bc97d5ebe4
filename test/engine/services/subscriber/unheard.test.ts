// What was applied and the broker has not heard of: a message stands there once, however often its consumer dies of it.
import { expect, test } from 'vitest';
import { Unheard } from '../../../../src/engine/services/subscriber/unheard.ts';
import { runOf, scenario } from '../../../support/scenarios.ts';

test('one that is added again is there once, and gone when it is forgotten', () => {
  const unheard = new Unheard();
  for (let n = 0; n < 3; n++) unheard.add(7, 8);
  expect(unheard['messages']).toEqual([7, 8]);
  unheard.forget(7);
  expect([unheard.has(7), unheard.has(8), unheard.none]).toEqual([false, true, false]);
  unheard.forget(8);
  expect(unheard.none).toBe(true);
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
