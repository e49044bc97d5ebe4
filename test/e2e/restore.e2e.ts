// After the User database went back: the four answers about a user, and what each lane has made of them before the restore, after it and
// after its repair, as each lane's own trace has it; in the lesson about it; on a phone.
import { readFileSync } from 'node:fs';
import { type Line, only } from '../support/lines.ts';
import { clean } from './support/clean.ts';
import { driftlab, traceOf } from './support/engine.ts';
import { HOUR, moveTo, opened, runText, wholeDay } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const TEXT = readFileSync('src/engine/scenarios/two-truths.yaml', 'utf8');
const WENT_BACK = 11 * HOUR;

test.setTimeout(180_000);

/** Somebody whose row went back to another status, and who changes no more: all lanes can be told apart by them. */
function restored(lines: readonly Line[]): number {
  const commits = only(lines, 'commit');
  for (const line of commits.filter(({ cause }) => cause === 'restore')) {
    const own = commits.filter(({ user }) => user === line.user);
    const before = own[own.indexOf(line) - 1];
    if (own.at(-1) === line && before !== undefined && before.status !== line.status && line.status !== 'absent')
      if (before.status !== 'absent') return line.user;
  }
  throw new Error('nobody went back');
}

/** What a lane's trace says of the user at a time, in the words of the table. */
function standing(lines: readonly Line[], user: number, time: number): { database: string; billing: string } {
  const told = (line: { status: string; version: number } | undefined) => `${line?.status} v${line?.version}`;
  const last = (kind: 'commit' | 'copy') =>
    only(lines, kind)
      .filter((line) => line.user === user && line.t <= time)
      .at(-1);
  return { database: told(last('commit')), billing: told(last('copy')) };
}

async function find(page: Page, user: number): Promise<void> {
  await page.getByRole('button', { name: 'Find user' }).click();
  await page.getByRole('spinbutton', { name: 'User number' }).fill(String(user));
  await page.keyboard.press('Enter');
}

const table = (page: Page) => page.getByRole('table', { name: 'Where is the truth?' });
/** A cell's words without those that only a screen reader hears. */
const cell = async (page: Page, row: string, answer: string): Promise<string> => {
  const text = await table(page)
    .getByRole('row')
    .filter({ hasText: row })
    .locator(`[data-answer=${answer}]`)
    .innerText();
  return text
    .replace(/\s+/g, ' ')
    .replace(/,? ?(?:, )?(?:as Billing says|not what happened)/g, '')
    .trim();
};

test('each lane’s row says what its own trace says, before the restore, after it, after each repair', async ({
  page,
}) => {
  const { variants } = driftlab('compare', 'two-truths');
  const traces = new Map(variants.map(({ id }) => [id, traceOf('two-truths', id)]));
  const waiting = traces.get('wait') ?? [];
  const user = restored(waiting);
  await opened(page);
  await runText(page, TEXT);
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 60_000 });
  await wholeDay(page);
  await moveTo(page, WENT_BACK - HOUR / 60);
  await find(page, user);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('list', { name: 'What is true?' }).getByRole('listitem')).toHaveCount(4);
  await expect(inspector).not.toContainText('Where is the truth?');
  await moveTo(page, WENT_BACK + HOUR / 60);
  await expect(inspector).toContainText('The User database went back at 11:00:00');
  await inspector.getByRole('button', { name: 'compared' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await wholeDay(page);
  for (const time of [WENT_BACK + HOUR / 60, 12.5 * HOUR, 16 * HOUR]) {
    await moveTo(page, time);
    await expect(inspector).toHaveAttribute('aria-busy', 'false');
    const clock = `${String(Math.floor(time / HOUR))}:${String(Math.round((time % HOUR) / 60e6)).padStart(2, '0')}:00`;
    await expect(table(page)).toContainText(`In each lane, at ${clock}`);
    const before = standing(waiting, user, WENT_BACK - 1);
    await expect.poll(() => cell(page, 'Before the restore', 'database')).toBe(before.database);
    expect(await cell(page, 'Restored at', 'database')).toBe(standing(waiting, user, WENT_BACK).database);
    for (const { id, title } of variants) {
      const { database, billing } = standing(traces.get(id) ?? [], user, time);
      await expect.poll(() => cell(page, title, 'database'), `${title} at ${clock}`).toBe(database);
      expect(await cell(page, title, 'billing'), `${title} at ${clock}`).toBe(billing);
    }
  }
  await clean(page, 'where the truth is');
});

test('on a phone the table is whole in the sheet, and nothing scrolls sideways', async ({ page }) => {
  const user = restored(traceOf('two-truths', 'wait'));
  await opened(page);
  await runText(page, TEXT);
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await wholeDay(page);
  await moveTo(page, 14 * HOUR);
  await page.setViewportSize({ width: 390, height: 844 });
  await find(page, user);
  await page.getByRole('button', { name: 'Why?' }).click();
  await table(page).scrollIntoViewIfNeeded();
  const box = await table(page).boundingBox();
  expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 390, JSON.stringify(box)).toBe(true);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  expect(await inspector.evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBeLessThanOrEqual(0);
  await clean(page, 'where the truth is, on a phone');
});
