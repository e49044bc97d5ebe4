// The page keeps to itself: a link says all there is to say, without a network everything still works, what files say is shown as
// text and never run, and behind ?debug stands the object that the command line prints.
import { driftlab } from './support/engine.ts';
import { divergentMoment, editScenario, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const HOUR = 3_600_000_000;

test('a link opened in a fresh browser shows the same moment and the same run', async ({ page, context, browser }) => {
  const [expected] = driftlab('run', 'broken-publisher', '--variant', 'wait').variants;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened(page);
  await divergentMoment(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByTitle(`Fingerprint ${expected?.fingerprint}`)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const fresh = await browser.newContext();
  const other = await fresh.newPage();
  await opened(other, link);
  await expect(slider(other)).toHaveAttribute('aria-valuetext', '11:20:00.000000');
  await expect(other.getByTitle(`Fingerprint ${expected?.fingerprint}`)).toBeVisible();
  await fresh.close();
});

test('a part that cannot be fetched when it is first opened is told of, the page goes on, and has it after a reload with a network', async ({
  page,
  context,
  watched,
}) => {
  watched.expected.push(/net::ERR_FAILED|Failed to load resource/);
  const LATE = /\/assets\/(?:lessons-dialog|present)-[^/]*$/;
  await context.route(LATE, (route) => route.abort());
  await opened(page);
  await page.getByRole('button', { name: 'Lessons' }).click();
  const missing = page.getByRole('dialog', { name: 'Not loaded yet' });
  await expect(missing).toContainText('Nothing is lost');
  await missing.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Present' }).click();
  await missing.getByRole('button', { name: 'Go on' }).click();
  await expect(slider(page)).toBeVisible();
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  await context.unroute(LATE);
  await page.reload();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Lessons' }).click();
  await expect(page.getByRole('dialog', { name: 'Lessons' })).toBeVisible();
});

test('many seeds without a network, before the page is kept for that: it says what is wrong, and goes on when there is one', async ({
  page,
  context,
  watched,
}) => {
  watched.expected.push(/net::ERR_FAILED|Failed to load resource/);
  await opened(page);
  const WORKER = /\/assets\/worker-[^/]*$/;
  await context.route(WORKER, (route) => route.abort());
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const outcomes = page.getByRole('table', { name: 'Outcomes' });
  await expect(outcomes).toBeVisible({ timeout: 30_000 });
  const over = page.getByRole('button', { name: 'Over 20 seeds', exact: true });
  await over.click();
  await expect(page.getByRole('alert')).toHaveText(
    /^The seeds could not be run: the simulator could not be fetched: there seems to be no network, or .*They can be begun again\.$/,
    { timeout: 20_000 },
  );
  await context.unroute(WORKER);
  await over.click();
  await expect(page.getByRole('button', { name: 'Over 100 seeds', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('who reloads while a link is being opened loses neither its lesson nor its work', async ({ page, context }) => {
  test.setTimeout(120_000);
  const lesson = page.getByRole('region', { name: 'Lesson', exact: true });
  for (const wait of [300, 700, 1_100]) {
    await page.goto('/#lesson/republishing-the-past/3', { waitUntil: 'commit' });
    await page.waitForTimeout(wait);
    await page.reload();
    await expect(lesson).toContainText('Step 3 of 7', { timeout: 30_000 });
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
  }
  // What the reload finds, at every moment: the address names the lesson until it is kept.
  const other = await context.newPage();
  await other.addInitScript(() => {
    const replace = history.replaceState;
    history.replaceState = function (this: History, ...given: Parameters<typeof replace>) {
      const was = location.hash;
      replace.apply(this, given);
      if (was !== '' && location.hash === '')
        queueMicrotask(() => Object.assign(window, { kept: localStorage.getItem('driftlab.lesson') ?? 'nothing' }));
    };
  });
  await other.goto('/#lesson/republishing-the-past/3');
  await expect
    .poll(() => other.evaluate(() => (window as { kept?: string }).kept), { timeout: 30_000 })
    .toContain('"bundled":"republishing-the-past"');
});

test('without a network everything goes on, and even a reload and another worker', async ({
  page,
  context,
  watched,
}) => {
  watched.expected.push(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await opened(page);
  await expect
    .poll(
      () =>
        page.evaluate(async () => {
          const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
          const kept = await Promise.all(loaded.map((url) => caches.match(url, { ignoreVary: true })));
          return navigator.serviceWorker.controller !== null && kept.length > 7 && !kept.includes(undefined);
        }),
      { timeout: 20_000 },
    )
    .toBe(true);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Broker lab' }).click();
  await expect(page.getByRole('dialog', { name: 'Broker lab' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  await page.workers()[0]?.evaluate(() => self.close());
  await page.getByRole('button', { name: 'Resume at this moment' }).click({ timeout: 20_000 });
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
});

const MARKUP = '<img src=x onerror="window.ran=1"><script>window.ran=2</script>';
const LINK = '[click](javascript:window.ran=3)';

test('what a file says is shown as text, wherever it is shown, and nothing of it runs', async ({ page }) => {
  await opened(page);
  await editScenario(page);
  await page.getByRole('textbox', { name: 'Scenario as YAML' }).fill(
    JSON.stringify({
      schema: 1,
      title: `T ${MARKUP} ${LINK}`,
      description: `${MARKUP}\n\n${LINK}\n\n<a href="javascript:window.ran=4">a</a>\n\n![x](javascript:window.ran=5)`,
      length: '4h',
      opensAt: '2h',
      population: { users: 200 },
      faults: [{ fault: 'publisher-silent', at: '1h', for: '30m' }],
      variants: [
        { id: 'one', title: `L ${MARKUP}`, strategy: 'wait' },
        { id: 'two', title: `M ${LINK}`, strategy: 'resync' },
      ],
    }),
  );
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`T ${MARKUP} ${LINK}`, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const table = page.getByRole('table', { name: 'Outcomes' });
  await expect(table.getByRole('columnheader', { name: `L ${MARKUP}` })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('group', { name: `M ${LINK}` })).toBeVisible();
  await page.getByRole('button', { name: 'Scenario' }).click();
  await expect(page.getByRole('button', { name: `Open T ${MARKUP}` })).toBeVisible();
  await page.getByRole('button', { name: 'Edit what is open' }).click();
  await page.getByRole('textbox', { name: 'Scenario as YAML' }).fill(`schema: 1\ntitle: A\n"${LINK}<script>": 1\n`);
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(
    page
      .getByRole('list', { name: /^This scenario has 1 problem/ })
      .getByText(LINK)
      .first(),
  ).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`T ${MARKUP}`, { timeout: 30_000 });
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
  await expect(page.locator('img[src=x], #root script, a[href^="javascript:" i]')).toHaveCount(0);
});

test('behind ?debug the worker’s comparison is the command line’s, for every bundled scenario', async ({ page }) => {
  test.setTimeout(120_000);
  await opened(page, '/?debug');
  for (const [id, variants, seed] of [
    ['broken-publisher', ['resync', 'wait'], 7],
    ['consumer-outage', ['wait'], 1],
    ['contributors', ['republish-state', 'wait'], 3],
    ['copy-or-call', ['wait'], 2],
    ['new-service', ['resync'], 2 ** 53 - 1],
  ] as const) {
    const expected = driftlab('compare', id, '--variants', variants.join(), '--seed', String(seed));
    const found = await page.evaluate(([name, options]) => window.driftlab?.compare(name, options), [
      id,
      { variants, seed },
    ] as const);
    expect(found, id).toEqual(expected);
  }
});

test('an unknown scenario or variant is refused behind ?debug with a reason', async ({ page }) => {
  await opened(page, '/?debug');
  const refused = (scenario: string, variants: string) =>
    page.evaluate(
      ([name, ids]) =>
        window.driftlab?.compare(name as string, { variants: ids as string }).catch((error) => error.message),
      [scenario, variants],
    );
  expect(await refused('broken-publisher', 'magic')).toContain('Not a variant: magic');
  expect(await refused('title: [', 'wait')).toMatch(/^\d+: /);
  await moveTo(page, 11 * HOUR);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '11:00:00.000000');
});
