// Questions that a room of engineers asks, each with its answer: about acknowledgements, several consumers, scripts and limits,
// invoices by the API, and pages that count rows.
import { expect, test } from 'vitest';
import type { Scenario } from '../../src/engine/scenario.ts';
import { busy } from '../support/incidents.ts';
import { only } from '../support/lines.ts';
import { measured, type Overrides, runOf, scenario, silent, traceOf } from '../support/scenarios.ts';

const of = (scenario: Scenario, id: string, strategy = 'wait') => measured(runOf(scenario, { strategy }), id);

test('a naive script that is refused for calling too often dies of it; a patient one waits and goes on', () => {
  // Invoicing verifies page by page at the same limit: one of the two is refused.
  const crowded = busy({
    population: { users: 200 },
    billing: { reads: 'verify', policy: 'version', apiLatency: { constant: '10ms' }, invoiceEvery: '10m' },
    api: { pageSize: 1, rateLimit: '1/s' },
    faults: [silent('1h', '1h')],
    repair: { at: '119m' },
    people: 'none',
  });
  const naive = traceOf(crowded, { strategy: 'resync-naive' });
  expect(only(naive.lines, 'api').some(({ status }) => status === 429)).toBe(true);
  expect(naive.result.phases.map(({ name }) => name)).toContain('Find out why the script died');
  const patient = traceOf(crowded, { strategy: 'resync' });
  expect(only(patient.lines, 'api').some(({ status }) => status === 429)).toBe(true);
  expect(measured(patient.result, 'divergent.settled')).toBe(0);
});

const slow = (billing: Overrides['billing']) =>
  busy({
    billing: { policy: 'version', serviceTime: { constant: '2m' }, ...billing },
    faults: [{ fault: 'consumer-down', at: '3h', for: '10m' }],
  });

test('a queue that acknowledges by itself hands over everything, whatever the prefetch', () => {
  const lost = (prefetch: number) => of(slow({ ack: 'before', prefetch }), 'messages.lost');
  expect(lost(20)).toBeGreaterThan(20);
  expect(lost(1)).toBe(lost(20));
});

test('who acknowledges after the work loses nothing: what a dying consumer worked on comes again', () => {
  const mid = slow({ prefetch: 1 });
  expect(of(mid, 'messages.lost')).toBe(0);
  expect(of(mid, 'messages.redelivered')).toBe(1);
});

test('several consumers overtake each other without any fault; versions help, event ids do not', () => {
  const four = (policy: string) =>
    busy({
      population: { users: 20 },
      workload: { suspend: '20/h', reactivate: '20/h' },
      billing: { policy, consumers: 4, serviceTime: { exponential: '20s' } },
    });
  const regressed = (policy: string) => of(four(policy), 'copy.regressed');
  expect(regressed('arrival')).toBeGreaterThan(0);
  expect(regressed('dedupe')).toBe(regressed('arrival'));
  expect(regressed('version')).toBe(0);
  expect(of(four('version'), 'divergent.settled')).toBe(0);
});

test('two silences of half the users that overlap are independent: three in four of the events are missing', () => {
  const faults = [silent('1h', '2h', { share: 0.5 }), silent('1h', '2h', { share: 0.5 })];
  const { lines } = traceOf(busy({ population: { users: 1000 }, faults }));
  const inside = ({ t }: { readonly t: number }) => t >= 3_600_000_000 && t < 10_800_000_000;
  const changes = only(lines, 'commit').filter(inside).length;
  expect(only(lines, 'lost').filter(inside).length / changes).toBeCloseTo(0.75, 1);
});

test('with nobody there, nothing is wrong; with a run later than the end there is none', () => {
  const nobody = { users: 0 };
  const none = { signUps: '0/h', suspend: '0/h', reactivate: '0/h', delete: '0/h', changePlan: '0/h' };
  expect(of(busy({ population: nobody, workload: none }), 'invoices.sent')).toBe(0);
  expect(of(busy({ population: nobody, workload: none }), 'cost.perHourAfter')).toBe(0);
  expect(of(busy({ billing: { invoiceEvery: '7h' } }), 'invoices.sent')).toBe(0);
});

test('who verifies asks, and learns nothing from the answers: the copy stays as wrong as it was', () => {
  const day = (reads: 'copy' | 'verify') => busy({ billing: { reads }, faults: [silent('1h', '1h')] });
  for (const id of ['divergent.peak', 'divergent.end', 'divergent.settled'])
    expect(of(day('verify'), id), id).toBe(of(day('copy'), id));
  expect(of(day('verify'), 'invoices.wrong')).toBeLessThan(of(day('copy'), 'invoices.wrong'));
});

test('who verifies and invoices all the same without an answer misses no more, and is late for nobody’s sake', () => {
  const away = (whenApiFails: 'block' | 'invoice') =>
    scenario({
      length: '4h',
      population: { users: 200 },
      billing: { reads: 'verify', whenApiFails },
      faults: [{ fault: 'api-down', at: '90m', for: '80m' }],
    });
  expect(of(away('invoice'), 'invoices.blocked')).toBe(0);
  expect(of(away('block'), 'invoices.blocked')).toBe(1);
  expect(of(away('invoice'), 'invoices.lateHours')).toBeLessThan(of(away('block'), 'invoices.lateHours'));
});

test('with confirms an orderly restart of the broker costs nothing and doubles nothing', () => {
  const restart = busy({ faults: [{ fault: 'broker-restart', at: '1h', for: '10m' }] });
  expect(of(restart, 'messages.lost')).toBe(0);
  expect(of(restart, 'messages.delivered')).toBe(of(restart, 'messages.published'));
});

test('pages that count rows skip users when others are deleted: whoever reads them, invoicing too', () => {
  const paged = (paging: 'keyset' | 'offset', reads: 'copy' | 'api') =>
    busy({
      length: '150m',
      population: { users: 300 },
      workload: { delete: '0.4/h', signUps: '0/h', suspend: '0/h' },
      billing: { reads, apiLatency: { constant: '60s' }, policy: 'version' },
      api: { pageSize: 10, rateLimit: '1/s', paging },
      faults: [silent('1h', '1h')],
      people: 'none',
    });
  expect(of(paged('keyset', 'api'), 'invoices.missed')).toBe(0);
  expect(of(paged('offset', 'api'), 'invoices.missed')).toBeGreaterThan(0);
  expect(of(paged('keyset', 'copy'), 'divergent.settled', 'resync')).toBe(0);
  expect(of(paged('offset', 'copy'), 'divergent.missing', 'resync-naive')).toBeGreaterThan(0);
});
