// How the page is laid out: lines that people can move, the field of users by keyboard, one lane at a time on a phone, touch
// targets, the printed comparison; and what people who want less motion, more contrast or their own colours get.

import { divergentMoment, HOUR, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const width = async (page: Page, name: string) => (await page.getByRole('region', { name }).boundingBox())?.width ?? 0;

test('lines between panels move by pointer and keys, are put back, and survive a reload without breaking the policy', async ({
  page,
}) => {
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  const designed = await width(page, 'Users');
  const line = page.getByRole('separator', { name: 'Room for Topology and Users' });
  const box = await line.boundingBox();
  if (box === null) throw new Error('no line');
  await page.mouse.move(box.x + box.width / 2, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 90, box.y + 200, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => width(page, 'Users')).toBeCloseTo(designed + 90, -1);
  await line.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => width(page, 'Users')).toBeCloseTo(designed + 106, -1);
  await expect(line).toHaveAttribute('aria-valuenow', /^4\d$/);
  const dock = page.getByRole('separator', { name: 'Room for the Timeline' });
  await dock.focus();
  const timeline = async () => (await page.getByRole('region', { name: 'Timeline' }).boundingBox())?.height ?? 0;
  const before = await timeline();
  await page.keyboard.press('ArrowUp');
  await expect.poll(timeline).toBeCloseTo(before + 16, 0);
  await page.reload();
  await expect.poll(() => width(page, 'Users'), { timeout: 30_000 }).toBeCloseTo(designed + 106, -1);
  await expect.poll(timeline).toBeCloseTo(before + 16, 0);
  await page.getByRole('separator', { name: 'Room for Topology and Users' }).dblclick();
  await expect.poll(() => width(page, 'Users')).toBeCloseTo(designed, 0);
  expect(refused).toEqual([]);
});

test('the field of users is walked through by keys, each cell says who it is, and Enter opens the Inspector', async ({
  page,
}) => {
  await opened(page);
  await divergentMoment(page);
  const grid = page.getByRole('grid', { name: /^One cell per user, .+ users, .+ divergent$/ });
  await grid.focus();
  const cell = grid.getByRole('gridcell');
  await page.keyboard.press('ArrowRight');
  await expect(cell).toHaveText(/^User 1, /);
  await page.keyboard.press('ArrowRight');
  await expect(cell).toHaveText(/^User 2, /);
  const columns = Number(await grid.getAttribute('aria-colcount'));
  await page.keyboard.press('ArrowDown');
  await expect(cell).toHaveText(new RegExp(`^User ${columns + 2}, `));
  await expect(cell).toHaveAttribute('aria-colindex', '2');
  await page.keyboard.press('End');
  await expect(cell).toHaveText(new RegExp(`^User ${2 * columns}, `));
  await page.keyboard.press('Control+Home');
  await expect(cell).toHaveText(/^User 1, /);
  await page.getByRole('button', { name: 'Next divergent', exact: true }).click();
  await expect(cell).toHaveText(/^User \d+, (overbilled|underbilled|missing|orphan)$/);
  await grid.focus();
  for (let n = 0; n < 5; n++) await page.keyboard.press('+');
  await expect(page.getByText(/^Users .+ to .+$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^History of user/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
});

test('pointing at a cell tells truth, copy and versions as the Inspector does', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  await divergentMoment(page);
  const box = await page.getByRole('grid').boundingBox();
  if (box === null) throw new Error('no field');
  const at = [box.x + box.width * 0.4, box.y + box.height * 0.3] as const;
  await page.mouse.move(...at);
  const users = page.getByRole('region', { name: 'Users' });
  const truth = await users.getByText(/^Truth (active|suspended), version \d+$|^Truth absent$/).textContent();
  await page.mouse.click(...at);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const [, status = '', version] = /^Truth (\w+)(?:, version (\d+))?$/.exec(truth ?? '') ?? [];
  await expect(inspector.getByText(status, { exact: true }).first()).toBeVisible();
  if (version !== undefined)
    await expect(inspector.getByText(new RegExp(`^version ${version}, `)).first()).toBeVisible();
});

test('on a phone a cell’s card leads to the Inspector, and Comparison shows all lanes as rows, one when it is tapped', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await opened(page);
  await divergentMoment(page);
  await page.getByRole('button', { name: 'Next divergent', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeHidden();
  await page.getByRole('button', { name: 'Why?' }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Topology' }).click();
  const stage = await page.getByRole('region', { name: 'Topology' }).boundingBox();
  for (const name of ['User service', 'Broker', 'Billing service']) {
    const node = await page.getByRole('group', { name, exact: true }).boundingBox();
    expect((node?.y ?? 9999) + (node?.height ?? 0), name).toBeLessThanOrEqual((stage?.y ?? 0) + (stage?.height ?? 0));
  }
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Compare' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.getByRole('img', { name: /^Every wrong user of/ })).toHaveCount(6, { timeout: 30_000 });
  const rows = await comparison
    .getByRole('group')
    .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().height)));
  expect(rows).toEqual([72, 72, 72, 72, 72, 72]);
  await comparison.getByRole('button', { name: 'Open lane 1: Wait' }).click();
  await expect(comparison.getByText('Lane 1 of 6')).toBeVisible();
  await expect(comparison.getByRole('group')).toHaveAccessibleName('Wait');
  await comparison.getByRole('button', { name: 'Previous lane' }).click();
  await expect(comparison.getByRole('group')).toHaveAccessibleName('Resync');
  await comparison.getByRole('button', { name: 'Next lane' }).click();
  await expect(comparison.getByRole('group')).toHaveAccessibleName('Wait');
  await comparison.getByRole('button', { name: 'All lanes' }).click();
  await expect(comparison.getByRole('group')).toHaveCount(6);
  await comparison.getByRole('combobox', { name: 'Beside' }).selectOption('Republish state');
  await expect(page.getByRole('table', { name: 'Outcomes' }).getByRole('columnheader')).toHaveText([
    'Measure',
    'Wait',
    'Republish state',
    'Difference',
  ]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const small = await page.locator('button:visible, select:visible').evaluateAll((all) =>
    all
      .map((each) => ({ name: each.textContent ?? '', height: each.getBoundingClientRect().height }))
      .filter(({ height }) => height < 43.5)
      .map(({ name, height }) => `${name} ${height}`),
  );
  expect(small).toEqual([]);
  await context.close();
});

test('a printed comparison carries title, seed, time, link and Outcomes on white paper', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  await moveTo(page, 12 * HOUR);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const footer = page.getByRole('contentinfo');
  await expect(footer).toContainText('The publisher was broken for an hour');
  await expect(footer).toContainText('seed 1');
  await expect(footer).toContainText('at 12:00:00');
  await expect(footer).toContainText(/http.*#/);
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible();
  await expect(page.getByRole('toolbar', { name: 'Transport' }).getByRole('button', { name: 'Play' })).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(0);
  expect(pages).toBeLessThanOrEqual(2);
});

test('with reduced motion the roads carry numbers while it plays', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await opened(page);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByText('With reduced motion the roads carry numbers')).toBeVisible();
  await expect(page.getByText(/^\d+\/h$/).first()).toBeVisible();
});

test('too fast for single dots, the page says so and offers the speed at which they can be followed', async ({
  page,
}) => {
  await opened(page);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '1 s shows 5 min' });
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: /^Slow down to/ }).click();
  await expect(page.getByText('Flights are drawn longer than they last')).toBeVisible();
});

test('the timeline zooms from the day to the millisecond, and no labels touch', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  const labels = page.getByRole('region', { name: 'Timeline' }).locator('[data-tick]');
  const touching = () =>
    labels.evaluateAll((all) => {
      const boxes = all.map((each) => each.getBoundingClientRect()).sort((a, b) => a.left - b.left);
      return boxes.filter((box, n) => n > 0 && box.left < (boxes[n - 1]?.right ?? 0) + 4).length;
    });
  await page.getByRole('button', { name: 'Whole run' }).click();
  await expect(page.getByRole('button', { name: 'Whole run' })).toHaveAttribute('aria-pressed', 'true');
  for (let n = 0; n < 28; n++) {
    await page.keyboard.press('+');
    if (n % 4 === 0) expect(await touching(), `after ${n} steps`).toBe(0);
  }
  await expect(labels.first()).toHaveText(/^09:59:00\.\d|^09:58:59\.\d/);
  await page.keyboard.press('0');
  const box = await page.getByRole('region', { name: 'Timeline' }).boundingBox();
  if (box === null) throw new Error('no timeline');
  await page.mouse.move(box.x + 700, box.y + 100);
  await page.mouse.wheel(0, -600);
  await expect(page.getByRole('button', { name: 'Whole run' })).toBeEnabled();
});
