// The comparison as rows: the numbers under the invoice runs and the ends of a user's line are the trace's; six and seven lanes and
// the table fit; nothing lies over anything else, is cut, or moves when a button is pressed; and all of it by keyboard.
import type { Line } from '../support/lines.ts';
import { kindOf, NOBODY, stateOf, type UserState } from '../support/states.ts';
import { clean } from './support/clean.ts';
import { traceOf } from './support/engine.ts';
import { HOUR, moveTo, opened } from './support/page.ts';
import { type Box, boxesOf, SIZES, sized } from './support/sizes.ts';
import { expect, type Locator, type Page, test } from './support/watched.ts';

async function compared(page: Page): Promise<Locator> {
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.getByRole('img', { name: /^Every wrong user of/ }).first()).toBeVisible({ timeout: 30_000 });
  await expect(comparison.locator('[aria-busy="true"]')).toHaveCount(0);
  return comparison;
}

interface Harm {
  wrong: number;
  missed: number;
}

/** Wrong and missed invoices of each run, counted from the trace by time. */
function harmOf(lines: readonly Line[]): ReadonlyMap<number, Harm> {
  const truth = new Map<number, UserState>();
  const runs = new Map<number, Harm>();
  let sent = new Set<number>();
  let at = -1;
  const close = () => {
    if (at < 0) return;
    const missed = [...truth].filter(([user, { status }]) => status === 'active' && !sent.has(user)).length;
    runs.set(at, { wrong: runs.get(at)?.wrong ?? 0, missed });
  };
  for (const line of lines) {
    if (at >= 0 && line.t > at) {
      close();
      at = -1;
    }
    if (line.kind === 'commit') truth.set(line.user, stateOf(line));
    if (line.kind === 'invoice-run') {
      at = line.t;
      sent = new Set();
      runs.set(at, { wrong: 0, missed: 0 });
    }
    if (line.kind !== 'invoice') continue;
    sent.add(line.user);
    if (line.truth !== 'active') (runs.get(at) as Harm).wrong++;
  }
  close();
  return runs;
}

const clockTime = (text: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1e6);
};

test('numbers under the runs are the trace’s invoices, in the picture and in its text twin', async ({ page }) => {
  test.setTimeout(150_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  const comparison = await compared(page);
  const naive = comparison.getByRole('group', { name: 'Empty and refetch' });
  await expect(naive.locator('[data-run]'), 'nothing that nobody has reached').toHaveCount(0);
  await moveTo(page, 24 * HOUR);
  for (const [id, title] of [
    ['resync-naive', 'Empty and refetch'],
    ['republish-events', 'Republish events'],
  ] as const) {
    const runs = harmOf(traceOf('broken-publisher', id));
    const lane = comparison.getByRole('group', { name: title });
    const sums = await lane.locator('[data-run]').evaluateAll((all) =>
      all.map((each) => {
        const { run, wrong, missed } = (each as HTMLElement).dataset;
        return { run: Number(run), wrong: Number(wrong), missed: Number(missed) };
      }),
    );
    expect(sums.length).toBeGreaterThan(3);
    const times = [...runs.keys()];
    sums.forEach(({ run, wrong, missed }, n) => {
      const next = sums[n + 1]?.run ?? Number.POSITIVE_INFINITY;
      const mine = times.filter((time) => time >= run && time < next).map((time) => runs.get(time) as Harm);
      expect([wrong, missed], `${title}, from ${run}`).toEqual([
        mine.reduce((sum, each) => sum + each.wrong, 0),
        mine.reduce((sum, each) => sum + each.missed, 0),
      ]);
    });
    const twin = lane.getByRole('table', { name: `Invoice runs of ${title}` });
    const rows = await twin
      .locator('tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(rows.length).toBe(runs.size);
    for (const [n, [, wrong, missed]] of rows.entries())
      expect([Number(wrong), Number(missed)]).toEqual(Object.values(runs.get(times[n] as number) as Harm));
  }
});

/** When a user of the trace is wrong, and how. */
function spansIn(lines: readonly Line[], user: number): readonly string[] {
  let [truth, copy] = [NOBODY, NOBODY];
  const spans: { readonly kind: string; readonly from: number; to: number }[] = [];
  lines.forEach((line, n) => {
    if ((line.kind !== 'commit' && line.kind !== 'copy') || line.user !== user) return;
    if (line.kind === 'commit') truth = stateOf(line);
    else copy = stateOf(line);
    const more = lines.slice(n + 1).find((each) => each.t > line.t || ('user' in each && each.user === user));
    if (more?.t === line.t && (more.kind === 'commit' || more.kind === 'copy')) return;
    const kind = kindOf(truth, copy);
    const last = spans[spans.length - 1];
    const open = last?.to === Number.POSITIVE_INFINITY ? last : undefined;
    if (open?.kind === kind) return;
    if (open !== undefined) open.to = line.t;
    if (kind !== undefined) spans.push({ kind, from: line.t, to: Number.POSITIVE_INFINITY });
  });
  return spans.filter(({ from, to }) => to - from > 1e6).map(({ kind, from, to }) => `${kind} ${from} ${to}`);
}

test('one user through all lanes, by keyboard: the line’s ends are the trace’s, and Enter opens the lane’s history', async ({
  page,
}) => {
  // A trace is written, and axe looks at everything twice.
  test.setTimeout(150_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  const comparison = await compared(page);
  await moveTo(page, 24 * HOUR);
  await moveTo(page, 12 * HOUR);
  const lines = traceOf('broken-publisher', 'resync');
  const hand = comparison.getByRole('slider', { name: 'User followed in Resync' });
  await hand.focus();
  const met = new Set<number>();
  for (let n = 0; n < 4; n++) {
    await page.keyboard.press('ArrowRight');
    await expect(hand).not.toHaveAttribute('aria-valuetext', n === 0 ? 'Nobody' : `User ${[...met].at(-1)}`);
    await expect(comparison.getByText(/^User \d+$/).first()).toBeVisible();
    const text = await hand.getAttribute('aria-valuetext');
    const user = Number(/^User (\d+):/.exec(text ?? '')?.[1]);
    if (met.has(user)) continue;
    met.add(user);
    const told = [...(text ?? '').matchAll(/(\w+) from ([\d:.]+) until ([\d:.]+)/g)].map(
      ([, kind, from, to]) => `${kind} ${clockTime(from ?? '')} ${clockTime(to ?? '')}`,
    );
    expect(told.length, text ?? '').toBeGreaterThan(0);
    expect(told, `user ${user}`).toEqual(spansIn(lines, user));
    await expect(comparison.locator('svg g[data-from]')).not.toHaveCount(0);
  }
  expect(met.size).toBeGreaterThan(2);
  await clean(page, 'a user followed');
  const user = [...met].at(-1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: `History of user ${user}` })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('combobox', { name: 'Strategy' })).toHaveValue('resync');
});

/** Words drawn in the lanes that lie over others, or reach out of the window. */
const troubles = (comparison: Locator): Promise<readonly string[]> =>
  comparison.evaluate((region) => {
    const found: string[] = [];
    const words = [...region.querySelectorAll('svg text')].filter(
      (each) => each.textContent !== '' && (each as SVGElement).style.opacity !== '0',
    );
    const placed = words.map((each) => ({ text: each.textContent, box: each.getBoundingClientRect() }));
    for (const [n, one] of placed.entries()) {
      if (one.box.right > window.innerWidth + 0.5 || one.box.left < 0) found.push(`${one.text} is cut`);
      for (const other of placed.slice(n + 1)) {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const tall = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 1 && tall > 4) found.push(`${one.text} over ${other.text}`);
      }
    }
    return found;
  });

/** Lanes and table within the window, above the player; where there is room, nine rows of the table. */
async function fits(page: Page, comparison: Locator, lanes: readonly Box[], [width, height]: (typeof SIZES)[number]) {
  const table = await comparison.getByRole('table', { name: 'Outcomes' }).boundingBox();
  const dock = await page.getByRole('region', { name: 'Player' }).boundingBox();
  for (const { x, width: wide, y, height: tall } of lanes) {
    expect(x + wide).toBeLessThanOrEqual(width);
    expect(y + tall).toBeLessThanOrEqual(table?.y ?? 0);
  }
  expect(table?.y).toBeLessThan((dock?.y ?? 0) - 60);
  if (height < 900) return;
  const rows = await comparison
    .getByRole('table', { name: 'Outcomes' })
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().bottom));
  expect(rows.filter((bottom) => bottom <= (dock?.y ?? 0) + 0.5).length).toBeGreaterThanOrEqual(9);
}

test('at every size six lanes fit, no words lie over others, and no button moves a lane', async ({ page }) => {
  test.setTimeout(150_000);
  const comparison = await compared(page);
  await moveTo(page, 24 * HOUR);
  await moveTo(page, 13.51 * HOUR);
  const lanes = comparison.locator('[role="group"]').filter({ has: page.getByRole('img', { name: /^Every wrong/ }) });
  await expect(lanes).toHaveCount(6);
  const before = new Map<number, readonly Box[]>();
  for (const size of SIZES)
    await test.step(`nobody is followed, ${size.join(' by ')}`, async () => {
      await sized(page, size);
      const boxes = await boxesOf(lanes);
      await fits(page, comparison, boxes, size);
      expect(await troubles(comparison)).toEqual([]);
      before.set(size[0], boxes);
    });
  await comparison.getByRole('slider', { name: /^User followed in Resync/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(comparison.getByText(/^User \d+$/).first()).toBeVisible();
  for (const size of SIZES)
    await test.step(`somebody is followed, ${size.join(' by ')}`, async () => {
      await sized(page, size);
      expect(await boxesOf(lanes)).toEqual(before.get(size[0]));
      await comparison.getByRole('button', { name: 'Linear' }).click();
      await expect(comparison.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await boxesOf(lanes)).toEqual(before.get(size[0]));
      expect(await troubles(comparison)).toEqual([]);
      await comparison.getByRole('button', { name: 'Linear' }).click();
      await comparison.getByRole('button', { name: 'Fields' }).click();
      await expect(lanes).toHaveCount(0);
      await comparison.getByRole('button', { name: 'Rows' }).click();
      await expect(lanes).toHaveCount(6);
      expect(await boxesOf(lanes)).toEqual(before.get(size[0]));
    });
});

test('the runbooks unfold in every lane, a seventh lane fits, and axe finds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  const comparison = await compared(page);
  await moveTo(page, 13.51 * HOUR);
  const lit = comparison.getByRole('button', { name: /^Runbook: / });
  await expect(lit.last()).toHaveText(/Scan pages.*\d+ of \d+/);
  await lit.last().click();
  await expect(comparison.getByRole('list', { name: 'Runbook' })).toHaveCount(6);
  await expect(comparison.locator('[aria-current="step"]').last()).toHaveText(/^Scan pages/);
  await clean(page, 'runbooks unfolded');
  await lit.last().click();
  await page.getByRole('button', { name: 'Add a lane' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a lane' });
  await dialog.getByRole('combobox', { name: 'Strategy' }).selectOption('resync');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Once more');
  await dialog.getByRole('button', { name: 'Add the lane' }).click();
  const seventh = page.getByRole('group', { name: 'Once more' });
  await expect(seventh.getByRole('img', { name: 'Every wrong user of Once more' })).toBeVisible({ timeout: 30_000 });
  await expect(comparison.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(await troubles(comparison)).toEqual([]);
  const box = await seventh.boundingBox();
  const table = await comparison.getByRole('table', { name: 'Outcomes' }).boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(table?.y ?? 0);
});
