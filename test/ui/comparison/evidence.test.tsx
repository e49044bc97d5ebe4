// What a decision's numbers are held against, under the ranking: theory, what was counted, what is left out, recordings of brokers.
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { readScenario } from '../../../src/files/index.ts';
import { Evidence } from '../../../src/ui/comparison/evidence.tsx';
import { decided } from '../../support/decided.ts';

const decisionOf = (more: string) => {
  const text = `title: Silence
length: 14h
population: { users: 400, suspendedShare: 0.2 }
workload: { suspend: 0.05/h, reactivate: 0.2/h }
billing: { policy: version, invoiceEvery: 3h }
faults: [{ fault: publisher-silent, at: 4h, for: 2h }]
variants: [wait, resync]
${more}`;
  const read = readScenario(text, { file: 'silence.yaml' });
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  const { scenario } = read;
  return decided({ scenario, variants: scenario.variants, seed: scenario.seed }, 3);
};

afterEach(cleanup);

test('behind one line: formulas, what was counted, what is left out, which recordings cover it', async () => {
  render(
    <Evidence
      marksOf={() => null}
      decision={decisionOf('observed: { invoices.wrong: [1, 0], messages.lost: [240, 60] }\n')}
    />,
  );
  const line = screen.getByText(/\d of \d closed forms agree, 1 of 2 numbers counted in reality, \d things left out/);
  await userEvent.click(line);
  const theory = screen.getByRole('table', { name: 'Beside closed forms' });
  expect(within(theory).getByRole('row', { name: /^Wrong invoices, over all runs Wait/ })).toBeTruthy();
  expect(within(theory).getByText(/λ is all changes in a time/)).toBeTruthy();
  const counted = screen.getByRole('table', { name: 'Beside what was counted' });
  expect(within(counted).getByRole('row', { name: /invoices\.wrong 1 .*the runs say more, by/ })).toBeTruthy();
  for (const title of ['Not modelled, and in which direction it errs', 'Compared with a real broker'])
    expect(within(screen.getByRole('region', { name: title })).getAllByRole('listitem').length).toBeGreaterThan(0);
});

test('what there is nothing of is not told', () => {
  const decision = decisionOf('events: { carry: delta }\n');
  render(<Evidence decision={{ ...decision, closedForms: [] }} marksOf={() => null} />);
  expect(screen.queryByRole('table')).toBeNull();
  expect(screen.getByText(/^\d things left out$/, { exact: false })).toBeTruthy();
});
