// What axe has to say about the page as it stands: nothing, in light and in dark.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const told = ({ id, nodes }: Found): string => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`;

/** All rules in light; in dark those that colours can break. */
export async function clean(page: Page, state: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']).analyze();
  await page.emulateMedia({ colorScheme: null });
  expect({ light: light.violations.map(told), dark: dark.violations.map(told) }, state).toEqual({
    light: [],
    dark: [],
  });
}
