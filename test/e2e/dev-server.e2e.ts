// The page as `npm start` serves it: modules one by one, nothing bundled, and React mounts everything twice. What is built can work
// where this does not. It plays the first minute, no more; the rest is told by the tests of the built page.
import { createServer } from 'vite';
import { editScenario, HOUR, moveTo, opened } from './support/page.ts';
import { expect, test } from './support/watched.ts';

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs
  baseURL: async ({}, use) => {
    const server = await createServer({ logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
    await server.listen();
    const address = server.httpServer?.address();
    if (address === null || typeof address !== 'object') throw new Error('The development server has no port.');
    await use(`http://127.0.0.1:${address.port}`);
    await server.close();
  },
});

test('under the development server the page opens, plays, keeps a dialog open and compares', async ({
  page,
  watched,
}) => {
  // The drawing's own credit stands in the dialog of keys, where there is room for it.
  watched.expected.push(/hiding the attribution/);
  await opened(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('slider', { name: 'Virtual time' })).toHaveAttribute('aria-valuetext', /^10:/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await moveTo(page, 11 * HOUR);
  await editScenario(page);
  const dialog = page.getByRole('dialog', { name: 'Scenario' });
  await expect(dialog.getByRole('textbox', { name: 'Scenario as YAML' })).toBeVisible();
  // A close that the second mounting causes would come at once.
  await page.waitForTimeout(300);
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
});
