// The built page opens, keeps to itself and is accessible.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('the page opens without an error and asks nobody else for anything', async ({ page, baseURL }) => {
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${baseURL}/`) && !url.startsWith('data:')) strangers.push(url);
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await expect(page).toHaveTitle('Driftlab');
  await expect(page.getByRole('heading', { level: 1, name: 'Driftlab' })).toBeVisible();
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

test('axe finds nothing to complain about', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
