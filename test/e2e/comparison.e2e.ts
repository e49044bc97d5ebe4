// The page's comparison says what the command line says: the same numbers in the table, the same object behind ?debug, by the
// page's own worker. And its lanes follow the one clock.
import { clean } from './support/clean.ts';
import { driftlab, measured } from './support/engine.ts';
import { HOUR, moveTo, opened, wholeDay } from './support/page.ts';
import { expect, test } from './support/watched.ts';

test('the table shows the numbers of driftlab compare, and marks best and worst in words', async ({ page }) => {
  test.setTimeout(120_000);
  const expected = driftlab('compare', 'broken-publisher');
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const table = page.getByRole('table', { name: 'Outcomes' });
  await expect(table).toBeVisible({ timeout: 30_000 });
  await clean(page, 'comparison');
  await wholeDay(page);
  await page.getByRole('button', { name: /^All \d+ measures$/ }).click();
  await expect(table.getByRole('columnheader')).toHaveText(['Measure', ...expected.variants.map(({ title }) => title)]);
  const shown = await table.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      measure: (row as HTMLElement).dataset['measure'] ?? '',
      values: [...row.querySelectorAll('td')].map((cell) => JSON.parse(cell.dataset['value'] ?? 'null')),
    })),
  );
  expect(shown.length).toBeGreaterThan(40);
  for (const { measure, values } of shown)
    expect(values, measure).toEqual(expected.variants.map(({ measures }) => measured(measures, measure)));
  await expect(table.locator('[data-measure="invoices.wrong"]').getByText('best')).not.toHaveCount(0);
  await expect(table.locator('[data-measure="invoices.missed"]').getByText('worst')).not.toHaveCount(0);
});

test('every lane stands on the one clock that the slider moves', async ({ page }) => {
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const lane = page.getByRole('region', { name: 'Comparison' }).getByRole('group', { name: 'Resync', exact: true });
  await expect(lane).toBeVisible({ timeout: 30_000 });
  await moveTo(page, 11 * HOUR);
  await expect(lane).toHaveAccessibleDescription(/^At 11:00:00: [1-9]\d* divergent users/);
  await moveTo(page, 20 * HOUR);
  await expect(lane).toHaveAccessibleDescription(/^At 20:00:00: 0 divergent users/);
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await expect(page.getByRole('region', { name: 'Users' })).toBeVisible();
});
