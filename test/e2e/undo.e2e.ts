// Undo and redo at the wrong time: the worker is gone, a comparison is open or being computed, a run is being computed. Nothing
// hangs, and no step is lost.
import { HOUR, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });
const active = (page: Page) => page.getByRole('list', { name: 'Active faults' }).getByRole('listitem');
const table = (page: Page) => page.getByRole('table', { name: 'Outcomes' });
const replay = (page: Page) => table(page).getByRole('columnheader', { name: 'Replay' });
const changes = (page: Page) => page.getByRole('region', { name: 'Changes' });
const lost = (page: Page) => page.getByText('The simulator has stopped');
const kill = (page: Page) => page.workers()[0]?.evaluate(() => self.close());

async function killed(page: Page): Promise<void> {
  await kill(page);
  await expect(lost(page)).toBeVisible({ timeout: 20_000 });
}

async function injected(page: Page): Promise<void> {
  await moveTo(page, 3 * HOUR);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down', exact: true }).click();
  await page.getByRole('button', { name: /^Inject at/ }).click();
  await expect(active(page)).toHaveText(['Consumer down'], { timeout: 30_000 });
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
}

async function compared(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
}

async function laneClosed(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close lane 2' }).click();
  await expect(replay(page)).toHaveCount(0, { timeout: 30_000 });
}

/** Undo asks the worker for something and the worker dies of it; then people go on. */
async function diesWhileUndone(page: Page, asked: 'open' | 'compare'): Promise<void> {
  await page.evaluate((deadly) => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { path?: string[] }, ...rest: unknown[]) {
      // A pulse or a frame may be asked for before.
      if (message.path?.[0] === deadly) {
        this.terminate();
        Worker.prototype.postMessage = post;
      }
      return Reflect.apply(post, this, [message, ...rest]);
    };
  }, asked);
  await page.keyboard.press('Control+z');
  await expect(lost(page)).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Resume at this moment' }).click();
}

/** The stage shows no fault, and after redo one. */
async function redone(page: Page): Promise<void> {
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await expect(active(page)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(active(page)).toHaveText(['Consumer down'], { timeout: 30_000 });
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
}

test('the worker is lost while a comparison is open: undo and redo of a lane bring another worker', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await opened(page);
  await compared(page);
  await laneClosed(page);
  await killed(page);
  await page.keyboard.press('Control+z');
  await expect(replay(page)).toHaveCount(1, { timeout: 30_000 });
  await expect(lost(page)).toHaveCount(0);
  await killed(page);
  await page.keyboard.press('Control+Shift+z');
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  await expect(replay(page)).toHaveCount(0);
  await expect(lost(page)).toHaveCount(0);
});

test('the worker is lost while a comparison is open: undo and redo of a fault bring another worker', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await opened(page);
  await injected(page);
  await compared(page);
  await killed(page);
  await page.keyboard.press('Control+z');
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await redone(page);
});

test('the worker dies while undo is computed: after going on there is undo and redo as before', async ({ page }) => {
  test.setTimeout(120_000);
  await opened(page);
  await injected(page);
  const speed = page.getByRole('combobox', { name: 'Speed' });
  await speed.selectOption({ label: '1 s shows 1 s' });
  await diesWhileUndone(page, 'open');
  await redone(page);
  await expect(speed.locator('option:checked')).toHaveText('1 s shows 1 s');
  await page.keyboard.press('Control+z');
  await expect(active(page)).toHaveCount(0, { timeout: 30_000 });
});

test('the worker dies while a lane’s undo is computed: the lanes are as they were, and undo goes on', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await opened(page);
  await compared(page);
  await laneClosed(page);
  await diesWhileUndone(page, 'compare');
  await expect(lost(page)).toHaveCount(0);
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  await expect(replay(page)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(replay(page)).toHaveCount(1, { timeout: 30_000 });
});

test('undo while a run or a comparison is computed says that it waits, and works afterwards', async ({ page }) => {
  await opened(page);
  await injected(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByText(/^Running \d+ strategies/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('status', { name: 'What happened' })).toHaveText(/^Nothing to undo yet/);
  await expect(table(page)).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: Consumer down injected.').first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await redone(page);
});

test('a run that is cancelled after the worker was lost: what is shown says so, and goes on when tried again', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await opened(page);
  await injected(page);
  await killed(page);
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { path?: string[] }, ...rest: unknown[]) {
      // Cancelled at once, however short the run is.
      if (message.path?.[0] === 'open')
        window.setTimeout(() =>
          [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Cancel')?.click(),
        );
      return Reflect.apply(post, this, [message, ...rest]);
    };
    Object.assign(window, { calm: () => Object.assign(Worker.prototype, { postMessage: post }) });
  });
  await page.getByRole('button', { name: 'Resume at this moment' }).click();
  await expect(page.getByRole('alert')).toContainText('The run was cancelled. What you see is the last');
  await expect(play(page)).toBeDisabled();
  await page.evaluate(() => (window as unknown as { calm(): void }).calm());
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await expect(page.getByRole('alert')).toHaveCount(0);
  await changes(page).getByRole('button', { name: 'Undo' }).click();
  await redone(page);
});
