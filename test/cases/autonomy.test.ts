// Autonomy or authority, on three bundled days: a copy, a copy with an age, a verified one, one that verification mends, and live calls. What
// each costs when all is well, when the API is away, and when nobody publishes.
import { expect, test } from 'vitest';
import { bundledLanesOf } from '../support/cases.ts';
import { measured } from '../support/scenarios.ts';

const LANES = ['copy', 'aged', 'verify', 'read-repair', 'api'] as const;

const day = (id: string) => {
  const lanes = bundledLanesOf(id);
  expect(Object.keys(lanes)).toEqual([...LANES]);
  return (measure: string) =>
    Object.fromEntries(LANES.map((lane) => [lane, measured(lanes[lane] as never, measure)])) as Record<
      (typeof LANES)[number],
      number
    >;
};

test('on a good day all are right, and what they differ in is the work that the User service does for Billing', () => {
  const of = day('autonomy-good-day');
  for (const harm of ['invoices.wrong', 'invoices.missed', 'billing.unavailableHours'])
    expect([harm, Object.values(of(harm)).filter((count) => count > 1)]).toEqual([harm, []]);
  const rows = of('api.rows');
  expect(rows.copy).toBe(0);
  expect(rows.aged).toBeGreaterThan(0);
  expect(rows.verify).toBeGreaterThan(rows.aged);
  expect(rows.api).toBeGreaterThan(rows.verify);
  // Where nothing differs there is nothing to mend: the same calls.
  expect(of('api.calls')['read-repair']).toBe(of('api.calls').verify);
});

test('on the day of an outage who has a copy of its own waits for nobody, and everybody else does', () => {
  const of = day('autonomy-outage');
  const away = of('billing.unavailableHours');
  expect(away.copy).toBe(0);
  for (const lane of ['aged', 'verify', 'read-repair', 'api'] as const) {
    // The run of noon waits until the API is back at 14:00.
    expect([lane, Math.round(away[lane])]).toEqual([lane, 2]);
    expect([lane, of('invoices.late')[lane] > 1000]).toEqual([lane, true]);
    expect([lane, of('invoices.blocked')[lane]]).toEqual([lane, 1]);
  }
  expect([of('invoices.late').copy, of('invoices.blocked').copy]).toEqual([0, 0]);
});

test('on the day of a silent publisher who asks invoices nobody wrongly, and who asks about everybody misses nobody', () => {
  const of = day('autonomy-silence');
  const [wrong, missed, left] = [of('invoices.wrong'), of('invoices.missed'), of('divergent.settled')];
  expect(wrong.copy).toBeGreaterThan(wrong.aged);
  expect(wrong.aged).toBeGreaterThan(0);
  for (const lane of ['verify', 'read-repair', 'api'] as const) expect([lane, wrong[lane]]).toEqual([lane, 0]);
  // Nobody asks about those whom the copy does not have as active.
  expect(missed.verify).toBe(missed.copy);
  expect(missed['read-repair']).toBe(missed.copy);
  expect(missed.aged).toBeLessThan(missed.copy);
  expect([missed.api, left.api]).toEqual([0, 0]);
  expect(left['read-repair']).toBeLessThan(left.verify);
  expect(left.aged).toBeLessThan(left.copy);
});
