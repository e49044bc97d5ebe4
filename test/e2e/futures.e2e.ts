// Changing the past forks it: what was seen stays as a lane beside the new one, comes back by undo and redo, can be looked at
// again, and survives reload and link. And what is injected by the menu changes the outcomes as the engine and the command line say.
import { readFileSync } from 'node:fs';
import { clean } from './support/clean.ts';
import { driftlabOf, measured, type Result } from './support/engine.ts';
import { editScenario, HOUR, moveTo, opened, runText, wholeDay } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const MOMENT = 10.5 * HOUR;
const BEFORE = 'Before: consumer down at 10:30';

async function injectConsumerDown(page: Page, at = '10:30:00', lasts = '30m'): Promise<void> {
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down' }).click();
  await page.getByRole('textbox', { name: 'Lasts' }).fill(lasts);
  await page.getByRole('button', { name: `Inject at ${at}` }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
}

/** Every measure of the table, a value per column. */
async function outcomes(page: Page): Promise<{ titles: string[]; rows: { measure: string; values: unknown[] }[] }> {
  const table = page.getByRole('table', { name: 'Outcomes' });
  await expect(table).toBeVisible({ timeout: 60_000 });
  await wholeDay(page);
  const all = page.getByRole('button', { name: /^All \d+ measures$/ });
  if (await all.isVisible()) await all.click();
  const titles = await table.getByRole('columnheader').allTextContents();
  const rows = await table.locator('tbody tr').evaluateAll((each) =>
    each.map((row) => ({
      measure: (row as HTMLElement).dataset['measure'] ?? '',
      values: [...row.querySelectorAll('td')].map((cell) => JSON.parse(cell.dataset['value'] ?? 'null')),
    })),
  );
  return { titles: titles.slice(1), rows };
}

const futures = (page: Page) => page.getByRole('list', { name: 'Other futures' }).getByRole('listitem');
const active = (page: Page) => page.getByRole('list', { name: 'Active faults' }).getByRole('listitem');

test('consumer-down by the menu changes every lane as driftlab compare says, and the future seen before stays', async ({
  page,
}) => {
  const before = 'Before: consumer down at 11:30';
  const bundled = readFileSync('src/engine/scenarios/broken-publisher.yaml', 'utf8');
  const injected = '  - { fault: consumer-down, at: 11h30m1us, for: 2h }\nrepair: { at: 12h }';
  const expected = driftlabOf(bundled.replace('repair: { at: 12h }', injected));
  const without = driftlabOf(bundled);
  await opened(page);
  await moveTo(page, 20 * HOUR);
  await moveTo(page, 11.5 * HOUR);
  await injectConsumerDown(page, '11:30:00', '2h');
  await expect(page.getByText('Consumer down injected: the future from 11:30 is a new lane.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const { titles, rows } = await outcomes(page);
  expect(titles).toEqual([...expected.variants.map(({ title }) => title), before]);
  expect(rows.length).toBeGreaterThan(40);
  for (const { measure, values } of rows) {
    const lanes = [...expected.variants, without.variants[0] as Result['variants'][number]];
    expect(values, measure).toEqual(lanes.map(({ measures }) => measured(measures, measure)));
  }
  const changed = rows.filter(({ measure }) => {
    const [one, other] = [expected, without].map(({ variants }) => variants.map((v) => measured(v.measures, measure)));
    return JSON.stringify(one) !== JSON.stringify(other);
  });
  expect(changed.map(({ measure }) => measure)).toEqual(expect.arrayContaining(['queue.peak', 'delay.max']));
  await expect(page.getByRole('group', { name: before })).toBeVisible();
  await clean(page, 'a comparison with another future');
});

test('a fault injected until it is fixed ends when people have noticed and fixed it, as driftlab compare says', async ({
  page,
}) => {
  const text = `schema: 1
title: Until fixed
length: 10h
opensAt: 2h
population: { users: 400, suspendedShare: 0.2 }
workload: { signUps: 20/h, suspend: 0.3/h, reactivate: 0.6/h }
detection: { by: customer, delay: 90m }
faults: []
variants: [wait, resync]
`;
  const planned = 'faults: [{ fault: publisher-silent, at: 2h1us, for: until-fixed }]';
  const expected = driftlabOf(text.replace('faults: []', planned));
  await opened(page);
  await runText(page, text);
  await moveTo(page, 2 * HOUR);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Publisher silent' }).click();
  await page.getByRole('checkbox', { name: 'Until people have noticed and fixed it' }).check();
  await clean(page, 'a fault until it is fixed');
  await page.getByRole('button', { name: 'Inject at 02:00:00' }).click();
  await expect(page.getByText('Publisher silent injected at 02:00.').first()).toBeVisible({ timeout: 30_000 });
  const ended = Number(measured(expected.variants[0]?.measures ?? {}, 'incident.endedAfter')) * 1e6;
  expect(ended).toBeGreaterThan(HOUR);
  await wholeDay(page);
  await moveTo(page, 2 * HOUR + ended - 1e6);
  await expect(active(page)).toHaveCount(1);
  await moveTo(page, 2 * HOUR + ended + 1e6);
  await expect(active(page)).toHaveCount(0);
  await editScenario(page);
  await expect(page.getByRole('textbox', { name: 'Scenario as YAML' })).toHaveValue(/for: until-fixed/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).first().click();
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const { rows } = await outcomes(page);
  for (const { measure, values } of rows)
    expect(values, measure).toEqual(expected.variants.map(({ measures }) => measured(measures, measure)));
});

/** Computed for seconds. */
const LONG = `schema: 1
title: A long day
population: { users: 300000 }
workload: { signUps: 0/h }
length: 24h
opensAt: 1h
variants: [wait]
`;

test('what a change leads to is seen while its run is still computed, and cancelling it leads back', async ({
  page,
}) => {
  await opened(page);
  await runText(page, LONG);
  const play = page.getByRole('button', { name: 'Play' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/A long day$/);
  await expect(play).toBeEnabled({ timeout: 60_000 });
  await moveTo(page, 2 * HOUR);
  await expect(active(page)).toHaveCount(0);
  // A test that looks from outside may come too late: the page itself tells what is listed and whether a run is computed.
  await page.evaluate(() => {
    const seen = new Set<string>();
    const look = () => {
      const faults = document.querySelectorAll('[aria-label="Active faults"] li').length;
      const computed = document.querySelector('progress') === null ? 'computed' : 'being computed';
      seen.add(`${faults} faults, ${computed}`);
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { seen });
  });
  const inject = async () => {
    await page.getByRole('button', { name: 'Inject fault' }).click();
    await page.getByRole('menuitem', { name: 'Consumer down' }).click();
    await page.getByRole('button', { name: /^Inject at/ }).click();
  };
  await inject();
  await expect(active(page)).toHaveText(['Consumer down'], { timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(active(page)).toHaveCount(0);
  await expect(play).toBeEnabled();
  await inject();
  await expect(play).toBeEnabled({ timeout: 60_000 });
  await expect(active(page)).toHaveText(['Consumer down']);
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
  expect(seen).toContain('1 faults, being computed');
});

test('what was not shown yet is replaced without a lane', async ({ page }) => {
  await opened(page);
  await moveTo(page, MOMENT);
  await injectConsumerDown(page);
  await expect(page.getByText('Consumer down injected at 10:30.').first()).toBeVisible();
  await expect(futures(page)).toHaveCount(0);
});

test('undo and redo by keyboard and by button; the other future is shown, swapped and closed', async ({ page }) => {
  await opened(page);
  await moveTo(page, 20 * HOUR);
  await moveTo(page, MOMENT);
  await injectConsumerDown(page);
  await expect(futures(page)).toHaveText([BEFORE]);
  await clean(page, 'other futures in the strip');
  await page.locator('body').press('Control+z');
  await expect(futures(page)).toHaveCount(0);
  await expect(active(page)).toHaveText(['Publisher silent']);
  await page.locator('body').press('Control+Shift+Z');
  await expect(futures(page)).toHaveText([BEFORE]);
  await expect(active(page)).toHaveText(['Publisher silent', 'Consumer down']);
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await page.getByRole('button', { name: BEFORE, exact: true }).click();
  await expect(futures(page)).toHaveText(['With: consumer down at 10:30']);
  await expect(active(page)).toHaveText(['Publisher silent']);
  await page.getByRole('button', { name: 'Close With: consumer down at 10:30' }).click();
  await expect(futures(page)).toHaveCount(0);
  const strip = page.getByRole('region', { name: 'Changes' });
  for (let n = 0; n < 3; n++) {
    await strip.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  }
  await expect(strip.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await expect(active(page)).toHaveText(['Publisher silent']);
  await strip.getByRole('button', { name: 'Redo' }).click();
  await expect(active(page)).toHaveText(['Publisher silent', 'Consumer down']);
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
});

test('keys of undo leave a text that is being typed alone', async ({ page }) => {
  await opened(page);
  await moveTo(page, MOMENT);
  await injectConsumerDown(page);
  await editScenario(page);
  await page.getByRole('textbox', { name: 'Scenario as YAML' }).press('Control+z');
  await page.keyboard.press('Escape');
  await expect(active(page)).toHaveText(['Publisher silent', 'Consumer down']);
});

test('reload and link keep the other future', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened(page);
  await moveTo(page, 20 * HOUR);
  await moveTo(page, MOMENT);
  await injectConsumerDown(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('Link copied.').first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.reload();
  await expect(futures(page)).toHaveText([BEFORE], { timeout: 30_000 });
  const other = await context.newPage();
  await other.addInitScript(() => localStorage.clear());
  await opened(other, link.slice(link.indexOf('/', 8)));
  await expect(futures(other)).toHaveText([BEFORE]);
  await other.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(other.getByRole('group', { name: BEFORE })).toBeVisible({ timeout: 60_000 });
  await other.getByRole('button', { name: 'Close lane 7' }).click();
  await expect(other.getByRole('group', { name: BEFORE })).toHaveCount(0);
  await other.getByRole('button', { name: 'Undo' }).click();
  await expect(other.getByRole('group', { name: BEFORE })).toBeVisible();
  await other.getByRole('button', { name: 'Show lane 7 on the main stage' }).click();
  await expect(futures(other)).toHaveText(['With: consumer down at 10:30'], { timeout: 30_000 });
});

test('a fifth future asks which one may go', async ({ page }) => {
  await opened(page);
  await moveTo(page, 20 * HOUR);
  for (const minute of [10, 20, 30, 40]) {
    await moveTo(page, 20 * HOUR);
    await moveTo(page, 9 * HOUR + minute * (HOUR / 60));
    await injectConsumerDown(page, `09:${minute}:00`, '1m');
  }
  await expect(futures(page)).toHaveCount(4);
  const oldest = (await futures(page).first().textContent()) ?? '';
  await moveTo(page, 20 * HOUR);
  await moveTo(page, MOMENT);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down' }).click();
  await page.getByRole('button', { name: 'Inject at 10:30:00' }).click();
  const dialog = page.getByRole('dialog', { name: 'One future too many' });
  await expect(dialog).toContainText(oldest);
  await clean(page, 'one future too many');
  await dialog.getByRole('button', { name: 'Change nothing' }).click();
  await expect(active(page)).toHaveText(['Publisher silent']);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down' }).click();
  await page.getByRole('button', { name: 'Inject at 10:30:00' }).click();
  await dialog.getByRole('button', { name: 'Close the oldest' }).click();
  await expect(active(page)).toHaveText(['Publisher silent', 'Consumer down'], { timeout: 30_000 });
  await expect(futures(page)).toHaveCount(4);
  await expect(futures(page).last()).toHaveText('Before: consumer down at 10:30');
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
});
