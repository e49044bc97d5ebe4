// What a day's trouble costs, who is harmed by it, and what people do about it: the right answers to questions that were asked of
// the simulator, each with the smallest scenario that shows it.
import { expect, test } from 'vitest';
import { open, scenario } from '../support/scenarios.ts';

test('a window of the trace has no line beyond it, though the run is cut off later', () => {
  const cut = scenario({
    length: '10us',
    settleWithin: '2us',
    population: { users: 1, suspendedShare: 0 },
    billing: { invoiceEvery: '10us', reads: 'api' },
    faults: [{ fault: 'api-down', at: '0s', for: '1h' }],
  });
  const session = open(cut);
  expect(session.finish().measures['settled']).toBe(false);
  const times: number[] = [];
  session.trace(0, 11, ({ t }) => times.push(t));
  expect(Math.max(...times)).toBe(10);
  session.trace(0, 12, ({ t }) => times.push(t));
  expect(Math.max(...times)).toBe(12);
});
