// Lanes that people make: an added one says what the command line says of the same lane in a file, a closed one comes back by
// undo, a reload keeps them, two are laid over each other, and axe finds nothing meanwhile.
import { readFileSync } from 'node:fs';
import { clean } from './support/clean.ts';
import { driftlabOf, measured } from './support/engine.ts';
import { opened, wholeDay } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const LANE = "  - { id: own, title: Slow broker, strategy: resync, set: { broker.latency: { exponential: '5s' } } }\n";

const wrongInvoices = (page: Page) =>
  page
    .getByRole('table', { name: 'Outcomes' })
    .locator('[data-measure="invoices.wrong"] td')
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset['value'])));

test('lanes are added, edited, closed, brought back and kept', async ({ page }) => {
  test.setTimeout(120_000);
  const expected = driftlabOf(readFileSync('src/engine/scenarios/broken-publisher.yaml', 'utf8') + LANE).variants.map(
    ({ measures }) => measured(measures, 'invoices.wrong'),
  );
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const table = page.getByRole('table', { name: 'Outcomes' });
  await expect(table).toBeVisible({ timeout: 30_000 });
  await wholeDay(page);
  await page.getByRole('button', { name: 'Add a lane' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a lane' });
  await dialog.getByRole('combobox', { name: 'Strategy' }).selectOption('resync');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Slow broker');
  await dialog.getByRole('button', { name: 'Add a design change' }).click();
  await dialog.getByRole('combobox', { name: 'Setting' }).selectOption('broker.latency');
  await dialog.getByRole('textbox', { name: 'Value of broker.latency' }).fill('exponential 5s');
  await clean(page, 'form of a lane');
  await dialog.getByRole('button', { name: 'Add the lane' }).click();
  const added = page.getByRole('group', { name: 'Slow broker' });
  await expect(added).toBeVisible({ timeout: 30_000 });
  expect(await wrongInvoices(page)).toEqual(expected);
  const column = table.getByRole('columnheader', { name: 'Replay' });
  await page.getByRole('button', { name: 'Close lane 2' }).click();
  await expect(column).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(column).toHaveCount(1);
  await page.getByRole('button', { name: 'Edit lane 7' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit Slow broker' });
  await edit.getByRole('button', { name: 'Remove broker.latency' }).click();
  await edit.getByRole('button', { name: 'Change the lane' }).click();
  await expect(page.getByText('Slow broker changed.').first()).toBeVisible({ timeout: 30_000 });
  const after = await wrongInvoices(page);
  expect(after.at(-1)).toBe(after.at(-2));
  await page.reload();
  await expect(added).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await expect(page.getByRole('combobox', { name: 'Strategy' }).getByRole('option')).toHaveCount(7);
});

test('two lanes are laid over each other, with their difference', async ({ page }) => {
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await page.getByRole('button', { name: 'Overlay two' }).click({ timeout: 30_000 });
  await page.getByRole('combobox', { name: 'Second lane' }).selectOption('republish-events');
  const both = page.getByRole('region', { name: 'Two lanes overlaid' });
  await expect(both.getByText('Wait').first()).toBeVisible();
  await wholeDay(page);
  const [first = 0, second = 0, difference] = await wrongInvoices(page);
  expect(difference).toBe(second - first);
  await clean(page, 'two lanes overlaid');
});

test('each component has a card, opened by keyboard', async ({ page }) => {
  await opened(page);
  for (const name of ['User service', 'Broker', 'Billing service', 'API']) {
    await page.getByRole('button', { name: `About the ${name}` }).focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('region', { name: `About the ${name}` });
    await expect(card.getByRole('heading', { name: 'Checked against' })).toBeVisible();
    await clean(page, `card of ${name}`);
  }
  await page.getByRole('button', { name: 'Close the card' }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('Three users to follow');
});
