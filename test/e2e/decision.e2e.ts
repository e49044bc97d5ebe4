// The decision on the page: it waits for the end of every lane, ranks them, and its report is the command line's, byte for byte.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clean } from './support/clean.ts';
import { opened, runText, wholeDay } from './support/page.ts';
import { expect, test } from './support/watched.ts';

test('the report that is downloaded is the one of driftlab report', async ({ page }) => {
  test.setTimeout(240_000);
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const decision = page.getByRole('region', { name: 'Decision' });
  await expect(decision.getByRole('button', { name: 'Report', exact: true })).toBeDisabled({ timeout: 30_000 });
  await wholeDay(page);
  await decision.getByRole('button', { name: 'Decide over 20 seeds' }).click();
  const ranking = decision.getByRole('table', { name: 'Ranking' });
  await expect(ranking).toBeVisible({ timeout: 120_000 });
  await expect(ranking.getByRole('row')).toHaveCount(7);
  await expect(page.getByRole('region', { name: 'Incident' }).getByRole('listitem')).toHaveCount(6);
  await clean(page, 'decision');
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    decision.getByRole('button', { name: 'Report', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('broken-publisher.report.html');
  const folder = mkdtempSync(join(tmpdir(), 'driftlab-'));
  const [mine, theirs] = [join(folder, 'page.html'), join(folder, 'cli.html')];
  await download.saveAs(mine);
  execFileSync(process.execPath, [
    'scripts/driftlab.mjs',
    'report',
    'broken-publisher',
    '--seeds',
    '20',
    '--out',
    theirs,
  ]);
  expect(readFileSync(mine, 'utf8')).toBe(readFileSync(theirs, 'utf8'));
});

test('on paper a report is dark on white, its pictures too, whatever the reader’s screen is', async ({ browser }) => {
  const file = join(mkdtempSync(join(tmpdir(), 'driftlab-')), 'r.html');
  execFileSync(process.execPath, ['scripts/driftlab.mjs', 'report', 'money-back', '--seeds', '2', '--out', file]);
  const paper = await browser.newPage({ colorScheme: 'dark' });
  await paper.setContent(readFileSync(file, 'utf8'));
  // The brightest of red, green and blue; numbers stand in marks of the other colour.
  const inks = () =>
    paper.evaluate(() =>
      [...document.querySelectorAll('h1, td, svg text:not(.dl-d)')].map((each) => {
        const { color, fill } = getComputedStyle(each);
        return Math.max(
          ...((each instanceof SVGElement ? fill : color).match(/\d+/g)?.slice(0, 3).map(Number) ?? [255]),
        );
      }),
    );
  expect(Math.min(...(await inks()))).toBeGreaterThan(140);
  await paper.emulateMedia({ media: 'print' });
  expect(Math.max(...(await inks()))).toBeLessThan(140);
  await paper.close();
});

test('every lane of an incident has its five marks, and the money is back where credit notes follow', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await opened(page);
  await runText(page, readFileSync('src/engine/scenarios/money-back.yaml', 'utf8'));
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await wholeDay(page);
  const lanes = page.getByRole('region', { name: 'Incident' }).getByRole('listitem');
  await expect(lanes).toHaveCount(4, { timeout: 60_000 });
  for (const mark of ['Broken', 'Noticed', 'Fixed', 'Mended', 'Money back'])
    for (const lane of await lanes.all()) await expect(lane.getByText(mark, { exact: true })).toBeVisible();
  const money = [
    /never: \d+ wrong invoices stay/,
    /after that/,
    /before that|at the same moment/,
    /never: \d+ wrong invoices stay/,
  ];
  for (const [n, words] of money.entries()) await expect(lanes.nth(n)).toContainText(words);
  await clean(page, 'incident');
});
