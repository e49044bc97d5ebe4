// Small windows and fingers: nothing is cut off or scrolls sideways at 320 pixels or at 200 %, and touch alone reaches everything.
import { HOUR, moveTo, opened, runText } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [what, width, height] of [
  ['320 by 640', 320, 640],
  ['1280 by 720 at 200 %', 640, 360],
  ['1280 by 1024 at 400 %', 320, 256],
] as const) {
  test(`${what}: every control is in reach and nothing scrolls sideways`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await opened(page);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    const panels = page.getByRole('navigation', { name: 'Panels' });
    const controls = [
      ...['Play', 'Step', 'Step back'].map((name) => page.getByRole('button', { name, exact: true })),
      panels.getByRole('button', { name: 'Compare' }),
    ];
    for (const control of controls) {
      await control.scrollIntoViewIfNeeded();
      await control.click({ trial: true });
      const box = await control.boundingBox();
      expect(box?.x, String(control)).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0), String(control)).toBeLessThanOrEqual(width);
    }
    await moveTo(page, (11 + 1 / 3) * HOUR);
    await page.getByRole('button', { name: /^Next/ }).click();
    await page.getByRole('button', { name: 'Why?' }).click();
    await expect(page.getByRole('region', { name: 'Inspector' })).toContainText(/version \d+/);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    for (const panel of ['Topology', 'History', 'Compare']) {
      await panels.getByRole('button', { name: panel }).click();
      expect(await sideways(page), panel).toBeLessThanOrEqual(0);
    }
    await expect(page.getByRole('table', { name: 'Outcomes' })).toBeAttached({ timeout: 30_000 });
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });
}

test('1440 by 900 at 200 %: nothing scrolls sideways on the stage or in a comparison', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await opened(page);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  const next = await page.getByRole('button', { name: /^Next/ }).boundingBox();
  expect((next?.x ?? 0) + (next?.width ?? 999)).toBeLessThanOrEqual(720);
  await page.keyboard.press('c');
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeAttached({ timeout: 30_000 });
  expect(await sideways(page)).toBeLessThanOrEqual(0);
});

test('a title as long as one may be, of one word or of many, leaves the page as it is', async ({ page }) => {
  await opened(page);
  const bar = page.getByRole('banner');
  for (const title of ['W'.repeat(200), 'Wide words '.repeat(18).trim()]) {
    await runText(
      page,
      `title: ${title}\npopulation: { users: 20 }\nvariants: [{ id: a, title: ${title}, strategy: wait }]\n`,
    );
    for (const [width, height] of [
      [1440, 900],
      [720, 450],
      [320, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled({ timeout: 30_000 });
      // The page hears of its new size a frame later.
      await expect.poll(() => sideways(page), `${title.slice(0, 5)} at ${width}`).toBeLessThanOrEqual(0);
      expect((await bar.boundingBox())?.height, `${title.slice(0, 5)} at ${width}`).toBeLessThanOrEqual(60);
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('title', title);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

test('on a phone another scenario opens on one panel, whichever was shown before', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page);
  const panels = page.getByRole('navigation', { name: 'Panels' });
  for (const [from, scenario] of [
    ['Compare', 'A new service needs everybody'],
    ['History', 'The right to be forgotten'],
  ] as const) {
    await panels.getByRole('button', { name: from }).click();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'Scenario' }).click();
    await page.getByRole('button', { name: `Open ${scenario}` }).click();
    await expect(page.getByRole('heading', { level: 1, name: scenario })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled({ timeout: 30_000 });
    await expect(page.getByRole('region', { name: 'Users', exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Topology' })).toBeHidden();
    await expect(panels.getByRole('button', { name: 'Users' })).toHaveAttribute('aria-current', 'page');
  }
});

test('on a phone a comparison is scrolled within the page, whose head and foot stand still', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page);
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeAttached({ timeout: 30_000 });
  const down = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  expect(down).toBe(0);
});

test('on a phone a step is told whole under the users, with what comes of it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await opened(page);
  await moveTo(page, (10 + 2 / 3) * HOUR);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  const sentence = page
    .getByRole('region', { name: 'Users', exact: true })
    .getByText(/The publisher is silent: .* nothing looks/);
  await expect(sentence).toBeVisible();
  const [whole, seen] = await sentence.evaluate((each) => [each.scrollHeight, each.clientHeight]);
  expect(whole).toBeLessThanOrEqual(seen as number);
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a touch plays, pauses, steps and drags the time', async ({ page }) => {
    await opened(page);
    const slider = page.getByRole('slider', { name: 'Virtual time' });
    await page.getByRole('button', { name: 'Play' }).tap();
    await expect(slider).toHaveAttribute('aria-valuetext', /^10:/, { timeout: 20_000 });
    await page.getByRole('button', { name: 'Pause' }).tap();
    await page.getByRole('button', { name: 'Step', exact: true }).tap();
    const before = Number(await slider.inputValue());
    const box = await page.getByRole('region', { name: 'Timeline' }).boundingBox();
    if (box === null) throw new Error('no timeline');
    await page.touchscreen.tap(box.x + box.width - 40, box.y + 60);
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(before + HOUR / 2);
  });

  test('the stage is gone through and left without a key, and what stands on it ends within it', async ({ page }) => {
    await page.goto('/#lesson/silent-hour/1');
    const panel = page.getByRole('region', { name: 'Lesson', exact: true });
    await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('menuitem', { name: 'Present' }).tap();
    const stage = page.getByRole('main', { name: 'Stage' });
    const at = (place: RegExp) => expect(stage).toHaveAttribute('data-place', place, { timeout: 40_000 });
    const next = stage.getByRole('button', { name: 'Next' });
    await at(/^1\.1 say$/);
    for (const place of [
      /^1\.2 guess$/,
      /^1\.3 lock$/,
      /^1\.4 play moving$/,
      /^1\.4 play$/,
      /^1\.5 reveal$/,
      /^2\.1 say$/,
    ]) {
      const outside = await stage.evaluate((main) =>
        [...main.querySelectorAll('p, b, span, dt, dd, li, button')]
          .filter((each) => each.textContent !== '' && each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => each.textContent),
      );
      expect(outside).toEqual([]);
      await next.tap();
      await at(place);
    }
    await stage.getByRole('button', { name: 'Previous' }).tap();
    await at(/^1\.5 reveal$/);
    await stage.getByRole('button', { name: 'Leave' }).tap();
    await expect(panel).toContainText('Step 1 of 7');
  });
});

for (const [width, height] of [
  [390, 844],
  [768, 1024],
] as const)
  test.describe(`with fingers, ${width} by ${height}`, () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width, height } });

    test('without a lesson each picture of the stage is reached by touch, and nothing in it is cut', async ({
      page,
    }) => {
      await opened(page);
      await page.getByRole('button', { name: 'Menu' }).tap();
      await page.getByRole('menuitem', { name: 'Present' }).tap();
      const stage = page.getByRole('main', { name: 'Stage' });
      for (const sign of [/^of .* users$/, /divergent users?$/, 'waiting', 'Consumer lag']) {
        await expect(stage.getByText(sign).first()).toBeVisible();
        const cut = await stage.evaluate((main) =>
          [...main.querySelectorAll('section, b, p, button')]
            .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline')
            .map((each) => each.textContent),
        );
        expect(cut).toEqual([]);
        await stage.getByRole('button', { name: 'Picture' }).tap();
      }
      await expect(stage.getByText(/^of .* users$/)).toBeVisible();
    });
  });

test('a tab that was hidden while it played does not leap, and goes on', async ({ page }) => {
  await opened(page);
  const slider = page.getByRole('slider', { name: 'Virtual time' });
  await page.keyboard.press('Space');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    const until = performance.now() + 1_500;
    while (performance.now() < until);
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const before = Number(await slider.inputValue());
  // A quarter of a second is the longest stride: 75 s of the day at the usual speed.
  expect(before).toBeLessThan(10.3 * 3_600_000_000);
  await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(before);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
