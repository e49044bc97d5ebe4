// What axe has to say about the page as it stands: nothing, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Rules that colours can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Each node with what axe measured on it (colours, sizes): what was seen once under load is understood from the log. */
const told = ({ id, nodes }: Found): string =>
  `${id}: ${nodes.map(({ html, failureSummary = '' }) => `${html.slice(0, 200)} (${failureSummary.slice(0, 300)})`).join(' ')}`;

/**
 * A pane that still shows another moment than the clock is dimmed on purpose and for a blink, on a busy machine at any time: it is
 * looked at as it stands when it is not late. Nor is anything looked at on its way, as from light to dark or where a chapter begins.
 * A constructed sheet, since the page's policy allows no other.
 */
const undimmed = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    const late = '[aria-busy="true"]:has(> [data-late]) > *, [data-late="true"]';
    const still = '*, ::before, ::after { transition: none !important; animation: none !important }';
    sheet.replaceSync(`${late} { opacity: 1 !important } ${still}`);
    document.adoptedStyleSheets.push(sheet);
  });

/** In the page itself, which has no frames: otherwise axe opens a second page each time, and tells of all that is as it should be. */
async function violations(page: Page, type: 'tag' | 'rule', values: string[]): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).options({ runOnly: { type, values }, resultTypes: ['violations'] });
  return (await axe.setLegacyMode().analyze()).violations.map(told);
}

/** All rules in light; in dark those that colours can break. */
export async function clean(page: Page, state: string): Promise<void> {
  await undimmed(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await violations(page, 'tag', TAGS);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(page, 'rule', COLOURS);
  await page.emulateMedia({ colorScheme: null });
  await page.evaluate(() => void document.adoptedStyleSheets.pop());
  expect({ light, dark }, state).toEqual({ light: [], dark: [] });
}
