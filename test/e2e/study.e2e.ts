// A study on the built page: chosen, run on workers, drawn, read, opened; its numbers are the command line's, byte for byte.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { root } from '../support/sources.ts';
import { clean } from './support/clean.ts';
import { opened, runText, wholeDay } from './support/page.ts';
import { sideways } from './support/sideways.ts';
import { expect, test } from './support/watched.ts';

const TEXT = `title: A small day
length: 4h
population: { users: 200 }
workload: { suspend: 0.2/h, reactivate: 0.8/h }
faults: [{ fault: publisher-silent, at: 1h, for: 1h }]
repair: { at: 3h }
variants: [wait, resync, reconcile]
`;
const VARY = 'faults.0.for=10m..90m:5';

/** The dialog, opened from a comparison whose lanes have all been shown. */
async function studying(page: Page): Promise<Locator> {
  await opened(page);
  await runText(page, TEXT);
  await expect(page.getByRole('button', { name: 'Compare strategies' })).toBeEnabled({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
  await wholeDay(page);
  await page.getByRole('button', { name: 'Study', exact: true }).click();
  return page.getByRole('dialog', { name: 'Study' });
}

async function asked(dialog: Locator, seeds: string): Promise<void> {
  await dialog.getByRole('textbox', { name: 'From' }).fill('10m');
  await dialog.getByRole('textbox', { name: 'To' }).fill('90m');
  await dialog.getByRole('textbox', { name: 'Steps' }).fill('5');
  await dialog.getByRole('textbox', { name: 'Seeds at each value' }).fill(seeds);
}

/** The number of consumers besides. */
async function andConsumers(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'A second value' }).press('Enter');
  await dialog.getByRole('combobox', { name: 'What is varied' }).last().selectOption('billing.consumers');
  for (const [name, text] of [
    ['From', '1'],
    ['To', '3'],
    ['Steps', '3'],
  ] as const)
    await dialog.getByRole('textbox', { name }).last().fill(text);
}

test('a study is run, drawn and downloaded with the command line’s bytes, and a point of it opens as a scenario', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const dialog = await studying(page);
  await asked(dialog, '4');
  await clean(page, 'study-empty');
  await dialog.getByRole('button', { name: 'Run the study' }).click();
  await expect(dialog.getByText('5 points, 3 lanes: 60 runs, all there')).toBeVisible({ timeout: 120_000 });
  await expect(dialog.getByRole('table', { name: 'Cost, total at every point' }).getByRole('row')).toHaveCount(6);
  await clean(page, 'study');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 30_000 }),
    dialog.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'driftlab-'));
  const [mine, file] = [join(folder, 'page.csv'), join(folder, 'small.yaml')];
  await download.saveAs(mine);
  writeFileSync(file, TEXT);
  const args = ['study', file, '--vary', VARY, '--seeds', '4', '--format', 'csv'];
  const cli = spawnSync(process.execPath, ['scripts/driftlab.mjs', ...args], { cwd: root, encoding: 'utf8' });
  expect(readFileSync(mine, 'utf8')).toBe(cli.stdout);
  await dialog.getByRole('button', { name: 'Open Publisher silent lasts 50m' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const title = (name: string) => page.getByRole('heading', { level: 1, name: `Driftlab: ${name}`, exact: true });
  await expect(title('A small day (Publisher silent lasts 50m)')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await page.keyboard.press('Control+z');
  await expect(title('A small day')).toBeVisible({ timeout: 30_000 });
});

test('by keyboard alone: a study of two values is stopped, gone on with, and a cell of its grid opened', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const dialog = await studying(page);
  await asked(dialog, '200');
  await andConsumers(dialog);
  await dialog.getByRole('button', { name: 'Run the study' }).press('Enter');
  await expect(dialog.getByRole('progressbar', { name: 'Share of the study run' })).toBeVisible();
  await expect(dialog.getByText(/^.*\b[1-9]\d* of 3000 comparisons run\./)).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Stop' }).press('Enter');
  await expect(dialog.getByText(/of 3000 comparisons run\./)).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByRole('button', { name: 'Go on' })).toBeEnabled({ timeout: 30_000 });
  await dialog.getByRole('textbox', { name: 'Seeds at each value' }).fill('2');
  await dialog.getByRole('button', { name: /^(?:Go on|Run the study)$/ }).press('Enter');
  await expect(dialog.getByText('15 points, 3 lanes: 90 runs, all there')).toBeVisible({ timeout: 120_000 });
  const grid = dialog.getByRole('grid', { name: 'Best lane at every point' });
  await expect(grid.getByRole('button', { name: /: not run yet$/ })).toHaveCount(0);
  await clean(page, 'study-grid');
  await grid.getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(grid.getByRole('button', { name: /^Publisher silent lasts 30m, Billing, consumers 2: / })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('A small day (Publisher silent lasts 30m, Billing, consumers 2)').first()).toBeVisible({
    timeout: 30_000,
  });
});

test('on a phone two values are a list: a row for each of one, opened one at a time, and a cell opens as a scenario', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const dialog = await studying(page);
  await asked(dialog, '2');
  await andConsumers(dialog);
  await dialog.getByRole('button', { name: 'Run the study' }).click();
  await expect(dialog.getByText('15 points, 3 lanes: 90 runs, all there')).toBeVisible({ timeout: 120_000 });
  await expect(dialog.getByRole('grid', { name: 'Best lane at every point' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  const list = dialog.getByRole('list', { name: 'Best lane at every point' });
  await expect(list).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'Cost, total at every point' })).toBeVisible();
  expect(await sideways(page)).toEqual([]);
  await expect(list.locator('details')).toHaveCount(3);
  await list.locator('summary').nth(1).click();
  await expect(list.locator('details[open]')).toHaveCount(1);
  const cells = list.locator('details').nth(1).getByRole('button');
  await expect(cells).toHaveCount(5);
  for (const cell of await cells.all()) expect((await cell.boundingBox())?.height).toBeGreaterThanOrEqual(40);
  await clean(page, 'study on a phone');
  await cells.first().click();
  await expect(page.getByText('A small day (Publisher silent lasts 10m, Billing, consumers 2)').first()).toBeVisible({
    timeout: 30_000,
  });
});
