// The table of outcomes by role and name: a row per measure with its unit and meaning, a column per variant, best and worst in
// words.
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { measures, type VariantResult } from '../../../src/engine/index.ts';
import { Outcomes } from '../../../src/ui/comparison/outcomes.tsx';
import { newRunner, renderWith } from '../../support/runner.tsx';

afterEach(cleanup);

function variant(id: string, wrong: number, converged: number | null): VariantResult {
  const tree: Record<string, unknown> = {};
  for (const measure of measures) {
    const path = measure.id.split('.');
    let at = tree;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    const special = { 'invoices.wrong': wrong, 'repair.convergedAfter': converged } as Readonly<
      Record<string, unknown>
    >;
    at[path.at(-1) as string] = measure.id in special ? special[measure.id] : 0;
  }
  return {
    id,
    title: `Variant ${id}`,
    strategy: 'wait',
    verdict: '',
    fingerprint: '',
    events: 1,
    endedAt: 1,
    phases: [],
    measures: tree as never,
  };
}

test('rows, columns, best, worst and never', async () => {
  const result = {
    scenario: {} as never,
    seed: 7,
    variants: [variant('a', 977, null), variant('b', 228, 3661), variant('c', 500, 5000)],
  };
  renderWith(newRunner(), <Outcomes result={result} />);
  const table = screen.getByRole('table', { name: 'Outcomes' });
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((cell) => cell.textContent),
  ).toEqual(['Measure', 'Variant a', 'Variant b', 'Variant c']);
  const row = (name: RegExp) =>
    within(within(table).getByRole('row', { name }))
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
  expect(row(/^Wrong invoices/)).toEqual(['977 worst', '228 best', '500']);
  expect(row(/^Converged after/)).toEqual(['never', '1 h 1 min best', '1 h 23 min']);
  await userEvent.click(screen.getByRole('button', { name: `All ${measures.length} measures` }));
  expect(within(table).getAllByRole('row')).toHaveLength(measures.length + 1);
  for (const { title, summary } of measures) {
    const header = within(table)
      .getAllByRole('rowheader')
      .find((cell) => cell.textContent?.startsWith(title));
    expect(header?.textContent).toContain(summary);
  }
});
