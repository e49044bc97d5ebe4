// Sheets as a printer gets them: every lesson’s questions and answers are one page of A4 each, nothing runs over its edge, and what is
// printed can be read at arm’s length.
import { spawnSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { root } from '../support/sources.ts';

const driftlab = (...args: string[]): string => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/driftlab.mjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};

/** Points of 1/72 inch. */
const A4 = [595, 842];
const SMALLEST = 8;

for (const kind of ['questions', 'answers'] as const)
  test(`${kind} of every lesson are one page of A4 each`, async ({ page }) => {
    test.setTimeout(300_000);
    const ids = (JSON.parse(driftlab('list', 'lessons', '--format', 'json')) as { readonly id: string }[]).map(
      ({ id }) => id,
    );
    await page.setContent(driftlab('sheet', ...ids, ...(kind === 'answers' ? ['--answers'] : [])));
    await expect(page.locator('section')).toHaveCount(ids.length);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
    expect(boxes.map(([, wide, high]) => [Math.round(Number(wide)), Math.round(Number(high))])).toEqual(
      ids.map(() => A4),
    );
    await page.emulateMedia({ media: 'print' });
    const found = await page.locator('body').evaluate((body) => {
      const sizes = [...body.querySelectorAll('p, b, span, h1')].map((each) =>
        Number.parseFloat(getComputedStyle(each).fontSize),
      );
      return { smallest: Math.min(...sizes) * 0.75, over: body.scrollWidth > body.clientWidth };
    });
    expect(found.over).toBe(false);
    expect(found.smallest).toBeGreaterThanOrEqual(SMALLEST);
  });
