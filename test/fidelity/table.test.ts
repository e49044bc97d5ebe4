// The table of agreement in docs/fidelity.md is the generated one (`npm run fidelity:table` writes it anew), and it tells of
// disagreement when there is some.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Case } from './compare.ts';
import { cases, LEFT_OUT } from './corpus.ts';
import { type Checked, documentOf } from './table.ts';

const checked = JSON.parse(readFileSync(new URL('./checked.json', import.meta.url), 'utf8')) as Checked;

test('the committed table is the generated one', async () => {
  await expect(documentOf(cases, LEFT_OUT, checked)).toMatchFileSnapshot('../../docs/fidelity.md');
});

test('every case has its row, and the table says which do not agree and which were left out', () => {
  const [first, second, third] = cases as [Case, Case, Case];
  const wrong: Case = { ...second, observed: { runs: 1, steps: [] } };
  const text = documentOf([first, wrong, third], { [third.id]: 'because' }, {});
  const rows = text.split('\n').filter((line) => /^\| `\w+-/.test(line));
  expect(rows).toHaveLength(3);
  expect(rows[1]).toContain('**does not agree**');
  expect(rows[2]).toContain('**not compared**');
  expect(rows[2]).toContain('because');
  expect(text).toContain('1 of 3 cases agree');
});

test('the last check of real brokers is told', () => {
  const one = { version: '9.9', played: 2, likeRecording: 1, likeSimulation: 2, notPlayed: ['b'], differ: ['a'] };
  const text = documentOf(cases.slice(0, 1), {}, { rabbitmq: one });
  expect(text).toContain('Last checked against RabbitMQ 9.9');
  expect(text).toContain(
    '- RabbitMQ 9.9: 2 cases played, 1 as recorded, 2 as simulated. Different: `a`. Not played: `b`.',
  );
});
