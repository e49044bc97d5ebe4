// The table of outcomes as a browser lays it out: bars of a row on one scale, rows that are seen without scrolling, the cost in words,
// the order of lanes; and the words around it: the incident, the glossary, the narrator's line.
import { clean } from './support/clean.ts';
import { driftlab, measured } from './support/engine.ts';
import { HOUR, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

/** Six lanes are computed first, on whatever machine. */
test.setTimeout(120_000);

const table = (page: Page) => page.getByRole('table', { name: 'Outcomes' });

async function compared(page: Page): Promise<void> {
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
}

/** Everybody has seen the whole day. */
async function toTheEnd(page: Page): Promise<void> {
  const end = Number(await page.getByRole('slider', { name: 'Virtual time' }).getAttribute('max'));
  await moveTo(page, end);
  await expect(table(page).locator('[data-measure="cost.total"] td[data-value]')).toHaveCount(6);
}

test('in each row width and value have one relation, in every lane', async ({ page }) => {
  await compared(page);
  await toTheEnd(page);
  for (const width of [1440, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const rows = await table(page)
      .locator('tr[data-measure]')
      .evaluateAll((all) =>
        all.map((row) => ({
          measure: (row as HTMLElement).dataset['measure'] ?? '',
          bars: [...row.querySelectorAll('td')].flatMap((cell) => {
            const bar = cell.querySelector('i');
            const value: unknown = JSON.parse(cell.dataset['value'] ?? 'null');
            return bar === null || typeof value !== 'number'
              ? []
              : [
                  {
                    value,
                    width: bar.getBoundingClientRect().width,
                    left: bar.getBoundingClientRect().left - cell.getBoundingClientRect().left,
                  },
                ];
          }),
        })),
      );
    const drawn = rows.filter(({ bars }) => bars.some(({ value }) => value > 0));
    expect(drawn.length).toBeGreaterThan(8);
    for (const { measure, bars } of drawn) {
      const longest = bars.reduce((a, b) => (a.value > b.value ? a : b));
      expect(longest.width, measure).toBeGreaterThan(15);
      for (const { value, width: own, left } of bars) {
        expect(
          Math.abs(own - (value / longest.value) * longest.width),
          `${measure}: ${value} at ${width}`,
        ).toBeLessThan(0.6);
        expect(Math.abs(left - longest.left), `${measure}: all bars begin at one place`).toBeLessThan(0.6);
      }
    }
  }
});

test('the cost is told first and in words; lanes can be ordered by it', async ({ page }) => {
  const { variants } = driftlab('compare', 'broken-publisher');
  const byCost = [...variants].sort(
    (a, b) => Number(measured(a.measures, 'cost.total')) - Number(measured(b.measures, 'cost.total')),
  );
  await compared(page);
  await toTheEnd(page);
  const cost = table(page).getByRole('row').nth(1);
  await expect(cost).toContainText('Cost, total');
  await expect(cost.getByText('most', { exact: true })).not.toHaveCount(0);
  await expect(cost.getByText('least', { exact: true })).not.toHaveCount(0);
  await page.getByRole('button', { name: 'By cost' }).click();
  await expect(table(page).getByRole('columnheader')).toHaveText(['Measure', ...byCost.map(({ title }) => title)]);
  await clean(page, 'outcomes by cost');
});

test('what became of a lane is told when it has been seen, not before', async ({ page }) => {
  await compared(page);
  await expect(table(page).getByText('not yet known').first()).toBeAttached();
  await expect(table(page).locator('td[data-value]')).toHaveCount(0);
  await expect(page.getByText('least', { exact: true })).toHaveCount(0);
  await clean(page, 'outcomes before anything was seen');
});

test('nobody is chosen: the incident is told, with users to follow and a key of the cells', async ({ page }) => {
  await opened(page);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toContainText('The User service tells the Billing service of every change by a message.');
  await expect(inspector).toContainText('At this moment nobody is divergent');
  await moveTo(page, 11 * HOUR + 5 * (HOUR / 60));
  const three = inspector.getByRole('list', { name: 'Users to follow' });
  await expect(three.getByRole('button')).toHaveCount(3);
  await expect(three).toContainText(/overbilled since 10:\d\d:\d\d, 1 wrong invoice/);
  await expect(three).toContainText(/missing: signed up at 10:\d\d:\d\d, Billing has never heard of them/);
  await clean(page, 'the incident');
  const [first] = await three.getByRole('button').allTextContents();
  await three.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `History of user ${/^\d+/.exec(first ?? '')?.[0]}` })).toBeVisible();
});

test('the glossary has every word that a first visitor asked about, and is searched by keyboard', async ({ page }) => {
  await opened(page);
  await page.getByRole('button', { name: 'Words', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Words' });
  const terms = dialog.getByRole('term');
  for (const word of [
    'orphan',
    'divergent',
    'policy arrival',
    'consumer',
    'bind',
    'sweep',
    'regressed',
    'coupling',
    'snapshot',
    'seed',
    'lane',
    'envelope',
    'settled',
    'v',
  ])
    await expect(terms.filter({ hasText: new RegExp(`^${word}$`) }), word).toHaveCount(1);
  await clean(page, 'the glossary');
  const search = dialog.getByRole('searchbox', { name: 'Find a word' });
  await search.fill('exchange');
  await expect(terms.filter({ hasText: /^bind$/ })).toHaveCount(1);
  await expect(terms.filter({ hasText: /^lane$/ })).toHaveCount(0);
  await search.fill('no such word');
  await expect(dialog).toContainText('No word here says “no such word”.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
});

test('the line under the topology tells what happens, not what it is called', async ({ page }) => {
  await opened(page);
  const topology = page.getByRole('region', { name: 'Topology' });
  await expect(topology).toContainText('Press Play. At 10:00 the publisher will fall silent.');
  for (const [time, words] of [
    [
      10.5 * HOUR,
      /The publisher is silent: \d+ changes were committed and never published\. The queue is empty, so nothing looks wrong\./,
    ],
    [11 * HOUR + HOUR / 60, /The 11:00 invoice run billed \d+ users wrongly and missed \d+\./],
    [
      11.5 * HOUR,
      /The publisher speaks again and the broker is perfect; \d+ users are divergent, and nothing on its way mends that\./,
    ],
  ] as const) {
    await moveTo(page, time);
    await expect(topology).toContainText(words);
    await expect(topology).not.toContainText('Press Play');
  }
});
