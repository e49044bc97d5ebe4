// The closed forms agree with the runs where they apply, notice it where they do not fit, and are silent where they do not apply.
import { expect, test } from 'vitest';
import { closedFormsOf } from '../../../src/analysis/decision/closed-forms.ts';
import { applyVariant, scenarioDefinition } from '../../../src/engine/index.ts';
import { readScenario } from '../../../src/files/index.ts';
import { runsAt } from '../../support/decided.ts';

function formsOf(text: string, seeds = 6) {
  const read = readScenario(`schema: 1\ntitle: Forms\n${text}`, { file: 'forms.yaml', readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  const { scenario } = read;
  const variants = scenario.variants.slice(0, 1);
  const [variant] = variants;
  if (variant === undefined) throw new Error('no variant');
  const runs = runsAt({ scenario, variants, seed: 1 }, {}, seeds).map(([lane]) => lane as NonNullable<typeof lane>);
  return closedFormsOf(applyVariant(scenario, variant, scenarioDefinition), runs);
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
  ]);
  for (const { title, agrees, expected, measured } of forms)
    expect(agrees, `${title}: expected ${expected}, measured ${measured.mean}`).toBe(true);
});

test('a relay that stops: the backlog, and the invoices that fall into the outage', () => {
  const forms = formsOf(`${BASE}
publisher: { path: outbox, confirms: true }
billing: { policy: version, invoiceEvery: 11h }
faults: [{ fault: relay-stopped, at: 8h, for: 6h }]
repair: { at: 14h }
`);
  expect(forms.map(({ measure }) => measure)).toContain('queue.peak');
  for (const { title, agrees, expected, measured } of forms)
    expect(agrees, `${title}: expected ${expected}, measured ${measured.mean}`).toBe(true);
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
  expect(forms.map(({ measure }) => measure)).toEqual(['incident.noticedAfter']);
  expect(forms[0]?.agrees, `expected ${forms[0]?.expected}, measured ${forms[0]?.measured.mean}`).toBe(true);
});
