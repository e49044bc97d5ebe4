// What in the open dialog can only be seen by scrolling sideways: should be nothing.
import type { Page } from '@playwright/test';

/** Class names of what scrolls sideways. */
export const sideways = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('dialog')
    .evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll('*')]
        .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible')
        .map((each) => each.className),
    );
