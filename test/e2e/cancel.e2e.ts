// A run that is cancelled before there is anything to look at: the page says so and stands still, with two ways on, and nothing of
// what people made is lost. And a run that is cancelled later leaves nothing behind, no step of undo either.
import { clean } from './support/clean.ts';
import { HOUR, moveTo, opened, runInDialog, runText } from './support/page.ts';
import { type Browser, expect, type Page, test } from './support/watched.ts';

const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const undo = (page: Page) => page.getByRole('region', { name: 'Changes' }).getByRole('button', { name: 'Undo' });

/** Slow enough to be caught in the middle of. */
const SLOW = `schema: 1
title: A long day
population: { users: 150000 }
workload: { signUps: 0/h }
length: 24h
opensAt: 1h
variants: [wait, resync]
`;
/** It is still being computed when the next one has been typed. */
const SLOWER = SLOW.replace('150000', '900000');
const SMALL = 'schema: 1\ntitle: A short day\nlength: 2h\npopulation: { users: 50 }\n';

/** The long day is kept, at 05:00, with its strategies compared; then the page is loaded again. */
async function loadedAgain(page: Page, { comparing = false } = {}): Promise<void> {
  await opened(page);
  await runText(page, SLOW);
  await expect(heading(page)).toHaveText(/A long day$/);
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await moveTo(page, 5 * HOUR);
  if (comparing) {
    await page.getByRole('button', { name: 'Compare strategies' }).click();
    await expect(page.getByText(/^Running \d+ strategies/)).toBeVisible();
  }
  await page.reload();
  await expect(page.getByText(/^Simulating 150/)).toBeVisible();
}

async function cancelled(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert')).toContainText('The run was cancelled');
  // Whatever would begin by itself begins at once.
  await page.waitForTimeout(500);
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(heading(page)).toHaveText(/A long day$/);
  await expect(undo(page)).toBeDisabled();
}

const again = (page: Page) => page.getByRole('button', { name: 'Try again' });

test('the first run after a reload is cancelled: it ends, and running it again shows the moment that was kept', async ({
  page,
}) => {
  await loadedAgain(page);
  await cancelled(page);
  await clean(page, 'cancelled');
  await again(page).click();
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^05:00:00/);
  await expect(undo(page)).toBeDisabled();
});

test('a first run that was cancelled is still there after another reload, its comparison too', async ({ page }) => {
  await loadedAgain(page, { comparing: true });
  await cancelled(page);
  await page.reload();
  await expect(page.getByText(/^Simulating 150/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^05:00:00/);
  await expect(page.getByText('set aside')).toHaveCount(0);
});

test('after a first run was cancelled another scenario is opened, and undoing that leads back', async ({ page }) => {
  await loadedAgain(page);
  await cancelled(page);
  await page.getByRole('button', { name: 'Open another scenario' }).click();
  await page.getByRole('button', { name: 'Edit what is open' }).click();
  await runInDialog(page, SMALL);
  await expect(heading(page)).toHaveText(/A short day$/);
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await undo(page).click();
  await expect(heading(page)).toHaveText(/A long day$/);
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^05:00:00/);
});

test('another scenario that is opened while the first run is computed stays', async ({ page }) => {
  await loadedAgain(page);
  await runText(page, SMALL);
  await expect(heading(page)).toHaveText(/A short day$/);
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await page.waitForTimeout(500);
  await expect(heading(page)).toHaveText(/A short day$/);
  await expect(page.getByText(/^Simulating/)).toHaveCount(0);
});

async function linkTo(browser: Browser, origin: string): Promise<string> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await opened(page, origin);
  await runText(page, SLOW);
  await expect(heading(page)).toHaveText(/A long day$/);
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await moveTo(page, 5 * HOUR);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText(/^Link copied/).first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await context.close();
  return link;
}

test('a link’s run is cancelled in a browser that kept nothing: it ends, and a reload brings it back', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto(await linkTo(browser, baseURL as string));
  await cancelled(page);
  await page.reload();
  await expect(heading(page)).toHaveText(/A long day$/);
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^05:00:00/);
});

test('a second thought that is cancelled leaves no step of undo', async ({ page }) => {
  await opened(page);
  await runText(page, SLOWER);
  await expect(page.getByText(/^Simulating \d/)).toBeVisible();
  await runText(page, SLOWER.replace('A long day', 'Another day'));
  await expect(heading(page)).toHaveText(/Another day$/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(heading(page)).toHaveText(/was broken for an hour$/);
  await expect(play(page)).toBeEnabled();
  await expect(undo(page)).toBeDisabled();
});
