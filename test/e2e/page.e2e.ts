// The built page opens, keeps to itself and is accessible, in light and in dark, on the main stage, in a comparison, in a history
// and in its dialogs.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { divergentMoment, opened } from './support/page.ts';

test('the page opens without an error and asks nobody else for anything', async ({ page, baseURL }) => {
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${baseURL}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) strangers.push(url);
  });
  await opened(page);
  await expect(page).toHaveTitle('Driftlab');
  await expect(page.getByRole('heading', { level: 1, name: 'The publisher was broken for an hour' })).toBeVisible();
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  expect({ errors, strangers }).toEqual({ errors: [], strangers: [] });
});

test('the policy of the page refuses a script from elsewhere', async ({ page }) => {
  await page.goto('/');
  const refused = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
        const script = document.createElement('script');
        script.src = 'https://example.invalid/script.js';
        document.head.append(script);
      }),
  );
  expect(refused).toBe('script-src-elem');
});

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing to complain about in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await opened(page);
    await divergentMoment(page);
    await page.getByRole('button', { name: 'Next divergent', exact: true }).click();
    expect(await complaints(page), 'main stage').toEqual([]);
    await page.getByRole('button', { name: /^History of user/ }).click();
    await expect(page.getByRole('region', { name: /^History of user/ })).toBeVisible();
    expect(await complaints(page), 'history').toEqual([]);
    await page.getByRole('button', { name: 'Compare strategies' }).click();
    await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
    expect(await complaints(page), 'comparison').toEqual([]);
    await page.getByRole('button', { name: 'Scenario' }).click();
    expect(await complaints(page), 'scenario').toEqual([]);
  });
}

test('on a phone one panel is shown at a time, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page);
  await expect(page.getByRole('region', { name: 'Users' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Topology' })).toBeHidden();
  expect(await complaints(page)).toEqual([]);
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Topology' }).click();
  await expect(page.getByRole('region', { name: 'Topology' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
