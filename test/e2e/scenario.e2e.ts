// The Scenario dialog: form and text beside each other, files in and out, scenarios of one's own that are never lost, Back and
// Forward, and input that is none. What is saved while faults are injected says the same to the command line.
import { readFileSync } from 'node:fs';
import { clean } from './support/clean.ts';
import { driftlabOf, measured } from './support/engine.ts';
import { editScenario, HOUR, moveTo, opened, wholeDay } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const FIRST = 'The publisher was broken for an hour';
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Scenario' });
const text = (page: Page) => page.getByRole('textbox', { name: 'Scenario as YAML' });
const own = (page: Page) => page.getByRole('list', { name: 'Your scenarios' }).getByRole('listitem');

async function openDialog(page: Page): Promise<void> {
  await editScenario(page);
  await expect(text(page)).toBeVisible();
}

/** Leaves what is being edited and opens another one. */
async function openOther(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'All scenarios' }).click();
  await page
    .getByRole('button', { name: `Open ${title}` })
    .first()
    .click();
  await expect(heading(page, title)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
}

async function run(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(heading(page, title)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
}

const give = (page: Page, ...files: { name: string; buffer: Buffer }[]) =>
  page.getByLabel('Scenario file').setInputFiles(files.map((file) => ({ ...file, mimeType: 'text/plain' })));

test('form and text say the same: a key is changed, marked, wrong in place, reset, undone, run', async ({ page }) => {
  await opened(page);
  await openDialog(page);
  const form = page.getByRole('region', { name: 'Scenario as a form' });
  await form.locator('summary', { hasText: 'general' }).click();
  const length = form.getByRole('textbox', { name: 'length', exact: true });
  await length.fill('30 hours');
  await expect(text(page)).toHaveValue(/^length: 30 hours$/m);
  await expect(length).toHaveAttribute('aria-invalid', 'true');
  await expect(length).toHaveAccessibleDescription(/"30 hours" is no duration/);
  await expect(dialog(page).getByText('1 problem', { exact: true }).first()).toBeVisible();
  await clean(page, 'a problem in the form and in the text');
  await page.getByRole('button', { name: /^Line \d+$/ }).click();
  await expect(text(page)).toBeFocused();
  expect(await page.evaluate(() => document.getSelection()?.toString())).toContain('length: 30 hours');
  await page.getByRole('button', { name: 'length', exact: true }).click();
  await expect(length).toBeFocused();
  await form.getByRole('button', { name: 'Reset length' }).click();
  await expect(text(page)).not.toHaveValue(/^length/m);
  await dialog(page).getByRole('button', { name: 'Undo' }).click();
  await expect(text(page)).toHaveValue(/^length: 30 hours$/m);
  await text(page).fill((await text(page).inputValue()).replace('publisher-silent', 'publisher-silnet'));
  await form.getByRole('button', { name: 'Use publisher-silent' }).click();
  await expect(text(page)).toHaveValue(/fault: publisher-silent,/);
  await length.fill('20h');
  await text(page).fill((await text(page).inputValue()).replace(/^title: .*/m, 'title: Mine'));
  await expect(form.getByRole('textbox', { name: 'title', exact: true }).first()).toHaveValue('Mine');
  await run(page, 'Mine');
  await expect(page.getByText('Whole run, 20 h').first()).toBeVisible();
});

test('what is injected is in the saved file, and the file says the same to the command line and to the page', async ({
  page,
}) => {
  await opened(page);
  await moveTo(page, 11.5 * HOUR);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down' }).click();
  await page.getByRole('textbox', { name: 'Lasts' }).fill('');
  await page.getByRole('button', { name: 'Inject at 11:30:00' }).click();
  await expect(page.getByRole('button', { name: 'Remove Consumer down' })).toBeEnabled({ timeout: 30_000 });
  await moveTo(page, 13 * HOUR);
  await page.getByRole('button', { name: 'Remove Consumer down' }).click();
  await expect(page.getByText('Consumer down removed at 13:00.').first()).toBeVisible({ timeout: 30_000 });
  const wrong = () =>
    page
      .locator('[data-measure="invoices.wrong"] td, [data-measure="divergent.userHours"] td')
      .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset['value'])));
  const compared = async () => {
    await page.getByRole('button', { name: 'Compare strategies' }).click();
    await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
    await wholeDay(page);
    await page.getByRole('button', { name: /^All \d+ measures$/ }).click();
    return wrong();
  };
  const shown = await compared();
  await openDialog(page);
  await expect(dialog(page)).toContainText('What you changed on the page stands in this text.');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as file' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('the-publisher-was-broken-for-an-hour.yaml');
  const saved = readFileSync(await download.path(), 'utf8');
  expect(saved).toContain('- { fault: consumer-down, at: 11h30m1us, for: 1h30m }');
  const { variants } = driftlabOf(saved);
  const said = (name: string) => variants.map(({ measures }) => measured(measures, name) as number);
  expect([...shown].sort()).toEqual([...said('invoices.wrong'), ...said('divergent.userHours')].sort());
  await page.getByRole('button', { name: 'All scenarios' }).click();
  await give(page, { name: 'saved.yaml', buffer: Buffer.from(saved) });
  await expect(text(page)).toHaveValue(saved);
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(page.getByRole('button', { name: 'Compare strategies' })).toBeEnabled({ timeout: 30_000 });
  expect(await compared()).toEqual(shown);
});

test('scenarios of one’s own stay: drafts, what was made on the page, after a reload; deleting is undone', async ({
  page,
}) => {
  await opened(page);
  await moveTo(page, 11.5 * HOUR);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down' }).click();
  await page.getByRole('button', { name: 'Inject at 11:30:00' }).click();
  await expect(page.getByRole('button', { name: 'Remove Consumer down' })).toBeEnabled({ timeout: 30_000 });
  await openDialog(page);
  await openOther(page, 'A new service needs everybody');
  await page.getByRole('button', { name: 'Scenario' }).click();
  await expect(own(page)).toHaveText([/the-publisher-was-broken-for-an-hour\.yaml/]);
  await page.getByRole('button', { name: 'Edit what is open' }).click();
  await text(page).fill('title: Half a tho');
  await page.getByRole('button', { name: 'All scenarios' }).click();
  await expect(own(page)).toHaveText([
    /^Half a thohalf-a-tho\.yaml, draft/,
    /the-publisher-was-broken-for-an-hour\.yaml/,
  ]);
  await clean(page, 'scenarios of one’s own');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Scenario' }).click();
  await expect(own(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Delete half-a-tho.yaml' }).click();
  await expect(own(page)).toHaveCount(1);
  const undo = dialog(page).getByRole('button', { name: 'Undo' }).first();
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(own(page)).toHaveText([/^Half a tho/, /the-publisher-was-broken/]);
  await own(page).nth(1).getByRole('button', { name: /^Edit/ }).click();
  await expect(text(page)).toHaveValue(/fault: consumer-down, at: 11h30m1us/);
});

test('Back and Forward go between the scenarios and links that were opened, each at its moment', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const slider = page.getByRole('slider', { name: 'Virtual time' });
  await opened(page);
  await moveTo(page, 5 * HOUR);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('Link copied.').first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await moveTo(page, 11 * HOUR);
  await openDialog(page);
  await openOther(page, 'A new service needs everybody');
  await moveTo(page, 2 * HOUR);
  await page.evaluate((to) => location.assign(to), link);
  await expect(heading(page, FIRST)).toBeVisible({ timeout: 30_000 });
  await expect(slider).toHaveAttribute('aria-valuetext', '05:00:00.000000');
  await page.goBack();
  await expect(heading(page, 'A new service needs everybody')).toBeVisible({ timeout: 30_000 });
  await expect(slider).toHaveAttribute('aria-valuetext', '02:00:00.000000');
  await page.goBack();
  await expect(heading(page, FIRST)).toBeVisible({ timeout: 30_000 });
  await expect(slider).toHaveAttribute('aria-valuetext', '11:00:00.000000');
  await page.goForward();
  await expect(heading(page, 'A new service needs everybody')).toBeVisible({ timeout: 30_000 });
  await page.goForward();
  await expect(slider).toHaveAttribute('aria-valuetext', '05:00:00.000000', { timeout: 30_000 });
  await page.goBack();
  await expect(heading(page, 'A new service needs everybody')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await page.reload();
  await expect(slider).toHaveAttribute('aria-valuetext', '02:00:00.000000', { timeout: 30_000 });
});

test('Back leaves a lesson, Forward opens it again where one stood, and Back from there finds the work as it was', async ({
  page,
}) => {
  const slider = page.getByRole('slider', { name: 'Virtual time' });
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  const at = (step: string) => expect(panel).toContainText(step, { timeout: 30_000 });
  const left = async () => {
    await expect(panel).toHaveCount(0, { timeout: 30_000 });
    await expect(slider).toHaveAttribute('aria-valuetext', '05:00:00.000000');
  };
  await opened(page);
  await moveTo(page, 5 * HOUR);
  await page.getByRole('button', { name: 'Lessons' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin' }).first().click();
  await at('Step 1 of');
  await page.keyboard.press('p');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await at('Step 2 of');
  await page.goBack();
  await left();
  await page.goForward();
  await at('Step 2 of');
  await page.goBack();
  await left();
  // Gone back before it was there, it is still what stands ahead.
  await page.evaluate(() => history.forward());
  await page.evaluate(() => history.back());
  await left();
  await page.reload();
  await expect(slider).toHaveAttribute('aria-valuetext', '05:00:00.000000', { timeout: 30_000 });
  await page.goForward();
  await at('Step 2 of');
  // Left by its own button, the entry is the work's: nothing opens the lesson again unasked.
  await panel.getByRole('button', { name: 'Leave lesson' }).click();
  await left();
  await page.goBack();
  await left();
  await page.goForward();
  await left();
});

test('changes that others write come in with their scenario; what is worth knowing stands below, another format is named', async ({
  page,
}) => {
  const of = (name: string) => ({ name, buffer: readFileSync(`test/cases/${name}`) });
  await opened(page);
  await openDialog(page);
  await give(page, of('cloudevents-batch.json'), of('cloudevents-batch.scenario.yaml'));
  await expect(text(page)).toHaveValue(/cloudevents-batch\.json/);
  await give(page, of('debezium-change-events.ndjson'), of('debezium-change-events.scenario.yaml'));
  await expect(text(page)).toHaveValue(/debezium-change-events/);
  const notes = dialog(page).getByRole('list', { name: 'Worth knowing' });
  await expect(notes).toContainText('read as a change event of Debezium');
  await expect(notes).toContainText('debezium-change-events.ndjson, line 1');
  const form = page.getByRole('region', { name: 'Scenario as a form' });
  await form.locator('summary', { hasText: 'workload' }).click();
  const types = form.getByRole('group', { name: 'types' });
  await types.getByRole('textbox', { name: 'A word of the file' }).fill('r');
  await types.getByRole('button', { name: 'Add it to types' }).click();
  await expect(text(page)).toHaveValue(/types: \{ r: UserCreated \}/);
  await clean(page, 'a scenario with notes, and a file’s words in the form');
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(heading(page, 'Imports debezium-change-events.ndjson')).toBeVisible({ timeout: 30_000 });
  await openDialog(page);
  await give(page, of('asyncapi-document.yaml'));
  await expect(dialog(page).getByText('this is an AsyncAPI document')).toBeVisible();
});

test('files that are none are refused in a sentence, by choosing and by dropping', async ({ page }) => {
  await opened(page);
  await openDialog(page);
  const alert = dialog(page).getByRole('alert');
  const before = await text(page).inputValue();
  await give(page, { name: 'empty.yaml', buffer: Buffer.alloc(0) });
  await expect(alert).toContainText('empty.yaml is empty.');
  await give(page, { name: 'photo.yaml', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8, 0]) });
  await expect(alert).toContainText('photo.yaml is no text in UTF-8:');
  await give(page, { name: 'huge.yaml', buffer: Buffer.alloc(3_000_000, 'a') });
  await expect(alert).toContainText('huge.yaml has 3.0 MB; a scenario has at most 1.0 MB.');
  await clean(page, 'a file that was refused');
  await expect(text(page)).toHaveValue(before);
  await give(
    page,
    { name: 'real.yaml', buffer: Buffer.from('title: Real\nworkload: { file: real.csv }\n') },
    { name: 'real.csv', buffer: Buffer.from('time,user,type\n2026-01-05T01:00:00Z,7,UserMoved\n') },
  );
  await expect(alert).toHaveCount(0);
  await expect(dialog(page).getByText('real.csv, line 2')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(heading(page, FIRST)).toBeVisible();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['title: Dropped\nlength: 2h\n'], 'dropped.yaml'));
    for (const type of ['dragover', 'drop'])
      window.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await expect(text(page)).toHaveValue('title: Dropped\nlength: 2h\n');
  await run(page, 'Dropped');
});

test('a scenario made from nothing runs, is called by its title, and its file says the same to the command line', async ({
  page,
}) => {
  await opened(page);
  await page.getByRole('button', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'New scenario' }).click();
  await page.getByRole('textbox', { name: 'What the scenario is called' }).fill('Lunch in the basement');
  const form = page.getByRole('region', { name: 'Scenario as a form' });
  await form.getByRole('button', { name: 'Add a fault' }).click();
  await form.getByRole('combobox', { name: 'What fault 1 is' }).selectOption({ label: 'Consumer down' });
  await expect(dialog(page).getByText('lunch-in-the-basement.yaml')).toBeVisible();
  await clean(page, 'a scenario made from nothing');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as file' }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe('lunch-in-the-basement.yaml');
  const { variants } = driftlabOf(readFileSync(await download.path(), 'utf8'));
  await run(page, 'Lunch in the basement');
  expect(variants.map(({ id }) => id)).toEqual(['wait', 'resync']);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
  await wholeDay(page);
  await page.getByRole('button', { name: /^All \d+ measures$/ }).click();
  const hours = await page
    .locator('[data-measure="divergent.userHours"] td')
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset['value'])));
  expect(hours.slice(0, 2)).toEqual(variants.map(({ measures }) => measured(measures, 'divergent.userHours')));
  await page.getByRole('button', { name: 'Scenario' }).click();
  await expect(own(page)).toHaveText([/^Lunch in the basementlunch-in-the-basement\.yaml/]);
});

test('a damaged storage is said, set aside, and the page works', async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('damaged') !== null) return;
    sessionStorage.setItem('damaged', 'once');
    localStorage.setItem('driftlab.scenarios', '[{"file":');
    localStorage.setItem('driftlab.work', '{"scenario":"broken-publisher"}');
  });
  await opened(page);
  await expect(page.getByRole('alert')).toContainText('nothing was deleted');
  expect(await page.evaluate(() => localStorage.getItem('driftlab.scenarios.unreadable-1'))).toBe('[{"file":');
  expect(await page.evaluate(() => localStorage.getItem('driftlab.work.unreadable-1'))).toContain('broken-publisher');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});
