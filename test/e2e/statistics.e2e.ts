// What many seeds show, where there is little room: nothing is cut, no mark of a scale lies over another, no whisker is spoken of and missing.
import type { Page } from '@playwright/test';
import { opened, runText, wholeDay } from './support/page.ts';
import { expect, test } from './support/watched.ts';

const SEVEN = `title: Seven lanes
length: 16h
population: { users: 300 }
workload: { suspend: 0.2/h, reactivate: 0.8/h }
faults: [{ fault: publisher-silent, at: 10h, for: 1h }]
repair: { at: 12h }
variants: [wait, replay, republish-events, republish-state, resync-naive, resync, reconcile]
`;

/** Seven lanes, all of them over, in a window as wide as that. */
async function compared(page: Page, width: number, of = SEVEN): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  await runText(page, of);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
  await wholeDay(page);
  await page.keyboard.press('End');
  await page.setViewportSize({ width, height: 800 });
}

async function seeded(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Over 20 seeds', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Spread over seeds' })).toBeVisible({ timeout: 60_000 });
}

const PREVENTED = SEVEN.replace(
  ', resync, reconcile]',
  `,
  { id: outbox, title: Transactional outbox, strategy: wait, set: { publisher.path: outbox } },
  { id: rounds, title: Periodic reconciliation, strategy: wait, set: { billing.reconcileEvery: 1h } }]`,
);

/** Words of the comparison that are there and not read whole. */
const cutWords = (page: Page, words: string): Promise<readonly (string | null)[]> =>
  page
    .getByRole('region', { name: 'Comparison' })
    .locator(words)
    .evaluateAll((all) =>
      all
        .filter((each) => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight + 1)
        .map((each) => each.textContent),
    );

for (const width of [1440, 1280, 1024])
  test(`names, states and claims of seven lanes are read whole at ${width}, of other designs too`, async ({ page }) => {
    await compared(page, width);
    await expect(page.getByRole('button', { name: /^Runbook: Done/ })).toHaveCount(6);
    const words = 'h3 > span, button:has-text("Runbook:"), [class*="claim"], [class*="said"] > p';
    expect(await cutWords(page, words)).toEqual([]);
    await compared(page, width, PREVENTED);
    await expect(page.getByRole('heading', { name: /^Periodic reconciliation/, level: 3 })).toBeVisible();
    expect(await cutWords(page, words)).toEqual([]);
  });

test('on a phone the sentence of the comparison is read whole, and no word lies over the picture', async ({ page }) => {
  await compared(page, 390);
  expect(await cutWords(page, '[class*="said"] > p')).toEqual([]);
  const rows = page.getByRole('button', { name: /^Open lane \d/ });
  for (const row of await rows.all()) {
    const picture = row.locator('xpath=..').locator('[class*="raster"]');
    const top = (await picture.boundingBox())?.y ?? 0;
    for (const word of await row.locator(':scope > *').all()) {
      const box = await word.boundingBox();
      // Two pixels of paper around each.
      expect((box?.y ?? 0) + (box?.height ?? 0) + 2).toBeLessThanOrEqual(top + 0.5);
    }
  }
});

test('what scrolls under the head of the outcomes is not seen through it', async ({ page }) => {
  await compared(page, 1440);
  const table = page.getByRole('table', { name: 'Outcomes' });
  await table.locator('tr[data-measure="repair.apiCalls"]').scrollIntoViewIfNeeded();
  await page.getByRole('region', { name: 'Lanes and outcomes' }).evaluate((region) => {
    region.scrollTop = region.scrollHeight;
  });
  const head = table.getByRole('columnheader').first();
  const covered = await head.evaluate((each) => {
    const { left, top, bottom } = each.getBoundingClientRect();
    const at = [top + 0.5, (top + bottom) / 2, bottom - 0.5];
    return at.map((y) => each.contains(document.elementFromPoint(left + 8, y)));
  });
  expect(covered).toEqual([true, true, true]);
  expect(await table.evaluate((each) => getComputedStyle(each).borderCollapse)).toBe('separate');
});

test('at 1024 every interval that is spoken of is drawn, and a level’s line is at its value', async ({ page }) => {
  await compared(page, 1024);
  await seeded(page);
  const whisker = page.locator('tr[data-measure="cost.total"], tr[data-measure="invoices.wrong"]').locator('svg');
  await expect(whisker).toHaveCount(14);
  for (const { width } of await whisker.evaluateAll((all) => all.map((each) => each.getBoundingClientRect())))
    expect(width).toBeGreaterThan(20);
  const spread = page.getByRole('region', { name: 'Spread over seeds' });
  const top = spread.getByText('damage ↑');
  const edges = await top.evaluate((each) => {
    const plot = (each.parentElement as HTMLElement).getBoundingClientRect();
    const value = Number.parseFloat((each as HTMLElement).style.bottom) / 100;
    return { line: each.getBoundingClientRect().top, value: plot.bottom - value * plot.height };
  });
  expect(Math.abs(edges.line - edges.value)).toBeLessThan(2);
});

test('on a phone no mark of a scale lies over another', async ({ page }) => {
  await compared(page, 390);
  await seeded(page);
  const scales = page.getByRole('region', { name: 'Spread over seeds' }).locator('[class*="scale"]');
  await expect(scales).toHaveCount(2);
  for (const scale of await scales.all()) {
    const marks = await scale
      .locator('span:visible')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
    expect(marks.length).toBeGreaterThan(1);
    const gaps = marks.slice(1).map((mark, n) => mark.left - (marks[n]?.right ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(0);
  }
});

test('a lane that takes no work covers no number of the scale, and in forced colours what is pressed is seen', async ({
  page,
}) => {
  await compared(page, 1440);
  await seeded(page);
  const spread = page.getByRole('region', { name: 'Spread over seeds' });
  const first = spread.locator('[class*="lane"] > b').first();
  await first.scrollIntoViewIfNeeded();
  const lane = await first.boundingBox();
  const marks = spread.locator('[class*="level"]');
  expect(await marks.count()).toBeGreaterThan(1);
  const texts = await marks.evaluateAll((all) =>
    all.map((each) => {
      const range = document.createRange();
      range.selectNodeContents(each);
      return range.getBoundingClientRect().left;
    }),
  );
  expect(Math.min(...texts)).toBeGreaterThan((lane?.x ?? 0) + (lane?.width ?? 0));
  await page.emulateMedia({ forcedColors: 'active' });
  const outline = (name: string) =>
    page.getByRole('button', { name, exact: true }).evaluate((button) => getComputedStyle(button).outlineStyle);
  expect(await outline('Rows')).toBe('solid');
  expect(await outline('Fields')).toBe('none');
});
