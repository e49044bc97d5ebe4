// Long names of lanes are read whole wherever lanes stand; by touch what stands before a lane can be read and pressed.
import { opened } from './support/page.ts';
import { boxesOf, SIZES, sized } from './support/sizes.ts';
import { expect, type Locator, type Page, test } from './support/watched.ts';

/** The first of the bundled whose lanes have long names, as rows. */
async function longNames(page: Page): Promise<Locator> {
  await opened(page);
  const menu = page.getByRole('button', { name: 'Menu' });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole((await menu.isVisible()) ? 'menuitem' : 'button', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'Open The right to be forgotten' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The right to be forgotten' })).toBeVisible();
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.getByRole('img', { name: /^Every wrong user of/ })).toHaveCount(6, { timeout: 30_000 });
  await expect(comparison.locator('[aria-busy="true"]')).toHaveCount(0);
  return comparison;
}

/** Texts that their own box or one around them cuts off. */
const cutOff = (texts: Locator): Promise<readonly (string | null)[]> =>
  texts.evaluateAll((all) =>
    all
      .filter((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        const words = range.getBoundingClientRect();
        const clips = (box: Element) => {
          const { left, right, top, bottom } = box.getBoundingClientRect();
          const { overflow } = getComputedStyle(box);
          const isOut =
            words.left < left - 1 || words.right > right + 1 || words.top < top - 1 || words.bottom > bottom + 1;
          return overflow !== 'visible' && isOut;
        };
        return clips(each) || (each.parentElement !== null && clips(each.parentElement));
      })
      .map((each) => each.textContent),
  );

test('long names of lanes are read whole: before their pictures, over the table and at the ends of overlaid lines', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const comparison = await longNames(page);
  const names = comparison.getByRole('heading', { level: 3, name: /^(Resync|Wait|Publish)/ });
  await expect(names).toHaveCount(6);
  for (const size of SIZES)
    await test.step(size.join(' by '), async () => {
      await sized(page, size);
      expect(await cutOff(names.locator(':scope > :first-child'))).toEqual([]);
      expect(await cutOff(comparison.getByRole('table', { name: 'Outcomes' }).getByRole('columnheader'))).toEqual([]);
    });
  await comparison.getByRole('button', { name: 'Overlay two' }).click();
  const overlay = comparison.getByRole('region', { name: 'Two lanes overlaid' });
  await expect(overlay.locator('tspan')).toHaveText([
    'Wait, the log is',
    'kept for ninety',
    'days',
    'Resync, redrive,',
    'events of numbers',
    'alone',
  ]);
  for (const words of await boxesOf(overlay.locator('tspan'))) expect(words.x + words.width).toBeLessThanOrEqual(1024);
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 1024, height: 768 } });

  test('a lane’s name, step, words and buttons stand beside each other, and each can be pressed', async ({ page }) => {
    const comparison = await longNames(page);
    const lane = comparison.getByRole('group', { name: 'Resync and sweep, a week' });
    const place = async (each: Locator) => (await each.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const row = await place(lane);
    const step = await place(lane.getByRole('button', { name: /^Runbook/ }));
    const edit = await place(lane.getByRole('button', { name: 'Edit lane 3' }));
    expect(step.height).toBeGreaterThanOrEqual(24);
    expect(edit.height).toBeGreaterThanOrEqual(44);
    expect(step.y + step.height).toBeLessThanOrEqual(edit.y + 1);
    expect(edit.y + edit.height).toBeLessThanOrEqual(row.y + row.height + 1);
    expect(await cutOff(lane.getByRole('heading').locator(':scope > :first-child'))).toEqual([]);
    const words = await lane
      .locator('p')
      .first()
      .evaluate((each) => {
        const range = document.createRange();
        range.selectNodeContents(each);
        return range.getBoundingClientRect().right;
      });
    expect(words).toBeLessThanOrEqual(edit.x + 1);
    await lane.getByRole('button', { name: /^Runbook/ }).tap();
    await expect(lane.getByText('Not begun yet.')).toBeVisible();
  });
});
