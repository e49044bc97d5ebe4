// What the page shows at a moment is what the engine's trace says of it: the text twin of the users, every lane of a comparison,
// and of every lane's statechart the states and the one that is lit.
import { strategies } from '../../src/engine/strategies/catalog.ts';
import { driftlab, standingAt, traceOf } from './support/engine.ts';
import { HOUR, moveTo, opened, wholeDay } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const MINUTE = HOUR / 60;

async function twin(page: Page): Promise<Record<string, number>> {
  const items = page.getByRole('list', { name: 'Users by kind of divergence' }).getByRole('listitem');
  const texts = await items.allTextContents();
  return Object.fromEntries(texts.map((text) => [text.replace(/[^a-z]/gi, ''), Number(text.replace(/\D/g, ''))]));
}

test('the text twin of the users at 10:30, 11:00 and 12:30 is what the trace says', async ({ page }) => {
  const lines = traceOf('broken-publisher', 'wait');
  await opened(page);
  for (const time of [10.5 * HOUR, 11 * HOUR, 12.5 * HOUR]) {
    const { kinds, divergent } = standingAt(lines, time);
    expect(divergent).toBeGreaterThan(0);
    await moveTo(page, time);
    await expect.poll(() => twin(page)).toEqual(kinds);
    await expect(page.getByRole('grid', { name: /^One cell per user/ })).toHaveAccessibleName(
      new RegExp(`, ${divergent} divergent$`),
    );
  }
});

test('moving the slider moves every lane, to what each lane’s own trace says', async ({ page }) => {
  test.setTimeout(120_000);
  const expected = driftlab('compare', 'broken-publisher');
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  const moments = [10.5 * HOUR, 13 * HOUR + 7 * MINUTE, 15 * HOUR];
  const told = new Map(
    expected.variants.map(({ id, title }) => {
      const lines = traceOf('broken-publisher', id);
      return [title, moments.map((time) => standingAt(lines, time))] as const;
    }),
  );
  for (const [n, time] of moments.entries()) {
    await moveTo(page, time);
    for (const [title, standings] of told) {
      const { divergent = -1, wrong = -1 } = standings[n] ?? {};
      const lane = page.getByRole('region', { name: 'Comparison' }).getByRole('group', { name: title });
      const users = divergent === 1 ? '1 divergent user,' : `${divergent} divergent users,`;
      await expect(lane, title).toHaveAccessibleDescription(new RegExp(`: ${users} ${wrong} wrong invoices?,`));
    }
  }
});

test('a statechart on the page is the one that the engine runs, and what is lit is where the run is', async ({
  page,
}) => {
  const { variants } = driftlab('compare', 'broken-publisher');
  await opened(page);
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
  await wholeDay(page);
  await page
    .getByRole('button', { name: /^Runbook: / })
    .last()
    .click();
  for (const { title, strategy, phases } of variants) {
    const states = strategies.find(({ id }) => id === strategy)?.machine.states ?? {};
    const titles = Object.values(states).map(({ meta }) => String((meta as { title: unknown }).title));
    const chart = page.getByRole('group', { name: title }).getByRole('list', { name: 'Runbook' });
    const drawn = await chart.getByRole('listitem').evaluateAll((items) => items.map((item) => item.textContent ?? ''));
    const named = drawn.map((text) => titles.find((each) => text.startsWith(each)));
    expect(named, `every step of ${title} is a state of its chart`).not.toContain(undefined);
    expect(named, title).toEqual([...new Set(phases.map(({ name }) => name))]);
  }
  const moments = variants.flatMap(({ phases }) =>
    phases.filter(({ from, to }) => to !== null && to - from > 60).map(({ from, to }) => (from + (to ?? from)) / 2),
  );
  for (const seconds of [...new Set([11 * 3600, ...moments])]) {
    await moveTo(page, Math.round(seconds * 1e6));
    for (const { title, phases } of variants) {
      const lit = phases.find(({ from, to }) => from <= seconds && (to === null || seconds < to))?.name;
      const chart = page.getByRole('group', { name: title }).getByRole('list', { name: 'Runbook' });
      await expect(chart.locator('[aria-current=step]'), `${title} at ${seconds} s`).toHaveText(
        lit === undefined ? [] : [new RegExp(`^${lit}`)],
      );
    }
  }
});
