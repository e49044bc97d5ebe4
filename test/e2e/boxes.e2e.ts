// What people see stays where it is: at every size of window no button moves or resizes a panel, no words lie on others, and none are
// cut off.
import { divergentMoment, moveTo, opened } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const HALF_PAST_TEN = 10.5 * 3_600_000_000;
const SIZES = [
  [1920, 1080],
  [1440, 900],
  [1280, 720],
  [1024, 768],
  [390, 844],
] as const;

/** Every panel and node that can be seen, by its role or element and name. */
const boxes = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(() => {
    const found: Record<string, string> = {};
    const wanted =
      'section[aria-label], [role="toolbar"], [role="grid"], .react-flow__node, nav[aria-label], body > div > div > header';
    for (const each of document.querySelectorAll<HTMLElement>(wanted)) {
      const { x, y, width, height } = each.getBoundingClientRect();
      if (width === 0 || each.closest('[inert], [aria-label="Inspector"] section') !== null) continue;
      const name = each.getAttribute('aria-label') ?? each.tagName;
      // The grid's name says how many users are divergent.
      found[each.getAttribute('role') === 'grid' ? 'grid' : name] = [x, y, width, height].map(Math.round).join(' ');
    }
    return found;
  });

/** Words that lie on other words, or that their box cuts off. */
const spoilt = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const isSeen = (element: Element, { left, right, top, bottom }: DOMRect): boolean => {
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return at !== null && (at === element || element.contains(at) || at.contains(element));
    };
    const texts: { readonly text: string; readonly box: DOMRect }[] = [];
    const cut: string[] = [];
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element === null || text === '' || element.closest('.sr, [inert], option, canvas') !== null) continue;
      if (!element.checkVisibility() || getComputedStyle(element).clipPath !== 'none') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (box.width < 2 || !isSeen(element, box)) continue;
        texts.push({ text, box });
      }
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (overflowX === 'hidden' && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
        cut.push(`cut: ${text}`);
    }
    const laid: string[] = [];
    texts.forEach((a, n) => {
      for (const b of texts.slice(n + 1)) {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (wide > 3 && high > 5 && a.text !== b.text) laid.push(`${a.text} lies on ${b.text}`);
      }
    });
    return [...cut, ...laid];
  });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** Sizes that are looked at in the dark too: the two that differ most. */
const DARK = [1440, 390];
const SCHEMES = ['dark', 'light'] as const;

for (const [width, height] of SIZES) {
  test(`at ${width} by ${height} no button moves a panel, and no words lie on others or are cut off`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const phone = width < 640;
    const tab = (name: string) =>
      page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name }).click();
    const schemes = SCHEMES.filter((scheme) => scheme === 'light' || DARK.includes(width));
    /** In each colour scheme everything is where it was, and can be read. */
    const standsAs = async (before: Readonly<Record<string, string>> | null, { reads = false, state = '' }) => {
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        if (before !== null) expect(await boxes(page), `${state}, ${colorScheme}`).toEqual(before);
        if (reads) expect(await spoilt(page), `${state}, ${colorScheme}`).toEqual([]);
      }
    };
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width, height });
    await opened(page);
    await moveTo(page, HALF_PAST_TEN);
    await page.mouse.move(1, 1);
    if (phone) await tab('Topology');
    await expect(page.getByRole('list', { name: 'Active faults' }).getByRole('listitem')).toHaveCount(1);
    const before = await boxes(page);
    await standsAs(before, { reads: true, state: 'while a fault is active' });
    await press(page, 'Inject fault');
    await expect(page.getByRole('menu')).toBeVisible();
    await standsAs(before, { state: 'the menu of faults is open' });
    await page.getByRole('menuitem', { name: 'Messages duplicated' }).click();
    await press(page, /^Inject at/);
    await expect(page.getByRole('list', { name: 'Active faults' }).getByRole('listitem')).toHaveCount(2, {
      timeout: 30_000,
    });
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled({ timeout: 30_000 });
    await standsAs(before, { reads: true, state: 'another fault is active' });
    await press(page, 'Undo');
    await expect(page.getByRole('list', { name: 'Active faults' }).getByRole('listitem')).toHaveCount(1, {
      timeout: 30_000,
    });
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled({ timeout: 30_000 });
    await standsAs(before, { state: 'it was undone' });
    if (phone) await tab('Users');
    await expect(page.getByRole('grid')).toBeVisible();
    const users = await boxes(page);
    await press(page, 'Find user');
    await expect(page.getByRole('spinbutton', { name: 'User number' })).toBeFocused();
    await standsAs(users, { state: 'a user is looked for' });
    await page.keyboard.press('Escape');
    await divergentMoment(page);
    await standsAs(null, { reads: true, state: 'users are divergent' });
    if (phone) await tab('Compare');
    else await press(page, 'Compare strategies');
    await expect(page.getByRole('table', { name: 'Outcomes' })).toBeAttached({ timeout: 60_000 });
    if (phone) await tab('Users');
    else await press(page, 'Close comparison');
    await expect(page.getByRole('grid')).toBeVisible();
    await standsAs(users, { state: 'back from the comparison' });
  });
}
