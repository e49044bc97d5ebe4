// What a day's trouble costs, who is harmed by it, and what people do about it: the right answers to questions that were asked of
// the simulator, each with the smallest scenario that shows it.
import { describe, expect, test } from 'vitest';
import { notesOn, scenarioDefinition } from '../../src/engine/index.ts';
import { measureOf, type VariantResult } from '../../src/engine/run/result.ts';
import type { Scenario } from '../../src/engine/scenario.ts';
import { caseOf, lanesOf } from '../support/cases.ts';
import { busy } from '../support/incidents.ts';
import { only } from '../support/lines.ts';
import { otherService } from '../support/other-service.ts';
import { measured, open, runOf, scenario, silent, traceOf, variant } from '../support/scenarios.ts';

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
    // One invoice a year, missed.
    expect(naive?.verdict).toContain('It goes on costing less than 0.01 an hour.');
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

  test('and with nobody to start it again, for good', () => {
    const { 'given-up': given } = lanes as Record<string, VariantResult>;
    expect(given?.measures['settled']).toBe(false);
    expect(measured(given as VariantResult, 'divergent.missing')).toBeGreaterThan(500);
    expect(measured(given as VariantResult, 'invoices.blocked')).toBe(4);
    expect(given?.verdict).toContain('The script died half-way, and nobody starts it again.');
    expect(lanes['frozen']?.verdict).not.toContain('died');
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

describe('a run that could not be made', () => {
  const lanes = lanesOf('api-away-over-a-run.yaml');
  const of = (lane: string, id: string) => measured(lanes[lane] as VariantResult, id);

  test('is made up for when the API answers: late, and nobody is missed', () => {
    for (const lane of ['api', 'verify']) {
      expect(of(lane, 'invoices.blocked'), lane).toBe(2); // those of 3:00 and 4:00
      // Some thousand users: those of 3:00 are 80 minutes late, those of 4:00 twenty.
      expect(of(lane, 'invoices.lateHours'), lane).toBeGreaterThan(1500);
      expect(of(lane, 'invoices.lateHours'), lane).toBeLessThan(1900);
    }
    expect(of('api', 'invoices.missed')).toBe(0);
    expect(of('api-4h', 'invoices.missed')).toBe(0);
    expect(of('api-4h', 'invoices.blocked')).toBe(1);
  });

  test('is dropped when the next is due where nobody catches up', () => {
    const away = caseOf('api-away-over-a-run.yaml');
    const dropped = runOf(away, { set: { 'billing.catchUp': false } });
    expect(measured(dropped, 'invoices.missed')).toBeGreaterThan(800);
    expect(measured(dropped, 'invoices.late')).toBeLessThan(measured(lanes['api'] as VariantResult, 'invoices.late'));
  });

  test('comes before any later one, each at its own due time', () => {
    const { lines } = traceOf(caseOf('api-away-over-a-run.yaml'));
    const runs = only(lines, 'invoice-run', 'invoice-run-end', 'invoice-blocked').filter(
      ({ run }) => run >= 3 && run <= 5,
    );
    expect(runs.map(({ kind, run }) => `${kind} ${run}`)).toEqual([
      ...['invoice-run 3', 'invoice-blocked 3', 'invoice-run 4', 'invoice-blocked 4'],
      ...['invoice-run-end 3', 'invoice-run-end 4', 'invoice-run 5', 'invoice-run-end 5'],
    ]);
    const end = runs.find(({ kind }) => kind === 'invoice-run-end')?.t ?? 0;
    expect(end / 60_000_000).toBeGreaterThan(260);
    expect(end / 60_000_000).toBeLessThan(262);
    const due = only(lines, 'invoice-run').map(({ t }) => t / 3_600_000_000);
    expect(due).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('keeps the run of the scenario going until it is made up for, and no longer', () => {
    const late = busy({
      billing: { reads: 'api' },
      faults: [{ fault: 'api-down', at: '5h50m', for: '70m' }],
      population: { users: 10 },
    });
    const { endedAt, measures } = runOf(late);
    expect(measures['settled']).toBe(true);
    expect(endedAt).toBeGreaterThan(7 * 3600 - 60);
    expect(endedAt).toBeLessThan(7 * 3600 + 120);
  });

  test('a run that falls due while invoicing is put off is put off in the same way', () => {
    const frozen = busy({
      faults: [silent('1h', '1h')],
      repair: { at: '115m' },
      billing: { apiLatency: { constant: '8m' } },
      people: 'none',
    });
    const { lines, result } = traceOf(frozen, { strategy: 'resync', parameters: { freeze: true } });
    const put = only(lines, 'invoice-blocked').map(({ run }) => run);
    expect(put.length).toBeGreaterThan(1);
    expect(measured(result, 'invoices.blocked')).toBe(put.length);
    const ends = only(lines, 'invoice-run-end');
    expect(ends.map(({ run }) => run)).toEqual(put);
    expect(new Set(ends.map(({ t }) => t)).size).toBe(1); // the copy answers at once: all of them go out together
  });
});

describe('what things cost', () => {
  test('people harmed are counted once each, however often', () => {
    const { lines, result } = traceOf(caseOf('cost-and-length.yaml'), { strategy: 'wait' });
    const wrong = only(lines, 'invoice').filter(({ truth }) => truth !== 'active');
    const people = new Set(wrong.map(({ user }) => user));
    expect(measured(result, 'invoices.wrong')).toBe(wrong.length);
    expect(measured(result, 'invoices.wrongUsers')).toBe(people.size);
    expect(people.size).toBeLessThan(wrong.length);
    expect(measured(result, 'invoices.missedUsers')).toBeLessThan(measured(result, 'invoices.missed'));
  });

  test('who is still wrong goes on costing: no length of the run makes waiting the cheaper lane', () => {
    const lanes = lanesOf('cost-and-length.yaml') as Record<string, VariantResult>;
    const of = (lane: string, id: string) => measured(lanes[lane] as VariantResult, id);
    for (const [wait, resync] of [
      ['wait', 'resync'],
      ['wait-14', 'resync-14'],
    ] as const) {
      expect(of(wait, 'divergent.harmPerRun')).toBeGreaterThan(0);
      expect(of(resync, 'divergent.harmPerRun')).toBe(0);
      expect(of(wait, 'cost.total')).toBeGreaterThan(of(resync, 'cost.total'));
      expect(of(wait, 'cost.residual')).toBe(of(wait, 'cost.perHourAfter') * 168);
      expect(of(wait, 'cost.total')).toBeCloseTo(
        of(wait, 'cost.damage') + of(wait, 'cost.work') + of(wait, 'cost.residual'),
        6,
      );
    }
    const perHour = of('wait', 'cost.perHourAfter');
    expect(lanes['wait']?.verdict).toContain(`It goes on costing ${perHour} an hour.`);
    expect(lanes['resync']?.verdict).not.toContain('goes on costing');
  });

  test('a repair that ends after the run is not dearer than waiting', () => {
    const lanes = lanesOf('repair-after-the-end.yaml') as Record<string, VariantResult>;
    const of = (lane: string, id: string) => measured(lanes[lane] as VariantResult, id);
    expect(of('resync', 'invoices.wrong')).toBe(of('wait', 'invoices.wrong'));
    expect(of('resync', 'cost.work')).toBeGreaterThan(of('wait', 'cost.work'));
    expect(of('resync', 'cost.total')).toBeLessThan(of('wait', 'cost.total'));
  });

  test('the harm of the next run is what one more run would do', () => {
    // The same day, an hour longer for one run in which nobody changes: told by a file that ends at six.
    const day = busy({ faults: [silent('1h', '1h')], billing: { invoiceEvery: '1h' }, people: 'none' });
    for (const strategy of ['wait', 'republish-events', 'resync']) {
      const { measures, verdict } = runOf(day, { strategy });
      const kinds = measures['divergent'] as Record<string, number>;
      const { overbilled = 0, underbilled = 0, missing = 0, orphan = 0, harmPerRun = 0 } = kinds;
      expect(harmPerRun).toBeGreaterThanOrEqual(overbilled + underbilled);
      expect(harmPerRun).toBeLessThanOrEqual(overbilled + underbilled + missing + orphan);
      expect(verdict.includes('goes on costing')).toBe(harmPerRun > 0);
    }
  });

  test('an hour of lateness has its price', () => {
    const away = caseOf('api-away-over-a-run.yaml');
    const free = runOf(away, { set: { 'costs.lateInvoice': 0 } });
    const dear = runOf(away, { set: { 'costs.lateInvoice': 10 } });
    expect(measured(dear, 'cost.damage') - measured(free, 'cost.damage')).toBeCloseTo(
      10 * measured(free, 'invoices.lateHours'),
      6,
    );
  });
});

test('who acknowledges first loses at most what a log’s reader had polled; a classic queue hands over all it has', () => {
  const lanes = lanesOf('kafka-acknowledged-first.yaml') as Record<string, VariantResult>;
  const lost = (lane: string) => measured(lanes[lane] as VariantResult, 'messages.lost');
  expect(lost('kafka')).toBeGreaterThan(20);
  expect(lost('kafka')).toBeLessThanOrEqual(500);
  for (const lane of ['stream', 'redis']) {
    expect(lost(lane), lane).toBeGreaterThan(0);
    expect(lost(lane), lane).toBeLessThanOrEqual(20);
  }
  expect(lost('classic')).toBeGreaterThan(5000);
});

test('at the same price, leaving users wrong is never ranked above mending them, whatever the length', () => {
  for (const seed of [1, 2, 3])
    for (const length of ['3h', '4h', '6h']) {
      const day = busy({
        length,
        billing: { policy: 'version' },
        faults: [silent('1h', '1h')],
        repair: { at: '2h' },
        people: 'none',
        costs: { apiCall: 0 },
      });
      const run = (strategy: string, identity = 'original') => runOf(day, { strategy, seed, parameters: { identity } });
      const lanes = [runOf(day, { seed }), run('republish-events'), run('republish-events', 'renewed')];
      const mended = lanes.filter((lane) => measured(lane, 'divergent.harmPerRun') === 0);
      const left = lanes.filter((lane) => measured(lane, 'divergent.harmPerRun') > 0);
      expect(left.length).toBeGreaterThan(0);
      for (const good of mended)
        for (const bad of left)
          expect(measured(good, 'cost.total'), `${length}, seed ${seed}`).toBeLessThan(measured(bad, 'cost.total'));
    }
});

test('a length that ends before the slowest repair can is told, and refuses nothing', () => {
  const notes = (of: Scenario) =>
    notesOn({ scenario: of, definition: scenarioDefinition, isGiven: () => true }).filter(
      ({ path }) => path[0] === 'length',
    );
  const late = caseOf('repair-after-the-end.yaml');
  expect(notes(late).map(({ message }) => message)).toEqual([
    '12h is over before the slowest repair can end: people prepare "resync" until 14h35m, and it takes until 14h35m1s at least',
  ]);
  expect(notes(caseOf('cost-and-length.yaml'))).toEqual([]);
  expect(notes({ ...late, user: { ...late.user, bulkEndpoint: false } })[0]?.message).toContain('until 1d16h35m');
  // People are ready in time, and the machine is not: a page a second, or a message a second.
  const slow = { ...late, length: '15h', api: { ...late.api, pageSize: 5, rateLimit: '1/s' } };
  expect(notes(slow)[0]?.message).toContain('"resync" until 14h35m, and it takes until 15h8m20s at least');
  const state = variant('republish-state', { parameters: { rate: '1/s' } });
  expect(notes({ ...late, length: '15h', variants: [state] })[0]?.message).toContain(
    'it takes until 17h21m40s at least',
  );
  expect(notes({ ...late, length: '18h', variants: [state] })).toEqual([]);
});

test('what others do twice has its price: a mailer that greets again, each time the repair tells it of a sign-up', () => {
  const of = busy({
    length: '6h',
    subscribers: [otherService('mailer', 'UserCreated')],
    workload: { signUps: '20/h' },
    faults: [silent('1h', '1h')],
    repair: { at: '3h' },
    billing: { policy: 'arrival' },
  });
  const lane = { strategy: 'republish-events', parameters: { identity: 'new-ids' } };
  const twice = (faults: readonly object[]) => ({ ...of, faults: faults as Scenario['faults'] });
  const doubled = twice([{ fault: 'message-duplicate', at: '1h', for: '2h' }]);
  for (const each of [of, doubled]) {
    const [free, priced] = [0, 3].map((weight) => runOf(each, { ...lane, set: { 'costs.sideEffect': weight } }));
    const effects = measured(free as VariantResult, 'others.sideEffects');
    for (const id of ['cost.damage', 'cost.total'])
      expect(measured(priced as VariantResult, id)).toBeCloseTo(measured(free as VariantResult, id) + 3 * effects, 9);
    expect(priced?.fingerprint).toBe(free?.fingerprint);
    expect(priced?.charges.sideEffect).toBe(effects);
    if (each === doubled) expect(effects).toBeGreaterThan(5);
  }
});

test('the price of what others do twice is noted where nobody else listens', () => {
  const alone = { ...scenario({ costs: { sideEffect: 2 } }), variants: [variant('wait')] };
  const noted = notesOn({ scenario: alone, definition: scenarioDefinition, isGiven: () => true });
  expect(JSON.stringify(noted)).toContain('no other subscriber does anything outward');
});
