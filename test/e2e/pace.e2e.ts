// The pace of events, the veil and the fork, as people meet them: what distinguishes strategies is on screen long enough to be seen, the
// future is what is planned until it is reached, and no button moves what stands.
import { driftlab } from './support/engine.ts';
import { HOUR, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Virtual time' });
const speed = (page: Page) => page.getByRole('combobox', { name: 'Speed' });
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const play = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });

/** Wall time, milliseconds, during which the slider stood in each of these spans while it played; sampled with every frame. */
async function seenFor(page: Page, spans: readonly (readonly [number, number])[], until: number): Promise<number[]> {
  return page.evaluate(
    ([wanted, end]) =>
      new Promise<number[]>((resolve) => {
        const input = document.querySelector<HTMLInputElement>('input[aria-label="Virtual time"]');
        const seen = wanted.map(() => 0);
        let before = performance.now();
        const look = (now: number) => {
          const time = Number(input?.value ?? 0);
          wanted.forEach(([from, to], n) => {
            if (time >= from && time < to) seen[n] = (seen[n] ?? 0) + now - before;
          });
          before = now;
          if (time >= end) resolve(seen);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [spans, until] as const,
  );
}

test('replay, emptied copy and scan are each seen for two seconds and more, at the speed that nobody chose', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const { variants } = driftlab('compare', 'broken-publisher');
  const spanOf = (id: string, name: string): readonly [number, number] => {
    const phase = variants.find((each) => each.id === id)?.phases.find((each) => each.name === name);
    if (phase === undefined) throw new Error(`${id} has no ${name}`);
    return [phase.from * 1e6, (phase.to ?? phase.from) * 1e6];
  };
  const spans = [
    spanOf('replay', 'Replay the log'),
    spanOf('resync-naive', 'Empty the table and insert pages'),
    spanOf('resync', 'Scan pages'),
  ];
  await opened(page);
  await expect(speed(page).locator('option:checked')).toHaveText('Pace of events');
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
  await expect(page.getByRole('group', { name: variants[0]?.title ?? '' }).first()).toBeVisible({ timeout: 60_000 });
  await moveTo(page, 12 * HOUR);
  await play(page).click();
  const seen = await seenFor(page, spans, 13.6 * HOUR);
  for (const each of seen) expect(each).toBeGreaterThan(2_000);
  for (const each of seen) expect(each).toBeLessThan(60_000);
});

test('the speed is the pace of events until one is chosen, by keys too, and the present rate stands beside it', async ({
  page,
}) => {
  await opened(page);
  await expect(page.getByText('now 1 s shows 30 s')).toBeVisible();
  await moveTo(page, 10.5 * HOUR);
  await expect(page.getByText('now 1 s shows 5 min')).toBeVisible();
  await page.keyboard.press(']');
  await expect(speed(page).locator('option:checked')).toHaveText('1 s shows 15 min');
  await expect(page.getByText(/^now 1 s shows/)).toHaveCount(0);
  await speed(page).selectOption({ label: 'Pace of events' });
  await expect(page.getByText('now 1 s shows 5 min')).toBeVisible();
});

test('nothing of what nobody has reached is in the document; it comes when it is reached, and all of it on demand', async ({
  page,
}) => {
  await opened(page);
  const told = () => page.locator('body').evaluate((body) => body.textContent ?? '');
  expect(await told()).not.toMatch(/116|155 missed/);
  await moveTo(page, 11 * HOUR + 1);
  await expect(timeline(page)).toContainText('116 wrong');
  await expect(timeline(page)).not.toContainText('105 wrong');
  await moveTo(page, 10 * HOUR);
  await expect(timeline(page)).toContainText('116 wrong');
  await page.keyboard.press('End');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '11:00:00.000001');
  await page.getByRole('button', { name: 'Show the whole day' }).click();
  await expect(timeline(page)).toContainText('105 wrong');
  await expect(page.getByRole('button', { name: 'Show the whole day' })).toHaveCount(0);
  await page.reload();
  await expect(timeline(page)).toContainText('105 wrong', { timeout: 30_000 });
});

test('chapters are reached by their keys, and more of them as more is known', async ({ page }) => {
  await opened(page);
  const chapters = page.getByRole('navigation', { name: 'Chapters' }).getByRole('listitem');
  await expect(chapters).toHaveCount(2);
  await page.keyboard.press('1');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '10:00:00.000000');
  await page.keyboard.press('2');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '12:00:00.000000');
  await expect(chapters).toHaveCount(3);
  await page.keyboard.press('2');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', '11:00:00.000000');
  await page.keyboard.press('9');
  await expect(page.getByRole('status', { name: 'What happened' })).toHaveText('There is no chapter 9 yet.');
});

test('a chapter that begins lights its panel for an instant, and nothing moves', async ({ page }) => {
  await opened(page);
  await page.evaluate(() => {
    const seen: string[] = [];
    const box = document.querySelector<HTMLElement>('[data-sheet]');
    const look = () => {
      const lit = box?.dataset['lit'];
      if (lit !== undefined) seen.push(lit);
    };
    if (box !== null) new MutationObserver(look).observe(box, { attributes: true, attributeFilter: ['data-lit'] });
    Object.assign(window, { seen });
  });
  const seen = () => page.evaluate(() => (window as unknown as { readonly seen: readonly string[] }).seen);
  const users = page.getByRole('region', { name: 'Users' });
  const before = await users.boundingBox();
  await page.keyboard.press('1');
  await expect.poll(seen).toEqual(['topology']);
  expect(await users.boundingBox()).toEqual(before);
  await expect(page.locator('[data-lit]')).toHaveCount(0);
  await page.keyboard.press('2');
  await expect.poll(seen).toEqual(['topology', 'timeline']);
  await expect(page.locator('[data-lit]')).toHaveCount(0);
});

test('while an invoice run is held its numbers count up to what the trace has, and stand', async ({ page }) => {
  await opened(page);
  await moveTo(page, 11 * HOUR - 20_000_000);
  await play(page).click();
  const wrong = await page.evaluate(
    (end) =>
      new Promise<number[]>((resolve) => {
        const input = document.querySelector<HTMLInputElement>('input[aria-label="Virtual time"]');
        const seen = new Set<number>();
        const look = () => {
          const text = document.querySelector('section[aria-label="Timeline"]')?.textContent ?? '';
          const found = /(\d+) wrong/.exec(text);
          if (found !== null) seen.add(Number(found[1]));
          if (Number(input?.value ?? 0) >= end) resolve([...seen]);
          else requestAnimationFrame(look);
        };
        look();
      }),
    11 * HOUR + 800_000,
  );
  // On a busy machine there are few frames.
  expect(wrong.length).toBeGreaterThan(1);
  expect(wrong).toEqual([...wrong].sort((a, b) => a - b));
  expect(wrong.at(-1)).toBe(116);
  await page.getByRole('button', { name: 'Pause' }).click();
  await moveTo(page, 11 * HOUR + 1);
  await expect(timeline(page)).toContainText('116 wrong');
});

test('Whole run shows the whole run, and pressed again what was shown before', async ({ page }) => {
  await opened(page);
  const whole = timeline(page).getByRole('button', { name: 'Whole run' });
  const shown = () => timeline(page).locator('svg title').first().textContent();
  const before = await shown();
  await expect(whole).toHaveAttribute('aria-pressed', 'false');
  await whole.click();
  await expect(whole).toHaveAttribute('aria-pressed', 'true');
  expect(await shown()).not.toBe(before);
  await whole.click();
  await expect(whole).toHaveAttribute('aria-pressed', 'false');
  expect(await shown()).toBe(before);
});

test('a change of the past moves nothing, stands at a quarter of the timeline, and the other future is a line', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await opened(page);
  await moveTo(page, 12 * HOUR);
  await moveTo(page, 10.5 * HOUR);
  const grid = page.getByRole('grid', { name: /^One cell per user/ });
  const boxes = async () => [await grid.boundingBox(), await timeline(page).boundingBox()];
  const before = await boxes();
  await page.keyboard.press('f');
  await page.getByRole('menuitem', { name: 'Consumer down' }).click();
  await page.getByRole('button', { name: /^Inject at 10:30:00/ }).click();
  const future = page.getByRole('list', { name: 'Other futures' }).getByRole('listitem');
  await expect(future).toHaveText('Before: consumer down at 10:30', { timeout: 30_000 });
  await expect(play(page)).toBeEnabled();
  expect(await boxes()).toEqual(before);
  const share = await timeline(page).evaluate((region) => {
    const plot = region.querySelector('#plot rect');
    const fork = region.querySelector('circle');
    const [left, width] = ['x', 'width'].map((name) => Number(plot?.getAttribute(name)));
    return (Number(fork?.getAttribute('cx')) - (left ?? 0)) / (width ?? 1);
  });
  expect(share).toBeCloseTo(0.25, 2);
  await moveTo(page, 11 * HOUR);
  await future.getByRole('button').first().focus();
  await expect(timeline(page)).toContainText(/[+−]\d+ at 10:5\d|[+−]\d+ at 11:00/);
});

test('Escape and Back leave comparison and history, not the page', async ({ page }) => {
  await opened(page);
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await page.keyboard.press('c');
  await expect(comparison).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(comparison).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(comparison).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => page.evaluate(() => history.state?.view)).toBe('comparison');
  await page.goBack();
  await expect(comparison).toHaveCount(0);
  await expect(play(page)).toBeEnabled();
  await moveTo(page, (11 + 1 / 3) * HOUR);
  await page.getByRole('button', { name: 'Next divergent', exact: true }).click();
  await page
    .getByRole('button', { name: /^History/ })
    .last()
    .click();
  const past = page.getByRole('region', { name: /^History of user/ });
  await expect(past).toBeVisible();
  await expect.poll(() => page.evaluate(() => history.state?.view)).toBe('history');
  await page.goBack();
  await expect(past).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Users' })).toBeVisible();
});

test('looked at closely the timeline tells messages apart, and each opens its envelope', async ({ page }) => {
  await opened(page);
  await moveTo(page, 10.2 * HOUR);
  await moveTo(page, 10.1 * HOUR);
  for (let n = 0; n < 8; n++) await page.keyboard.press('+');
  await expect(timeline(page)).toContainText('committed');
  await expect(timeline(page)).toContainText(/\d+ v\d+/);
  const tick = timeline(page)
    .locator('g')
    .filter({ hasText: /^\d+ v\d+$/ })
    .first();
  await tick.locator('rect').last().click({ force: true });
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(/version \d+ of user \d+/i);
});

test('the film plays by itself and ends on one offer', async ({ page }) => {
  await page.goto('/?film');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('End');
  await page.keyboard.press('End');
  const offer = page.getByRole('region', { name: 'The end of the day' });
  await expect(offer).toContainText(/\d+ users are still divergent/);
  await offer.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible({ timeout: 60_000 });
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^12:/);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('Play goes in steps, at the pace of events', async ({ page }) => {
    await opened(page);
    await moveTo(page, 10 * HOUR);
    await play(page).click();
    const moments = await page.evaluate(
      () =>
        new Promise<number[]>((resolve) => {
          const input = document.querySelector<HTMLInputElement>('input[aria-label="Virtual time"]');
          const seen = new Set<number>();
          const until = performance.now() + 4_500;
          const look = (now: number) => {
            seen.add(Number(input?.value ?? 0));
            if (now > until) resolve([...seen]);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }),
    );
    expect(moments.length).toBeGreaterThan(2);
    expect(moments.length).toBeLessThan(8);
    expect(Math.max(...moments)).toBeLessThan(10 * HOUR + HOUR / 60);
  });
});
