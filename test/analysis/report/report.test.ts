// A report is the same to the byte however often and from where it is made: again, from the scenario it carries, from its own link. Its
// texts are texts, and it says what the decision says.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DecisionQuestion } from '../../../src/analysis/decision/decision.ts';
import { drawingLanes, lanesFrom } from '../../../src/analysis/report/drawn-lanes.ts';
import { reportText } from '../../../src/analysis/report/report.ts';
import { readScenario, writeScenario } from '../../../src/files/index.ts';
import { readLink } from '../../../src/ui/state/storage/link.ts';
import { decided } from '../../support/decided.ts';
import { leftOf, OWN_WORDS } from '../../support/leftovers.ts';

const TEXT = `
schema: 1
title: 'Relay <b>&</b> "rows" | \`code\` [link](x)'
description: 'A <script>alert(1)</script> in a file is a text.'
length: 20h
population: { users: 800, suspendedShare: 0.2 }
workload: { suspend: 0.05/h, reactivate: 0.2/h }
people: { find: 30m, build: 1h, review: 10m, run: 5m }
billing: { policy: version, invoiceEvery: 2h }
faults: [{ fault: publisher-silent, at: 4h30m, for: 90m }]
repair: { at: 7h }
observed: { invoices.wrong: [100, 50] }
variants:
  - { id: wait, title: 'Wait & <see>', strategy: wait }
  - resync
  - { id: asks, title: Asks first, strategy: wait, set: { billing.reads: verify }, price: { once: 900, perMonth: 10 } }
`;

function questionOf(text: string): DecisionQuestion {
  const read = readScenario(text, { file: 'relay.yaml', readSibling: () => undefined });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  return { scenario: read.scenario, variants: read.scenario.variants, seed: read.scenario.seed };
}

function reportOf(question: DecisionQuestion, form: 'markdown' | 'html'): string {
  const { scenario, variants } = question;
  const work = drawingLanes(question, undefined);
  let step = work.next();
  while (step.done !== true) step = work.next();
  return reportText(
    { scenario, variants, decision: decided(question, 3), lanes: lanesFrom(step.value), text: writeScenario(scenario) },
    form,
  );
}

const html = reportOf(questionOf(TEXT), 'html');
const markdown = reportOf(questionOf(TEXT), 'markdown');

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

test('made again it has the same bytes', () => {
  expect(reportOf(questionOf(TEXT), 'html')).toBe(html);
});

test('made from the scenario it carries it has the same bytes', () => {
  const [, carried = ''] = /```yaml\n([\s\S]*?)\n```/.exec(markdown) ?? [];
  expect(reportOf(questionOf(`${carried}\n`), 'markdown')).toBe(markdown);
});

test('its link opens the scenario it was made of, from which it has the same bytes', async () => {
  const [hash = ''] = /#1\.[0-9a-f]{8}\.[\w-]+/.exec(html) ?? [];
  const outcome = await readLink(hash);
  if (!('bookmark' in outcome) || typeof outcome.bookmark.scenario === 'string') throw new Error('no scenario');
  expect(reportOf(questionOf(outcome.bookmark.scenario.text), 'html')).toBe(html);
});

test('in a scenario with words of its own none of ours is left, but in texts of machines', () => {
  const own = reportOf(questionOf(`${TEXT}words: ${JSON.stringify(OWN_WORDS)}\n`), 'markdown');
  const told = own.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').split('\n');
  expect(told.length).toBeGreaterThan(100);
  expect(leftOf(told)).toEqual([]);
});

test('texts of the file are texts', () => {
  expect(html).not.toMatch(/<script|<b>|<see>/);
  expect(html).toContain('Relay &lt;b&gt;&amp;&lt;/b&gt;');
  expect(markdown).toContain('Relay \\<b\\>\\&\\</b\\> "rows" \\| \\`code\\` \\[link\\](x)');
});

test('the appendix has what the report stands on', () => {
  for (const part of [
    'Beside closed forms',
    'Beside what was counted',
    'Not modelled',
    'All numbers',
    'Fingerprints',
    'Decision record',
    'Context and problem statement',
  ])
    expect(plain(html)).toContain(part);
  expect(plain(html)).toContain('npm run -s driftlab -- report relay.yaml --seeds 3');
  expect(markdown).toMatch(/```csv\nmeasure,unit,resync,/);
  expect(markdown).toContain('data:image/svg+xml;base64,');
});

test('numbers of the CSV are the table’s', () => {
  const [, csv = ''] = /```csv\n([\s\S]*?)\n```/.exec(markdown) ?? [];
  const row = csv.split('\n').find((line) => line.startsWith('invoices.wrong,')) ?? '';
  const mean = row.split(',')[2] ?? '';
  expect(Number(mean)).toBeGreaterThan(0);
  expect(markdown).toMatch(new RegExp(`invoices.wrong, invoices \\| ${mean}`));
});

test('no estimate has a digit more than its interval carries, in either form', () => {
  const estimates = [
    ...plain(html).matchAll(/([−+]?[\d\u202f]+(?:\.\d+)?) ± ([\d\u202f]+(?:\.\d+)?)(?=[<\s|;])(?!\s(?:s|min|h|d)\b)/g),
  ];
  expect(estimates.length).toBeGreaterThan(20);
  for (const [whole, mean = '', half = ''] of estimates) {
    const plus = Number(half.replaceAll('\u202f', ''));
    const value = Math.abs(Number(mean.replaceAll('\u202f', '').replace('−', '-')));
    expect(Number(plus.toPrecision(1)), whole).toBe(plus);
    // The mean ends where the interval begins.
    const unit = 10 ** Math.floor(Math.log10(plus) + 1e-9);
    expect(Math.abs(value / unit - Math.round(value / unit)), whole).toBeLessThan(1e-6);
  }
});

const CHANGES = `time,user,type
2026-01-05T08:00:00Z,a,UserCreated
2026-01-05T10:30:00Z,a,UserSuspended
2026-01-05T14:00:00Z,a,UserReactivated
`;
const OF_FILE = `
schema: 1
title: Real changes
length: 20h
workload: { file: changes.csv }
faults: [{ fault: publisher-silent, at: 10h, for: 2h }]
variants: [wait, resync]
`;

test('of real changes it says by what sum their file is known, and how it is made again; it has no link that would lack them', () => {
  const read = readScenario(OF_FILE, { file: 'real.yaml', readSibling: () => CHANGES });
  if ('errors' in read) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  const { scenario, changes } = read;
  const { variants, seed } = scenario;
  const question = { scenario, variants, seed };
  const drawing = drawingLanes(question, changes);
  let step = drawing.next();
  while (step.done !== true) step = drawing.next();
  const text = reportText(
    {
      scenario,
      variants,
      decision: decided(question, 2, changes),
      lanes: lanesFrom(step.value),
      text: writeScenario(scenario),
      changesText: CHANGES,
    },
    'markdown',
  );
  const sum = createHash('sha256').update(CHANGES).digest('hex');
  expect(text).toContain(`if the SHA-256 of its text in UTF-8 is ${sum}`);
  expect(text).toMatch(/saved as real\.yaml beside changes\.csv/);
  expect(text).toMatch(/```sh\nsha256sum changes\.csv\nnpm run -s driftlab -- report real\.yaml --seeds 2/);
  expect(text).not.toMatch(/#1\.[0-9a-f]{8}\./);
});

test('the picture’s numbers are a table that it can be drawn anew from, with the digits of one run', () => {
  const [, csv = ''] = /first seed[^\n]*\n\n```csv\n([\s\S]*?)\n```/.exec(markdown) ?? [];
  const [heading = '', ...rows] = csv.split('\n');
  expect(heading).toBe(
    'time,wait divergent,wait wrong,wait missed,resync divergent,resync wrong,resync missed,asks divergent,asks wrong,asks missed',
  );
  expect(rows.length).toBeGreaterThan(30);
  const times = rows.map((row) => row.split(',')[0] ?? '');
  expect(times).toEqual([...new Set(times)].sort());
  for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);
  for (const row of rows)
    for (const cell of row.split(',').slice(1))
      expect(cell === '' || Number(Number(cell).toPrecision(2)) === Number(cell)).toBe(true);
  const runs = rows.filter((row) => row.split(',')[2] !== '');
  expect(runs.length).toBeGreaterThan(7);
  expect(runs.reduce((sum, row) => sum + Number(row.split(',')[2]), 0)).toBeGreaterThan(10);
});
