// The closed forms agree with the runs where they apply, notice it where they do not fit, and are silent where they do not apply.
import { expect, test } from 'vitest';
import { closedFormsOf, drainsOf, type LaneRuns } from '../../../src/analysis/decision/closed-forms.ts';
import { applyVariant, HOUR, type SeedResult, scenarioDefinition } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import { runsAt } from '../../support/decided.ts';

function lanesOf(text: string, seeds: number): readonly LaneRuns[] {
  const read = readScenario(`schema: 1\ntitle: Forms\n${text}`, { file: 'forms.yaml', readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  const { scenario } = read;
  const { variants } = scenario;
  const runs = runsAt({ scenario, variants, seed: 1 }, {}, seeds);
  return variants.map((variant, n) => ({
    variant,
    scenario: applyVariant(scenario, variant, scenarioDefinition),
    results: runs.map((lanes) => lanes[n] as SeedResult),
  }));
}

const formsOf = (text: string, seeds = 6) => closedFormsOf(lanesOf(text, seeds));

type Forms = ReturnType<typeof formsOf>;

function expectAgreement(forms: Forms): void {
  for (const { title, agrees, expected, measured } of forms)
    expect(agrees, `${title}: expected ${expected}, measured ${measured.mean}`).toBe(true);
}

const BASE = `
length: 40h
population: { users: 4000, suspendedShare: 0.25 }
workload: { suspend: 0.03/h, reactivate: 0.12/h, signUps: 0/h, delete: 0/h }
variants: [wait]
`;

test('a silent publisher: lost events, wrong users, wrong and missed invoices', () => {
  const forms = formsOf(`${BASE}
billing: { policy: version, invoiceEvery: 5h }
faults: [{ fault: publisher-silent, at: 8h, for: 6h }]
repair: { at: 14h }
`);
  expect(forms.map(({ measure }) => measure)).toEqual([
    'messages.lost',
    'divergent.peak',
    'invoices.wrong',
    'invoices.missed',
    'divergent.end',
  ]);
  expectAgreement(forms);
});

test('a relay that stops: the backlog, and the invoices that fall into the outage', () => {
  const forms = formsOf(`${BASE}
publisher: { path: outbox, confirms: true }
billing: { policy: version, invoiceEvery: 11h, serviceTime: { exponential: 5s } }
faults: [{ fault: relay-stopped, at: 8h, for: 6h }]
repair: { at: 14h }
`);
  expect(forms.map(({ measure }) => measure)).toEqual([
    'queue.peak',
    'divergent.peak',
    'invoices.wrong',
    'invoices.missed',
  ]);
  expectAgreement(forms);
});

test('where users are not alike nothing is said', () => {
  const forms = formsOf(
    `${BASE}
population: { users: 4000, suspendedShare: 0.25, activity: { zipf: 1.3 } }
billing: { policy: version, invoiceEvery: 5h }
faults: [{ fault: publisher-silent, at: 8h, for: 6h }]
repair: { at: 14h }
`.replace('\npopulation: { users: 4000, suspendedShare: 0.25 }', ''),
  );
  expect(forms).toEqual([]);
});

test('the silence is noticed when its window has passed', () => {
  const forms = formsOf(
    `${BASE}
billing: { policy: version, invoiceEvery: 5h }
faults: [{ fault: publisher-silent, at: 8h, for: until-fixed }]
detection: { by: silence-alarm, falseAlarm: 1.0e-7 }
`,
    12,
  );
  expect(forms.map(({ measure }) => measure)).toContain('incident.noticedAfter');
  expectAgreement(forms);
});

test('a backlog that drains while invoices go out has no closed form for them, nor one that outlasts the run', () => {
  const slow = `${BASE}
publisher: { path: outbox, confirms: true }
billing: { policy: version, invoiceEvery: 15h, serviceTime: { exponential: 12s } }
faults: [{ fault: relay-stopped, at: 8h, for: 6h }]
repair: { at: 14h }
`;
  expect(formsOf(slow, 2).map(({ measure }) => measure)).toEqual(['queue.peak', 'divergent.peak']);
  // By then 21.5 % are suspended: 197 messages an hour for six hours, worked off at 300 − 197.
  const [drain] = drainsOf(lanesOf(slow, 2));
  expect((drain?.expected ?? 0) / HOUR).toBeCloseTo(11.5, 1);
  const over = slow.replace('12s', '17s');
  expect(formsOf(over, 2).map(({ measure }) => measure)).toEqual(['queue.peak', 'divergent.peak']);
  expect(drainsOf(lanesOf(over, 2))).toEqual([]);
});

test('of other lanes what is their own: when an alarm notices, how long pages take, what a hasty repair makes wait', () => {
  const forms = formsOf(
    `${BASE}
publisher: { path: outbox, confirms: true }
people: { find: 30m, build: 1h, review: 30m, run: 10m, fix: 20m }
api: { pageSize: 10 }
billing: { policy: version, invoiceEvery: 10h, serviceTime: { exponential: 4s }, apiLatency: { lognormal: { median: 300ms, p99: 2s } } }
faults: [{ fault: relay-stopped, at: 8h, for: until-fixed }]
detection: { by: customer, delay: 40m, falseAlarm: 1.0e-7 }
`.replace(
      'variants: [wait]',
      `variants:
  - wait
  - { id: alarm, strategy: wait, set: { detection.by: silence-alarm } }
  - resync
  - { id: hasty, strategy: republish-state, parameters: { rate: 20/s } }
  - { id: gentle, strategy: republish-state, parameters: { rate: 6/m } }`,
    ),
  );
  expect(forms.map(({ lane, measure }) => `${lane}: ${measure}`)).toEqual([
    'Wait: queue.peak',
    'Wait: divergent.peak',
    'Wait: invoices.wrong',
    'Wait: invoices.missed',
    'Wait: incident.noticedAfter',
    'Wait: queue.peak',
    'Wait: divergent.peak',
    'Wait: incident.noticedAfter',
    'Resync: repair.duration',
    'Republish state: queue.peak',
  ]);
  expectAgreement(forms);
});

test('a quiet day: how long an event takes, what is on its way, and who is behind', () => {
  const forms = formsOf(
    `${BASE}
broker: { latency: { constant: 20ms } }
billing: { policy: version, invoiceEvery: 5h, serviceTime: { exponential: 8s } }
`,
    12,
  );
  expect(forms.map(({ measure }) => measure)).toEqual(['delay.mean', 'queue.mean', 'divergent.userHours']);
  expectAgreement(forms);
});

test.each([
  ['queue-overflow', 'maxLength: 300'],
  ['message-ttl', 'ttl: 2h'],
])('a queue that nobody reads and that has a limit: %s', (fault, limit) => {
  const forms = formsOf(`${BASE}
billing: { policy: version, invoiceEvery: 5h }
faults:
  - { fault: consumer-down, at: 8h, for: 6h }
  - { fault: ${fault}, at: 8h, for: 6h, ${limit} }
`);
  expect(forms.map(({ measure }) => measure)).toEqual(['messages.lost']);
  expectAgreement(forms);
});

test.each([
  ['a gate puts runs off', 'billing: { policy: version, invoiceEvery: 5h, freshnessGate: 1h }', 'invoices.wrong'],
  [
    'truth and copy are compared',
    'billing: { policy: version, invoiceEvery: 5h, reconcileEvery: 3h }',
    'divergent.peak',
  ],
  [
    'Billing asks before it invoices',
    'billing: { policy: version, invoiceEvery: 5h, reads: verify }',
    'invoices.wrong',
  ],
])('where %s its form is not told', (_, billing, measure) => {
  const forms = formsOf(
    `${BASE}
${billing}
faults: [{ fault: publisher-silent, at: 8h, for: 6h }]
repair: { at: 14h }
`,
    2,
  );
  expect(forms.map((form) => form.measure)).not.toContain(measure);
  expect(forms.map((form) => form.measure)).toContain('messages.lost');
});
