// When invoice runs are due, and when they wait for news: at a time of day, and while what Billing knows is older than its gate allows.
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../../src/engine/units.ts';
import { busy } from '../../../support/incidents.ts';
import { only } from '../../../support/lines.ts';
import { measured, runOf, silent, traceOf } from '../../../support/scenarios.ts';

const dueIn = (more: Parameters<typeof busy>[0]) =>
  only(traceOf(busy(more)).lines, 'invoice-run').map(({ t }) => t / HOUR);

describe('a time of day', () => {
  test('is that of the first run; the others follow at their distance', () => {
    expect(dueIn({ billing: { invoiceEvery: '2h', invoiceAt: '01:30' } })).toEqual([1.5, 3.5, 5.5]);
    expect(dueIn({ billing: { invoiceEvery: '24h', invoiceAt: '06:00' } })).toEqual([6]);
    expect(dueIn({ billing: { invoiceEvery: '24h', invoiceAt: '07:00' } })).toEqual([]);
  });

  test('is what the clock shows, which begins at `start`', () => {
    const start = '2026-10-12T04:30:00+02:00';
    expect(dueIn({ start, billing: { invoiceEvery: '24h', invoiceAt: '06:00' } })).toEqual([1.5]);
    expect(dueIn({ start, billing: { invoiceEvery: '24h', invoiceAt: '03:00' } })).toEqual([]);
    expect(
      dueIn({ start: '2026-10-12T06:00:00Z', length: '25h', billing: { invoiceEvery: '24h', invoiceAt: '06:00' } }),
    ).toEqual([24]);
  });

  test('of a new service it is the first of them after its start', () => {
    expect(dueIn({ billing: { startsAt: '2h', invoiceEvery: '1h', invoiceAt: '00:30' } })).toEqual([
      2.5, 3.5, 4.5, 5.5,
    ]);
    expect(dueIn({ billing: { startsAt: '150m', invoiceEvery: '1h', invoiceAt: '00:30' } })).toEqual([3.5, 4.5, 5.5]);
  });
});

describe('a gate that asks for fresh news', () => {
  const stopped = {
    publisher: { path: 'outbox', relayEvery: '1s', heartbeat: '1m' },
    billing: { invoiceEvery: '1h', freshnessGate: '10m', policy: 'version' },
    faults: [{ fault: 'relay-stopped', at: '90m', for: '2h' }],
    repair: { at: '210m' },
  } as const;
  const gated = traceOf(busy(stopped));
  const open = runOf(busy({ ...stopped, billing: { ...stopped.billing, freshnessGate: 'none' } }));

  test('puts runs off while the relay is down, and sends them late and right', () => {
    const blocked = only(gated.lines, 'invoice-blocked').map(({ run }) => run);
    expect(blocked).toEqual([2, 3]);
    expect(measured(gated.result, 'invoices.blocked')).toBe(2);
    expect(measured(gated.result, 'invoices.wrong')).toBeLessThan(measured(open, 'invoices.wrong'));
    expect(measured(gated.result, 'invoices.late')).toBeGreaterThan(0);
    // Those of 2:00 wait for 90 minutes, those of 3:00 for 30; a minute more or less.
    const late = only(gated.lines, 'invoice').filter(({ run }) => run === 2);
    for (const { t } of late) expect(Math.abs(t - 210 * MINUTE)).toBeLessThan(2 * MINUTE);
    expect(measured(gated.result, 'billing.unavailableHours')).toBe(0);
  });

  test('heartbeats keep it open on a quiet day; without them it takes quiet for trouble', () => {
    const quiet = { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0/h', changePlan: '0/h' };
    const heard = { ...stopped, faults: [], workload: quiet, repair: { at: '0s' } };
    expect(measured(runOf(busy(heard)), 'invoices.blocked')).toBe(0);
    const unheard = { ...heard, publisher: { ...stopped.publisher, heartbeat: 'none' } } as const;
    const run = runOf(busy(unheard));
    expect(measured(run, 'invoices.sent')).toBe(0);
    expect(run.measures['settled']).toBe(false);
    expect(measured(run, 'divergent.harmPerRun')).toBeGreaterThan(0);
  });

  test('is no help against events that are never recorded: others flow', () => {
    const forgetting = {
      ...stopped,
      faults: [silent('90m', '2h', { share: 0.5 })],
    };
    const run = runOf(busy(forgetting));
    expect(measured(run, 'invoices.blocked')).toBe(0);
    expect(measured(run, 'invoices.wrong') + measured(run, 'invoices.missed')).toBeGreaterThan(0);
  });

  test('looks at what news tells of, not at when it comes: a backlog is drained before anything is sent', () => {
    const slow = { ...stopped, billing: { ...stopped.billing, serviceTime: { constant: '8s' } } };
    const { lines } = traceOf(busy(slow));
    const backAt = 210 * MINUTE;
    const sent = only(lines, 'invoice').filter(({ run }) => run === 2);
    expect(sent.length).toBeGreaterThan(0);
    for (const { t } of sent) {
      expect(t).toBeGreaterThan(backAt + 2 * MINUTE);
      const told = only(lines, 'apply').filter((each) => each.t <= t && each.t >= backAt);
      expect(told.length).toBeGreaterThan(10);
    }
  });

  test('with nobody who catches up the run is dropped when the next is due, and missed', () => {
    const run = runOf(busy({ ...stopped, billing: { ...stopped.billing, catchUp: false } }));
    expect(measured(run, 'invoices.missed')).toBeGreaterThan(20);
    expect(measured(run, 'invoices.late')).toBeLessThan(measured(gated.result, 'invoices.late'));
  });
});
