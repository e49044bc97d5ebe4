// Whatever is drawn belongs to the clock's moment, or is visibly waiting: with a worker that answers late, while another scenario is
// computed, and when buttons are pressed.
import { standingAt, traceOf } from './support/engine.ts';
import { HOUR, moveTo, opened, runText } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

/** Longer than anybody would take for no time at all, milliseconds. */
const LATE = 700;

interface Seen {
  readonly clock: number;
  readonly busy: boolean;
  readonly words: string;
  readonly counts: string;
}

/** Looks at each frame of the browser what the clock says, what Users shows, and whether it is marked. */
async function watchUsers(page: Page): Promise<() => Promise<readonly Seen[]>> {
  await page.evaluate(() => {
    const seen: unknown[] = [];
    const look = () => {
      const users = document.querySelector('section[aria-label="Users"]');
      const slider = document.querySelector<HTMLInputElement>('input[type=range][aria-label="Virtual time"]');
      const items = document.querySelectorAll('[aria-label="Users by kind of divergence"] li b');
      seen.push({
        clock: Number(slider?.value),
        busy: users?.getAttribute('aria-busy') === 'true',
        words: users?.querySelector('[data-late]')?.textContent ?? '',
        counts: [...items].map(({ textContent }) => textContent?.replace(/\D/g, '')).join(' '),
      });
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { seen });
  });
  return () => page.evaluate(() => (window as unknown as { readonly seen: readonly Seen[] }).seen);
}

test('after a jump no panel shows another moment than the clock unless it is marked, however slow the worker is', async ({
  page,
}) => {
  const lines = traceOf('broken-publisher', 'wait');
  const counts = (time: number): string => Object.values(standingAt(lines, time).kinds).join(' ');
  await opened(page, '/?debug');
  await moveTo(page, 10.5 * HOUR);
  const users = page.getByRole('region', { name: 'Users' });
  await expect(users).toHaveAttribute('aria-busy', 'false');
  await page.evaluate((milliseconds) => window.driftlab?.delay(milliseconds), LATE);
  const seen = await watchUsers(page);
  const jumps = [11 * HOUR, 12.5 * HOUR, 10.25 * HOUR];
  for (const time of jumps) {
    await moveTo(page, time);
    for (const name of ['Users', 'Topology'])
      await expect(page.getByRole('region', { name })).toHaveAttribute('aria-busy', 'true');
    await expect(users.getByText(/^Still at \d\d:\d\d:\d\d\. Computing \d\d:\d\d:\d\d\.$/)).toBeVisible();
    for (const name of ['Users', 'Topology'])
      await expect(page.getByRole('region', { name })).toHaveAttribute('aria-busy', 'false', { timeout: 10_000 });
  }
  const told = (await seen()).filter(({ clock }) => jumps.includes(clock));
  const unmarked = told.filter(({ busy }) => !busy);
  expect(told.filter(({ busy }) => busy).length).toBeGreaterThan(10);
  expect(unmarked.length).toBeGreaterThan(3);
  for (const { clock, counts: shown } of unmarked) expect(shown, `at ${clock / HOUR} h`).toBe(counts(clock));
  for (const { busy, words } of told) expect(words === '').toBe(!busy);
});

test('on a phone every small row says which moment it still shows, until it shows the clock’s', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page, '/?debug');
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Compare' }).click();
  const lanes = page
    .getByRole('region', { name: 'Comparison' })
    .getByRole('group')
    .filter({ has: page.getByRole('img') });
  await expect(lanes).toHaveCount(6, { timeout: 60_000 });
  const busy = page.getByRole('region', { name: 'Comparison' }).locator('[role="group"][aria-busy="true"]');
  await expect(busy).toHaveCount(0, { timeout: 30_000 });
  await page.evaluate((milliseconds) => window.driftlab?.delay(milliseconds), LATE);
  await moveTo(page, 12.5 * HOUR);
  await expect(busy).toHaveCount(6);
  await expect(lanes.first().getByText(/^Still at \d\d:\d\d:\d\d\. Computing 12:30:00\.$/)).toBeVisible();
  await expect(busy).toHaveCount(0, { timeout: 10_000 });
  await expect(lanes.first().locator('[data-late]')).toHaveCount(0);
  await expect(lanes.first()).toContainText(/\d+ divergent/);
});

const LARGE = `schema: 1
title: A quarter of a million
length: 12h
opensAt: 2h
start: 2027-03-01T00:00:00Z
population: { users: 250000 }
workload: { signUps: 0/h }
variants: [wait]
`;

test('another scenario is an empty field of its size until it is computed; cancelled, the one before is drawn again', async ({
  page,
}) => {
  await opened(page);
  await moveTo(page, 11 * HOUR);
  const grid = page.getByRole('grid', { name: /^One cell per user/ });
  await expect(grid).toHaveAccessibleName(/, 272 divergent$/);
  await runText(page, LARGE);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/A quarter of a million/);
  await expect(page.getByRole('img', { name: /^Room for 250.000 users, empty/ })).toBeVisible();
  await expect(grid).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Users by kind of divergence' })).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Virtual time' })).toHaveValue(String(2 * HOUR));
  await expect(page.getByText(/Simulating 250.000 users/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/broken for an hour/);
  await expect(grid).toHaveAccessibleName(/, 272 divergent$/);
  await expect(page.getByRole('slider', { name: 'Virtual time' })).toHaveValue(String(11 * HOUR));
});

test('no user’s cell moves when buttons are pressed: columns and place of the field stay', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  await moveTo(page, 11 * HOUR);
  const grid = page.getByRole('grid', { name: /^One cell per user/ });
  await page.waitForTimeout(1000); // the page has found its shape
  const where = async () => ({ box: await grid.boundingBox(), columns: await grid.getAttribute('aria-colcount') });
  const before = await where();
  const find = page.getByRole('button', { name: 'Find user' });
  await find.click();
  await expect(page.getByRole('spinbutton', { name: 'User number' })).toBeFocused();
  expect(await where()).toEqual(before);
  await page.keyboard.press('Escape');
  await expect(find).toBeFocused();
  await page.getByRole('button', { name: 'Next divergent' }).click();
  expect(await where()).toEqual(before);
  const closer = page.getByRole('button', { name: 'Look closer at users' });
  await closer.click();
  await page.getByRole('button', { name: 'Look at more users' }).click();
  expect(await where()).toEqual(before);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down', exact: true }).click();
  await page.getByRole('button', { name: /^Inject at/ }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled();
  expect((await where()).columns).toBe(before.columns);
  await page.setViewportSize({ width: 1100, height: 900 });
  await expect.poll(async () => (await where()).columns).not.toBe(before.columns);
});
