// A scenario's own words in the built page: on every panel, dialog and stage, in pictures and on paper, and in what is saved; never in files
// and command lines.
import { readFileSync } from 'node:fs';
import { leftOf, OWN_WORDS, READING, readIn } from '../support/leftovers.ts';
import { clean } from './support/clean.ts';
import { HOUR, moveTo, opened, runText, wholeDay } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const SCENARIO = `schema: 1
title: Own words
start: 2026-01-05T00:00:00Z
length: 6h
opensAt: 1h
population: { users: 400, suspendedShare: 0.2 }
workload: { signUps: 40/h, suspend: 0.2/h, reactivate: 0.4/h, delete: 0.02/h, changePlan: 0.2/h }
faults: [{ fault: publisher-silent, at: 2h, for: 1h }]
repair: { at: 4h }
people: { find: 5m, build: 10m, review: 5m, run: 5m }
words: ${JSON.stringify(OWN_WORDS)}
variants: [wait, resync, republish-state, replay]
`;

/** What of ours is left in the document as it stands, drawn or only spoken. */
const left = async (page: Page): Promise<readonly string[]> => leftOf(await page.evaluate(readIn, READING));

const close = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

async function openedInOwnWords(page: Page): Promise<void> {
  await opened(page);
  await runText(page, SCENARIO);
  await expect(page.getByRole('region', { name: 'Members' })).toBeVisible({ timeout: 30_000 });
  await wholeDay(page);
  await moveTo(page, 3.5 * HOUR);
}

async function findMember(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Find ${name}` }).click();
  await page.getByRole('spinbutton').fill('3');
  await page.keyboard.press('Enter');
}

test.setTimeout(180_000);

test('the stage: topology, cells, inspector and its cards, timeline, history', async ({ page }) => {
  await openedInOwnWords(page);
  await expect(page.getByRole('region', { name: 'Topology' })).toContainText('Registry');
  await expect(page.getByRole('group', { name: 'Postman' })).toBeVisible();
  await expect.poll(() => left(page), 'nobody is chosen').toEqual([]);
  await findMember(page, 'member');
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('What is true?');
  await expect.poll(() => left(page), 'somebody is chosen').toEqual([]);
  await clean(page, 'own words');
  for (const about of ['Registry', 'Postman', 'Cashdesk'])
    await test.step(about, async () => {
      await page.getByRole('button', { name: new RegExp(`^About .*${about}`, 'i') }).click();
      await expect.poll(() => left(page)).toEqual([]);
    });
  await page.keyboard.press('Escape');
  await findMember(page, 'member');
  await page.getByRole('button', { name: 'History of member 3' }).click();
  await expect(page.getByRole('region', { name: /^History of member/ })).toBeVisible();
  await expect.poll(() => left(page), 'history').toEqual([]);
});

test('dialogs: words, keys, fault menu and form; the scenario’s file keeps ours', async ({ page }) => {
  await openedInOwnWords(page);
  await page.getByRole('button', { name: 'Words', exact: true }).click();
  await expect.poll(() => left(page), 'glossary').toEqual([]);
  await page.getByRole('searchbox', { name: 'Find a word' }).fill('postman');
  await expect(page.getByRole('dialog').getByRole('term').first()).toBeVisible();
  await close(page);
  await page.keyboard.press('?');
  await expect.poll(() => left(page), 'keys').toEqual([]);
  await close(page);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await expect.poll(() => left(page), 'faults').toEqual([]);
  await page.getByRole('menuitem', { name: 'Publisher silent' }).click();
  await expect.poll(() => left(page), 'the form of a fault').toEqual([]);
  await close(page);
  await page.getByRole('button', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'Edit what is open' }).click();
  await expect(page.getByRole('textbox', { name: 'Scenario as YAML' })).toHaveValue(/population: \{ users: 400/);
  await expect(page.getByRole('region', { name: 'Scenario as a form' })).toContainText('Broker restart');
});

test('the comparison, its report, and the stage for a room', async ({ page }) => {
  await openedInOwnWords(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
  await wholeDay(page);
  await expect.poll(() => left(page), 'comparison').toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => left(page), 'on paper').toEqual([]);
  await page.emulateMedia({ media: null });
  await page.keyboard.press('p');
  await expect(page.getByRole('main', { name: 'Stage' })).toBeVisible();
  await expect.poll(() => left(page), 'present').toEqual([]);
  await page.keyboard.press('Escape');
  const report = page.getByRole('button', { name: 'Report', exact: true });
  await expect(report).toBeEnabled();
  const saving = page.waitForEvent('download', { timeout: 120_000 });
  await report.click();
  const paper = await page.context().newPage();
  await paper.setContent(readFileSync(await (await saving).path(), 'utf8'));
  await expect(paper.getByRole('img', { name: 'Divergent members in every lane' })).toBeVisible();
  expect(await left(paper), 'the report').toEqual([]);
  const kept = (await paper.locator('pre').allTextContents()).join('\n');
  expect(kept, 'its file keeps ours').toMatch(/\busers: 400/);
  expect(kept, 'its command too').toContain('driftlab');
});
