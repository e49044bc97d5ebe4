// Lessons given in a real browser by keys alone: every bundled one beat by beat on the stage, with a picture of each beat and its smallest
// type measured; what is asked stays behind the veil until it is revealed; where one stands, and what was open before, come back.
import { existsSync, readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { opened } from './support/page.ts';
import { expect, test } from './support/watched.ts';

const FOLDER = 'src/lessons';
const LESSONS = readdirSync(FOLDER).filter((name) => existsSync(`${FOLDER}/${name}/lesson.yaml`));
/** Shares of the stage's height: the least for any text, and for the sentence with its numbers. */
const [LEAST, SENTENCE] = [0.039, 0.06];

const stage = (page: Page) => page.getByRole('main', { name: 'Stage' });
const place = async (page: Page): Promise<string> => (await stage(page).getAttribute('data-place')) ?? '';

/** The stage at the beat at hand, once it is ready and nothing moves. */
async function settled(page: Page): Promise<string> {
  await expect(stage(page)).toHaveAttribute('data-place', /^\d+\.\d+ [a-z-]+$/, { timeout: 40_000 });
  return place(page);
}

async function onStage(page: Page, lesson: string): Promise<void> {
  await page.goto(`/#lesson/${lesson}/1`);
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await page.keyboard.press('p');
  await settled(page);
}

interface Sizes {
  readonly least: number;
  readonly smallest: string;
  readonly sentence: number;
  readonly outside: readonly string[];
}

/** Of everything that can be seen: the smallest type, that of the sentence, and what reaches over the edge. */
const measured = (page: Page): Promise<Sizes> =>
  stage(page).evaluate((main) => {
    let [least, smallest] = [Number.POSITIVE_INFINITY, ''];
    const outside: string[] = [];
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const { parentElement: parent, textContent } = node;
      if (parent === null || (textContent ?? '').trim() === '' || parent.closest('.sr') !== null) continue;
      range.selectNodeContents(node);
      const { left, right, top, bottom, width } = range.getBoundingClientRect();
      if (width === 0) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize) / window.innerHeight;
      if (size < least) [least, smallest] = [size, textContent ?? ''];
      if (left < -1 || top < -1 || right > window.innerWidth + 1 || bottom > window.innerHeight + 1)
        outside.push(textContent ?? '');
    }
    const sentence = main.querySelector('[data-sentence]');
    const its = sentence === null ? 1 : Number.parseFloat(getComputedStyle(sentence).fontSize) / window.innerHeight;
    return { least, smallest, sentence: its, outside };
  });

/** All that is in the document or told by it, for whoever reads it or has it read. */
const everything = async (page: Page): Promise<string> =>
  `${await page.evaluate(() => document.documentElement.outerHTML)} ${await page.locator('body').ariaSnapshot()}`;

/** Of one step, beat by beat: what could be read or heard before the reveal, and which words were in sight. */
class Veil {
  private step = '';
  private readonly documents: string[] = [];
  private seen = '';

  async look(page: Page, at: string): Promise<void> {
    const [step = '', kind = ''] = at.split(/\..* /);
    if (step !== this.step) this.documents.length = 0;
    if (step !== this.step) this.seen = '';
    this.step = step;
    const text = await stage(page).innerText();
    if (kind === 'reveal') await this.reveals(page, at, text);
    else this.documents.push(await everything(page));
    // The last beat before the reveal: the page behind the stage knows no more.
    if (kind === 'observe') this.documents.push(await this.pageBehind(page, at));
    this.seen += `${text}\n`;
  }

  private async reveals(page: Page, at: string, text: string): Promise<void> {
    const bold = await stage(page).locator('b').allInnerTexts();
    const added = [...text.split('\n'), ...bold].filter((line) => this.isNew(line));
    expect(added.length, `${at} reveals something`).toBeGreaterThan(0);
    for (const line of added)
      for (const before of this.documents)
        expect(before.includes(line), `${at}: “${line}” was there before`).toBe(false);
  }

  /** Whether it was not in sight before, whole or as names of lanes that were, one beside the other. */
  private isNew(line: string): boolean {
    if (line.length <= 5 || this.seen.includes(line)) return false;
    const known = this.seen.split('\n').filter((each) => each.length > 2);
    const rest = known.reduce((left, each) => left.replaceAll(each, ''), line);
    return !/^(?: |,|and|then)*$/.test(rest);
  }

  private async pageBehind(page: Page, at: string): Promise<string> {
    await page.keyboard.press('p');
    await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toHaveAttribute('aria-busy', 'false');
    const behind = await everything(page);
    await page.keyboard.press('p');
    expect(await settled(page)).toBe(at);
    return behind;
  }
}

const USUAL = { width: 1280, height: 720 };
/** Of these lessons every beat is looked at in other rooms too. */
const ELSEWHERE = ['silent-hour', 'republishing-the-past'];
const ROOMS = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
];

/** Nothing is too small, and nothing reaches over the edge. */
async function readable(page: Page, at: string): Promise<void> {
  const { least, smallest, sentence, outside } = await measured(page);
  expect(least, `${at}: “${smallest}”`).toBeGreaterThanOrEqual(LEAST);
  expect(sentence, `${at}: the sentence`).toBeGreaterThanOrEqual(SENTENCE);
  expect(outside, `${at}: over the edge`).toEqual([]);
}

async function readableElsewhere(page: Page, at: string, picture: (size: string) => string): Promise<void> {
  for (const room of [...ROOMS, USUAL]) {
    const size = `${room.width}x${room.height}`;
    await page.setViewportSize(room);
    // What fits is found out once the room is known.
    await expect(() => readable(page, `${at} at ${size}`)).toPass({ timeout: 10_000 });
    if (room !== USUAL) await page.screenshot({ path: picture(size) });
  }
}

/** Goes through all beats by the clicker's key and looks at each. */
async function given(page: Page, lesson: string, pictures: (name: string) => string): Promise<readonly string[]> {
  await onStage(page, lesson);
  const beats: string[] = [];
  const veil = new Veil();
  for (;;) {
    const at = await settled(page);
    if (at === beats.at(-1)) return beats;
    beats.push(at);
    await veil.look(page, at);
    const picture = (size = '') => pictures(`${lesson}/${at.replace(/[ .]/g, '-')}${size}.png`);
    await page.screenshot({ path: picture() });
    await readable(page, at);
    if (ELSEWHERE.includes(lesson)) await readableElsewhere(page, at, picture);
    await page.keyboard.press('PageDown');
    // What plays is brought to its end at once; the last beat stays.
    if (/ moving/.test(await place(page))) await page.keyboard.press('ArrowRight');
  }
}

for (const lesson of LESSONS) {
  const rooms = ELSEWHERE.includes(lesson) ? ', 1920 × 1080 and 1024 × 768' : '';
  test(`${lesson}, beat by beat at 1280 × 720${rooms}`, async ({ page }, testInfo) => {
    test.setTimeout(180_000);
    await page.setViewportSize(USUAL);
    const beats = await given(page, lesson, (name) => testInfo.outputPath(name));
    expect(beats.length).toBeGreaterThan(5);
    expect(beats.some((beat) => beat.endsWith('take-home') || beat.endsWith('say'))).toBe(true);
    await expect(page.locator(':focus')).toHaveCount(0);
  });
}

test('the keys of the stage: back as it was, black, a step by its number, sizes, hands, the pointer, and out', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 720 });
  await onStage(page, 'republishing-the-past');
  await page.keyboard.press('PageDown');
  expect(await settled(page)).toBe('1.2 guess');
  await page.keyboard.press('h');
  await page.keyboard.type('7 12 19 2');
  await expect(page.getByText('Hands: 7 12 19 2')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(stage(page).getByRole('listitem').nth(2)).toContainText('19');
  await page.keyboard.press('.');
  await expect(stage(page)).toHaveText('');
  await page.keyboard.press('b');
  await expect(stage(page).getByRole('listitem').first()).toBeVisible();
  const size = async () => (await measured(page)).least;
  const before = await size();
  await page.keyboard.press('+');
  await expect.poll(size).toBeGreaterThan(before * 1.15);
  await page.keyboard.press('-');
  await expect.poll(size).toBeCloseTo(before, 3);
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  expect(await settled(page)).toMatch(/^3\.1 /);
  await page.keyboard.press('PageUp');
  expect(await settled(page)).toMatch(/^2\.\d+ answer$/);
  await page.keyboard.type('g2.1');
  await page.keyboard.press('Enter');
  await expect(stage(page).getByRole('heading', { level: 1 })).not.toHaveText('Republishing the past', {
    timeout: 60_000,
  });
  expect(await settled(page)).toMatch(/^1\.1 /);
  const ring = stage(page).locator('[data-on]');
  await page.mouse.move(300, 300);
  await page.mouse.down();
  await expect(ring).toHaveAttribute('data-on', 'true');
  await page.mouse.up();
  await expect(ring).toHaveAttribute('data-on', 'false');
  await page.keyboard.press('?');
  await expect(stage(page).getByText('type counted hands')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(stage(page).locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toBeVisible();
});

test('a curve is drawn by the arrows, on the stage and beside it, and the one that was asked for is played', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 720 });
  await onStage(page, 'money-already-sent');
  await page.keyboard.press('PageDown');
  expect(await settled(page)).toBe('1.2 guess');
  await page.keyboard.press('h');
  for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'Enter'])
    await page.keyboard.press(key);
  expect(await settled(page)).toBe('1.2 guess');
  const guess = stage(page).locator('svg path[class*=guess]');
  const line = await guess.getAttribute('d');
  expect(line).toMatch(/^M[\d. ]+h0(?:L[\d. ]+){2}$/);
  await page.keyboard.press('Escape');
  const pen = page.getByRole('slider', { name: 'Your curve' });
  await pen.press('End');
  await pen.press('ArrowRight');
  await pen.press('ArrowDown');
  await page.keyboard.press('p');
  expect(await guess.getAttribute('d')).not.toBe(line);
  for (const beat of ['1.3 lock', '1.4 play moving', '1.4 play']) {
    await page.keyboard.press('PageDown');
    await expect(stage(page)).toHaveAttribute('data-place', beat, { timeout: 30_000 });
    await expect(guess).toHaveAttribute('d', /h0/);
  }
  await expect(stage(page).getByText('wrong invoices', { exact: false }).first()).toBeVisible();
  await expect(stage(page).locator('svg path[class*=run]')).toHaveAttribute('d', /L/);
});

test('what the reveal adds is nowhere in the document before it, and time goes no further', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/#lesson/republishing-the-past/1');
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  const slider = page.getByRole('slider', { name: 'Virtual time' });
  const onward = async (name: string) => {
    await panel.getByRole('button', { name, exact: true }).click();
    await expect(panel).toHaveAttribute('aria-busy', 'false');
  };
  await onward('Guess');
  const asked = await slider.getAttribute('aria-valuetext');
  await slider.press('End');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(slider).toHaveAttribute('aria-valuetext', asked ?? '');
  await expect(page.getByRole('button', { name: 'Show the whole day' })).toHaveCount(0);
  const before: string[] = [await everything(page)];
  await panel.getByRole('radio').first().check();
  for (const name of ['Lock my answer', 'Play', 'To its end', 'What happened?']) {
    await onward(name);
    before.push(await everything(page));
  }
  const known = await panel.innerText();
  await onward('Reveal');
  const added = (await panel.innerText())
    .split('\n')
    .filter((line) => line.trim().length > 20 && !known.includes(line));
  expect(added.length).toBeGreaterThan(0);
  for (const line of added) for (const text of before) expect(text.includes(line), line).toBe(false);
  await expect(page.getByRole('button', { name: 'Show the whole day' })).toBeVisible();
});

test('where one stands outlives a reload, and leaving brings back what was open', async ({ page }) => {
  test.setTimeout(120_000);
  await opened(page);
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: 'Lessons' }).click();
  await page.getByRole('button', { name: /Begin Republishing/ }).click();
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  await panel.getByRole('button', { name: 'Guess' }).click();
  await panel.getByRole('radio').nth(2).check();
  await page.reload();
  await expect(panel.getByRole('radio').nth(2)).toBeChecked({ timeout: 60_000 });
  await panel.getByRole('button', { name: 'Leave lesson' }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Lessons' }).click();
  await expect(page.getByText('you stand at step 1 of')).toBeVisible();
});

test('anybody’s file: what is wrong is told with its line, and all stays as it is', async ({ page }) => {
  await opened(page);
  await page.getByRole('button', { name: 'Lessons' }).click();
  const text = 'lesson: 1\nid: own\ntitle: <b>Own</b>\nminutes: five\nsteps: []\n';
  await page
    .getByLabel('A lesson’s file')
    .setInputFiles({ name: 'own.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  const alert = page.getByRole('dialog', { name: 'Lessons' }).getByRole('alert');
  await expect(alert).toContainText('Line 4', { timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Lesson', exact: true })).toHaveCount(0);
});

test('the instructor’s notes stay in step in a second window, and its keys go on in the first', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/#lesson/republishing-the-past/1');
  const panel = page.getByRole('region', { name: 'Lesson', exact: true });
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  const [notes] = await Promise.all([page.waitForEvent('popup'), panel.getByRole('button', { name: 'Notes' }).click()]);
  await expect(notes.getByText('Step 1 of')).toBeVisible({ timeout: 20_000 });
  await expect(notes.getByRole('region', { name: 'Minutes' })).toContainText(/left of \d+ min/);
  await panel.getByRole('button', { name: 'Guess' }).click();
  const asked = await panel.locator('legend').innerText();
  await expect(notes.getByText(asked)).toBeVisible();
  await notes.keyboard.press('3');
  await notes.keyboard.press('Enter');
  await expect(notes.getByText('Step 3 of')).toBeVisible();
  await expect(panel.getByText('Step 3 of')).toBeVisible();
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible();
});
