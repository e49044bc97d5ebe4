// The built page opens, keeps to itself and is accessible, in light and in dark, on the main stage, in a comparison, in a history
// and in its dialogs.
import { clean } from './support/clean.ts';
import { divergentMoment, opened } from './support/page.ts';
import { expect, test } from './support/watched.ts';

test('the page opens and says whose page it is', async ({ page }) => {
  await opened(page);
  await expect(page).toHaveTitle('Driftlab');
  await expect(page.getByRole('heading', { level: 1, name: 'The publisher was broken for an hour' })).toBeVisible();
});

test('the policy of the page refuses a script from elsewhere', async ({ page, watched }) => {
  watched.expected.push(/script-src/, /example\.invalid/);
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

test('axe finds nothing to complain about on the main stage, in a history and in the dialogs', async ({ page }) => {
  await opened(page);
  await clean(page, 'as it opens');
  await divergentMoment(page);
  await page.getByRole('button', { name: 'Next divergent', exact: true }).click();
  await clean(page, 'a divergent user is selected');
  await page.getByRole('button', { name: /^History of user/ }).click();
  await expect(page.getByRole('region', { name: /^History of user/ })).toBeVisible();
  await clean(page, 'history');
  await page.getByRole('button', { name: 'Scenario' }).click();
  await clean(page, 'choosing a scenario');
  await page.getByRole('button', { name: 'Edit what is open' }).click();
  await clean(page, 'scenario');
  await page.getByRole('textbox', { name: 'Scenario as YAML' }).fill('schema: 1\ntitel: x');
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(page.getByText('did you mean title')).toBeVisible();
  await clean(page, 'scenario with problems');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys and appearance' })).toBeVisible();
  await clean(page, 'keys');
});

test('on a phone one panel is shown at a time, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page);
  await expect(page.getByRole('region', { name: 'Users' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Topology' })).toBeHidden();
  await clean(page, 'phone');
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Topology' }).click();
  await expect(page.getByRole('region', { name: 'Topology' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
