// A user who does everything at the wrong time: two things at once, a second thought while the first is computed, a reload in the
// middle, a worker that dies in each state, a browser that keeps nothing or keeps nonsense. Nothing is lost and nothing hangs.
import { HOUR, moveTo, opened, runText } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
const active = (page: Page) => page.getByRole('list', { name: 'Active faults' }).getByRole('listitem');
const table = (page: Page) => page.getByRole('table', { name: 'Outcomes' });
const compare = (page: Page) => page.getByRole('button', { name: 'Compare strategies' });

/** Slow enough to be caught in the middle of. */
const SLOW = `schema: 1
title: A long day
population: { users: 300000 }
workload: { signUps: 0/h }
length: 24h
opensAt: 1h
faults: [{ fault: publisher-silent, at: 10h, for: 1h }]
variants: [wait, resync]
`;

async function inject(page: Page, fault: string): Promise<void> {
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: fault, exact: true }).click();
  await page.getByRole('button', { name: /^Inject at/ }).click();
}

const kill = (page: Page) => page.workers()[0]?.evaluate(() => self.close());

async function resume(page: Page): Promise<void> {
  await expect(page.getByRole('alert')).toContainText('The simulator has stopped', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Resume at this moment' }).click();
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
}

test('two faults in a row, one removed twice at once, and everything undone step by step', async ({ page }) => {
  await opened(page);
  await moveTo(page, 3 * HOUR);
  await inject(page, 'Consumer down');
  await expect(active(page)).toHaveText(['Consumer down'], { timeout: 30_000 });
  await inject(page, 'API down');
  await expect(active(page)).toHaveText(['Consumer down', 'API down'], { timeout: 30_000 });
  const remove = page.getByRole('button', { name: 'Remove Consumer down' });
  await expect(remove).toBeEnabled();
  await remove.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(active(page)).toHaveText(['API down'], { timeout: 30_000 });
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  for (const left of [['Consumer down', 'API down'], ['Consumer down'], []]) {
    await page.getByRole('region', { name: 'Changes' }).getByRole('button', { name: 'Undo' }).click();
    await expect(play(page)).toBeEnabled({ timeout: 30_000 });
    await moveTo(page, 3 * HOUR + 1000);
    await expect(active(page)).toHaveText(left, { timeout: 30_000 });
  }
});

test('a second thought while the first is computed: the last wins, and cancelling it leads back to what was shown', async ({
  page,
}) => {
  await opened(page);
  await runText(page, SLOW);
  await expect(page.getByText(/^Simulating \d/)).toBeVisible();
  await runText(page, SLOW.replace('A long day', 'Another day').replace('300000', '500'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Another day$/);
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Users' })).toContainText(/^Users\s?499/);
  await runText(page, SLOW);
  await expect(page.getByText(/^Simulating \d/)).toBeVisible();
  await runText(page, SLOW.replace('A long day', 'A third day'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/A third day$/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Another day$/);
  await expect(page.getByRole('region', { name: 'Users' })).toContainText(/^Users\s?499/);
  await expect(play(page)).toBeEnabled();
});

test('a comparison closed and opened again while it is computed is computed once', async ({ page }) => {
  await opened(page);
  const posted = await page.evaluate(() => {
    const calls: string[] = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { path?: string[] }, ...rest: unknown[]) {
      calls.push(String(message.path));
      return Reflect.apply(post, this, [message, ...rest]);
    };
    Object.assign(window, { calls });
    return calls.length;
  });
  expect(posted).toBe(0);
  for (let n = 0; n < 3; n++) {
    await page.keyboard.press('c');
    await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
    await page.keyboard.press('c');
    await expect(page.getByRole('region', { name: 'Comparison' })).toHaveCount(0);
  }
  await page.keyboard.press('c');
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  const calls = await page.evaluate(() => (window as unknown as { calls: string[] }).calls);
  expect(calls.filter((path) => path === 'compare')).toHaveLength(1);
});

test('a run that is changed while its strategies are compared is compared anew, lane by lane', async ({ page }) => {
  await opened(page);
  await compare(page).click();
  await expect(page.getByText(/^Running \d+ strategies/)).toBeVisible();
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await moveTo(page, 3 * HOUR);
  await inject(page, 'Consumer down');
  await expect(active(page)).toHaveText(['Consumer down'], { timeout: 30_000 });
  await compare(page).click();
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  await moveTo(page, 3.4 * HOUR);
  const lanes = page.getByRole('region', { name: 'Comparison' }).getByRole('group');
  await expect(lanes.first()).toHaveAccessibleDescription(/^At 03:24:00: [1-9]/);
  const told = await lanes.evaluateAll((all) =>
    all.map((lane) => document.getElementById(lane.getAttribute('aria-describedby') ?? '')?.textContent ?? ''),
  );
  // Behind the six lanes stands the future that was seen before the fault.
  expect(told).toHaveLength(7);
  for (const each of told.slice(0, 6)) expect(each).toMatch(/^At 03:24:00: [1-9]\d* divergent users?,/);
});

test('reloading in the middle of a run and of a comparison goes on with both', async ({ page }) => {
  await opened(page);
  await runText(page, SLOW);
  await expect(page.getByText(/^Simulating \d/)).toBeVisible();
  await page.reload();
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/A long day$/);
  await runText(page, SLOW.replace('300000', '30000'));
  await expect(compare(page)).toBeEnabled({ timeout: 30_000 });
  await compare(page).click();
  await page.reload();
  await expect(table(page)).toBeVisible({ timeout: 60_000 });
});

test('the worker dies while a comparison is computed, and while many seeds are', async ({ page }) => {
  test.setTimeout(120_000);
  await opened(page);
  await compare(page).click();
  await expect(page.getByText(/^Running \d+ strategies/)).toBeVisible();
  await kill(page);
  await resume(page);
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Over \d+ seeds$/ }).click();
  await kill(page);
  await resume(page);
  await expect(page.getByRole('button', { name: /^Over \d+ seeds$/ })).toBeVisible({ timeout: 30_000 });
});

test('the workers that run many seeds are ended by the browser without a word: others run them', async ({ page }) => {
  test.setTimeout(120_000);
  await opened(page);
  await runText(page, SLOW.replace('300000', '20000'));
  await compare(page).click();
  await expect(table(page)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Over 20 seeds', exact: true }).click();
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  const begun = page.getByRole('progressbar', { name: 'Share of seeds done' });
  await expect.poll(() => begun.evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0);
  await Promise.all(
    page
      .workers()
      .slice(1)
      .map((worker) => worker.evaluate(() => self.close())),
  );
  await expect(page.getByRole('button', { name: 'Over 100 seeds', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the worker dies while a run is computed and before the first; what people do next brings another', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto('/');
  await page.waitForEvent('worker');
  await kill(page);
  await resume(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/was broken for an hour$/);
  await moveTo(page, 3 * HOUR);
  await inject(page, 'Consumer down');
  await expect(active(page)).toHaveText(['Consumer down'], { timeout: 30_000 });
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await kill(page);
  await expect(page.getByRole('alert')).toContainText('The simulator has stopped', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Remove Consumer down' }).click();
  await expect(active(page)).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a browser that refuses to keep anything still runs everything', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await opened(page);
  await runText(page, 'schema: 1\ntitle: Unkept\nlength: 2h\npopulation: { users: 50 }\n');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Unkept$/);
  await page.getByRole('button', { name: 'Scenario' }).click();
  await expect(page.getByRole('dialog', { name: 'Scenario' })).toBeVisible();
});

for (const [what, work] of [
  ['nonsense', '{"scenario":5'],
  [
    'a work that no longer runs',
    JSON.stringify({
      scenario: 'broken-publisher',
      seed: 1,
      variant: 'wait',
      time: 0,
      comparing: false,
      inputs: [{ kind: 'inject', at: 5, fault: { fault: 'no-such-fault', at: '5us' } }],
    }),
  ],
] as const) {
  test(`a browser that kept ${what} opens the first scenario`, async ({ page }) => {
    await page.addInitScript((kept) => {
      localStorage.setItem('driftlab.work', kept);
      localStorage.setItem('driftlab.scenarios', '{"not":"a list"}');
      localStorage.setItem('driftlab.settings', '"pink"');
    }, work);
    await opened(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/was broken for an hour$/);
    await page.getByRole('button', { name: 'Scenario' }).click();
    await expect(page.getByRole('dialog', { name: 'Scenario' })).toBeVisible();
  });
}

test('double clicks and held keys play once', async ({ page }) => {
  await opened(page);
  await play(page).dblclick();
  await expect(play(page)).toBeVisible();
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await page.keyboard.down('Space');
  for (let n = 0; n < 4; n++) await page.keyboard.down('Space');
  await page.keyboard.up('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^10:/, { timeout: 10_000 });
});
