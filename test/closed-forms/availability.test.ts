// Availability over many outages of the API, against arithmetic: an outage of length D strikes a run with the chance D / P, P the time between
// two runs, and keeps it waiting for D / 2 on the average; whoever reads its own copy waits for nobody.
import { expect, test } from 'vitest';
import { parseDuration } from '../../src/engine/units.ts';
import { measured, runOf, scenario } from '../support/scenarios.ts';

const DAYS = 360;
/** Outages begin at all phases between two runs, evenly (the golden section). */
const GOLDEN = 0.618033988749895;
const HOUR = 3_600_000_000;
const EVERY = '6h';
const RETRY = 1 / 60;

const outages = (lasts: string) =>
  Array.from({ length: DAYS - 1 }, (_, day) => {
    const phase = ((day * GOLDEN) % 1) * (parseDuration(EVERY) as number);
    return { fault: 'api-down', at: `${Math.round((day * 24 + 6) * HOUR + phase)}us`, for: lasts };
  });

const house = (lasts: string) =>
  scenario({
    length: `${DAYS}d`,
    population: { users: 20, suspendedShare: 0 },
    workload: { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0/h' },
    billing: { invoiceEvery: EVERY, apiLatency: { constant: '50ms' } },
    faults: outages(lasts),
    repair: { at: `${DAYS}d` },
    people: 'none',
  });

const asked = [
  ['live calls', { 'billing.reads': 'api' }],
  ['a verified copy', { 'billing.reads': 'verify' }],
  ['a copy that is always too old', { 'billing.copyMaxAge': '1us' }],
] as const;

const waits = (of: ReturnType<typeof house>, set: Readonly<Record<string, string>>) => {
  const result = runOf(of, { strategy: 'wait', set });
  return {
    hours: measured(result, 'billing.unavailableHours'),
    blocked: measured(result, 'invoices.blocked'),
    missed: measured(result, 'invoices.missed'),
  };
};

test.each(['45m', '3h', '5h'])(
  'outages of %s keep whoever asks waiting for D² / 2P each, and a copy not at all',
  (lasts) => {
    const of = house(lasts);
    const [down, between] = [(parseDuration(lasts) as number) / HOUR, (parseDuration(EVERY) as number) / HOUR];
    const struck = ((DAYS - 1) * down) / between;
    for (const [name, set] of asked) {
      const { hours, blocked, missed } = waits(of, set);
      expect(Math.abs(blocked - struck), `${name}: runs put off`).toBeLessThan(2);
      // Until somebody tries again, half a minute passes on the average.
      const expected = struck * (down / 2 + RETRY / 2);
      expect(Math.abs(hours / expected - 1), `${name}: ${hours} of ${expected} hours`).toBeLessThan(0.05);
      expect(missed).toBe(0);
    }
    expect(waits(of, {})).toEqual({ hours: 0, blocked: 0, missed: 0 });
  },
);

test('an outage longer than the time between two runs keeps whoever asks waiting for D − P / 2', () => {
  const down = 15;
  const { hours } = waits(house('15h'), { 'billing.reads': 'api' });
  const expected = (DAYS - 1) * (down - 3 + RETRY / 2);
  expect(Math.abs(hours / expected - 1), `${hours} of ${expected} hours`).toBeLessThan(0.05);
});
