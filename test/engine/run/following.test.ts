// What follows a strategy, and what credit notes do: the second begins when the first has ended, whatever came of that; a wrong invoice
// is credited once, as far as the history of the users' states reaches, and nothing else is changed by it.
import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/engine/experiment/comparison.ts';
import type { VariantSpec } from '../../../src/engine/scenario.ts';
import { HOUR } from '../../../src/engine/units.ts';
import { busy } from '../../support/incidents.ts';
import { only } from '../../support/lines.ts';
import { measured, open, runOf, silent, traceOf, variant } from '../../support/scenarios.ts';

const then: VariantSpec['then'] = [{ strategy: 'credit-notes', parameters: {} }];
const day = busy({ faults: [silent('1h', '2h')], repair: { at: '3h' }, billing: { policy: 'version' } });

const wrongIn = (lines: ReturnType<typeof traceOf>['lines']) =>
  only(lines, 'invoice').filter(({ truth }) => truth !== 'active');

describe('credit notes', () => {
  const { lines, result } = traceOf(day, { strategy: 'resync', then });
  const wrong = wrongIn(lines);
  const credits = only(lines, 'credit');

  test('are written for every wrong invoice since the incident began, once each and in their order', () => {
    expect(wrong.length).toBeGreaterThan(10);
    const due = wrong.filter(({ t }) => t >= HOUR).map(({ run, user }) => `${run}/${user}`);
    expect(credits.map(({ run, user }) => `${run}/${user}`)).toEqual(due);
    expect(measured(result, 'invoices.credited')).toBe(credits.length);
  });

  test('cost what a credited invoice costs, in place of a wrong one', () => {
    const { costs } = day;
    const alone = runOf(day, { strategy: 'resync' });
    expect(measured(alone, 'invoices.wrong')).toBe(wrong.length);
    expect(measured(alone, 'cost.damage') - measured(result, 'cost.damage')).toBeCloseTo(
      credits.length * (costs.wrongInvoice - costs.creditedInvoice),
      6,
    );
    expect(measured(result, 'invoices.missed')).toBe(measured(alone, 'invoices.missed'));
    expect(measured(result, 'divergent.settled')).toBe(measured(alone, 'divergent.settled'));
  });

  test('need the history page by page, and people to write the comparison', () => {
    const pages = only(lines, 'api').filter(({ request }) => request.startsWith('GET /changes'));
    const changes = only(lines, 'commit').filter(({ t, cause }) => cause === 'workload' && t >= HOUR);
    const read = pages.reduce((sum, { rows }) => sum + rows, 0);
    expect(pages.length).toBe(Math.floor(read / day.api.pageSize) + 1);
    const until = pages.at(-1)?.t ?? 0;
    expect(read).toBeLessThanOrEqual(changes.filter(({ t }) => t <= until).length);
    expect(read).toBeGreaterThanOrEqual(changes.filter(({ t }) => t <= until - 1_000_000).length);
    const names = result.phases.map(({ name }) => name);
    expect(names.slice(names.indexOf('Write the comparison of invoices and history'))).toEqual([
      'Write the comparison of invoices and history',
      'Review the comparison',
      'Start the comparison',
      'Write the credit notes',
    ]);
  });

  test('cannot be written where nobody remembers, and the verdict says so', () => {
    for (const history of ['none', '30m']) {
      const forgetful = busy({ ...day, user: { ...day.user, history } });
      const alone = runOf(forgetful, { strategy: 'credit-notes' });
      expect(measured(alone, 'invoices.credited')).toBe(0);
      expect(alone.verdict).toMatch(/^Cannot: the User service has no change history back to the incident\./);
      const after = runOf(forgetful, { strategy: 'resync', then });
      expect(after.verdict).toContain(
        'Credit notes cannot be done: the User service has no change history back to the incident.',
      );
      expect(measured(after, 'divergent.settled')).toBe(0);
    }
  });

  test('mend no copy: what is wrong stays so, and the next run is wrong again', () => {
    const only = runOf(day, { strategy: 'credit-notes' });
    expect(measured(only, 'divergent.settled')).toBe(measured(runOf(day), 'divergent.settled'));
    expect(measured(only, 'divergent.settled')).toBeGreaterThan(0);
    expect(only.verdict).toMatch(/^A credit note mends no copy; \d+ stays? wrong\./);
  });

  test('are possible where there is no copy at all', () => {
    const asking = busy({
      billing: { reads: 'api', apiLatency: { constant: '40s' } },
      people: 'none',
      repair: { at: '5h' },
    });
    const run = runOf(asking, { strategy: 'credit-notes' });
    expect(measured(run, 'invoices.wrong')).toBeGreaterThan(0);
    expect(measured(run, 'invoices.credited')).toBeGreaterThan(0);
  });

  test('of a time that a restored database has lost nobody can tell', () => {
    const restored = busy({
      ...day,
      faults: [silent('1h', '2h'), { fault: 'user-restore', at: '3h', back: '45m' }],
      repair: { at: '4h' },
    });
    const { lines: told } = traceOf(restored, { strategy: 'credit-notes' });
    const undone = only(told, 'commit').filter(({ cause }) => cause === 'restore').length;
    expect(undone).toBeGreaterThan(0);
    const sent = new Map(wrongIn(told).map(({ run, user, t }) => [`${run}/${user}`, t]));
    const times = only(told, 'credit').map(({ run, user }) => (sent.get(`${run}/${user}`) ?? 0) / HOUR);
    expect(times.some((hour) => hour < 2)).toBe(true);
    expect(times.filter((hour) => hour > 2.4 && hour < 3)).toEqual([]);
    expect([...sent.values()].some((t) => t > 2.4 * HOUR && t < 3 * HOUR)).toBe(true);
  });

  test('an API that is away in the middle puts them off, and loses none', () => {
    const away = busy({
      ...day,
      people: 'none',
      api: { ...day.api, pageSize: 1, rateLimit: '1/s' },
      faults: [silent('1h', '2h'), { fault: 'api-down', at: '3h5s', for: '20m' }],
      repair: { at: '3h' },
    });
    const { lines: told, result: run } = traceOf(away, { strategy: 'credit-notes' });
    expect(run.phases.map(({ name }) => name)).toContain('Wait for the API');
    const credited = only(told, 'credit').map(({ run: n, user }) => `${n}/${user}`);
    expect(new Set(credited).size).toBe(credited.length);
    const end = run.phases.at(-1)?.to ?? 0;
    const due = wrongIn(told).filter(({ t }) => t >= HOUR && t < end * 1e6 - 60_000_000);
    expect(credited).toEqual(expect.arrayContaining(due.map(({ run: n, user }) => `${n}/${user}`)));
  });
});

describe('what follows', () => {
  test('begins when the one before has ended, be it that it could not begin', () => {
    const replayThen = runOf(day, { strategy: 'replay', then });
    expect(replayThen.verdict).toMatch(/^Cannot: /);
    expect(measured(replayThen, 'invoices.credited')).toBeGreaterThan(0);
    const { phases } = runOf(day, { strategy: 'resync', then });
    phases.slice(1).forEach(({ from }, n) => {
      expect(from).toBe(phases[n]?.to);
    });
  });

  test('is a part of the repair: its time, its calls, its people, and what one team must learn', () => {
    const alone = runOf(day, { strategy: 'republish-state' });
    const both = runOf(day, { strategy: 'republish-state', then });
    expect(measured(both, 'repair.duration')).toBeGreaterThan(measured(alone, 'repair.duration'));
    expect(measured(both, 'repair.apiCalls')).toBeGreaterThan(0);
    expect(measured(both, 'repair.handsOnMinutes.billing')).toBe(16);
    expect((both.measures['repair'] as { coupling: string }).coupling).toBe('API');
    expect((alone.measures['repair'] as { coupling: string }).coupling).toBe('events');
  });

  test('is the same beside other lanes, after a seek, and in a fork in the middle of it', () => {
    const lanes = [variant('wait'), variant('resync'), variant('resync', { id: 'both', then })];
    const together = compare(day, lanes)?.variants.at(-1);
    const session = open(day, { id: 'both', strategy: 'resync', then });
    const alone = session.finish();
    expect(together).toEqual(alone);
    const middle = alone.phases.find(({ name }) => name === 'Review the comparison');
    session.seek(Math.round((middle?.from ?? 0) * 1e6) + 1_000_000);
    expect(session.moment().repair.state).toBe('review');
    expect(session.finish()).toEqual(alone);
    expect(session.fork(Math.round((middle?.to ?? 0) * 1e6)).finish()).toEqual(alone);
    session.seek(2 * HOUR);
    expect(session.finish()).toEqual(alone);
  });
});

describe('back to what is usual', () => {
  test('is when the divergent are, for good, no more than at most in the hour before: not when each was right once', () => {
    const { lines, result } = traceOf(day, { strategy: 'resync' });
    expect(lines.length).toBeGreaterThan(0);
    const usual = measured(result, 'repair.usualAfter');
    expect(usual).toBeGreaterThan(0);
    expect(usual).toBeLessThanOrEqual(measured(result, 'repair.duration'));
    expect((runOf(day).measures['repair'] as { usualAfter: number | null }).usualAfter).toBeNull();
  });

  test('is never without a fault', () => {
    expect((runOf(busy(), { strategy: 'resync' }).measures['repair'] as { usualAfter: unknown }).usualAfter).toBeNull();
  });
});
