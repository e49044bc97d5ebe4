// An architect's files: two million customers and what she would have liked to say about them. What runs agrees with closed forms that
// she worked out by hand.
import { expect, test } from 'vitest';
import { caseOf } from '../support/cases.ts';
import { measured, runOf } from '../support/scenarios.ts';

const SUSPENDED = 0.039;
const BACK = 0.351;

test.each(['cto-lost', 'cto-relay', 'cto-tenth', 'drain2'])('%s is right as it stands', (name) => {
  expect(caseOf(`architect/${name}.yaml`).variants.length).toBeGreaterThan(0);
});

test('one tenth of them: a relay that is down for six hours bills as many wrongly, and leaves as many messages, as two lines of arithmetic say', () => {
  const of = caseOf('architect/cto-tenth.yaml');
  const [restart] = of.variants;
  const run = runOf(of, restart);
  // Five hours after it went down, of those who were active and some who signed up since the beginning.
  const active = 0.9 * 200_000 + 19 * 200;
  const wrong = active * (SUSPENDED / (SUSPENDED + BACK)) * (1 - Math.exp(-(SUSPENDED + BACK) * 5));
  expect(measured(run, 'invoices.wrong') / wrong).toBeCloseTo(1, 1);
  const changes = 6 * (180_000 * SUSPENDED + 20_000 * BACK + 200);
  expect(measured(run, 'queue.peak') / changes).toBeCloseTo(1, 1);
});

test('near its limit a queue drains for long after those who were wrong have been right once', () => {
  const run = runOf(caseOf('architect/drain2.yaml'));
  const hours = measured(run, 'repair.convergedAfter') / 3600;
  expect(hours).toBeGreaterThan(4);
  expect(hours).toBeLessThan(5.5);
  // Load 0.78: T·ρ/(1−ρ) after six hours is 21 hours.
  expect(measured(run, 'divergent.userHours')).toBeGreaterThan(10_000);
});

test('what she wished for is said as it is, and runs: invoices wait for news, and hardly any is wrong', () => {
  const wish = caseOf('architect/cto-wish.yaml');
  const small = { ...wish, population: { ...wish.population, users: 2000 } };
  for (const lane of small.variants) {
    const run = runOf(small, lane);
    // From 20:00 to midnight, the end of the run, which is only the end of what is waited for.
    expect(measured(run, 'invoices.blocked'), lane.id).toBe(5);
    expect(measured(run, 'invoices.late'), lane.id).toBeGreaterThan(5 * 1500);
    expect(measured(run, 'invoices.wrong'), lane.id).toBeLessThan(3);
  }
  const open = runOf(small, { id: 'open', set: { 'billing.freshnessGate': 'none', 'billing.invoiceAt': 'none' } });
  expect(measured(open, 'invoices.wrong')).toBeGreaterThan(100);
});
