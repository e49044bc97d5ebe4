// The sizes of window in which a comparison has all its parts, and where parts are in it.
import { expect, type Locator, type Page } from './watched.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const boxesOf = (lanes: Locator): Promise<readonly Box[]> =>
  lanes.evaluateAll((all) =>
    all.map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );

export const SIZES = [
  [1920, 1080],
  [1440, 900],
  [1280, 720],
  [1024, 768],
] as const;

/** Of the size; all that follows from it is drawn. */
export async function sized(page: Page, [width, height]: (typeof SIZES)[number]): Promise<void> {
  await page.setViewportSize({ width, height });
  const frames = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await page.evaluate(frames);
  await expect(page.getByRole('region', { name: 'Comparison' }).locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(frames);
}
