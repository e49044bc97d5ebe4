// What a day's trouble costs, who is harmed by it, and what people do about it: the right answers to questions that were asked of
// the simulator, each with the smallest scenario that shows it.
import { describe, expect, test } from 'vitest';
import { measureOf, type VariantResult } from '../../src/engine/run/result.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { lanesOf } from '../support/cases.ts';
import { busy } from '../support/incidents.ts';
import { only } from '../support/lines.ts';
import { measured, open, runOf, scenario, silent, traceOf } from '../support/scenarios.ts';

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

describe('an API that stays away', () => {
  test.each(['break/slow-4d.yaml', 'break/slow-resync-api-down.yaml'])('%s: the wait is one phase', (name) => {
    const { resync, 'resync-naive': naive } = lanesOf(name) as Record<string, VariantResult>;
    const waits = resync?.phases.filter(({ name: phase }) => phase === 'Wait for the API') ?? [];
    const days = name.includes('4d') ? 4 : 30;
    expect(waits.map(({ from, to }) => Math.round((to - from) / 3600))).toEqual([days * 24 - 1]);
    expect(resync?.phases.length).toBeLessThan(12);
    expect(naive?.phases.length).toBeLessThan(12);
    // Two tasks a call and one a minute: what is done for a minute does not depend on how long it has been.
    expect(resync?.events).toBeLessThan(days * 24 * 60 * 5);
    expect(measured(resync as VariantResult, 'divergent.settled')).toBe(0);
  });

  test('a resync waits a minute after each failure and goes on where it was', () => {
    const of = busy({
      faults: [silent('1h', '1h'), { fault: 'api-down', at: '2h1s', for: '10m' }],
      repair: { at: '2h' },
      people: 'none',
    });
    const { lines, result } = traceOf(of, { strategy: 'resync' });
    const [scan, wait, on] = result.phases.filter(({ name }) => /pages|API/.test(name));
    expect([scan?.name, wait?.name, on?.name]).toEqual(['Scan pages', 'Wait for the API', 'Scan pages']);
    const pages = only(lines, 'api').filter(({ request }) => request.includes('limit=7'));
    const failed = pages.filter(({ status }) => status === 503);
    expect(new Set(failed.map(({ request }) => request)).size).toBe(1);
    expect(failed.length).toBe(10);
    const [next] = pages.filter(({ status, t }) => status === 200 && t > (failed.at(-1)?.t as number));
    expect(next?.request).toBe(failed[0]?.request);
    expect(measured(result, 'divergent.settled')).toBe(0);
  });
});

describe('a script that dies', () => {
  const lanes = lanesOf('frozen-script-dies.yaml');

  test('leaves invoicing put off until people have started it again', () => {
    const { frozen } = lanes as Record<string, VariantResult>;
    expect(frozen?.phases.map(({ name }) => name)).toContain('Find out why the script died');
    expect(frozen?.phases.filter(({ name }) => name === 'Empty the table and insert pages').length).toBe(2);
    expect(measured(frozen as VariantResult, 'invoices.blocked')).toBe(1);
    expect(measured(frozen as VariantResult, 'invoices.late')).toBeGreaterThan(800);
    expect(measured(frozen as VariantResult, 'divergent.missing')).toBe(0);
    expect(measured(frozen as VariantResult, 'divergent.settled')).toBe(0);
  });
});

describe('people’s time', () => {
  test('counts as it passes: work that is cut off counts what has passed of it', () => {
    // Five minutes to write, then a review of ten; the run is over after six and a half.
    const of = busy({
      faults: [silent('1h', '1h')],
      repair: { at: '2h' },
      people: { build: '5m', review: '10m' },
      length: '2h',
      settleWithin: '390s',
    });
    const { phases, measures } = runOf(of, { strategy: 'resync' });
    expect(phases.at(-1)?.handsOn).toBe(1.5);
    expect((measures['repair'] as { handsOnMinutes: unknown }).handsOnMinutes).toEqual({ user: 0, billing: 6.5 });
  });

  test('an endpoint that another team must build costs waiting first, then that team’s work', () => {
    const lacking = busy({ user: { bulkEndpoint: false }, faults: [silent('1h', '1h')], settleWithin: '7d' });
    for (const strategy of ['resync', 'resync-naive']) {
      const { phases, measures } = runOf(lacking, { strategy });
      const [wait, build] = phases.filter(({ name }) => /User team|endpoint$/.test(name) && !/Check/.test(name));
      expect([wait?.name, build?.name]).toEqual(['Wait for the User team', 'Build the bulk endpoint']);
      expect([(wait?.to as number) - (wait?.from as number), wait?.handsOn]).toEqual([86_400, 0]);
      expect([build?.team, build?.handsOn]).toEqual(['user', 10]);
      expect((measures['repair'] as { handsOnMinutes: { user: number } }).handsOnMinutes.user).toBe(10);
    }
  });

  test('what one team must learn of the other is told of lanes that can be done; who asks the API knows it', () => {
    const coupling = (of: Scenario, strategy: string) => measureOf(runOf(of, { strategy }).measures, 'repair.coupling');
    expect(coupling(busy(), 'replay')).toBe('none'); // a queue: it cannot
    expect(coupling(busy({ broker: { kind: 'log' } }), 'replay')).toBe('events');
    expect(coupling(busy(), 'resync')).toBe('API');
    expect(coupling(busy({ billing: { reads: 'verify' } }), 'wait')).toBe('API');
    expect(coupling(busy({ billing: { reads: 'api' } }), 'wait')).toBe('API');
    expect(coupling(busy({ billing: { reads: 'api' } }), 'resync')).toBe('none');
  });
});
