// How fast a repair goes: several callers read every page once, a rate is kept, and what asks too much of the API, or of those who read, has
// the verdict say so.
import { expect, test } from 'vitest';
import { HOUR } from '../../../src/engine/units.ts';
import { busy } from '../../support/incidents.ts';
import { only } from '../../support/lines.ts';
import { measured, runOf, silent, traceOf } from '../../support/scenarios.ts';

const day = busy({
  population: { users: 300, suspendedShare: 0.2 },
  faults: [silent('1h', '1h')],
  repair: { at: '2h' },
  people: 'none',
  billing: { policy: 'version', apiLatency: { constant: '4s' } },
});

const scanned = (parameters: Record<string, string | number>, of = day) => {
  const { lines, result } = traceOf(of, { strategy: 'resync', parameters });
  const pages = only(lines, 'api').filter(({ request }) => request.includes('limit=7'));
  return { result, pages, scan: result.phases.find(({ name }) => name === 'Scan pages') };
};

test('several callers read every page once, and are through sooner', () => {
  const alone = scanned({});
  // The limit allows two calls a second, and each takes four: beyond eight callers nothing would be gained.
  for (const parallel of [2, 3, 4]) {
    const { result, pages, scan } = scanned({ parallel });
    const asked = pages.filter(({ status }) => status === 200).map(({ request }) => request);
    expect(new Set(asked).size).toBe(asked.length);
    expect(measured(result, 'divergent.settled')).toBe(0);
    const [took, usual] = [scan, alone.scan].map((each) => (each?.to ?? 0) - (each?.from ?? 0)) as [number, number];
    expect(took).toBeLessThan((usual / parallel) * 1.5 + 8);
  }
});

test('with offset paging they cover all users too', () => {
  const { result } = scanned({ parallel: 3 }, { ...day, api: { ...day.api, paging: 'offset' } });
  expect(measured(result, 'divergent.settled')).toBe(0);
});

test('a rate is kept by all of them together', () => {
  const { pages } = scanned({ parallel: 4, rate: '1/s' });
  const asked = pages.map(({ t }) => t - 4_000_000).filter((t) => t >= 2 * HOUR);
  asked.sort((a, b) => a - b);
  for (const [n, t] of asked.slice(1).entries()) expect(t - (asked[n] as number)).toBeGreaterThanOrEqual(1_000_000);
});

test('an API that is asked too much refuses, is asked again, and the verdict says how often', () => {
  for (const parameters of [{ parallel: 8 }, { rate: '20/s' }]) {
    const { result } = scanned(parameters, { ...day, billing: { ...day.billing, apiLatency: { constant: '10ms' } } });
    const refused = measured(result, 'api.failed');
    expect(refused).toBeGreaterThan(20);
    expect(result.verdict).toMatch(/It asked faster than the API allows: \d+ calls were refused\./);
    if ('rate' in parameters) expect(result.verdict).toContain(`${refused} calls were refused`);
    expect(measured(result, 'divergent.settled')).toBe(0);
  }
  expect(scanned({}).result.verdict).not.toContain('refused');
});

test('an API that is away in the middle of it is asked again by all who failed', () => {
  const away = { ...day, faults: [...day.faults, { fault: 'api-down', at: '2h10s', for: '5m' }] };
  const { result } = scanned({ parallel: 3 }, away);
  expect(result.phases.map(({ name }) => name)).toContain('Wait for the API');
  expect(measured(result, 'divergent.settled')).toBe(0);
  expect(result.measures['settled']).toBe(true);
});

test('a job that publishes faster than Billing reads has the verdict say what waited at its end', () => {
  const slow = busy({
    population: { users: 2000 },
    faults: [silent('1h', '1h')],
    repair: { at: '2h' },
    people: 'none',
    billing: { policy: 'version', serviceTime: { constant: '100ms' } },
  });
  const hasty = runOf(slow, { strategy: 'republish-state', parameters: { rate: '100/s' } });
  expect(hasty.verdict).toMatch(
    /It published faster than Billing reads: 1[678]\d\d messages waited when the last was sent\./,
  );
  const gentle = runOf(slow, { strategy: 'republish-state', parameters: { rate: '5/s' } });
  expect(gentle.verdict).not.toContain('faster');
});
