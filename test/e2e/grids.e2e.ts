// The grid of outcomes and the table of policies as a browser lays them out: a table where there is room, on a phone a list with a mark for
// every cell; nothing is told only by scrolling sideways, and a cell opens its runs.
import { damages } from '../../src/analysis/outcome-damages.ts';
import { outcomeMatrix } from '../../src/analysis/outcome-matrix.ts';
import { clean } from './support/clean.ts';
import { opened } from './support/page.ts';
import { sideways } from './support/sideways.ts';
import { expect, type Page, test } from './support/watched.ts';

test.setTimeout(180_000);

const CELLS = outcomeMatrix.length * damages.length;

async function grid(page: Page): Promise<void> {
  await opened(page);
  await page.evaluate(() => document.querySelector<HTMLElement>('[aria-label="Topology"]')?.scrollIntoView());
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'What brings back what' }).click();
  await expect(page.getByText(new RegExp(`^${CELLS} cells, \\d+ runs, each played just now$`))).toBeVisible({
    timeout: 120_000,
  });
}

test('at 1440, 1280 and 1024 pixels the whole table is seen at once, and a cell opens its runs', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await grid(page);
  const dialog = page.getByRole('dialog', { name: 'What brings back what' });
  await clean(page, 'grid of outcomes');
  const hint = dialog.getByText('Arrows go from cell to cell, Enter opens one.');
  await expect(hint).toBeHidden();
  await page.keyboard.press('Tab');
  await expect(dialog.getByRole('region', { name: 'Strategies and designs, and kinds of damage' })).toBeFocused();
  await expect(hint).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(dialog.getByRole('button', { name: /^Replay, Never published/ })).toBeFocused();
  await expect(hint).toBeVisible();
  for (const width of [1440, 1280, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => sideways(page), `at ${width} pixels`).toEqual([]);
    await expect(dialog.getByRole('columnheader')).toHaveCount(damages.length + 1);
  }
  await dialog.getByRole('button', { name: /^Resync, Deletion lost: if who is on no page is swept/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Resync, after: deletion lost' })).toBeVisible({
    timeout: 30_000,
  });
});

test('a phone: every strategy with its marks, one opened at a time, and its cell opens the runs', async ({ page }) => {
  await grid(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const dialog = page.getByRole('dialog', { name: 'What brings back what' });
  const rows = dialog.locator('details');
  await expect(rows).toHaveCount(outcomeMatrix.length);
  expect(await sideways(page)).toEqual([]);
  await expect(dialog.locator('details[open]')).toHaveCount(1);
  await rows.nth(3).locator('summary').click();
  await expect(dialog.locator('details[open]')).toHaveCount(1);
  const cells = rows.nth(3).getByRole('button');
  await expect(cells).toHaveCount(damages.length);
  for (const cell of await cells.all()) expect((await cell.boundingBox())?.height).toBeGreaterThanOrEqual(40);
  await clean(page, 'grid of outcomes on a phone');
  await cells.first().click();
  await expect(dialog).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
});
