// The page that is one HTML file, opened as a file, with no network: the main job is done in it, its links work, other engines run
// it, and what it carries of others goes with its licence. And the ordinary page, opened as a file, says what to do.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { ENGINES } from '../support/engines.ts';
import { clean } from './support/clean.ts';
import { driftlab } from './support/engine.ts';

const FILE = 'dist-file/driftlab.html';
const address = pathToFileURL(FILE).href;
const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });

/** Without a network; whatever is asked for beyond the file itself, or complained of, fails the test. */
const test = base.extend<{ alone: undefined }>({
  alone: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on('request', (request) => {
        if (!/^(?:file|blob|data):/.test(request.url())) complaints.push(`asked ${request.url()}`);
      });
      context.on('weberror', (error) => complaints.push(`not caught: ${error.error().message}`));
      context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await context.setOffline(true);
      await use(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

test('the main job, from playing to comparing and back by a link', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => {});
  await page.goto(address);
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '1 s shows 5 min' });
  await page.keyboard.press('Space');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^10:/, { timeout: 30_000 });
  await page.keyboard.press('Space');
  const moment = await slider(page).getAttribute('aria-valuetext');
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const lanes = page.getByRole('region', { name: 'Comparison' });
  await expect(lanes.getByRole('group', { name: /Resync|Fetch all users/ }).first()).toBeVisible({ timeout: 60_000 });
  await clean(page, 'the comparison in one file');
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('Link copied.').or(page.getByText('in the address bar')).first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText().catch(() => location.href));
  expect(copied.startsWith(`${address}#`)).toBe(true);
  const other = await context.newPage();
  await other.goto(copied);
  await expect(play(other)).toBeEnabled({ timeout: 60_000 });
  await expect(slider(other)).toHaveAttribute('aria-valuetext', moment ?? '');
});

test('scenario dialog and broker lab, whose parts are otherwise fetched when first opened', async ({ page }) => {
  await page.goto(address);
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Scenario' }).click();
  await expect(page.getByRole('dialog', { name: /Scenario/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Broker lab' }).click();
  await page.getByText('Recorded cases').first().click();
  const cases = page.getByRole('combobox', { name: 'Case' });
  await expect(cases.locator('option')).not.toHaveCount(0, { timeout: 30_000 });
});

test('a lesson from its list to its first reveal on the stage, with its notes in a second window', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(`${address}#lesson/silent-hour/1`);
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  const [notes] = await Promise.all([page.waitForEvent('popup'), panel.getByRole('button', { name: 'Notes' }).click()]);
  await expect(notes.getByText('Step 1 of')).toBeVisible({ timeout: 20_000 });
  await page.bringToFront();
  await page.keyboard.press('p');
  const stage = page.getByRole('main', { name: 'Stage' });
  for (let n = 0; n < 8 && !/ reveal$/.test((await stage.getAttribute('data-place')) ?? ''); n++) {
    await page.keyboard.press('PageDown');
    await expect(stage).not.toHaveAttribute('data-place', /preparing/, { timeout: 30_000 });
  }
  await expect(stage).toHaveAttribute('data-place', / reveal$/);
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Leave lesson' }).click();
  await page.getByRole('button', { name: 'Lessons' }).click();
  await expect(page.getByRole('dialog', { name: 'Lessons' }).getByRole('heading', { level: 3 })).not.toHaveCount(0);
});

test('it is at most three megabytes and carries the licences of what is in it', () => {
  const text = readFileSync(FILE, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_000_000);
  for (const name of ['react', 'react-dom', 'xstate', 'comlink', 'yaml', '@xyflow/react', '@fontsource/ibm-plex-mono'])
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
});

test('the ordinary page, opened as a file, says in one sentence what to do', async ({ page, context }) => {
  context.removeAllListeners('console');
  await page.goto(pathToFileURL('dist/index.html').href);
  await expect(page.getByText('Driftlab cannot start from a folder')).toBeVisible();
});

for (const { name, open, missing } of ENGINES) {
  if (missing !== undefined) continue;
  test(`${name} runs it as a file, and computes what Node computes`, async () => {
    const expected = driftlab('compare', 'broken-publisher');
    const page = await open(`${address}?debug`);
    try {
      const asked = `(async () => {
        for (let tries = 0; !window.driftlab && tries < 300; tries++) await new Promise((go) => setTimeout(go, 50));
        const options = ${JSON.stringify({ seed: expected.seed, variants: expected.variants.map(({ id }) => id) })};
        const { variants } = await window.driftlab.compare(${JSON.stringify(expected.scenario)}, options);
        return JSON.stringify(variants.map(({ fingerprint }) => fingerprint));
      })()`;
      expect(JSON.parse(await page.evaluate(asked))).toEqual(expected.variants.map(({ fingerprint }) => fingerprint));
    } finally {
      await page.close();
    }
  });
}
