// What the built page costs in a real Chromium, beside a bare canvas loop in the same browser: script per frame while playing and
// while scrubbing, the longest task, what a frame costs to post, and how soon a change of the past is seen. Prints one line of JSON. Run by `npm run bench -- --only page`.
import { chromium } from '@playwright/test';
import { ensureBrowser, FLAGS } from '../../../scripts/browser.mjs';
import { bare, measuring, playing, scrub } from './frames.mjs';
import { posted, until } from './inside.mjs';
import { ready, run, SIZE, seek, served } from './serving.mjs';

const HOUR = 3_600_000_000;
/** So many users change so often that more than a thousand messages are on the road at once. */
const BUSY = `schema: 1
title: Busy
length: 2h
opensAt: 30m
population: { users: 10000 }
workload: { suspend: 2/h, reactivate: 20/h }
billing: { serviceTime: { constant: 200us } }
variants: [wait]
`;

/** Computed for seconds. */
const LONG = `schema: 1
title: Long
length: 24h
opensAt: 1h
population: { users: 300000 }
workload: { signUps: 0/h }
variants: [wait]
`;

/** Milliseconds from pressing a button until so many active faults are listed. */
const pressed = async (page, button, count) => page.evaluate(until, { button: await button.elementHandle(), count });

/** A fault that is injected in the middle of a long run, until it is seen; and the whole run without it that undo brings back. */
async function changed(page) {
  await seek(page, 12 * HOUR);
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: 'Inject fault' }).click();
  await page.getByRole('menuitem', { name: 'Consumer down', exact: true }).click();
  const change = await pressed(page, page.getByRole('button', { name: /^Inject at/ }), 1);
  await ready(page, /Long/);
  const undo = page.getByRole('region', { name: 'Changes' }).getByRole('button', { name: 'Undo' });
  const whole = await pressed(page, undo, 0);
  await ready(page, /Long/);
  return { change, whole };
}

async function main(browser, url) {
  const page = await (await browser.newContext({ viewport: SIZE })).newPage();
  const measure = await measuring(page);
  const bareCells = await bare(page, measure, 10_000);
  const bareThousand = await bare(page, measure, 1_000);
  const { bytes, objects } = await page.evaluate(posted, 100_000);
  await page.goto(url);
  await ready(page, /broken for an hour/);
  await seek(page, 9.9 * HOUR);
  const play = await playing(page, measure);
  await seek(page, 11.3 * HOUR);
  await page.waitForTimeout(500);
  await scrub(page);
  const scrubbing = await measure(() => scrub(page));
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await page.getByRole('table', { name: 'Outcomes' }).waitFor();
  await page.waitForTimeout(500);
  const lanes = await playing(page, measure);
  await page.getByRole('button', { name: 'Close comparison' }).click();
  await run(page, BUSY, /Busy/);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('300000000');
  const moving = await playing(page, measure);
  await run(page, LONG, /Long/);
  const long = await changed(page);
  const numbers = { play: play.script, scrub: scrubbing.script, longest: scrubbing.longest, lanes: lanes.script };
  return { bareThousand, bareCells, ...numbers, moving: moving.script, bytes, objects, ...long };
}

const executablePath = await ensureBrowser();
const { url, stop } = await served();
const browser = await chromium.launch({ executablePath, args: FLAGS });
try {
  process.stdout.write(`${JSON.stringify(await main(browser, url))}\n`);
} finally {
  await browser.close();
  stop();
}
