// What hostile hands found on the page: links that are right in part, two tabs that make scenarios of one name, a worker that dies of
// any question, and more users than a page can hold. Nothing is lost, and each is said in words.
import { readFileSync } from 'node:fs';
import { editScenario, HOUR, moveTo, opened, runInDialog, runText } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
const lanes = (page: Page) => page.getByRole('region', { name: 'Comparison' }).getByRole('group');
const own = (page: Page) =>
  page.evaluate(() =>
    (JSON.parse(localStorage.getItem('driftlab.scenarios') ?? '[]') as { file: string; text: string }[])
      .map(({ file, text }) => `${file}: ${/title: (.*)/.exec(text)?.[1]}`)
      .sort(),
  );

test('a link with one wrong lane shows the right one, and says what is wrong with the other', async ({ page }) => {
  const link = readFileSync('test/cases/break/link-with-one-wrong-lane.txt', 'utf8').trim();
  await page.goto(`/${link.slice(link.indexOf('#'))}`);
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 60_000 });
  await expect(lanes(page)).toHaveCount(1);
  const alert = page.getByRole('alert').filter({ hasText: 'Not all of it could be opened' });
  await expect(alert).toContainText('Lane “mine” cannot be run: set.billing.policy: "no-such" is unknown');
  await expect(alert).toContainText('There is no lane “mine”; the first is shown.');
});

/** A link to plain data, packed as the page packs its own. */
const linkTo = (page: Page, data: object): Promise<string> =>
  page.evaluate(async (text) => {
    const packed = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw')));
    const bytes = new Uint8Array(await packed.arrayBuffer());
    let sum = 0x811c9dc5;
    for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
    const letters = btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
    return `#1.${(sum >>> 0).toString(16).padStart(8, '0')}.${letters}`;
  }, JSON.stringify(data));

test('a link that removes a fault which is not there, of an unknown lane and with no fingerprint, says all three', async ({
  page,
}) => {
  await opened(page);
  const hash = await linkTo(page, {
    scenario: 'broken-publisher',
    seed: 3,
    variant: 'nobody',
    inputs: [{ kind: 'remove', at: 36_000_000_001, index: 1_000_000_000 }],
    time: 36_000_000_000,
    comparing: false,
    fingerprint: { not: 'one' },
  });
  await page.goto(`/${hash}`);
  const alert = page.getByRole('alert').filter({ hasText: 'Not all of it could be opened' });
  await expect(alert).toContainText('What is removed at 10:00 is no fault of this run.', { timeout: 30_000 });
  await expect(alert).toContainText('There is no lane “nobody”; the first is shown.');
  await expect(alert).toContainText('What this link gives as its run’s fingerprint is none');
  await expect(alert).not.toContainText('[object');
});

test('a link to more users than a page can hold says so, and the page begins with something else', async ({ page }) => {
  await opened(page);
  const text = 'title: Ten million\npopulation: { users: 10000000 }\n';
  const hash = await linkTo(page, {
    scenario: { file: 'many.yaml', text, siblings: {} },
    seed: 1,
    variant: 'wait',
    inputs: [],
    time: 0,
    comparing: false,
  });
  await page.evaluate(() => localStorage.clear());
  await page.goto('about:blank');
  await page.goto(`/${hash}`);
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await expect(page.getByRole('alert')).toContainText(
    /^What this link opens cannot be run: a page simulates up to 3.000.000 users, this scenario has 10.000.000; /,
  );
});

const small = (title: string): string => `title: ${title}\nlength: 2h\npopulation: { users: 20 }\nvariants: [wait]\n`;

test('two tabs that each make a scenario keep both, whichever is reloaded or closed', async ({ page, context }) => {
  await opened(page);
  const other = await context.newPage();
  await opened(other);
  // Both dialogs are open before anything is kept.
  for (const tab of [page, other]) await editScenario(tab);
  await runInDialog(page, small('one'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/one$/);
  await runInDialog(other, small('One!'));
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(/One!$/);
  const both = ['one-2.yaml: One!', 'one.yaml: one'];
  expect(await own(page)).toEqual(both);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/one$/);
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  expect(await own(page)).toEqual(both);
  await runText(other, small('One! Changed'));
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(/One! Changed$/);
  await page.close();
  expect(await own(other)).toEqual(['one-changed.yaml: One! Changed', both[1]]);
});

test('a page that cannot hold all users says so at once, and stays with what it shows', async ({ page }) => {
  await opened(page);
  await runText(page, 'title: Ten million\npopulation: { users: 10000000 }\n');
  await expect(page.getByRole('alert')).toContainText(
    /a page simulates up to 3.000.000 users, this scenario has 10.000.000; the command line takes them/,
  );
});

/** From now on the worker dies of the first question of this name. */
const mortal = (page: Page, question: string) =>
  page.evaluate((name) => {
    (window as { deadly?: string }).deadly = name;
  }, question);

test('whatever question the worker dies of, what people ask while another is started is no error', async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const send = Worker.prototype.postMessage as (this: Worker, message: unknown, ...more: unknown[]) => void;
    Worker.prototype.postMessage = function (this: Worker, message: { path?: string[] }, ...more: unknown[]) {
      const here = window as { deadly?: string | undefined };
      if (here.deadly === undefined || message.path?.[0] !== here.deadly) return send.call(this, message, ...more);
      here.deadly = undefined;
      this.terminate();
      this.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));
    } as Worker['postMessage'];
  });
  await opened(page);
  // Long enough to be asked something before it is there.
  await runText(page, 'title: Busy\npopulation: { users: 60000 }\nvariants: [wait]\n');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Busy$/);
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  const find = async (user: number) => {
    // Whatever notice lies over it.
    await page.getByRole('button', { name: 'Find user' }).evaluate((button: HTMLButtonElement) => button.click());
    await page.getByRole('spinbutton').fill(String(user));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  const ways: readonly (readonly [string, () => Promise<void>])[] = [
    ['frame', () => moveTo(page, 3 * HOUR)],
    ['step', () => page.getByRole('button', { name: 'Step', exact: true }).click()],
    ['user', () => find(7)],
    ['history', () => find(8)],
    ['reads', () => find(9)],
    ['open', () => runText(page, 'title: Busy, too\npopulation: { users: 50000 }\nvariants: [wait]\n')],
  ];
  for (const [n, [question, ask]] of ways.entries())
    await test.step(question, async () => {
      await mortal(page, question);
      await ask();
      await expect(page.getByRole('alert')).toContainText('The simulator has stopped', { timeout: 20_000 });
      await page.getByRole('button', { name: 'Resume at this moment' }).click();
      await find(n + 1);
      await expect(play(page)).toBeEnabled({ timeout: 60_000 });
      await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(`History of user ${n + 1}`);
    });
});

test('the page comes with the licences of what is bundled in it, fonts too', async ({ page }) => {
  const text = await (await page.request.get('/licences.txt')).text();
  for (const name of ['react', '@xyflow/react', 'comlink', 'yaml', '@fontsource-variable/ibm-plex-sans'])
    expect(text).toMatch(new RegExp(`^${name} [0-9.]+ \\(`, 'm'));
  expect(text).toContain('SIL OPEN FONT LICENSE');
});
