// One user and one message on the page, against the engine's own trace: four answers to what is true, a message's envelope, the
// history with its chains of causes, the cards of services and broker; by keyboard, and on a phone as a sheet.
import type { Line } from '../support/lines.ts';
import { only } from '../support/lines.ts';
import { clean } from './support/clean.ts';
import { traceOf } from './support/engine.ts';
import { HOUR, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const RESYNC = 'Resync';

/** The scenario begins at midnight. */
function clock(time: number, decimals = 0): string {
  const [hours, minutes] = [Math.floor(time / HOUR), Math.floor((time % HOUR) / 60e6)];
  const seconds = Math.floor((time % 60e6) / 1e6);
  const text = [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  return decimals === 0
    ? text
    : `${text}.${String(Math.floor(time % 1e6))
        .padStart(6, '0')
        .slice(0, decimals)}`;
}

async function chooseVariant(page: Page, title: string): Promise<void> {
  await page.getByRole('combobox', { name: /Strategy/ }).selectOption({ label: title });
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
}

async function find(page: Page, user: number): Promise<void> {
  await page.getByRole('button', { name: 'Find user' }).click();
  await page.getByRole('spinbutton', { name: 'User number' }).fill(String(user));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `History of user ${user}` })).toBeVisible();
}

/** The first user whose lost event was the last word about them, and who was suspended by it: only a repair can help. */
function victim(lines: readonly Line[]): {
  user: number;
  version: number;
  lost: Line & { kind: 'lost' };
  commit: number;
} {
  for (const lost of only(lines, 'lost')) {
    const commits = only(lines, 'commit').filter(({ user }) => user === lost.user);
    const last = commits.at(-1);
    if (last?.version === lost.version && last.status === 'suspended' && last.version > 1)
      return { user: lost.user, version: lost.version, lost, commit: last.t };
  }
  throw new Error('nobody was lost for good');
}

const answers = (page: Page) => page.getByRole('list', { name: 'What is true?' }).getByRole('listitem');
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });

test.setTimeout(120_000);

test('four answers to what is true are those of the trace, before and after a resync', async ({ page }) => {
  const lines = traceOf('broken-publisher', 'resync');
  const { user, commit } = victim(lines);
  const healed = only(lines, 'copy').find((line) => line.user === user && line.cause === 'api');
  await opened(page);
  await chooseVariant(page, RESYNC);
  await moveTo(page, 11 * HOUR + HOUR / 3);
  await find(page, user);
  const since = `differs since ${clock(commit)}`;
  await expect(answers(page)).toHaveText([
    new RegExp(`What happened\\s*suspended at ${clock(commit)}`),
    /The User database says\s*suspended\s*agrees with what happened/,
    new RegExp(`The events add up to\\s*active\\s*${since}, for `),
    new RegExp(`Billing believes\\s*active\\s*${since}, for `),
  ]);
  await moveTo(page, (healed?.t ?? 0) + 1);
  await expect(answers(page)).toHaveText([
    /suspended at/,
    /suspended\s*agrees/,
    new RegExp(`active\\s*${since}`),
    /suspended\s*agrees/,
  ]);
  await answers(page).nth(2).getByRole('button').click();
  await expect(page.getByRole('slider', { name: 'Virtual time' })).toHaveAttribute('aria-valuetext', clock(commit, 6));
});

async function envelope(page: Page): Promise<Record<string, string>> {
  const rows = page.locator('dl[aria-label="Envelope"] > div');
  await expect(rows.first()).toBeVisible();
  const texts = await rows.evaluateAll((all) =>
    all.map((row) => [row.querySelector('dt')?.textContent ?? '', row.querySelector('dd')?.textContent ?? '']),
  );
  return Object.fromEntries(texts);
}

test('the envelope of an event that was never made opens by keyboard, and says when and why', async ({ page }) => {
  const { user, version, commit } = victim(traceOf('broken-publisher', 'wait'));
  await opened(page);
  await moveTo(page, 11 * HOUR);
  await find(page, user);
  const link = page.getByRole('list', { name: 'Lately' }).getByRole('button', {
    name: `v${version} never published, its envelope`,
  });
  await link.focus();
  await page.keyboard.press('Enter');
  expect(await envelope(page)).toMatchObject({
    Message: 'never made',
    Type: 'UserSuspended',
    User: String(user),
    Version: String(version),
    State: 'suspended',
    'Occurred at': clock(commit, 3),
    'Published at': 'never',
  });
  const became = page.getByRole('list', { name: 'What became of it' }).getByRole('listitem');
  await expect(became.last()).toContainText('Never made: Publisher silent');
  await clean(page, 'envelope');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `History of user ${user}` })).toBeVisible();
});

test('a message is followed from a step’s sentence and from the broker’s list to what became of it', async ({
  page,
}) => {
  const lines = traceOf('broken-publisher', 'wait');
  const publish = only(lines, 'publish').find(({ t }) => t > 9 * HOUR);
  if (publish === undefined) throw new Error('nothing was published');
  const { message, user, version, t } = publish;
  const own = lines.filter((line) => 'message' in line && line.message === message);
  const applied = only(own, 'apply')[0];
  await opened(page);
  await moveTo(page, t - 1);
  const said = page.getByRole('status', { name: 'What happened' });
  await page.keyboard.press('.');
  await expect(said).toContainText(`User ${user} is`);
  await page.keyboard.press('.');
  await expect(said).toContainText(`version ${version}, of user ${user}`);
  await page.getByRole('region', { name: 'Topology' }).getByRole('button', { name: 'Envelope' }).click();
  expect(await envelope(page)).toMatchObject({
    Message: String(message),
    User: String(user),
    Version: String(version),
    'Published at': clock(t, 3),
    Attempt: 'not delivered so far',
  });
  await expect(inspector(page)).toContainText('On the way to the broker, or waiting there.');
  const steps = page.getByRole('list', { name: 'What became of it' }).getByRole('listitem');
  await expect(steps).toHaveCount(own.length + 1);
  await expect(steps.filter({ hasText: 'Billing applied it' })).toContainText('later');
  await page.getByRole('button', { name: 'Close the envelope' }).click();
  await page.locator(`[data-letter='{"message":${message}}']`).click();
  expect((await envelope(page))['Message']).toBe(String(message));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'About the Broker' }).click();
  const ways = page.getByRole('list', { name: 'Messages on their way' });
  await ways.getByRole('button', { name: `Version ${version} of user ${user}` }).click();
  await steps.filter({ hasText: 'Billing applied it' }).getByRole('button').click();
  await expect(page.getByRole('slider', { name: 'Virtual time' })).toHaveAttribute(
    'aria-valuetext',
    clock(applied?.t ?? 0, 6),
  );
  await expect(inspector(page)).toContainText('Over: applied.');
  expect((await envelope(page))['Attempt']).toBe('1');
});

test('a history tells what the trace tells: ghost, wrong invoices, the page that healed, and why', async ({ page }) => {
  const lines = traceOf('broken-publisher', 'resync');
  const { user, version, commit } = victim(lines);
  const wrong = only(lines, 'invoice').filter((line) => line.user === user && line.truth !== 'active');
  const all = only(lines, 'invoice').filter((line) => line.user === user);
  const healed = only(lines, 'copy').find((line) => line.user === user && line.cause === 'api');
  const pages = only(lines, 'api').filter(({ t, request }) => t <= (healed?.t ?? 0) && request.includes('after='));
  await opened(page);
  await chooseVariant(page, RESYNC);
  await moveTo(page, 11 * HOUR + HOUR / 3);
  await find(page, user);
  await page.getByRole('button', { name: `History of user ${user}` }).click();
  await expect(page.getByText('What ended it?')).toBeVisible();
  await expect(page.getByText('The repair read page')).toHaveCount(0);
  await moveTo(page, 30 * HOUR);
  await moveTo(page, 11 * HOUR + HOUR / 3);
  const history = page.getByRole('region', { name: `History of user ${user}` });
  const moments = history.getByRole('list', { name: 'Moments' }).getByRole('listitem');
  await expect(moments.filter({ hasText: `Broker: v${version} never published` })).toContainText(clock(commit));
  await expect(moments.filter({ hasText: 'invoice, wrong' })).toHaveCount(wrong.length);
  const read = `${clock(healed?.t ?? 0)}: API: page ${pages.length} says: suspended, v${version}`;
  await expect(moments.filter({ hasText: 'says:' })).toHaveText([read]);
  await history.getByRole('button', { name: 'Every invoice' }).click();
  await expect(moments.filter({ hasText: 'invoice, ' })).toHaveCount(all.length);
  const invoice = clock(wrong[0]?.t ?? 0).slice(0, 5);
  await history.getByRole('button', { name: `Why was invoice ${invoice} wrong?` }).click();
  const why = history.getByRole('region', { name: `Why was invoice ${invoice} wrong?` }).getByRole('listitem');
  await expect(why.first()).toContainText(`Invoice ${invoice} went to a user who was suspended.`);
  await expect(why.last()).toContainText('The fault “Publisher silent” was active, from 10:00:00 to 11:00:00.');
  const ended = history.getByRole('region', { name: 'What ended it?' }).getByRole('listitem');
  await expect(ended).toContainText([
    `The repair read page ${pages.length} and wrote version ${version}.`,
    `${wrong.length} wrong invoices had gone out`,
  ]);
  await clean(page, 'history');
});

test('the diagram is walked by arrow keys, and each moment leads to its envelope', async ({ page }) => {
  const { user, version, commit } = victim(traceOf('broken-publisher', 'wait'));
  await opened(page);
  await moveTo(page, 9 * HOUR);
  await find(page, user);
  await page.getByRole('button', { name: `History of user ${user}` }).click();
  await page.getByRole('region', { name: 'Space-time diagram' }).focus();
  const slider = page.getByRole('slider', { name: 'Virtual time' });
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', clock(commit, 6));
  await expect(page.getByRole('status', { name: 'What happened' })).toContainText(`v${version} never published`);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', clock(commit, 6));
  await page
    .getByRole('region', { name: 'This moment' })
    .getByRole('button', { name: `Envelope of version ${version}` })
    .click();
  await expect(inspector(page).getByRole('heading', { name: 'Inspector' })).toBeFocused();
  expect((await envelope(page))['User']).toBe(String(user));
  await page.keyboard.press('Escape');
  await expect(inspector(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: `Envelope of version ${version}` })).toBeFocused();
});

test('a card shows the last rows, and which settings were changed', async ({ page }) => {
  const lines = traceOf('broken-publisher', 'wait');
  const time = 11 * HOUR + HOUR / 3;
  await opened(page);
  await moveTo(page, time);
  for (const [name, kind] of [
    ['Billing service', 'copy'],
    ['User service', 'commit'],
  ] as const) {
    await page.getByRole('button', { name: `About the ${name}` }).click();
    const last = only(lines, kind)
      .filter(({ t }) => t <= time)
      .slice(-5)
      .reverse();
    const rows = page.getByRole('table', { name: 'Last rows' }).locator('tbody tr');
    await expect(rows).toHaveText(last.map(({ user, status, version, t }) => `${user}${status}${version}${clock(t)}`));
  }
  await page.getByRole('button', { name: 'About the API' }).click();
  await expect(page.locator('dl[aria-label="Changed from the default"]')).toContainText(
    'Page size100 users default 500 users',
  );
  await clean(page, 'card');
});

test('on a phone the Inspector is a sheet that Escape closes', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { user } = victim(traceOf('broken-publisher', 'wait'));
  await opened(page);
  await moveTo(page, 11 * HOUR);
  await page.getByRole('button', { name: 'Find user' }).click();
  await page.getByRole('spinbutton', { name: 'User number' }).fill(String(user));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Why?' }).click();
  const sheet = inspector(page);
  await expect(sheet).toBeInViewport();
  await clean(page, 'sheet');
  await page.getByRole('button', { name: /never published, its envelope/ }).click();
  await expect(sheet.getByRole('heading', { name: 'Inspector' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'What is true?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Topology' }).click();
  await page.getByRole('button', { name: 'About the Broker' }).click();
  await expect(sheet.getByRole('heading', { name: 'Inspector' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'About the Broker' })).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
