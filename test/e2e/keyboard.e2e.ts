// The whole main job with the keyboard alone, from the first look to a link that was copied: once as the page is, once with reduced
// motion. Nothing is focused or clicked by the test itself: what is used is reached with Tab.

import { clean } from './support/clean.ts';
import { standingAt, traceOf } from './support/engine.ts';
import { opened } from './support/page.ts';
import { expect, type Locator, type Page, test } from './support/watched.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const said = (page: Page) => page.getByRole('status', { name: 'What happened' });
const clock = async (page: Page) => (await slider(page).getAttribute('aria-valuetext')) ?? '';
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Presses Tab until `target` has the focus. */
async function reach(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  await expect(target).toBeVisible({ timeout: 30_000 });
  for (let n = 0; n < 120; n++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${target}`);
}

async function use(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled({ timeout: 30_000 });
  await reach(page, target);
  await page.keyboard.press('Enter');
}

async function playAndStep(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^10:[1-5]/, { timeout: 20_000 });
  await page.keyboard.press('Space');
  await expect(said(page)).toContainText('Paused.');
  await expect(said(page)).toContainText('users are divergent');
  await page.keyboard.press('.');
  await expect(said(page)).not.toContainText('Paused.');
  const [moment, words] = [await clock(page), await said(page).textContent()];
  await page.keyboard.press('.');
  await expect(said(page)).not.toHaveText(words ?? '');
  await page.keyboard.press(',');
  await expect(said(page)).toHaveText(words ?? '');
  expect(await clock(page)).toBe(moment);
}

/** Finds a user whom the trace knows to be overbilled, and the reason. */
async function findAndAskWhy(page: Page): Promise<void> {
  const lines = traceOf('broken-publisher', 'wait');
  await page.keyboard.press('Shift+.');
  await expect(said(page)).toContainText('11:00:00');
  const time = Number(await slider(page).inputValue());
  const [user] = standingAt(lines, time).users['overbilled'] ?? [];
  if (user === undefined) throw new Error('nobody is overbilled');
  await use(page, button(page, 'Find user'));
  await page.keyboard.type(String(user));
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText(new RegExp(`${user}\\s*overbilled since 10:`));
  await clean(page, 'a user and why');
  await use(page, inspector.getByRole('button', { name: /never|lost|silent/ }).first());
  expect(Number(await slider(page).inputValue())).toBeLessThan(time);
  await use(page, button(page, `History of user ${user}`));
  await expect(page.getByRole('region', { name: `History of user ${user}` })).toBeVisible();
  await use(page, button(page, 'Back'));
}

async function injectAndUndo(page: Page): Promise<void> {
  const active = page.getByRole('list', { name: 'Active faults' }).getByRole('listitem');
  await page.keyboard.press('f');
  const item = page.getByRole('menuitem', { name: 'Consumer down' });
  await reach(page, item, 'ArrowDown');
  await clean(page, 'fault menu');
  await page.keyboard.press('Enter');
  await reach(page, page.getByRole('textbox', { name: 'Lasts' }));
  await clean(page, 'form of a fault');
  await page.keyboard.press('Enter');
  await expect(active.filter({ hasText: 'Consumer down' })).toHaveCount(1, { timeout: 30_000 });
  await expect(button(page, 'Play')).toBeEnabled({ timeout: 30_000 });
  await page.keyboard.press('Control+z');
  await expect(active.filter({ hasText: 'Consumer down' })).toHaveCount(0, { timeout: 30_000 });
}

async function compareAndChangeLanes(page: Page): Promise<void> {
  await expect(button(page, 'Play')).toBeEnabled({ timeout: 30_000 });
  await page.keyboard.press('c');
  const table = page.getByRole('table', { name: 'Outcomes' });
  await expect(table).toBeVisible({ timeout: 30_000 });
  for (let lane = 1; lane <= 6; lane++) await reach(page, button(page, `Edit lane ${lane}`));
  await use(page, button(page, 'Show the whole day'));
  await reach(page, button(page, /^All \d+ measures$/));
  await expect(table.getByRole('row', { name: /^Wrong invoices/ })).toContainText('best');
  await use(page, button(page, 'Add a lane'));
  await reach(page, page.getByRole('combobox', { name: 'Strategy' }));
  await page.keyboard.type('Resync');
  await reach(page, page.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Mine' })).toBeVisible({ timeout: 30_000 });
  await use(page, button(page, 'Edit lane 7'));
  await reach(page, page.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Ours');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Ours' })).toBeVisible({ timeout: 30_000 });
  await use(page, button(page, 'Close lane 7'));
  await expect(page.getByRole('group', { name: 'Ours' })).toHaveCount(0, { timeout: 30_000 });
}

async function share(page: Page): Promise<void> {
  await use(page, button(page, 'Share'));
  await expect(said(page)).toContainText('Link copied.');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#1\.[0-9a-f]{8}\.[\w-]+$/);
}

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  test(`the whole main job by keyboard alone, motion: ${reducedMotion}`, async ({ page, context }) => {
    test.setTimeout(150_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.emulateMedia({ reducedMotion });
    await opened(page);
    await expect(page.getByRole('region', { name: 'Topology' })).toContainText('Press Play.');
    await playAndStep(page);
    await findAndAskWhy(page);
    await injectAndUndo(page);
    await compareAndChangeLanes(page);
    await share(page);
  });
}

test('with reduced motion Play advances in strides, and the roads carry numbers instead of dots', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opened(page);
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Topology' })).toContainText('the roads carry numbers');
  const seen = await page.evaluate(async () => {
    const times = new Set<string>();
    const range = document.querySelector<HTMLInputElement>('input[type=range][aria-label="Virtual time"]');
    for (const until = performance.now() + 3_500; performance.now() < until; ) {
      times.add(range?.value ?? '');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return times.size;
  });
  expect(seen).toBeGreaterThan(2);
  expect(seen).toBeLessThan(25);
});
