// Where messages count as read when they are handed out, a rebuilt table is swapped in once what was read for it has been written; what comes
// in meanwhile is written afterwards, and keeps nobody waiting.
import { expect, test } from 'vitest';
import { only } from '../support/lines.ts';
import { measured, scenario, traceOf } from '../support/scenarios.ts';

// The consumer is never through with all it has: a change comes every six seconds, and takes five on average.
const of = scenario({
  length: '6h',
  population: { users: 100 },
  workload: { signUps: '0/h', suspend: '6/h', reactivate: '6/h', delete: '0/h' },
  broker: { kind: 'log', profile: 'kafka', holdsInitial: true },
  billing: { ack: 'before', serviceTime: { exponential: '5s' } },
  faults: [{ fault: 'consumer-bug', at: '10m', for: '10m' }],
  repair: { at: '1h' },
});

test('a busy consumer does not keep the tables from being swapped', () => {
  const { lines, result } = traceOf(of, { strategy: 'rebuild' });
  const at = (phase: string) => only(lines, 'phase').find(({ name }) => name === phase)?.t ?? Number.NaN;
  const [filled, began, ended] = [at('Fill the second table'), at('Swap the tables'), at('Done')];
  const before = new Set(only(lines, 'publish').flatMap(({ t, message }) => (t < filled ? [message] : [])));
  const read = only(lines, 'apply').filter(({ t, message }) => t > filled && before.has(message));
  const last = Math.max(...read.map(({ t }) => t));
  expect(read.filter(({ t }) => t > began).length, 'in memory when the swap began').toBeGreaterThan(10);
  expect(ended).toBeGreaterThanOrEqual(last);
  expect(ended - last).toBeLessThanOrEqual(1_000_000);
  const handedOut = only(lines, 'deliver').filter(({ t }) => t < ended).length;
  const worked = only(lines, 'apply').filter(({ t }) => t <= ended).length;
  expect(handedOut, 'and still has others in memory').toBeGreaterThan(worked);
  expect(measured(result, 'divergent.settled')).toBe(0);
});
